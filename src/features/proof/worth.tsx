// What the teacher was worth in labels: the baseline's curve over more and more labels, the student's level with few, and where they meet.

import { useTranslation } from 'react-i18next';
import { figureOf } from '../../catalog/figures';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions, useStudies } from '../../state/hooks';
import { download } from '../../state/download';
import type { Study } from '../../state/studies';
import { moreLabels, type Worth, worthOf } from '../../state/worth';
import { Button } from '../../ui/button';
import { ChartFrame } from '../../ui/chart/chart-frame';
import { DataTable } from '../../ui/chart/data-table';
import { StudyProgress } from './study-progress';

export function WorthInLabels({ race, busy }: { race: Study; busy: boolean }) {
  const { t } = useTranslation(['translation', 'proof']);
  const study = useStudies((state) => state.worth);
  // an earlier race's curve says nothing about this one
  const mine = study && study.startedAt > race.startedAt ? study : null;
  const worth = mine && worthOf(race, mine);
  const shares = moreLabels(race.base.labelShare);
  const runs = shares.length * race.cells.length;
  if (runs === 0 || !race.base.baseline) return null;
  return (
    <section className="worth" aria-label={t('proof:worth')}>
      <h3>{t('proof:worth')}</h3>
      {worth && <WorthSentence worth={worth} isOver={mine.status === 'done'} />}
      {mine ? (
        <StudyProgress study={mine} />
      ) : (
        <>
          <p className="soft">{t('proof:worthHelp', { count: runs })}</p>
          <Button small disabled={busy} onClick={() => actions.startWorth(shares)}>
            {t('proof:countLabels')}
          </Button>
        </>
      )}
      {worth && <WorthChart worth={worth} />}
    </section>
  );
}

function WorthSentence({ worth, isOver }: { worth: Worth; isOver: boolean }) {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  const count = (labels: number) => formatNumber(locale, labels, 5);
  const { needed, had, student, curve } = worth;
  const numbers = { had: count(had), share: formatShare(locale, student), most: count(curve.at(-1)!.labels) };
  if (needed === null && !isOver) return null;
  if (needed === null) return <p>{t('proof:worthMore', numbers)}</p>;
  if (needed <= had) return <p>{t('proof:worthNothing', numbers)}</p>;
  return <p>{t('proof:worthLabels', { ...numbers, needed: count(needed), worth: count(needed - had) })}</p>;
}

function WorthChart({ worth: { figure, student, had, curve, needed } }: { worth: Worth }) {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  const localised = useLocalised();
  const name = localised(figureOf(figure).label);
  const format = (value: number) => formatShare(locale, value);
  const last = curve.at(-1)!.labels;
  const level = [0, last].map((step) => ({ step, student }));
  const rows = [...level, ...curve.map(({ labels, value }) => ({ step: labels, baseline: value }))];
  return (
    <ChartFrame
      title={t('proof:worthChart')}
      save={download}
      chart={{
        rows: rows.sort((a, b) => a.step - b.step),
        lines: [
          {
            key: 'student',
            arm: 'student',
            who: t('speaker.student'),
            what: t('proof:withLabels', { had }),
            dash: '6 4',
          },
          { key: 'baseline', arm: 'baseline', who: t('speaker.baseline'), what: name, dots: true },
        ],
        marks: needed === null ? [] : [{ step: needed, text: formatNumber(locale, needed, 5) }],
        lastStep: last,
        shares: true,
        stepName: t('proof:labelsAxis'),
        format,
      }}
      empty={null}
      showData={t('training.showData')}
      table={() => (
        <DataTable
          caption={t('proof:worthChart')}
          head={[t('proof:labelsAxis'), t('speaker.baseline'), t('proof:worthRuns')]}
          rows={curve.map(({ labels, value, runs }) => [String(labels), format(value), String(runs)])}
        />
      )}
    />
  );
}
