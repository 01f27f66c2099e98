// Every figure of every model with its interval, and what the student has over each rival; what the figures mean is below.

import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { figures } from '../../catalog/figures';
import { formatNumber } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import type { Report } from '../../state/training-store';
import { ArmMark } from '../../ui/arm';
import { Disclosure } from '../../ui/disclosure';
import { ScrollBox } from '../../ui/scroll-box';
import { Terms } from '../../ui/terms';
import { Estimated } from './estimate';

export function FiguresTable({ report }: { report: Report }) {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  const localised = useLocalised();
  const id = useId();
  const rows = figures.filter(({ id }) => report.arms.some((arm) => arm.figures[id]));
  return (
    <div className="figures">
      <h3 id={id}>{t('proof:figures')}</h3>
      <ScrollBox label={t('proof:figures')} className="table">
        <table aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{t('proof:figure')}</th>
              {report.arms.map(({ arm }) => (
                <th key={arm} scope="col">
                  <ArmMark arm={arm} /> {t(`speaker.${arm}`)}
                </th>
              ))}
              {report.gains.map(({ rival }) => (
                <th key={rival} scope="col" className="figures__gain">
                  {t('proof:over', { who: t(`speaker.${rival}`) })}
                </th>
              ))}
              <th scope="col">n</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, label, unit }) => (
              <tr key={id}>
                <th scope="row">{localised(label)}</th>
                {report.arms.map(({ arm, figures }) => (
                  <td key={arm}>
                    <Estimated estimate={figures[id]} unit={unit} />
                  </td>
                ))}
                {report.gains.map(({ rival, figures }) => (
                  <td key={rival} className="figures__gain">
                    <Estimated estimate={figures[id]} unit={unit} signed />
                  </td>
                ))}
                <td>{formatNumber(locale, report.arms.find((arm) => arm.figures[id])!.figures[id]!.n, 7)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className="help-text">
        <Terms>{t('proof:figuresHelp')}</Terms>{' '}
        {report.gains.length > 0 && <Terms>{t('proof:gainsHelp')}</Terms>}
      </p>
      <Disclosure summary={t('proof:meanings')}>
        {() => (
          <dl className="figures__meanings">
            {rows.map(({ id, label, help }) => (
              <div key={id}>
                <dt>{localised(label)}</dt>
                <dd>
                  <Terms about={localised(label)}>{localised(help)}</Terms>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Disclosure>
    </div>
  );
}
