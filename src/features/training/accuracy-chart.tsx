// "Accuracy": what the checks on held-out data found, for each arm; which figures are shown can be chosen.

import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Arm, ARMS } from '../../catalog/arms';
import { taskOf } from '../../catalog/catalog';
import { firstCheck } from '../../catalog/check-steps';
import { type FigureId, figureOf } from '../../catalog/figures';
import { formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { useExperiment, useMetrics, useTraining } from '../../state/hooks';
import { download } from '../../state/download';
import { ArmMark } from '../../ui/arm';
import { ChartFrame } from '../../ui/chart/chart-frame';
import { DataTable } from '../../ui/chart/data-table';
import { LineSample } from '../../ui/chart/line-sample';
import { Terms } from '../../ui/terms';
import { ToggleChips } from '../../ui/toggle-chips';
import { useThrottled } from '../../ui/use-throttled';
import { accuracyLines, accuracyRows, FIGURE_DASHES } from './curves';

const REDRAW_MS = 250;
const FIRST_SHOWN: readonly FigureId[] = ['accuracy', 'intentAccuracy', 'agreement', 'exactCall'];
const NO_MARKS: readonly never[] = [];

export function AccuracyChart() {
  const { t } = useTranslation();
  const locale = useLocale();
  const localised = useLocalised();
  const { metrics, version } = useMetrics();
  const seen = useThrottled(version, REDRAW_MS);
  const steps = useTraining((state) => state.steps);
  const ranTask = useTraining((state) => state.config?.task);
  const tableTask = useExperiment((state) => state.config.task);
  const task = ranTask ?? tableTask;
  const averaged = taskOf(task)?.modelKind === 'transformer';
  const evalEvery = useExperiment((state) => state.config.evalEvery);
  const planned = useExperiment((state) => state.config.steps);
  const [wanted, setWanted] = useState<readonly FigureId[]>(FIRST_SHOWN);
  // a new array whenever an evaluation came; `seen` says that one may have
  const evaluations = useMemo(() => (seen < 0 ? [] : metrics.evaluations), [metrics, seen]);
  const there = taskOf(task)?.checks ?? FIRST_SHOWN;
  const name = useCallback(
    (id: FigureId) => {
      const { label, short = label } = figureOf(id);
      return localised(short);
    },
    [localised],
  );
  const who = useCallback((arm: Arm) => t(`speaker.${arm}`), [t]);
  const { rows, lines } = useMemo(
    () => ({
      rows: accuracyRows(evaluations, wanted, steps),
      lines: accuracyLines(evaluations, wanted, name, who),
    }),
    [evaluations, wanted, steps, name, who],
  );
  const format = useCallback((value: number) => formatShare(locale, value), [locale]);
  const last = evaluations.at(-1);
  const written = evaluations.findLast((evaluation) => evaluation.written !== undefined)?.written;
  return (
    <ChartFrame
      title={t('training.accuracyChart')}
      save={download}
      legend={
        <>
          <p className="who-is-who">
            {ARMS.filter((arm) => evaluations.some((evaluation) => evaluation.arm === arm)).map((arm) => (
              <span key={arm}>
                <ArmMark arm={arm} /> {t(`speaker.${arm}`)}
              </span>
            ))}
          </p>
          <ToggleChips
            label={t('training.curves')}
            chips={there.map((figure) => ({
              value: figure,
              label: name(figure),
              mark: <LineSample dash={FIGURE_DASHES[figure]} />,
            }))}
            chosen={wanted}
            onChange={setWanted}
          />
        </>
      }
      chart={{
        rows,
        lines,
        marks: NO_MARKS,
        lastStep: steps,
        shares: true,
        stepName: t('training.stepAxis'),
        format,
      }}
      empty={
        evaluations.length === 0
          ? t('training.noAccuracy', { step: firstCheck({ every: evalEvery, steps: steps || planned }) })
          : null
      }
      showData={t('training.showData')}
      note={
        <p className="marks sentences">
          {last && <Terms>{t('training.metricHelp', { n: last.n })}</Terms>}{' '}
          {written !== undefined && <Terms>{t('training.writtenHelp', { n: written })}</Terms>}{' '}
          {last && averaged && <Terms>{t('training.averagedHelp')}</Terms>}
        </p>
      }
      table={() => (
        <DataTable
          caption={`${t('training.showData')}: ${t('training.accuracyChart')}`}
          head={[
            t('training.stepAxis'),
            t('training.model'),
            ...there.map((figure) => name(figure)),
            t('training.examples'),
            ...(written === undefined ? [] : [t('training.written')]),
          ]}
          rows={evaluations.map((evaluation) => [
            String(evaluation.step),
            t(`speaker.${evaluation.arm}`),
            ...there.map((figure) => {
              const value = evaluation.figures[figure];
              return value === undefined ? '–' : formatShare(locale, value);
            }),
            String(evaluation.n),
            ...(written === undefined ? [] : [String(evaluation.written ?? '–')]),
          ])}
        />
      )}
    />
  );
}
