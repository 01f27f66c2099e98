// "Claim": what a link or a run says came out of an experiment, run again on one click and held against what comes out now.

import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { figureOf } from '../../catalog/figures';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale, useLocalised } from '../../i18n/use-localised';
import type { Claim, Held, Outcome } from '../../state/claims-store';
import { actions, useClaims, useTraining } from '../../state/hooks';
import { fromClaimHash } from '../../state/replay';
import { isUnderWay } from '../../state/training-store';
import { BACKEND_NAMES } from '../../ui/backend-words';
import { Button, IconButton } from '../../ui/button';
import { Disclosure } from '../../ui/disclosure';
import { Panel } from '../../ui/panel';
import { ProgressBar } from '../../ui/progress-bar';
import { ScrollBox } from '../../ui/scroll-box';
import './claim-panel.css';
import { useDescriptions } from './describe';

export default function ClaimPanel() {
  const { t } = useTranslation(['translation', 'runs']);
  const { link, claim: replayed, status, outcome } = useClaims((state) => state);
  const busy = useTraining((state) => isUnderWay(state.phase));
  const claim = useMemo(() => replayed ?? (link === null ? null : fromClaimHash(link)), [replayed, link]);
  const { subject } = useDescriptions();
  const sentence = useSentence();
  const panel = useRef<HTMLElement>(null);
  // whoever asks for a replay further down the page sees it
  useEffect(() => {
    if (status === 'running') panel.current?.scrollIntoView({ block: 'nearest' });
  }, [status]);
  return (
    <Panel
      ref={panel}
      title={t('runs:claim.title')}
      aside={<IconButton icon="close" label={t('runs:claim.close')} onClick={() => actions.closeClaim()} />}
      className="claim"
    >
      {claim ? (
        <>
          <p className="claim__sentence">{sentence(claim)}</p>
          <p className="soft">
            {t('runs:claim.about', { what: subject(claim.config), backend: BACKEND_NAMES[claim.backend] })}{' '}
            {status === 'open' && t('runs:claim.help')}
          </p>
          {status === 'running' && <Running />}
          {status === 'ended' && <p>{t('runs:claim.ended')}</p>}
          {outcome && <Verdict claim={claim} outcome={outcome} />}
          {status !== 'running' && (
            <Button look="primary" disabled={busy} onClick={() => void actions.replay()}>
              {t('runs:claim.replay')}
            </Button>
          )}
        </>
      ) : (
        <p>{t('runs:claim.unreadable')}</p>
      )}
    </Panel>
  );
}

function Running() {
  const { t } = useTranslation(['translation', 'runs']);
  const step = useTraining((state) => state.step);
  const steps = useTraining((state) => state.steps);
  return (
    <ProgressBar label={t('runs:claim.running')} done={step} total={steps} text={`${step} / ${steps}`} />
  );
}

/** Figures as people read them: shares in per cent, what lies between two in points. */
function useFigures() {
  const { t } = useTranslation(['translation', 'runs']);
  const locale = useLocale();
  const localised = useLocalised();
  const gap = (value: number): string => {
    const sign = value > 0 ? '+' : value < 0 ? '−' : '±';
    return t('runs:claim.points', { value: `${sign}${formatNumber(locale, Math.abs(100 * value))}` });
  };
  const isShare = ({ figure }: Pick<Held, 'figure'>) => figureOf(figure).unit === 'share';
  return {
    who: (arm: Held['arm']): string => t(`speaker.${arm}`),
    figure: (held: Pick<Held, 'figure'>): string => localised(figureOf(held.figure).label),
    value: (held: Pick<Held, 'figure' | 'rival'>, value: number): string =>
      !isShare(held)
        ? formatNumber(locale, value, 5)
        : held.rival
          ? gap(value)
          : formatShare(locale, value, 2),
    difference: (held: Pick<Held, 'figure'>, value: number): string =>
      isShare(held) ? gap(value) : formatNumber(locale, value, 5),
  };
}

/** "Student over Baseline: +6.4 points of Accuracy at seed 1" */
function useSentence(): (claim: Claim) => string {
  const { t } = useTranslation(['translation', 'runs']);
  const { who, figure, value } = useFigures();
  return (claim) => {
    const words = {
      who: who(claim.arm),
      figure: figure(claim),
      value: value(claim, claim.value),
      seed: claim.config.seed,
    };
    return claim.rival
      ? t('runs:claim.over', { ...words, rival: who(claim.rival) })
      : t('runs:claim.alone', words);
  };
}

function Verdict({ claim, outcome }: { claim: Claim; outcome: Outcome }) {
  const { t } = useTranslation(['translation', 'runs']);
  const { value } = useFigures();
  const { confirmed, rule, bitForBit, sameWeights, found } = outcome;
  const backend = BACKEND_NAMES[claim.backend];
  const interval = { low: value(claim, found.low), high: value(claim, found.high) };
  const within = found.low <= claim.value && claim.value <= found.high;
  const otherRule = claim.backend === 'wasm' || claim.backend === 'cpu' ? 'otherRule' : 'gpuRule';
  return (
    <div className={confirmed ? 'claim__verdict claim__verdict--confirmed' : 'claim__verdict'} role="status">
      <p>
        <strong>
          <span aria-hidden="true">{confirmed ? '✓' : '✗'}</span>{' '}
          {confirmed ? t('runs:claim.confirmed') : t('runs:claim.refuted')}
        </strong>{' '}
        {bitForBit && t(sameWeights ? 'runs:claim.bitsAndWeights' : 'runs:claim.bits')}
        {!bitForBit &&
          rule === 'interval' &&
          t(within ? 'runs:claim.within' : 'runs:claim.outside', interval)}
      </p>
      {!bitForBit && (
        <p className="soft">
          {rule === 'equal' ? t('runs:claim.exactRule', { backend }) : t(`runs:claim.${otherRule}`)}
        </p>
      )}
      <HeldTable outcome={outcome} />
    </div>
  );
}

/** What the claim says first, and whether weights and curves are the same; all other figures where they are asked for. */
function HeldTable({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation(['translation', 'runs']);
  const { figures, sameWeights, curvesDifferAt } = outcome;
  const [own, ...others] = figures;
  return (
    <>
      <Figures held={[own!]}>
        {sameWeights !== null && (
          <tr>
            <th scope="row">
              {t('speaker.student')}: {t('runs:claim.weights')}
            </th>
            <td colSpan={3}>{sameWeights ? t('runs:claim.weightsSame') : t('runs:claim.weightsOther')}</td>
          </tr>
        )}
        {curvesDifferAt !== null && (
          <tr>
            <th scope="row">{t('runs:claim.curve')}</th>
            <td colSpan={3}>
              {curvesDifferAt === Infinity
                ? t('runs:claim.curveSame')
                : t('runs:claim.curveOther', { step: curvesDifferAt })}
            </td>
          </tr>
        )}
      </Figures>
      {others.length > 0 && (
        <Disclosure summary={t('runs:claim.others', { count: others.length })}>
          {() => <Figures held={others} />}
        </Disclosure>
      )}
    </>
  );
}

/** Both figures and what lies between them. */
function Figures({ held: all, children }: { held: readonly Held[]; children?: ReactNode }) {
  const { t } = useTranslation(['translation', 'runs']);
  const { who, figure, value, difference } = useFigures();
  return (
    <ScrollBox label={t('runs:claim.figures')}>
      <table className="differences__table">
        <thead>
          <tr>
            {(['what', 'claimed', 'found', 'difference'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`runs:claim.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map((held) => (
            <tr key={`${held.arm} ${held.rival} ${held.figure}`}>
              <th scope="row">
                {held.rival ? `${who(held.arm)} − ${who(held.rival)}` : who(held.arm)}: {figure(held)}
              </th>
              {[held.claimed, held.found].map((one, i) => (
                <td key={i}>{one === null ? '–' : value(held, one)}</td>
              ))}
              <td>
                {held.claimed === held.found
                  ? t('runs:claim.none')
                  : held.claimed === null || held.found === null
                    ? '–'
                    : difference(held, held.found - held.claimed)}
              </td>
            </tr>
          ))}
          {children}
        </tbody>
      </table>
    </ScrollBox>
  );
}
