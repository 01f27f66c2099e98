// A decoder that is asked anew about rows of unlike length, as those that a student wrote are: in parts of nearly one length, so that
// little of what it reads is padding, and each row only as far as it carries loss. About rows in which nobody is to match it it is
// not asked: there its logits are 0. Where more than logits is wanted it is asked about the batch as it is.
// B rows, T positions, N that carry loss, V classes.

import { type Batch, LENGTH_STEP } from '../../data/batches';
import { zeros } from '../../engine/tensor';
import { upTo } from '../../lib/up-to';
import type { Model } from '../../models/model';
import { askedAbout, countsOf, inOrder, type Part, partOf } from './batch-parts';
import { liveTargets, type Targets } from './targets';

/** Rows of a part: fewer, and a network's kernels have too little to do at a time. */
const PART_ROWS = 8;

/** How far the rows carry loss in which the teacher may be matched, by their places. */
function endsOf({ shape: [, T], positions, softMask }: Batch): Map<number, number> {
  const ends = new Map<number, number>();
  for (const [n, position] of positions!.entries()) {
    const b = Math.floor(position / T);
    if (softMask[n]! > 0 || ends.has(b)) ends.set(b, (position % T) + 1);
  }
  return ends;
}

/** Asks the teacher anew for each batch of tokens. */
export function liveByLength(teacher: Model): Targets {
  const live = liveTargets(teacher);
  return {
    ask(batch, asked) {
      const ends = endsOf(batch);
      if (asked.want || ends.size === 0) return live.ask(batch, asked);
      const byLength = [...ends].sort(([, a], [, b]) => a - b);
      const parts: Part[] = [];
      for (let from = 0; from < byLength.length; from += PART_ROWS) {
        const rows = byLength.slice(from, from + PART_ROWS);
        const longest = Math.ceil(rows.at(-1)![1] / LENGTH_STEP) * LENGTH_STEP;
        const places = rows.map(([b]) => b).sort((a, b) => a - b);
        const part = partOf(batch, places, Math.min(longest, batch.shape[1]));
        parts.push([places, live.ask(part, askedAbout(part, asked.temperature))]);
      }
      const counts = countsOf(batch);
      const silent = upTo(counts.length).filter((b) => !ends.has(b));
      const nothing = silent.reduce((sum, b) => sum + counts[b]!, 0);
      const V = parts[0]![1].logits.shape[1]!;
      if (nothing > 0) parts.push([silent, { logits: zeros([nothing, V]) }]);
      return inOrder(batch, parts);
    },
  };
}
