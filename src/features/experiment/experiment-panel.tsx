// The Experiment panel: what the next run will be, and what can be steered in one under way.

import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { readsOf } from '../../catalog/catalog';
import { rivals } from '../../catalog/arms';
import { methodInfo } from '../../catalog/catalog';
import { addsSentences, BUILT_IN_SET, onlyAnswers } from '../../catalog/run-config';
import { includesTask, partsOf } from '../../catalog/two-tasks';
import { withWords } from '../../i18n/i18n';
import { useLocalised } from '../../i18n/use-localised';
import { useExperiment, useHidden } from '../../state/hooks';
import { Disclosure } from '../../ui/disclosure';
import { Panel } from '../../ui/panel';
import { Switch } from '../../ui/switch';
import { Assistants } from './assistants';
import { BackendSelect, MethodSelect, ModelSelects, TaskSelect } from './choices';
import { Course } from './course';
import { DataSet } from './data-set';
import './experiment-panel.css';
import { LossFormula } from './loss-formula';
import { ParamRange } from './param-number';
import { SteeringSlider } from './steering-slider';
import { PointsData } from './points-data';
import { Presets } from './presets';
import { RunButtons } from './run-buttons';
import { SettingFields } from './setting-fields';
import { TeacherFiles } from './teacher-files';
import { Teachers } from './teachers';

const MoreSettings = lazy(() => withWords('training', () => import('./more-settings')));
const Encoders = lazy(() => withWords('encoder', () => import('./encoders')));
const LlmTeacher = lazy(() => withWords('llm', () => import('./llm-teacher')));
const MethodEvidence = lazy(() => withWords('evidence', () => import('./method-evidence')));
const Recipe = lazy(() => withWords('recipe', () => import('./recipe')));
const SecondTeacher = lazy(() => import('./second-teacher'));
const TaskWeights = lazy(() => import('./task-weights'));

/** @param withButtons whether the run's buttons are part of the panel; on a phone they are below all panels. */
export function ExperimentPanel({ withButtons }: { withButtons: boolean }) {
  const { t } = useTranslation();
  const task = useExperiment((state) => state.config.task);
  const config = useExperiment((state) => state.config);
  const localised = useLocalised();
  const method = methodInfo(config.method);
  const set = useExperiment((state) => state.set);
  const hidden = useHidden();
  const one = partsOf(task).length === 0;
  const writes = includesTask(task, 'agent');
  const tick = (value: number, label = String(value)) => ({ value, label });
  return (
    <Panel title={t('experiment.title')} className="experiment-panel" footer={withButtons && <RunButtons />}>
      <div className="experiment">
        {!hidden('presets') && <Presets />}
        <div className="experiment__choices">
          {!hidden('task') && <TaskSelect />}
          {!hidden('models') && (
            <>
              <ModelSelects />
              <Suspense>{!one && <SecondTeacher />}</Suspense>
            </>
          )}
        </div>
        {!hidden('models') && (
          <div className="experiment__sources">
            {one && <Assistants />}
            {one && !onlyAnswers(config.teacher) && <Teachers />}
            <Suspense>
              {task === 'intents' && <Encoders />}
              {(task === 'intents' || task === 'agent') && <LlmTeacher />}
            </Suspense>
          </div>
        )}
        {!hidden('data') && (
          <>
            {task === 'points' && <PointsData />}
            {one && readsOf(task) !== null && <DataSet />}
            {task === 'intents' && config.textSet !== BUILT_IN_SET && (
              <Suspense>
                <Recipe />
              </Suspense>
            )}
            {task === 'intents' && <ParamRange param="labelShare" share />}
          </>
        )}
        {!hidden('temperature') && (
          <>
            <SteeringSlider
              param="temperature"
              helpAlways
              ticks={[tick(0.5), tick(2), tick(4), tick(6), tick(8), tick(10)]}
            />
            <Course field="temperature" />
          </>
        )}
        {!hidden('lambda') && (
          <>
            <SteeringSlider
              param="lambda"
              helpAlways
              ticks={[tick(0, t('experiment.onlyTeacher')), tick(0.5), tick(1, t('experiment.onlyLabels'))]}
            />
            <Course field="lambda" />
          </>
        )}
        {!hidden('formula') && <LossFormula />}
        <Suspense>{!one && <TaskWeights />}</Suspense>
        {!hidden('learningRate') && (
          <SteeringSlider
            param="learningRate"
            ticks={[tick(1e-4, '0.0001'), tick(1e-3), tick(1e-2), tick(0.1)]}
          />
        )}
        {!hidden('method') && (
          <>
            <div className="experiment__choices">
              <MethodSelect />
              <BackendSelect />
            </div>
            <SettingFields group={method.id} params={method.params ?? []} />
            <Suspense>
              {method.id !== 'hinton' && <MethodEvidence key={method.id} method={method.id} task={task} />}
            </Suspense>
          </>
        )}
        {!hidden('rivals') && (
          <div>
            {rivals
              .filter(({ id }) => id !== 'ownRows' || addsSentences(config))
              .map(({ id, label, help }) => (
                <Switch
                  key={id}
                  label={localised(label)}
                  checked={config[id]}
                  onChange={(checked) => set(id, checked)}
                  help={localised(help)}
                  helpLabel={t('experiment.about', { name: t(`speaker.${id}`) })}
                />
              ))}
          </div>
        )}
        {!hidden('more') && (
          <Disclosure summary={t('experiment.more')}>
            {() => (
              <Suspense>
                <MoreSettings />
              </Suspense>
            )}
          </Disclosure>
        )}
        {!hidden('models') && (!writes || config.textSet === BUILT_IN_SET) && <TeacherFiles />}
      </div>
    </Panel>
  );
}
