// One run of this device: what it was, what came out, and what can be done with it.

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isTeacher } from '../../catalog/arms';
import { differencesOf } from '../../catalog/differences';
import { figureOf } from '../../catalog/figures';
import { formatNumber, formatShare, formatTime } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions, useTraining } from '../../state/hooks';
import { isCompressible, type RunEntry } from '../../state/runs-store';
import { isUnderWay } from '../../state/training-store';
import { ArmMark } from '../../ui/arm';
import { Button, IconButton } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { useDescriptions } from './describe';
import type { Listed } from './list-order';
import { RunMore } from './run-more';
import { RunName } from './run-name';

/** Here or in another tab. */
const UNDER_WAY = ['running', 'elsewhere'];
const UNFINISHED = ['stopped', 'failed', 'interrupted'];

interface RunRowProps extends Listed {
  /** Whether it is to be compared. */
  marked: boolean;
  onMark: (on: boolean) => void;
}

export function RunRow({ run, name, marked, onMark }: RunRowProps) {
  const { t } = useTranslation(['translation', 'runs']);
  const locale = useLocale();
  const localised = useLocalised();
  const { setting } = useDescriptions();
  const [naming, setNaming] = useState(false);
  const { config, status, step, startedAt } = run;
  const { preset, fields } = differencesOf(config);
  return (
    <tr role="row" className={classNames('run', run.pinned && 'run--pinned')}>
      <th role="rowheader" scope="row" className="run__what">
        <Button
          look="quiet"
          small
          className="run__mark"
          aria-pressed={marked}
          aria-label={t('runs:compareRun', { name })}
          onClick={() => onMark(!marked)}
        >
          <span aria-hidden="true">{marked ? '☑' : '☐'}</span>
        </Button>
        <div>
          {naming ? (
            <RunName run={run} onDone={() => setNaming(false)} />
          ) : (
            <strong className="run__name">{name}</strong>
          )}
          <p className="soft">
            {preset && localised(preset.label)}
            {fields.map((field) => ` · ${setting(config, field)}`)}
            {run.file !== undefined && ` · ${t('runs:fromFile', { file: run.file })}`}
          </p>
        </div>
      </th>
      <td role="cell" className="run__started">
        {formatTime(locale, startedAt)}
      </td>
      <td role="cell" className="run__steps">
        {formatNumber(locale, step, 7)}{' '}
        <span className="soft">
          {t('training.ofSteps', { steps: formatNumber(locale, config.steps, 7) })} ·{' '}
          {t(`runs:status.${status}`)}
        </span>
      </td>
      <td role="cell">
        <Result run={run} />
      </td>
      <td role="cell">
        <RunActions run={run} name={name} onRename={() => setNaming(true)} />
      </td>
    </tr>
  );
}

function RunActions({ run, name, onRename }: { run: RunEntry; name: string; onRename: () => void }) {
  const { t } = useTranslation(['translation', 'runs']);
  const busy = useTraining((state) => isUnderWay(state.phase));
  const [more, setMore] = useState(false);
  const { id, status, step } = run;
  return (
    <div className="run__actions">
      <Button
        look="quiet"
        small
        disabled={busy || status === 'elsewhere'}
        aria-label={t('runs:openRun', { name })}
        onClick={() => void actions.openRun(id)}
      >
        {t('runs:open')}
      </Button>
      {run.hasReport && (
        <Button
          look="quiet"
          small
          aria-label={t('runs:reportOf', { name })}
          onClick={() => void actions.showReport(id)}
        >
          {t('runs:report')}
        </Button>
      )}
      {UNFINISHED.includes(status) && run.hasCheckpoint && (
        <Button
          look="quiet"
          small
          disabled={busy}
          aria-label={t('runs:goOnRun', { name })}
          onClick={() => void actions.continueRun(id)}
        >
          {t('runs:goOn')}
        </Button>
      )}
      {run.replayable && (
        <Button
          look="quiet"
          small
          disabled={busy}
          title={t('runs:claim.help')}
          aria-label={t('runs:replayRun', { name })}
          onClick={() => void actions.replay(id)}
        >
          {t('runs:replay')}
        </Button>
      )}
      {step > 0 && !UNDER_WAY.includes(status) && run.file === undefined && (
        <Button
          look="quiet"
          small
          aria-label={t('runs:exportModelOf', { name })}
          onClick={() => void actions.openExport(`${id}.student`)}
        >
          {t('runs:exportModel')}
        </Button>
      )}
      {isCompressible(run) && (
        <Button
          look="quiet"
          small
          aria-label={t('runs:compressRun', { name })}
          onClick={() => actions.openCompress(`${id}.student`, id)}
        >
          {t('runs:compress')}
        </Button>
      )}
      <IconButton
        icon="pin"
        label={t('runs:pin', { name })}
        aria-pressed={run.pinned}
        className="run__pin"
        onClick={() => void actions.changeRun(id, { pinned: !run.pinned })}
      />
      <IconButton
        icon="more"
        label={t('runs:more', { name })}
        aria-expanded={more}
        onClick={() => setMore(!more)}
      />
      {more && <RunMore run={run} name={name} onRename={onRename} />}
    </div>
  );
}

function Result({ run }: { run: RunEntry }) {
  const { t } = useTranslation(['translation', 'runs']);
  const locale = useLocale();
  const localised = useLocalised();
  const trained = run.evaluations.filter(({ arm }) => !isTeacher(arm));
  if (trained.length === 0) return <p className="run__result soft">{t('runs:noResult')}</p>;
  return (
    <ul className="run__result">
      {trained.map((evaluation) => (
        <li key={evaluation.arm}>
          <ArmMark arm={evaluation.arm} />
          <span className="visually-hidden">{t(`speaker.${evaluation.arm}`)}: </span>
          {(['exactCall', 'accuracy', 'agreement'] as const)
            .filter((figure) => evaluation.figures[figure] !== undefined)
            .slice(0, 2)
            .map((figure) => (
              <span key={figure}>
                <span className="soft">{localised(figureOf(figure).short ?? figureOf(figure).label)}</span>{' '}
                {formatShare(locale, evaluation.figures[figure] ?? 0)}
                <Count n={figure === 'exactCall' ? evaluation.written : evaluation.n} />
              </span>
            ))}
        </li>
      ))}
    </ul>
  );
}

/** How many held-out examples a figure rests on; runs of earlier versions do not know. */
function Count({ n }: { n: number | undefined }) {
  return n === undefined ? null : <small className="soft"> (n = {n})</small>;
}
