// What the training is doing, in figures (role=status), and below it one line of fixed height: what is being prepared, with
// a way to cancel, or what the person can do now.

import { useTranslation } from 'react-i18next';
import { formatBytes, formatDuration, formatNumber, formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import type { Progress, ProgressTask } from '../../state/engine-store';
import { actions, useEngine, useExperiment, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { Button } from '../../ui/button';
import { ProgressBar } from '../../ui/progress-bar';
import './status-line.css';

const NOTHING = '–';

export function StatusLine() {
  const { t } = useTranslation();
  const locale = useLocale();
  const report = useEngine((state) => state.report);
  const planned = useExperiment((state) => state.config.steps);
  const task = useExperiment((state) => state.config.task);
  const { step, steps, speed, liveTensors, bytes, phase, config } = useTraining((state) => state);
  const number = (value: number) => (value > 0 ? formatNumber(locale, value) : NOTHING);
  return (
    // figures change several times a second: a screen reader says them when asked; the line below announces the phases
    <div role="status" aria-live="off" className="status">
      <Figure name={t('training.backend')} value={report ? report.id.toUpperCase() : NOTHING} />
      <Figure
        name={t('training.step')}
        value={formatNumber(locale, step, 7)}
        more={t('training.ofSteps', { steps: formatNumber(locale, steps || planned, 7) })}
      />
      <Figure name={t('training.stepsPerSecond')} value={number(speed.stepsPerSecond)} />
      <Figure
        name={t((config?.task ?? task) === 'agent' ? 'training.tokensPerSecond' : 'training.rowsPerSecond')}
        value={number(speed.tokensPerSecond)}
      />
      <Figure
        name={t('training.timeLeft')}
        value={
          phase === 'running' && speed.secondsLeft !== null
            ? formatDuration(locale, speed.secondsLeft)
            : NOTHING
        }
      />
      <Figure
        name={t('training.liveTensors')}
        value={number(liveTensors)}
        {...(bytes > 0 ? { title: t('training.memory', { size: formatBytes(locale, bytes) }) } : {})}
      />
    </div>
  );
}

interface FigureProps {
  name: string;
  value: string;
  more?: string;
  title?: string;
}

function Figure({ name, value, more, title }: FigureProps) {
  return (
    <p className="status__figure" title={title}>
      <span className="status__name">{name}</span>{' '}
      <span className="status__value">
        {value} {more && <small className="soft">{more}</small>}
      </span>
    </p>
  );
}

export function PhaseLine() {
  const { t } = useTranslation();
  const phase = useTraining((state) => state.phase);
  const task = useExperiment((state) => state.config.task);
  const ranTask = useTraining((state) => state.config?.task);
  const progress = useEngine((state) => state.progress);
  const entry = (Object.entries(progress) as [ProgressTask, Progress][]).at(-1);
  return (
    <div className="phase">
      {entry && isUnderWay(phase) ? (
        <Preparation task={entry[0]} progress={entry[1]} />
      ) : (
        <p aria-live="polite" className="phase__hint">
          <strong>{t(`phase.${phase}`)}.</strong> {t(`training.hint.${phase}`)}{' '}
          {(ranTask ?? task) !== 'points' &&
            (phase === 'running' || phase === 'done') &&
            t('training.hint.talk')}
        </p>
      )}
    </div>
  );
}

function Preparation({ task, progress }: { task: ProgressTask; progress: Progress }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { done, total } = progress;
  const inBytes = task === 'engine' || task === 'teacher';
  const text =
    total <= 0
      ? ''
      : inBytes
        ? `${formatBytes(locale, done)} / ${formatBytes(locale, total)}`
        : formatShare(locale, done / total, 0);
  return (
    <div className="phase__progress">
      <ProgressBar label={t(`training.progress.${task}`)} done={done} total={total} text={text} />
      <Button small onClick={actions.stop}>
        {t('training.cancel')}
      </Button>
    </div>
  );
}
