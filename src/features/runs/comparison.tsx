// Several runs side by side: any curve of theirs on one chart, and where their settings differ.

import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Arm } from '../../catalog/arms';
import { figureOf } from '../../catalog/figures';
import { drawnTerms } from '../../catalog/two-tasks';
import { formatCompact, formatNumber, formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions, type RunRecord } from '../../state/hooks';
import { download } from '../../state/download';
import { IconButton } from '../../ui/button';
import { lookOf, OverlayChart, type OverlayCurve } from '../../ui/chart/overlay-chart';
import { SaveChart } from '../../ui/chart/save-button';
import { LineSample } from '../../ui/chart/line-sample';
import { Segmented } from '../../ui/segmented';
import { SelectField } from '../../ui/select-field';
import { Slider } from '../../ui/slider';
import { Switch } from '../../ui/switch';
import { ToggleChips } from '../../ui/toggle-chips';
import { DifferencesTable } from './differences-table';
import type { Listed } from './list-order';
import { armsThere, AXES, curveOf, keyOf, type What, whatThere, type XAxis } from './overlay';

/** Share of the axis that is shown at the closest. */
const CLOSEST = 1 / 64;

interface ComparisonProps {
  runs: readonly Listed[];
  onClose: () => void;
}

/** The runs with their curves, as many as are read; a run under way is read again whenever it is kept. */
function useRecords(runs: readonly Listed[]): { listed: Listed; record: RunRecord }[] {
  const [read, setRead] = useState<readonly { entry: Listed['run']; record: RunRecord }[]>([]);
  const missing = runs.find(({ run }) => read.every(({ entry }) => entry !== run))?.run;
  useEffect(() => {
    if (!missing) return;
    let wanted = true;
    void actions.readRun(missing.id).then((record) => {
      if (!wanted || !record) return;
      setRead((all) => [...all.filter(({ entry }) => entry.id !== missing.id), { entry: missing, record }]);
    });
    return () => {
      wanted = false;
    };
  }, [missing]);
  return useMemo(
    () =>
      runs.flatMap((listed) => {
        const found = read.find(({ entry }) => entry.id === listed.run.id);
        return found ? [{ listed, record: found.record }] : [];
      }),
    [runs, read],
  );
}

export default function Comparison({ runs, onClose }: ComparisonProps) {
  const { t } = useTranslation(['translation', 'runs']);
  const records = useRecords(runs);
  return (
    <section className="comparison" aria-label={t('runs:comparison')}>
      <div className="comparison__head">
        <h3>{t('runs:comparison')}</h3>
        <IconButton icon="close" label={t('runs:closeComparison')} onClick={onClose} />
      </div>
      {records.length > 0 && <Overlay records={records} />}
      <DifferencesTable runs={runs} />
    </section>
  );
}

function Overlay({ records }: { records: readonly { listed: Listed; record: RunRecord }[] }) {
  const { t } = useTranslation(['translation', 'runs']);
  const locale = useLocale();
  const all = useMemo(() => records.map(({ record }) => record), [records]);
  const whats = useMemo(() => whatThere(all), [all]);
  const arms = useMemo(() => armsThere(all), [all]);
  const [wanted, setWhat] = useState('loss');
  const [wantedArm, setArm] = useState<Arm>('student');
  const [axis, setAxis] = useState<XAxis>('step');
  const [log, setLog] = useState(false);
  const [smoothing, setSmoothing] = useState(0);
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const [part, setPart] = useState({ from: 0, to: 1 });
  const what = whats.find((one) => keyOf(one) === wanted) ?? whats[0]!;
  const arm = arms.includes(wantedArm) ? wantedArm : (arms[0] ?? 'student');
  const nameOf = useWhatNames(all);
  const width = part.to - part.from;
  const show = useCallback((from: number, share: number) => {
    const begin = Math.min(1 - share, Math.max(0, from));
    setPart({ from: begin, to: begin + share });
  }, []);
  const pan = useCallback(
    (by: number) =>
      setPart(({ from, to }) => {
        const held = Math.min(1 - to, Math.max(-from, by));
        return { from: from + held, to: to + held };
      }),
    [],
  );
  const zoom = (factor: number) => {
    const share = Math.min(1, Math.max(CLOSEST, width * factor));
    show(part.from + (width - share) / 2, share);
  };
  // what a curve is made of stays the same while others come and go
  const made = useMemo(
    () =>
      records.map(({ listed, record }, look) => ({
        listed,
        look,
        curve: curveOf(record, { what, arm, axis }),
      })),
    [records, what, arm, axis],
  );
  const curves = useMemo<OverlayCurve[]>(
    () =>
      made.flatMap(({ listed, look, curve }) =>
        curve && !hidden.includes(listed.run.id)
          ? [{ key: listed.run.id, name: listed.name, look, ...curve }]
          : [],
      ),
    [made, hidden],
  );
  const lacking = made.filter(({ curve, listed }) => {
    const record = records.find((one) => one.listed === listed)!.record;
    return !curve && axis !== 'step' && curveOf(record, { what, arm, axis: 'step' });
  });
  const shares = what.kind === 'figure' && figureOf(what.id).unit === 'share';
  // losses of all kinds have none
  const unit = what.kind === 'figure' && (shares ? t('app.share') : t('runs:nats'));
  const format = useCallback(
    (value: number) => (shares ? formatShare(locale, value) : formatNumber(locale, value)),
    [shares, locale],
  );
  const formatX = useCallback((value: number) => formatCompact(locale, value), [locale]);
  const title = t('runs:chart');
  const axisWords = t(`runs:axis.${axis}`);
  const valueWords = `${t(`speaker.${arm}`)}: ${nameOf(what)}`;
  return (
    <figure className="chart overlay">
      <div className="overlay__controls" data-picture="none">
        <SelectField
          stacked
          label={t('runs:curve')}
          value={keyOf(what)}
          options={whats.map((one) => ({ value: keyOf(one), label: nameOf(one) }))}
          onChange={setWhat}
        />
        <SelectField
          stacked
          label={t('runs:model')}
          value={arm}
          options={arms.map((one) => ({ value: one, label: t(`speaker.${one}`) }))}
          onChange={(value) => setArm(value as Arm)}
        />
        <Slider
          label={t('runs:smoothing')}
          value={smoothing}
          min={0}
          max={0.99}
          step={0.01}
          text={smoothing === 0 ? t('runs:noSmoothing') : formatNumber(locale, smoothing, 2)}
          onChange={setSmoothing}
        />
        <Segmented
          label={t('runs:align')}
          value={axis}
          segments={AXES.map((value) => ({ value, label: t(`runs:by.${value}`) }))}
          onChange={setAxis}
        />
        <Switch label={t('runs:log')} checked={log} onChange={setLog} />
        <span className="overlay__zoom">
          <IconButton icon="less" label={t('runs:zoomOut')} disabled={width >= 1} onClick={() => zoom(2)} />
          <IconButton
            icon="plus"
            label={t('runs:zoomIn')}
            disabled={width <= CLOSEST}
            onClick={() => zoom(0.5)}
          />
        </span>
      </div>
      <div className="chart__head">
        <h4 className="chart__title">
          {valueWords} <span className="soft">({axisWords})</span>
        </h4>
      </div>
      <div className="chart__picture" role="img" aria-label={title}>
        {curves.length === 0 ? (
          <p className="chart__empty">{t('runs:noCurves')}</p>
        ) : (
          <OverlayChart
            curves={curves}
            log={log}
            smoothing={smoothing}
            part={part}
            onPan={pan}
            format={format}
            formatX={formatX}
          />
        )}
      </div>
      {width < 1 && (
        <div data-picture="none">
          <Slider
            label={t('runs:part')}
            value={part.from}
            min={0}
            max={1 - width}
            step={width / 20}
            text={t('runs:partFrom', {
              from: formatShare(locale, part.from),
              to: formatShare(locale, part.to),
            })}
            onChange={(from) => show(from, width)}
          />
        </div>
      )}
      <ToggleChips
        label={t('runs:shown')}
        chips={made
          .filter(({ curve }) => curve)
          .map(({ listed: { run, name }, look }) => ({
            value: run.id,
            label: name,
            mark: <LineSample {...lookOf(look)} />,
          }))}
        chosen={curves.map(({ key }) => key)}
        onChange={(shown) =>
          setHidden(made.map(({ listed }) => listed.run.id).filter((id) => !shown.includes(id)))
        }
      />
      {lacking.length > 0 && (
        <p className="help-text">
          {t('runs:lacking', {
            what: t(`runs:by.${axis}`),
            names: lacking.map(({ listed }) => listed.name).join(', '),
          })}
        </p>
      )}
      {curves.length > 0 && (
        <SaveChart
          name={title}
          save={download}
          csv={() => ({
            head: [t('runs:column.name'), axisWords, unit ? `${valueWords} (${unit})` : valueWords],
            rows: curves.flatMap(({ name, x, y }) => Array.from(x, (at, i) => [name, at, y[i]!])),
          })}
        />
      )}
    </figure>
  );
}

/** What each curve is called; terms as the methods of these runs call them. */
function useWhatNames(records: readonly RunRecord[]): (what: What) => string {
  const { t } = useTranslation(['translation', 'runs']);
  const localised = useLocalised();
  const terms = useMemo(
    () =>
      new Map(
        records.flatMap(({ config }) =>
          drawnTerms(config.method, config.task).map((term) => [term.id, term]),
        ),
      ),
    [records],
  );
  return (what) => {
    if (what.kind === 'loss') return t('runs:loss');
    if (what.kind === 'figure') return localised(figureOf(what.id).label);
    const term = terms.get(what.id);
    return term ? localised(term.label) : what.id;
  };
}
