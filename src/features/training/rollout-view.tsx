// The dialogue that was written last for the student to learn from: what the student wrote itself with each token in the colour of
// the teacher's verdict, tool calls marked, and how many dialogues there were.

import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { useTraining } from '../../state/hooks';
import type { Rollout } from '../../state/training-store';
import { classNames } from '../../ui/class-names';
import './rollout-view.css';

/** Log-ratios beyond this have the full colour: the teacher finds the token e³ = 20 times likelier, or less likely. */
const FULL = 3;

export default function RolloutView() {
  const { t } = useTranslation(['translation', 'training']);
  const locale = useLocale();
  const rollout = useTraining((state) => state.rollout);
  if (!rollout) return null;
  const { writer, step, written, kept, tokens } = rollout;
  const number = (value: number) => formatNumber(locale, value, 7);
  const scored = tokens.some(({ ratio }) => ratio !== null);
  return (
    <section aria-label={t('training:rollout.title')} className="rollout">
      <p>
        <b>{t(`training:rollout.by.${writer}`, { step: number(step) })}</b>{' '}
        <span className="soft">
          {t('training:rollout.counts', { written: number(written), kept: number(kept) })}
        </span>
      </p>
      <p className="rollout__text">
        {tokens.map((token, i) => (
          <Token key={i} token={token} />
        ))}
      </p>
      {scored && (
        <p className="rollout__legend">
          <span style={{ backgroundColor: tint(-FULL) }}>{t('training:rollout.less')}</span>
          <span>{t('training:rollout.same')}</span>
          <span style={{ backgroundColor: tint(FULL) }}>{t('training:rollout.more')}</span>
        </p>
      )}
    </section>
  );
}

function Token({ token: { text, part, ratio } }: { token: Rollout['tokens'][number] }) {
  const { t } = useTranslation(['translation', 'training']);
  const locale = useLocale();
  const sign = ratio === null ? '' : ratio < 0 ? '−' : '+';
  return (
    <span
      className={classNames(
        'rollout__token',
        `rollout__token--${part}`,
        ratio === null && 'soft',
        ratio !== null && ratio < -FULL / 3 && 'rollout__token--less',
      )}
      style={ratio === null ? undefined : { backgroundColor: tint(ratio) }}
      title={
        ratio === null
          ? undefined
          : t('training:rollout.ratio', { ratio: `${sign}${formatNumber(locale, Math.abs(ratio), 2)}` })
      }
    >
      {text}
    </span>
  );
}

/** Blue where the teacher likes it better than the student, copper where it does not. */
const tint = (ratio: number): string =>
  `color-mix(in srgb, var(${ratio < 0 ? '--less' : '--more'}) ${Math.round((100 * Math.min(Math.abs(ratio), FULL)) / FULL)}%, transparent)`;
