// What teacher and student cost, and how many times less the student does; the rivals are the student's network. Times are measured
// on this machine beside whatever else it does, so they are said with "about" and with the range that half of the passes lie in.

import { useId } from 'react';
import { readsOf } from '../../catalog/catalog';
import { useTranslation } from 'react-i18next';
import { isAssistant } from '../../catalog/arms';
import { formatBytes, formatCompact, formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import type { ArmReport, Report } from '../../state/training-store';
import { ArmMark } from '../../ui/arm';
import { HelpText } from '../../ui/help';
import { ScrollBox } from '../../ui/scroll-box';

interface Cost {
  name: string;
  of: (arm: ArmReport) => number;
  format: (value: number) => string;
}

/** What is timed. */
const UNITS = { dialogues: 'token', sentences: 'sentence' } as const;

export function CostTable({ report, task }: { report: Report; task: string }) {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  const id = useId();
  const reads = readsOf(task);
  const unit = t(`proof:unit.${reads === null ? (task === 'points' ? 'point' : 'example') : UNITS[reads]}`);
  const [teacher, student] = (['teacher', 'student'] as const).map((who) =>
    report.arms.find(({ arm }) => arm === who),
  );
  if (!teacher || !student) return null;
  const shown = [teacher, ...report.arms.filter(({ arm }) => isAssistant(arm)), student];
  const ratio = (value: number): string => `${formatNumber(locale, value, 2)} ×`;
  const counted: Cost[] = [
    {
      name: t('proof:parameters'),
      of: ({ cost }) => cost.parameters,
      format: (value) => formatCompact(locale, value),
    },
    { name: t('proof:bytes'), of: ({ cost }) => cost.bytes, format: (value) => formatBytes(locale, value) },
    {
      name: t('proof:flops', { unit: reads === 'sentences' ? t('proof:unit.token') : unit }),
      of: ({ cost }) => cost.flopsForward,
      format: (value) => formatCompact(locale, value),
    },
  ];
  return (
    <div className="cost">
      <h3 id={id}>{t('proof:cost')}</h3>
      <ScrollBox label={t('proof:cost')} className="table">
        <table aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{t('proof:figure')}</th>
              {shown.map(({ arm }) => (
                <th key={arm} scope="col">
                  <ArmMark arm={arm} /> {t(`speaker.${arm}`)}
                </th>
              ))}
              <th scope="col">{t('proof:ratio')}</th>
            </tr>
          </thead>
          <tbody>
            {counted.map(({ name, of, format }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {shown.map((arm) => (
                  <td key={arm.arm}>{format(of(arm))}</td>
                ))}
                <td>{ratio(of(teacher) / of(student))}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t('proof:ms', { unit })}</th>
              {shown.map(({ arm, ms, msRange }) => (
                <td key={arm}>
                  <About value={formatNumber(locale, ms, 2)} range={msRange} />
                </td>
              ))}
              <td>
                <About
                  value={ratio(teacher.ms / student.ms)}
                  range={
                    teacher.msRange &&
                    student.msRange && {
                      low: teacher.msRange.low / student.msRange.high,
                      high: teacher.msRange.high / student.msRange.low,
                    }
                  }
                />
              </td>
            </tr>
          </tbody>
        </table>
      </ScrollBox>
      <HelpText>{t('proof:msHelp')}</HelpText>
    </div>
  );
}

function About({ value, range }: { value: string; range: ArmReport['msRange'] }) {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  return (
    <>
      {t('proof:about', { value })}
      {range && (
        <small className="soft">
          {t('proof:interval', {
            low: formatNumber(locale, range.low, 2),
            high: formatNumber(locale, range.high, 2),
          })}
        </small>
      )}
    </>
  );
}
