// The text piece by piece. Of a dialogue, each token that the agent writes is shaded by how far the student's distribution is from the
// teacher's there (by the teacher's entropy where there is no student), and one is chosen; of a sentence, a piece is chosen to ask for its
// attention. Arrow keys move the choice.

import type { CSSProperties, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-localised';
import type { Inspection } from '../../state/microscope-store';
import { ARM_COLOURS } from '../../ui/arm';
import { formatNats } from './format-nats';
import type { Reading } from './readings';

interface TokenStripProps {
  seen: Inspection;
  readings: readonly Reading[];
  /** Position of a dialogue, piece of a sentence. */
  chosen: number;
  onChoose: (chosen: number) => void;
}

/** A nat is much: shades grow fastest below it. */
const shadeOf = (nats: number): number => 1 - Math.exp(-1.5 * nats);

export function TokenStrip({ seen, readings, chosen, onChoose }: TokenStripProps) {
  const { t } = useTranslation(['translation', 'microscope']);
  const locale = useLocale();
  const { pieces, foretold, views } = seen;
  const student = views.some(({ who }) => who === 'student');
  const count = foretold?.length ?? pieces.length;
  const heatOf = ({ divergence, entropy }: Reading) => (student ? divergence.student! : entropy.teacher!);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = (chosen + by + count) % count;
    onChoose(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-choice="${next}"]`)?.focus();
  };
  const mean = readings.reduce((sum, reading) => sum + heatOf(reading), 0) / readings.length;
  return (
    <section className="microscope__part">
      <h3>
        {t(
          foretold
            ? student
              ? 'microscope:strip.kl'
              : 'microscope:strip.entropy'
            : 'microscope:strip.pieces',
        )}
      </h3>
      <div role="radiogroup" aria-label={t('microscope:strip.label')} className="strip" onKeyDown={move}>
        {pieces.map((piece, i) => {
          const choice = foretold ? foretold.indexOf(i) : i;
          if (choice < 0)
            return (
              <span key={i} className="strip__read">
                {piece}
              </span>
            );
          const reading = foretold && readings[choice]!;
          const nats = reading ? heatOf(reading) : 0;
          return (
            <button
              key={i}
              type="button"
              role="radio"
              aria-checked={choice === chosen}
              aria-label={
                reading
                  ? t('microscope:strip.token', { piece: piece.trim(), nats: formatNats(locale, nats) })
                  : piece
              }
              tabIndex={choice === chosen ? 0 : -1}
              data-choice={choice}
              className="strip__piece"
              style={
                {
                  '--of': ARM_COLOURS[student ? 'student' : 'teacher'],
                  '--heat': `${Math.round(70 * shadeOf(nats))}%`,
                } as CSSProperties
              }
              onClick={() => onChoose(choice)}
            >
              {piece}
            </button>
          );
        })}
      </div>
      {foretold && (
        <p className="help-text">
          {t(student ? 'microscope:strip.klHelp' : 'microscope:strip.entropyHelp', {
            mean: formatNats(locale, mean),
          })}
        </p>
      )}
    </section>
  );
}
