// One run of this device: what it was, what came out, and what can be done with it.

import { useTranslation } from 'react-i18next';
import { isTeacher } from '../../catalog/arms';
import { figureOf } from '../../catalog/figures';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions, useTraining } from '../../state/hooks';
import type { RunEntry } from '../../state/runs-store';
import { isUnderWay } from '../../state/training-store';
import { ArmMark } from '../../ui/arm';
import { Button } from '../../ui/button';
import { CopyLink } from './copy-link';
import { useDescriptions } from './describe';
import { differencesOf } from '../../catalog/differences';

const UNFINISHED = ['stopped', 'failed', 'interrupted'];

export function RunRow({ run }: { run: RunEntry }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const { name, setting } = useDescriptions();
  const busy = useTraining((state) => isUnderWay(state.phase));
  const { config, status, step } = run;
  const { preset, fields } = differencesOf(config);
  const title = name(run);
  return (
    <li className="run">
      <div className="run__what">
        <h3>{title}</h3>
        <p className="soft">
          {preset && localised(preset.label)}
          {fields.map((field) => ` · ${setting(config, field)}`)}
          {run.file !== undefined && ` · ${t('runs.fromFile', { file: run.file })}`}
        </p>
      </div>
      <p className="run__steps">
        {formatNumber(locale, step, 7)}{' '}
        <span className="soft">
          {t('training.ofSteps', { steps: formatNumber(locale, config.steps, 7) })} ·{' '}
          {t(`runs.status.${status}`)}
        </span>
      </p>
      <Result run={run} />
      <div className="run__actions">
        <Button
          look="quiet"
          small
          disabled={busy}
          aria-label={t('runs.openRun', { name: title })}
          onClick={() => void actions.openRun(run.id)}
        >
          {t('runs.open')}
        </Button>
        {run.hasReport && (
          <Button
            look="quiet"
            small
            aria-label={t('runs.reportOf', { name: title })}
            onClick={() => void actions.showReport(run.id)}
          >
            {t('runs.report')}
          </Button>
        )}
        {UNFINISHED.includes(status) && run.hasCheckpoint && (
          <Button
            look="quiet"
            small
            disabled={busy}
            aria-label={t('runs.goOnRun', { name: title })}
            onClick={() => void actions.continueRun(run.id)}
          >
            {t('runs.goOn')}
          </Button>
        )}
        <Button
          look="quiet"
          small
          aria-label={t('runs.exportRun', { name: title })}
          onClick={() => void actions.exportRun(run.id)}
        >
          {t('runs.export')}
        </Button>
        {step > 0 && status !== 'running' && run.file === undefined && (
          <Button
            look="quiet"
            small
            aria-label={t('runs.exportModelOf', { name: title })}
            onClick={() => void actions.openExport(`${run.id}.student`)}
          >
            {t('runs.exportModel')}
          </Button>
        )}
        <CopyLink run={{ id: run.id, name: title }} />
        <Button
          look="quiet"
          small
          disabled={status === 'running'}
          aria-label={t('runs.deleteRun', { name: title })}
          onClick={() => void actions.deleteRun(run.id, title)}
        >
          {t('runs.delete')}
        </Button>
      </div>
    </li>
  );
}

function Result({ run }: { run: RunEntry }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const trained = run.evaluations.filter(({ arm }) => !isTeacher(arm));
  if (trained.length === 0) return <p className="run__result soft">{t('runs.noResult')}</p>;
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
