// One line of fixed height below the figures: what is being prepared, with a way to cancel, or what the person can do now.

import { useTranslation } from 'react-i18next';
import type { Assistant, TeacherArm } from '../../catalog/arms';
import { readsOf } from '../../catalog/catalog';
import { formatBytes, formatDuration, formatNumber, formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { secondsLeft } from '../../lib/time-left';
import type { Progress, ProgressTask } from '../../state/engine-store';
import { actions, useEngine, useExperiment, useStudies, useTraining } from '../../state/hooks';
import { runOfStudy } from '../../state/studies';
import { hasStudentToMeet, isUnderWay, wasStopped } from '../../state/training-store';
import { Button } from '../../ui/button';
import { ProgressBar } from '../../ui/progress-bar';
import { useMediaQuery } from '../../ui/use-media-query';
import { useThrottled } from '../../ui/use-throttled';
import './phase-line.css';

const REDRAW_MS = 100;

export function PhaseLine() {
  const phase = useTraining((state) => state.phase);
  const stage = useTraining((state) => state.stage);
  const progress = useEngine((state) => state.progress);
  const entry = (Object.entries(progress) as [ProgressTask, Progress][]).at(-1);
  return (
    <div className="phase">
      {entry && isUnderWay(phase) ? (
        <Preparation task={entry[0]} progress={entry[1]} />
      ) : phase === 'running' && stage.id !== 'student' ? (
        <EarlierStage id={stage.id} />
      ) : (
        <Hint />
      )}
    </div>
  );
}

function Preparation({ task, progress: { done, total, marks } }: { task: ProgressTask; progress: Progress }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const known = task === 'engine' ? 0 : total; // the engine says that it is loading, not how far it is
  const text =
    known <= 0
      ? ''
      : task === 'teacher'
        ? `${formatBytes(locale, done)} / ${formatBytes(locale, total)}`
        : formatShare(locale, done / total, 0);
  const left = known > 0 ? secondsLeft(marks, total) : null;
  return (
    <div className="phase__row">
      <ProgressBar
        label={t(`training.progress.${task}`)}
        done={done}
        total={known}
        text={left === null ? text : t('training.left', { share: text, time: formatDuration(locale, left) })}
      />
      <Button small onClick={actions.stop}>
        {t('training.cancel')}
      </Button>
    </div>
  );
}

/** A stage before the student's, of a teacher or an assistant: by the same loop, with its curve in the chart. */
function EarlierStage({ id }: { id: TeacherArm | Assistant }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { index, count, step, steps } = useThrottled(
    useTraining((state) => state.stage),
    REDRAW_MS,
  );
  const number = (value: number) => formatNumber(locale, value, 7);
  return (
    <div className="phase__row">
      <ProgressBar
        label={t(`training.stage.${id}`, { stage: index + 1, stages: count })}
        done={step}
        total={steps}
        text={t('training.progressFigure', { step: number(step), steps: number(steps) })}
      />
      <Button small onClick={actions.stop}>
        {t('training.cancel')}
      </Button>
    </div>
  );
}

function Hint() {
  const { t } = useTranslation();
  const locale = useLocale();
  const phase = useTraining((state) => state.phase);
  const stopped = useTraining(wasStopped);
  const step = useTraining((state) => state.step);
  const steps = useTraining((state) => state.steps);
  const study = useStudies((state) => runOfStudy(state)?.study.kind);
  const table = useExperiment((state) => state.config.task);
  const task = useTraining((state) => state.config?.task) ?? table;
  const opened = useTraining((state) => state.openedFrom !== null);
  const toMeet = useTraining(hasStudentToMeet);
  const inTabs = useMediaQuery('(max-width: 899px)');
  const of = { step: formatNumber(locale, step, 7), steps: formatNumber(locale, steps, 7) };
  const hint =
    phase === 'running' && study
      ? t('training.hint.study', { kind: t(`proof.kind.${study}`) })
      : stopped
        ? t(readsOf(task) === null ? 'training.hint.stoppedPoints' : 'training.hint.stopped')
        : t(phase === 'failed' && opened ? 'training.hint.failedBefore' : `training.hint.${phase}`);
  return (
    <div className="phase__row">
      <p aria-live="polite" className="phase__hint">
        <strong>
          {t('training.isNow', { what: stopped ? t('training.stoppedAt', of) : t(`phase.${phase}`) })}
        </strong>{' '}
        {hint} {phase === 'running' && readsOf(task) !== null && t('training.hint.talk')}
      </p>
      {toMeet && inTabs && (
        <Button small onClick={actions.talkWithStudent}>
          {t('chat.meetStudent')}
        </Button>
      )}
    </div>
  );
}
