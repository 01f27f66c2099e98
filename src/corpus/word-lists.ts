// Lists of things in one argument: how people write them, and how the call does, which has no commas ("milk & eggs and bread").

import type { Rng } from '../lib/rng';
import type { Slot } from './slots';

/** @param items at least two, none with an "and" or "or" in it. @param last the word before the last. */
export function listOf(rng: Rng, items: readonly string[], last: 'and' | 'or'): Slot {
  const before = items.slice(0, -1);
  const end = items.at(-1)!;
  const kind = rng.next();
  const [words, value] =
    kind < 0.55 && before.length > 1
      ? [`${before.join(', ')} ${last} ${end}`, `${before.join(' & ')} ${last} ${end}`]
      : kind < 0.75 && before.length > 1
        ? [`${before.join(', ')}, ${last} ${end}`, items.join(' & ')]
        : [items.join(', '), items.join(' & ')];
  return { words, value };
}

/** Several different draws. */
export function several(count: number, draw: () => string): string[] {
  const found = new Set<string>();
  for (let tries = 0; found.size < count && tries < 100; tries++) {
    const one = draw();
    if (!/\b(and|or)\b|&|,/.test(one)) found.add(one);
  }
  return [...found];
}
