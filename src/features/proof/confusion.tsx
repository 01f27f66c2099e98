// The confusion matrix: right answers blue, mistakes copper, with names and counts where there is room for them; and the biggest
// confusions in words, all of them as a table.

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { download } from '../../state/download';
import { SaveChart } from '../../ui/chart/save-button';
import { DataTable } from '../../ui/chart/data-table';
import { Disclosure } from '../../ui/disclosure';
import { HelpText } from '../../ui/help';
import { ConfusionMatrix } from './confusion-matrix';
import { confusions } from './confusions';

const MOST_LISTED = 8;

interface ConfusionProps {
  classes: readonly string[];
  /** [K, K], right classes in rows. */
  counts: readonly number[];
}

export function Confusion({ classes, counts }: ConfusionProps) {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  const mistakes = useMemo(() => confusions(counts, classes.length), [counts, classes.length]);
  return (
    <figure className="confusion">
      <h3>{t('proof:confusion')}</h3>
      <HelpText>{t('proof:confusionHelp')}</HelpText>
      <div className="confusion__parts">
        <ConfusionMatrix classes={classes} counts={counts} />
        <div className="confusion__words">
          {mistakes.length === 0 ? (
            <p>{t('proof:noMistakes')}</p>
          ) : (
            <>
              <h4>{t('proof:biggest')}</h4>
              <ol className="confusion__list">
                {mistakes.slice(0, MOST_LISTED).map(({ right, answered, count, share }) => (
                  <li key={`${right} ${answered}`}>
                    {t('proof:takenFor', { right: classes[right], answered: classes[answered] })}
                    <span className="soft">
                      {t('proof:takenTimes', {
                        count,
                        times: formatNumber(locale, count, 7),
                        share: formatShare(locale, share, 0),
                      })}
                    </span>
                  </li>
                ))}
              </ol>
              <Disclosure summary={t('training.showData')}>
                {() => (
                  <DataTable
                    caption={`${t('training.showData')}: ${t('proof:confusion')}`}
                    head={[t('proof:class'), t('proof:answered'), t('proof:count'), t('proof:ofClass')]}
                    rows={mistakes.map(({ right, answered, count, share }) => [
                      classes[right] ?? '',
                      classes[answered] ?? '',
                      String(count),
                      formatShare(locale, share),
                    ])}
                  />
                )}
              </Disclosure>
            </>
          )}
        </div>
      </div>
      <SaveChart
        name={t('proof:confusion')}
        save={download}
        csv={() => ({
          head: [t('proof:class'), t('proof:answered'), t('proof:count')],
          rows: counts.map((count, i) => [
            classes[Math.floor(i / classes.length)]!,
            classes[i % classes.length]!,
            count,
          ]),
        })}
      />
    </figure>
  );
}
