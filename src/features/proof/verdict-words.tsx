// The verdict in words: gained, lost or nothing that these seeds can show; by how much; how much of it a control has, too; and
// why it may be that distillation did not help. The numbers and codes are state/verdict.ts's.

import { useTranslation } from 'react-i18next';
import { readsOf } from '../../catalog/catalog';
import { figures } from '../../catalog/figures';
import { BUILT_IN_SET } from '../../catalog/run-config';
import { formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import { actions } from '../../state/hooks';
import type { Study } from '../../state/studies';
import type { Comparison, RaceResult, Reason } from '../../state/verdict';
import { Button } from '../../ui/button';
import { useFigureFormat } from './estimate';

interface VerdictProps {
  race: Study;
  result: RaceResult;
  busy: boolean;
}

export function VerdictWords({ race, result, busy }: VerdictProps) {
  const { t } = useTranslation(['translation', 'proof']);
  const localised = useLocalised();
  const { points, pointsInterval } = useFigureFormat();
  const { verdict, over, runs, rows, planned } = result;
  if (!verdict)
    return (
      <section className="verdict" aria-label={t('proof:verdict')}>
        <h3>{t(`proof:runsIn.${over}`, { runs, planned })}</h3>
        <p className="soft">{t(`proof:verdictWaits.${over}`)}</p>
      </section>
    );
  const { main, comparisons, shares, reasons } = verdict;
  if (!main) return null;
  const { label, help } = figures.find(({ id }) => id === result.figure)!;
  const figure = localised(label);
  const numbers = (comparison: Comparison) => ({
    points: points(comparison.value),
    interval: pointsInterval(comparison),
  });
  const others = comparisons.filter((comparison) => comparison !== main);
  return (
    <section className={`verdict verdict--${main.outcome}`} aria-label={t('proof:verdict')}>
      <h3>{t(`proof:outcome.${over}.${main.outcome}`)}</h3>
      <p>
        {t(main.low === main.high ? 'proof:gainAlone' : 'proof:gain', { figure, ...numbers(main) })}{' '}
        {over === 'folds'
          ? t('proof:overFolds', { rows, folds: runs })
          : runs === 1
            ? t('proof:oneSeed')
            : t('proof:overSeeds', { seeds: runs })}{' '}
        {runs < planned && t(`proof:ofPlanned.${over}`, { planned })}
      </p>
      <p className="soft">{t('proof:figureIs', { figure, help: localised(help) })}</p>
      {others.map((comparison) => (
        <p key={comparison.rival}>
          {t(comparison.low === comparison.high ? 'proof:againstAlone' : 'proof:against', {
            who: t(`speaker.${comparison.rival}`),
            outcome: t(`proof:short.${comparison.outcome}`),
            ...numbers(comparison),
          })}
        </p>
      ))}
      {shares.map(({ rival, gain }) => (
        <p key={rival}>{t(`proof:shareOf.${rival}`, { part: points(gain) })}</p>
      ))}
      {shares.length > 0 && <p>{t('proof:sharesOverlap')}</p>}
      {reasons.length > 0 && (
        <>
          <h4>{t('proof:why')}</h4>
          <ul className="verdict__reasons">
            {reasons.map((reason) => (
              <li key={reason.code}>
                <ReasonWords
                  reason={reason}
                  ownData={readsOf(race.base.task) !== null && race.base.textSet !== BUILT_IN_SET}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {!race.base.teacherLabels && race.status === 'done' && (
        <p>
          {t('proof:controlHelp')}{' '}
          <Button small disabled={busy} onClick={() => actions.raceAgain('teacherLabels')}>
            {t('proof:withControl')}
          </Button>
        </p>
      )}
    </section>
  );
}

function ReasonWords({ reason, ownData }: { reason: Reason; ownData: boolean }) {
  const { t } = useTranslation(['translation', 'proof']);
  const locale = useLocale();
  const { points, size } = useFigureFormat();
  switch (reason.code) {
    case 'lambda-one':
      return t('proof:reason.lambdaOne');
    case 'all-labels':
      // nobody hides labels of their own to make a method look better
      return t(ownData ? 'proof:reason.allLabelsOwn' : 'proof:reason.allLabels', {
        share: formatShare(locale, reason.share, 0),
      });
    case 'teacher-sure':
      return t('proof:reason.teacherSure', { share: formatShare(locale, reason.share, 0) });
    case 'teacher-no-better':
      return t('proof:reason.teacherNoBetter', { points: size(reason.ahead) });
    case 'teacher-behind':
      return t('proof:reason.teacherBehind', { points: size(reason.behind) });
    case 'few-steps':
      return t('proof:reason.fewSteps', { points: points(reason.rise) });
    case 'few-seeds':
      return t('proof:reason.fewSeeds', { seeds: reason.seeds });
    default:
      return reason satisfies never;
  }
}
