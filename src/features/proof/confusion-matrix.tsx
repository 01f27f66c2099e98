// The picture of a confusion matrix, which stays readable with 150 classes: a canvas, with the names of few classes at its sides and
// their counts on top. The cell under the pointer, the finger or the arrow keys is read out below.

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TOUCH, useMediaQuery } from '../../ui/use-media-query';
import { shades } from './confusions';

/** Pixels of the picture, at least; three a cell where there are many. */
const SIDE = 360;
/** Classes that there is room for: with a count in each cell, and with names at the sides. */
const MOST_COUNTED = 12;
const MOST_NAMED = 24;
const WIDTH_OF_A_LETTER = 8;
// over transparent ground, so that one picture fits both themes
const RIGHT = '0, 114, 178';
const WRONG = '213, 94, 0';

interface ConfusionMatrixProps {
  classes: readonly string[];
  /** [K, K], right classes in rows. */
  counts: readonly number[];
}

export function ConfusionMatrix({ classes, counts }: ConfusionMatrixProps) {
  const { t } = useTranslation(['translation', 'proof']);
  const touch = useMediaQuery(TOUCH);
  const K = classes.length;
  const upright = classes.some((name) => name.length > SIDE / K / WIDTH_OF_A_LETTER);
  const size = Math.max(3, Math.floor(SIDE / K));
  const canvas = useRef<HTMLCanvasElement>(null);
  const [cell, setCell] = useState<{ right: number; answered: number } | null>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, K * size, K * size);
    for (const [at, shade] of shades(counts, K).entries()) {
      const [right, answered] = [Math.floor(at / K), at % K];
      context.fillStyle = `rgba(${right === answered ? RIGHT : WRONG}, ${STRONGEST * shade})`;
      context.fillRect(answered * size, right * size, size, size);
    }
    context.strokeStyle = 'rgba(128, 128, 128, 0.9)';
    if (cell) context.strokeRect(cell.answered * size + 0.5, cell.right * size + 0.5, size - 1, size - 1);
  }, [counts, K, size, cell]);
  const point = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const at = (position: number) => Math.min(K - 1, Math.max(0, Math.floor((position / width) * K)));
    setCell({ right: at(event.clientY - top), answered: at(event.clientX - left) });
  };
  const move = (event: KeyboardEvent<HTMLCanvasElement>) => {
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!by) return;
    event.preventDefault();
    const within = (at: number) => Math.min(K - 1, Math.max(0, at));
    setCell((from) => ({
      right: within((from?.right ?? 0) + by[0]!),
      answered: within((from?.answered ?? 0) + by[1]!),
    }));
  };
  const support = (right: number) =>
    counts.slice(right * K, (right + 1) * K).reduce((sum, count) => sum + count, 0);
  return (
    <div className="matrix" style={{ '--classes': K } as React.CSSProperties}>
      <p aria-hidden="true" className="matrix__across">
        {t('proof:across')}
      </p>
      <p aria-hidden="true" className="matrix__down">
        {t('proof:down')}
      </p>
      {K <= MOST_NAMED && (
        <>
          <Names
            classes={classes}
            side={upright ? 'matrix__columns matrix__columns--upright' : 'matrix__columns'}
          />
          <Names classes={classes} side="matrix__rows" />
        </>
      )}
      <div className="matrix__picture">
        <canvas
          ref={canvas}
          role="img"
          aria-label={t('proof:confusion')}
          tabIndex={0}
          width={K * size}
          height={K * size}
          onPointerDown={point}
          onPointerMove={point}
          onPointerLeave={() => !touch && setCell(null)}
          onKeyDown={move}
        />
        {K <= MOST_COUNTED && (
          <div aria-hidden="true" className="matrix__counts">
            {counts.map((count, at) => (
              <span key={at}>{count > 0 ? count : ''}</span>
            ))}
          </div>
        )}
      </div>
      <p className="matrix__cell" aria-live="polite">
        {cell
          ? t('proof:cell', {
              right: classes[cell.right],
              answered: classes[cell.answered],
              count: counts[cell.right * K + cell.answered],
              support: support(cell.right),
            })
          : t(touch ? 'proof:cellHintTouch' : 'proof:cellHint')}
      </p>
    </div>
  );
}

/** So that counts can be read on it. */
const STRONGEST = 0.7;

function Names({ classes, side }: { classes: readonly string[]; side: string }) {
  return (
    <ul aria-hidden="true" className={`matrix__names ${side}`}>
      {classes.map((name, k) => (
        <li key={k} title={name}>
          {name}
        </li>
      ))}
    </ul>
  );
}
