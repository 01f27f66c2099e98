// What the results of a class show so far: one chart a figure, in words what a comparison comes to, who is missing, and every result.

import { useTranslation } from 'react-i18next';
import { figureOf } from '../../catalog/figures';
import { useLocalised } from '../../i18n/use-localised';
import {
  type ClassComparison,
  type ClassOutcome,
  type ClassStudy,
  type ClassSummary,
  fromCode,
  partOf,
} from '../../state/class-results';
import { download } from '../../state/download';
import { actions } from '../../state/hooks';
import { ArmMark } from '../../ui/arm';
import { Button } from '../../ui/button';
import { SaveChart } from '../../ui/chart/save-button';
import { Disclosure } from '../../ui/disclosure';
import { ProgressBar } from '../../ui/progress-bar';
import { ScrollBox } from '../../ui/scroll-box';
import { Dots } from './dots';
import { useFigureFormat } from './estimate';
import { usePartWords } from './part-words';
import { useSettingWords } from './setting-words';

interface ClassOutcomesProps {
  study: ClassStudy;
  summary: ClassSummary;
  codes: readonly string[];
}

export function ClassOutcomes({ study, summary, codes }: ClassOutcomesProps) {
  const { t } = useTranslation(['translation', 'class']);
  const { results, missing, outcomes } = summary;
  if (results === 0) return <p className="soft">{t('class:waiting')}</p>;
  return (
    <>
      <div className="class__progress">
        <ProgressBar
          label={t('class:title')}
          done={study.pupils - missing.length}
          total={study.pupils}
          text={t('class:in', { results, pupils: study.pupils })}
        />
        {missing.length > 0 && missing.length < study.pupils && (
          <p className="help-text">{t('class:missing', { numbers: inRanges(missing) })}</p>
        )}
      </div>
      {outcomes.map((outcome) => (
        <div key={outcome.figure} className="study-result__parts">
          <Verdict study={study} outcome={outcome} />
          <Chart study={study} outcome={outcome} />
        </div>
      ))}
      <Disclosure summary={t('class:table')}>{() => <AllResults study={study} codes={codes} />}</Disclosure>
    </>
  );
}

/** "1–3, 7" */
function inRanges(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}

function Verdict({ study, outcome }: { study: ClassStudy; outcome: ClassOutcome }) {
  const { t } = useTranslation(['translation', 'proof', 'class']);
  const localised = useLocalised();
  const { points, pointsInterval, format } = useFigureFormat();
  const words = useSettingWords();
  const { label, unit } = figureOf(outcome.figure);
  const [main, ...others] = outcome.comparisons;
  if (study.deal === 'cells') {
    const best = outcome.groups
      .filter(({ runs }) => runs.length > 0)
      .toSorted((a, b) => b.interval.value - a.interval.value)[0]!;
    return (
      <section className="verdict" aria-label={t('proof:verdict')}>
        <p>
          {t('class:best', {
            settings: words.several(study.axes, best.values),
            value: format(best.interval.value, unit),
          })}
        </p>
      </section>
    );
  }
  if (!main)
    return (
      <section className="verdict" aria-label={t('proof:verdict')}>
        <p>{t('class:tooFew')}</p>
      </section>
    );
  const numbers = (comparison: ClassComparison) => ({
    who: t(`speaker.${comparison.rival}`),
    outcome: t(`proof:short.${comparison.outcome}`),
    points: points(comparison.value),
    interval: pointsInterval(comparison),
  });
  const against = (comparison: ClassComparison) =>
    t(comparison.low === comparison.high ? 'proof:againstAlone' : 'proof:against', numbers(comparison));
  const [first, second = 0] = main.runs;
  return (
    <section className={`verdict verdict--${main.outcome}`} aria-label={t('proof:verdict')}>
      {main.rival === 'baseline' && <h3>{t(`proof:outcome.seeds.${main.outcome}`)}</h3>}
      <p>
        {localised(label)}: {against(main)}{' '}
        {study.deal === 'seeds'
          ? t('class:pairs', { count: first! })
          : t('class:apart', { student: first!, rival: second })}
      </p>
      {others.map((comparison) => (
        <p key={comparison.rival}>{against(comparison)}</p>
      ))}
    </section>
  );
}

function Chart({ study, outcome }: { study: ClassStudy; outcome: ClassOutcome }) {
  const { t } = useTranslation(['translation', 'proof', 'class']);
  const localised = useLocalised();
  const { format, interval } = useFigureFormat();
  const words = useSettingWords();
  const { label, unit } = figureOf(outcome.figure);
  const { groups } = outcome;
  const nameOf = ({ arm, values }: (typeof groups)[number]): string =>
    values.length > 0 ? words.several(study.axes, values) : t(`speaker.${arm}`);
  const all = groups.flatMap(({ runs, interval: { low, high } }) => [
    ...runs.map(({ share }) => share),
    ...[low, high].filter(Number.isFinite),
  ]);
  const [from, to] = [Math.max(0, Math.min(...all) - 0.02), Math.min(1, Math.max(...all) + 0.02)];
  const csv = () => ({
    head: [
      t('class:number'),
      study.deal === 'cells' ? t('class:cell') : t('proof:model'),
      `${localised(label)} (${t('app.share')})`,
    ],
    rows: groups.flatMap((group) => group.runs.map(({ number, share }) => [number, nameOf(group), share])),
  });
  return (
    <div className="chart class__chart" role="group" aria-label={t('class:chart')}>
      <p className="soft">{t('class:chartHelp', { figure: localised(label) })}</p>
      <ScrollBox label={t('class:chart')} className="table">
        <table>
          <thead>
            <tr>
              <th scope="col">{study.deal === 'cells' ? t('class:cell') : t('proof:model')}</th>
              <th scope="col" className="seeds__plot">
                <span className="seeds__ends">
                  <span>{format(from, unit)}</span>
                  <span>{format(to, unit)}</span>
                </span>
              </th>
              <th scope="col">{t('class:mean')}</th>
              <th scope="col">{t('class:runs')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={nameOf(group)}>
                <th scope="row">
                  {study.deal !== 'cells' && <ArmMark arm={group.arm} />} {nameOf(group)}
                </th>
                <td className="seeds__plot">
                  <Dots
                    arm={group.arm}
                    values={group.runs.map(({ share }) => share)}
                    interval={group.interval}
                    from={from}
                    to={to}
                  />
                </td>
                <td>
                  {group.runs.length === 0 ? '–' : format(group.interval.value, unit)}
                  <small className="soft">{interval(group.interval, unit)}</small>
                </td>
                <td>{group.runs.length}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <SaveChart name={t('class:chart')} save={download} csv={csv} />
    </div>
  );
}

/** Each that counts, with its part, to be taken away again. */
function AllResults({ study, codes }: { study: ClassStudy; codes: readonly string[] }) {
  const { t } = useTranslation(['translation', 'class']);
  const part = usePartWords();
  const read = codes
    .map(fromCode)
    .filter((one) => typeof one !== 'string')
    .sort((a, b) => a.number - b.number);
  return (
    <ScrollBox label={t('class:table')} className="table table--tall">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('class:partName')}</th>
            <th scope="col">{t('class:code')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {read.map(({ code, number }) => (
            <tr key={code}>
              <th scope="row">{part(study, partOf(study, number))}</th>
              <td className="class__code">{code}</td>
              <td>
                <Button
                  look="quiet"
                  small
                  aria-label={t('class:removeOf', { number })}
                  onClick={() => actions.removeCode(code)}
                >
                  {t('class:remove')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
