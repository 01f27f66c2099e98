// The transfer set by difficulty (METHODS row 10; Bengio et al. 2009): the easiest rows first, more of them in ten equal parts, all
// from a share of the run on. Rows with labels and all rows are revealed by the same share of each, so that the baseline sees the
// same order. A draw depends on the seed and the step alone, as without a curriculum (batches.ts draws within a part).

import { settingsOf } from '../catalog/settings';
import type { Settings } from '../catalog/types';
import { RetortError } from '../lib/errors';
import { hashString } from '../lib/rng';
import { upTo } from '../lib/up-to';
import { createSampler, type Sampler } from './batches';

type SamplerOptions = Parameters<typeof createSampler>[0];

/** Ways to tell how hard a row is, more is harder; those that the data has. */
export type Difficulties = Partial<
  Record<'entropy' | 'length' | 'planSteps', () => ArrayLike<number> | Promise<ArrayLike<number>>>
>;

/** Parts in which rows are revealed, before all are there. */
const PARTS = 10;

/** Share of the rows that is there at a step counted from 0. @param whole the share of the run after which all are. */
export function revealedShare(
  step: number,
  { start, whole, steps }: { start: number; whole: number; steps: number },
): number {
  const part = partOf(step, whole * steps);
  return part >= PARTS ? 1 : start + ((1 - start) * part) / PARTS;
}

const partOf = (step: number, until: number): number =>
  step >= until ? PARTS : Math.floor((PARTS * step) / until);

/** Throws RetortError('config-invalid') where the data has no such difficulty, or a part would show no row. */
export async function curriculumSampler(
  options: SamplerOptions,
  { settings, steps }: { settings: Settings; steps: number },
  difficulties: Difficulties,
): Promise<Sampler> {
  const { by, start, whole } = settingsOf(settings, 'curriculum');
  if (by === 'none') return createSampler(options);
  const difficultyOf = difficulties[by as keyof Difficulties];
  if (!difficultyOf)
    throw new RetortError(
      'config-invalid',
      'The rows of this task have no such difficulty to be ordered by. Choose another order of the curriculum, or none.',
    );
  const difficulty = await difficultyOf();
  const reveal = { start: Number(start), whole: Number(whole), steps };
  const order = upTo(options.total).sort((a, b) => difficulty[a]! - difficulty[b]! || a - b);
  const isLabelled = new Set(options.labelled);
  const labelled = order.filter((row) => isLabelled.has(row));
  for (const [pool, what] of [
    [order, 'rows'],
    [labelled, 'rows with labels'],
  ] as const)
    if (Math.floor(reveal.start * pool.length) === 0)
      throw new RetortError(
        'config-invalid',
        `The curriculum would begin with none of the ${pool.length} ${what}. Raise its share at the start to ${Math.ceil(100 / pool.length)} % or more.`,
      );
  const until = reveal.whole * steps;
  let current: { part: number; from: number; draw: Sampler } | null = null;
  return (step, lambda) => {
    const part = partOf(step, until);
    if (current?.part !== part) {
      let from = step;
      while (from > 0 && partOf(from - 1, until) === part) from--;
      const share = revealedShare(step, reveal);
      current = { part, from, draw: partSampler(options, { part, share, order, labelled }) };
    }
    return current.draw(step - current.from, lambda);
  };
}

/** Draws among the easiest rows; it counts steps from the beginning of its part. */
function partSampler(
  options: SamplerOptions,
  part: { part: number; share: number; order: readonly number[]; labelled: readonly number[] },
): Sampler {
  const { seed, lengthOf } = options;
  const easiest = (rows: readonly number[]) => rows.slice(0, Math.floor(part.share * rows.length));
  const labelled = easiest(part.labelled);
  // an easy row with a label is there even where it is not among the easiest of all
  const rows = [...new Set([...easiest(part.order), ...labelled])].sort((a, b) => a - b);
  const at = new Map(rows.map((row, i) => [row, i]));
  const draw = createSampler({
    ...options,
    total: rows.length,
    labelled: labelled.map((row) => at.get(row)!).sort((a, b) => a - b),
    seed: hashString(`curriculum ${seed} ${part.part}`),
    ...(lengthOf && { lengthOf: (i: number) => lengthOf(rows[i]!) }),
  });
  return (step, lambda) => draw(step, lambda).map((i) => rows[i]!);
}
