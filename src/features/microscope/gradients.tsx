// Why there is a T²: how hard the two parts of the loss pull at the student's logits, over temperatures. With T² the teacher's part stays
// of one order; without, it falls as 1/T² and the hard labels have it all.

import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { upTo } from '../../lib/up-to';
import type { Inspection } from '../../state/microscope-store';
import { download } from '../../state/download';
import { ChartFrame } from '../../ui/chart/chart-frame';
import { DataTable } from '../../ui/chart/data-table';
import type { ChartLine, ChartRow } from '../../ui/chart/line-chart';
import { HelpText } from '../../ui/help';
import { normsOver } from './readings';

const TEMPERATURES = upTo(10).map((i) => i + 1);

export function Gradients({ seen, temperature }: { seen: Inspection; temperature: number }) {
  const { t } = useTranslation(['translation', 'microscope']);
  const locale = useLocale();
  const norms = useMemo(() => normsOver(seen, TEMPERATURES), [seen]);
  const format = useCallback((value: number) => formatNumber(locale, value), [locale]);
  const rows = useMemo(
    () =>
      (norms ?? []).map(({ hard, soft, plain }, i): ChartRow => ({
        step: TEMPERATURES[i]!,
        soft,
        plain,
        ...(hard !== null && { hard }),
      })),
    [norms],
  );
  const lines: ChartLine[] = [
    { key: 'soft', arm: 'teacher', who: t('loss.fromTeacher'), what: t('microscope:gradients.with') },
    {
      key: 'plain',
      arm: 'teacher',
      who: t('loss.fromTeacher'),
      what: t('microscope:gradients.without'),
      dash: '4 3',
    },
    ...(rows[0]?.['hard'] === undefined
      ? []
      : [
          {
            key: 'hard',
            arm: 'baseline' as const,
            who: t('loss.hardLabels'),
            what: t('microscope:gradients.hard'),
          },
        ]),
  ];
  const title = t('microscope:gradients.title');
  return (
    <ChartFrame
      title={title}
      save={download}
      chart={{
        rows,
        lines,
        marks: temperature >= 1 && temperature <= 10 ? [{ step: temperature, text: 'T' }] : [],
        lastStep: 10,
        log: true,
        stepName: 'T =',
        format,
      }}
      empty={norms ? null : t('microscope:gradients.noStudent')}
      showData={t('training.showData')}
      note={<HelpText>{t('microscope:gradients.help')}</HelpText>}
      table={() => (
        <DataTable
          caption={`${t('training.showData')}: ${title}`}
          head={['T', ...lines.map(({ who, what }) => `${who}: ${what}`)]}
          rows={rows.map((row) => [String(row.step), ...lines.map(({ key }) => format(row[key] ?? NaN))])}
        />
      )}
    />
  );
}
