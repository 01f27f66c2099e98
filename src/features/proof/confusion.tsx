// The confusion matrix as a picture that stays readable with 150 classes: right answers blue, mistakes copper, a cell under the
// pointer or the arrow keys read out below; the biggest confusions in words; all mistakes as a table.

import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../../i18n/formats';
import { useLocale } from '../../i18n/use-localised';
import { DataTable } from '../../ui/chart/data-table';
import { Disclosure } from '../../ui/disclosure';
import { confusions, shades } from './confusions';

/** Pixels of the picture, at least; three a cell where there are many. */
const SIDE = 450;
const MOST_LISTED = 8;
// over transparent ground, so that one picture fits both themes
const RIGHT = '0, 114, 178';
const WRONG = '213, 94, 0';

interface ConfusionProps {
  classes: readonly string[];
  /** [K, K], right classes in rows. */
  counts: readonly number[];
}

export function Confusion({ classes, counts }: ConfusionProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const K = classes.length;
  const size = Math.max(3, Math.floor(SIDE / K));
  const canvas = useRef<HTMLCanvasElement>(null);
  const [cell, setCell] = useState<{ right: number; answered: number } | null>(null);
  const mistakes = useMemo(() => confusions(counts, K), [counts, K]);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, K * size, K * size);
    for (const [at, shade] of shades(counts, K).entries()) {
      const [right, answered] = [Math.floor(at / K), at % K];
      context.fillStyle = `rgba(${right === answered ? RIGHT : WRONG}, ${shade})`;
      context.fillRect(answered * size, right * size, size, size);
    }
    context.strokeStyle = 'rgba(128, 128, 128, 0.9)';
    if (cell) context.strokeRect(cell.answered * size - 0.5, cell.right * size - 0.5, size + 1, size + 1);
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
    <figure className="confusion">
      <h3>{t('proof.confusion')}</h3>
      <p className="soft">{t('proof.confusionHelp')}</p>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('proof.confusion')}
        tabIndex={0}
        width={K * size}
        height={K * size}
        onPointerMove={point}
        onPointerLeave={() => setCell(null)}
        onKeyDown={move}
      />
      <p className="confusion__cell" aria-live="polite">
        {cell
          ? t('proof.cell', {
              right: classes[cell.right],
              answered: classes[cell.answered],
              count: counts[cell.right * K + cell.answered],
              support: support(cell.right),
            })
          : t('proof.cellHint')}
      </p>
      {mistakes.length === 0 ? (
        <p>{t('proof.noMistakes')}</p>
      ) : (
        <>
          <h4>{t('proof.biggest')}</h4>
          <ol className="confusion__list">
            {mistakes.slice(0, MOST_LISTED).map(({ right, answered, count, share }) => (
              <li key={`${right} ${answered}`}>
                {t('proof.takenFor', { right: classes[right], answered: classes[answered] })}{' '}
                <span className="soft">
                  {count} · {formatShare(locale, share)}
                </span>
              </li>
            ))}
          </ol>
          <Disclosure summary={t('training.showData')}>
            {() => (
              <DataTable
                caption={`${t('training.showData')}: ${t('proof.confusion')}`}
                head={[t('proof.class'), t('proof.answered'), t('proof.count'), t('proof.ofClass')]}
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
    </figure>
  );
}
