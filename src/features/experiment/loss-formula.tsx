// The loss with the person's numbers in it, and while it trains with what its terms are now. What the last step found under
// other numbers than those on the table is not shown: it would contradict the formula above it.

import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { methodInfo } from '../../catalog/catalog';
import { isBalanced, ownWeight, termWeights } from '../../catalog/term-weights';
import type { TermInfo } from '../../catalog/types';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { useExperiment, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { Formula, Letter, Live, Name, Term } from '../../ui/formula';
import { Terms } from '../../ui/terms';
import { useThrottled } from '../../ui/use-throttled';
import './loss-formula.css';

const REDRAW_MS = 200;

/** What a term is multiplied by, in words for the ear. */
const spokenFactor = (
  { weight, squaredTemperature }: TermInfo,
  { hard, soft, T, own }: { hard: string; soft: string; T: string; own: string | null },
) => `${weight === 'hard' ? hard : soft}${own ? ` × ${own}` : ''}${squaredTemperature ? ` × ${T}²` : ''}`;

export function LossFormula() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { lambda, temperature, method, labelShare, softRows, settings } = useExperiment(
    (state) => state.config,
  );
  const info = methodInfo(method);
  const { terms } = info;
  const number = (value: number) => formatNumber(locale, value);
  const [hard, soft] = [number(lambda), number(1 - lambda)];
  const T = number(temperature);
  /** A term's weight of the method's own, in the person's numbers. */
  const ownOf = (term: TermInfo): string | null =>
    term.weighedBy === undefined ? null : number(ownWeight(info, term, settings));
  const factors = (term: TermInfo) => spokenFactor(term, { hard, soft, T, own: ownOf(term) });
  const spoken = terms.map((term) => `${factors(term)} ${term.symbol}`).join(' + ');
  const note =
    lambda === 0
      ? t('loss.onlyTeacher')
      : lambda === 1
        ? t('loss.onlyLabels')
        : t(softRows === 'all' ? 'loss.share' : 'loss.shareLabelled', {
            share: formatShare(locale, labelShare, 0),
          });
  return (
    <div className="loss-formula">
      <h3>{t('loss.title')}</h3>
      <Formula spoken={`L = ${spoken}`}>
        <Letter>L</Letter> =
        {terms.map((term, i) => (
          <Fragment key={term.id}>
            {i > 0 && '+'}
            <Term
              meaning={t(term.weight === 'hard' ? 'loss.hardLabels' : 'loss.fromTeacher')}
              {...(term.weight === 'soft' && { tone: 'teacher' })}
            >
              <Live>{term.weight === 'hard' ? hard : soft}</Live> ·
              {term.weighedBy !== undefined && (
                <span>
                  <Live>{ownOf(term)}</Live> ·
                </span>
              )}
              {term.squaredTemperature && (
                <span>
                  <Live>{T}</Live>
                  <sup>2</sup> ·
                </span>
              )}
              <Name>
                <Symbol text={term.symbol} />
              </Name>
            </Term>
          </Fragment>
        ))}
      </Formula>
      <Now />
      <p className="soft loss-formula__note">
        <Terms>{t('loss.words')}</Terms> {note} {isBalanced(info, settings) && t('loss.balanced')}
      </p>
    </div>
  );
}

/** "KL(p_T‖p_S)" with its letters slanted and their indices below: T is the teacher, S the student. */
function Symbol({ text }: { text: string }) {
  const { t } = useTranslation();
  const whose: Record<string, string> = { T: t('loss.teacherShort'), S: t('loss.studentShort') };
  return text.split(/([A-Za-z∠]_[TS])/).map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      <Fragment key={i}>
        <i>{part[0]}</i>
        <sub>{whose[part[2]!]}</sub>
      </Fragment>
    ),
  );
}

/** The last step's values; the line is there before, so that nothing jumps. */
function Now() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { lambda, temperature, method, settings } = useExperiment((state) => state.config);
  const ran = useTraining((state) => (isUnderWay(state.phase) ? state.config?.method : undefined));
  const step = useThrottled(
    useTraining((state) => state.latest.student),
    REDRAW_MS,
  );
  const number = (value: number) => formatNumber(locale, value);
  const info = methodInfo(method);
  const fits = step && ran === method && step.lambda === lambda && step.temperature === temperature;
  return (
    <p className="loss-formula__now">
      {fits && (
        <>
          <span className="soft">{t('loss.now', { step: formatNumber(locale, step.step, 7) })}</span>{' '}
          {number(step.loss)} ≈{' '}
          {info.terms.map(({ id, weight }, i) => (
            <Fragment key={id}>
              {i > 0 && ' + '}
              {number(termWeights(info, settings, lambda, step.terms)[id]!)}·
              <span className={weight === 'soft' ? 'loss-formula__teacher' : undefined}>
                {number(step.terms[id] ?? 0)}
              </span>
            </Fragment>
          ))}
        </>
      )}
    </p>
  );
}
