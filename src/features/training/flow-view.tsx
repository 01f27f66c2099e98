// "How a step flows": the batch through teacher and student, their answers into the terms of the loss, and the gradient back to the
// student, each with its size at the last step; slow motion, and a mark at which the run pauses, to follow it.

import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { methodInfo } from '../../catalog/catalog';
import { PACE_NAMES, paceOf, PACES } from '../../catalog/paces';
import { termWeights } from '../../catalog/term-weights';
import { formatNumber } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions, useExperiment, useTraining } from '../../state/hooks';
import type { TrainingState } from '../../state/training-store';
import { ArmMark } from '../../ui/arm';
import { NumberField } from '../../ui/number-field';
import { Segmented } from '../../ui/segmented';
import { useThrottled } from '../../ui/use-throttled';
import { FlowExample } from './flow-example';
import './flow-view.css';

type StepLog = NonNullable<TrainingState['latest']['student']>;

const REDRAW_MS = 200;
export default function FlowView() {
  const { t } = useTranslation(['translation', 'training']);
  const pauseAt = useTraining((state) => state.pauseAt);
  const stepMs = useTraining((state) => state.stepMs);
  const step = useThrottled(
    useTraining((state) => state.latest.student),
    REDRAW_MS,
  );
  return (
    <div className="flow">
      <div className="flow__pace">
        <span aria-hidden="true">{t('training:flow.pace')}</span>
        <Segmented
          label={t('training:flow.pace')}
          value={paceOf(stepMs)}
          segments={PACE_NAMES.map((value) => ({
            value,
            label: t(`training:flow.paces.${value}`),
          }))}
          onChange={(value) => actions.slowDown(PACES[value])}
        />
        <NumberField
          label={t('training:flow.pauseAt')}
          value={pauseAt ?? 0}
          min={0}
          max={1e6}
          step={1}
          onChange={(value) => actions.pauseAt(value === 0 ? null : value)}
          help={t('training:flow.pauseHelp')}
          helpLabel={t('experiment.about', { name: t('training:flow.pauseAt') })}
        />
      </div>
      <FlowExample />
      {step ? <Diagram step={step} /> : <p className="soft">{t('training:flow.empty')}</p>}
    </div>
  );
}

function Diagram({ step }: { step: StepLog }) {
  const { t } = useTranslation(['translation', 'training']);
  const locale = useLocale();
  const localised = useLocalised();
  const number = (value: number) => formatNumber(locale, value);
  const ran = useTraining((state) => state.config?.method);
  const table = useExperiment((state) => state.config.method);
  const settings = useExperiment((state) => state.config.settings);
  const own = useTraining((state) => state.config?.settings);
  const method = methodInfo(ran ?? table);
  const shares = termWeights(method, own ?? settings, step.lambda, step.terms);
  const parts = method.terms.map((term) => {
    const [share, value] = [shares[term.id]!, step.terms[term.id] ?? 0];
    return { term, share, value, part: share * value };
  });
  const most = Math.max(...parts.map(({ part }) => Math.abs(part)), 1e-9);
  return (
    <ol
      className="flow__stages"
      aria-label={t('training:flow.title', { step: formatNumber(locale, step.step, 7) })}
    >
      <Stage title={t('training:flow.batch')}>
        <Box>
          <b>{number(step.tokens)}</b> {t('training:flow.positions')}
        </Box>
      </Stage>
      <Stage title={t('training:flow.forward')}>
        <Box arm="teacher">
          <ArmMark arm="teacher" /> {t('speaker.teacher')}{' '}
          <small>{t('training:flow.softened', { T: number(step.temperature) })}</small>
        </Box>
        <Box arm="student">
          <ArmMark arm="student" /> {t('speaker.student')}{' '}
          <small>{t('training:flow.softened', { T: number(step.temperature) })}</small>
        </Box>
      </Stage>
      <Stage title={t('training:flow.compared')}>
        {parts.map(({ term, share, value, part }) => (
          <Box key={term.id} arm={term.weight === 'soft' ? 'teacher' : 'baseline'}>
            {localised(term.label)}
            <span className="flow__sum">
              {number(share)} · {number(value)} = <b>{number(part)}</b>
            </span>
            <span className="flow__bar" style={{ '--part': Math.abs(part) / most } as CSSProperties} />
          </Box>
        ))}
      </Stage>
      <Stage title={t('training:flow.loss')}>
        <Box arm="student">
          L = <b>{number(step.loss)}</b>
        </Box>
      </Stage>
      <Stage title={t('training:flow.back')}>
        <Box arm="student">
          {t('training:flow.gradient')} <b>{number(step.gradNorm)}</b>
          <small>{t('training:flow.rate', { rate: number(step.learningRate) })}</small>
        </Box>
      </Stage>
    </ol>
  );
}

function Stage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li className="flow__stage">
      <h4>{title}</h4>
      {children}
    </li>
  );
}

function Box({ arm, children }: { arm?: 'teacher' | 'student' | 'baseline'; children: ReactNode }) {
  return <div className={arm ? `flow__box flow__box--${arm}` : 'flow__box'}>{children}</div>;
}
