// The Training panel: the still, the figures, the curves, and for points the decision maps.

import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { teachersOf } from '../../catalog/teachers';
import { partsOf } from '../../catalog/two-tasks';
import { withWords } from '../../i18n/i18n';
import { actions, useExperiment, useTraining } from '../../state/hooks';
import { hasTeacherToKeep } from '../../state/training-store';
import { Button } from '../../ui/button';
import { Disclosure } from '../../ui/disclosure';
import { Panel } from '../../ui/panel';
import { AccuracyChart } from './accuracy-chart';
import { LossChart } from './loss-chart';
import { ProgressScene } from './progress-scene';
import { PhaseLine } from './phase-line';
import { StatusLine } from './status-line';
import { TeacherNote } from './teacher-note';
import './training-panel.css';

const DecisionMaps = lazy(() => withWords('training', () => import('./decision-maps')));
const FlowView = lazy(() => withWords('training', () => import('./flow-view')));
const KeepTeacher = lazy(() => withWords('training', () => import('./keep-teacher')));
const MixtureView = lazy(() => withWords('training', () => import('./mixture-view')));
const RolloutView = lazy(() => withWords('training', () => import('./rollout-view')));
const SlowNote = lazy(() => withWords('training', () => import('./slow-note')));

export function TrainingPanel() {
  const { t } = useTranslation();
  const table = useExperiment((state) => state.config);
  const run = useTraining((state) => state.config);
  const slow = useExperiment((state) => state.preset === 'textbook-slow');
  const toKeep = useTraining(hasTeacherToKeep);
  const hasRollout = useTraining((state) => state.rollout !== null);
  const config = run ?? table;
  const teachers = teachersOf(config).length;
  const mixed = teachers > 1 && partsOf(config.task).length === 0;
  return (
    <Panel
      title={t('training.title')}
      className="training-panel"
      aside={
        <Button look="quiet" small icon="download" onClick={() => void actions.exportRun()}>
          {t('training.exportRun')}
        </Button>
      }
    >
      <div className="training">
        <ProgressScene />
        <StatusLine />
        <PhaseLine />
        <div className="training__more">
          <Suspense>
            <TeacherNote />
            {slow && <SlowNote />}
            {toKeep && <KeepTeacher />}
            {hasRollout && <RolloutView />}
            {config.task === 'points' && config.dataset !== 'textbook' && <DecisionMaps />}
          </Suspense>
        </div>
        <Disclosure summary={t('flow.summary')}>
          {() => (
            <Suspense>
              <FlowView />
            </Suspense>
          )}
        </Disclosure>
        <div className="training__charts">
          <LossChart />
          <AccuracyChart />
          <Suspense>{mixed && <MixtureView count={teachers} />}</Suspense>
        </div>
      </div>
    </Panel>
  );
}
