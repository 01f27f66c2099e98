// Text as its tokens: each tinted by how unsure the model was of it, with a tooltip of every model's probability. Pointing shows
// one; the keyboard has one stop for the whole text and moves with the arrow keys.

import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { type ChatToken, type Voice, VOICES } from '../../state/chat-store';
import { ARM_COLOURS, ArmMark } from '../../ui/arm';
import './token-text.css';

interface TokenTextProps {
  tokens: readonly ChatToken[];
  /** Whose probability tints the text. */
  speaker: Voice;
  label: string;
}

const TOOLTIP_WIDTH = 208;

interface Shown {
  index: number;
  left: number;
  top: number;
}

/** Where the tooltip of a token goes: above it, inside the text's width. */
function placeOf(element: HTMLElement, index: number): Shown {
  const box = element.offsetParent;
  const room = (box instanceof HTMLElement ? box.clientWidth : TOOLTIP_WIDTH) - TOOLTIP_WIDTH;
  const middle = element.offsetLeft + element.offsetWidth / 2 - TOOLTIP_WIDTH / 2;
  return { index, left: Math.max(0, Math.min(room, middle)), top: element.offsetTop };
}

export function TokenText({ tokens, speaker, label }: TokenTextProps) {
  const id = useId();
  const [stop, setStop] = useState(0);
  const [shown, setShown] = useState<Shown | null>(null);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') setShown(null);
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(tokens.length - 1, stop + by));
    setStop(next);
    const target = event.currentTarget.querySelectorAll<HTMLElement>('[data-token]')[next];
    target?.focus();
  };
  const token = shown && tokens[shown.index];
  return (
    <span
      className="token-text"
      role="group"
      aria-label={label}
      onKeyDown={move}
      onMouseLeave={() => setShown(null)}
    >
      {tokens.map((entry, index) => {
        const sure = entry.probability[speaker];
        return (
          <span
            key={index}
            data-token
            tabIndex={index === stop ? 0 : -1}
            className="token-text__token"
            style={sure === undefined ? undefined : { backgroundColor: tint(sure) }}
            aria-describedby={shown?.index === index ? id : undefined}
            onMouseEnter={(event) => setShown(placeOf(event.currentTarget, index))}
            onFocus={(event) => {
              setStop(index);
              setShown(placeOf(event.currentTarget, index));
            }}
            onBlur={() => setShown(null)}
          >
            {index === 0 ? entry.text.trimStart() : entry.text}
          </span>
        );
      })}
      {shown && token && (
        <span
          id={id}
          role="tooltip"
          className="token-text__tip"
          style={{ left: shown.left, top: shown.top, width: TOOLTIP_WIDTH }}
        >
          <Chances token={token} />
        </span>
      )}
    </span>
  );
}

/** The less sure, the stronger. */
const tint = (probability: number): string =>
  `color-mix(in srgb, var(--unsure) ${Math.round(100 * (1 - probability))}%, transparent)`;

function Chances({ token }: { token: ChatToken }) {
  const { t } = useTranslation(['translation', 'turn']);
  const locale = useLocale();
  return (
    <>
      <span className="token-text__name">
        {t('turn:tokenChance', { token: token.text.replace(/ /g, '␣') })}
      </span>
      {VOICES.map((who) => {
        const value = token.probability[who];
        if (value === undefined) return null;
        return (
          <span key={who} className="token-text__chance">
            <span className="token-text__who">
              <ArmMark arm={who} /> {t(`speaker.${who}`)}
            </span>
            <span className="token-text__bar">
              <span style={{ width: `${100 * value}%`, background: ARM_COLOURS[who] }} />
            </span>
            <span>{formatShare(locale, value, value < 0.01 ? 2 : 0)}</span>
          </span>
        );
      })}
    </>
  );
}
