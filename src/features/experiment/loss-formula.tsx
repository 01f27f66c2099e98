// The loss with the person's numbers in it, and while it trains with what its terms are now. What the last step found under
// other numbers than those on the table is not shown: it would contradict the formula above it.

import { useTranslation } from 'react-i18next';
import { formatNumber, formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { useExperiment, useTraining } from '../../state/hooks';
import { isUnderWay } from '../../state/training-store';
import { Formula, Letter, Live, Name, Term } from '../../ui/formula';
import { useThrottled } from '../../ui/use-throttled';
import './loss-formula.css';

const REDRAW_MS = 200;

export function LossFormula() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { lambda, temperature, method, labelShare, softRows } = useExperiment((state) => state.config);
  const number = (value: number) => formatNumber(locale, value);
  const [hard, soft] = [number(lambda), number(1 - lambda)];
  const T = number(temperature);
  const usesT = method !== 'teacher-labels';
  const spoken = usesT
    ? `L = ${hard} CE + ${soft} × ${T}² KL (${t('speaker.teacher')} ‖ ${t('speaker.student')})`
    : `L = ${hard} CE + ${soft} CE (${t('speaker.teacher')})`;
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
      <Formula spoken={spoken}>
        <Letter>L</Letter> =
        <Term meaning={t('loss.hardLabels')}>
          <Live>{hard}</Live> · <Name>CE</Name>
        </Term>
        +
        <Term meaning={t('loss.fromTeacher')} tone="teacher">
          <Live>{soft}</Live> ·
          {usesT ? (
            <>
              <span>
                <Live>{T}</Live>
                <sup>2</sup> ·
              </span>
              <Name>
                KL(<i>p</i>
                <sub>{t('loss.teacherShort')}</sub>‖<i>p</i>
                <sub>{t('loss.studentShort')}</sub>)
              </Name>
            </>
          ) : (
            <Name>
              CE(arg max <i>p</i>
              <sub>{t('loss.teacherShort')}</sub>)
            </Name>
          )}
        </Term>
      </Formula>
      <Now />
      <p className="soft loss-formula__note">
        {t('loss.words')} {note}
      </p>
    </div>
  );
}

/** The last step's values; the line is there before, so that nothing jumps. */
function Now() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { lambda, temperature, method } = useExperiment((state) => state.config);
  const ran = useTraining((state) => (isUnderWay(state.phase) ? state.config?.method : undefined));
  const step = useThrottled(
    useTraining((state) => state.latest.student),
    REDRAW_MS,
  );
  const number = (value: number) => formatNumber(locale, value);
  const fits = step && ran === method && step.lambda === lambda && step.temperature === temperature;
  return (
    <p className="loss-formula__now">
      {fits && (
        <>
          <span className="soft">{t('loss.now', { step: formatNumber(locale, step.step, 7) })}</span>{' '}
          {number(step.loss)} ≈ {number(lambda)}·{number(step.ce)} + {number(1 - lambda)}·
          <span className="loss-formula__teacher">{number(step.kl)}</span>
        </>
      )}
    </p>
  );
}
