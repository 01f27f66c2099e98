// Which slot values belong to the test side of the split: about one in ten, by a hash of the value, so that every slot,
// test and script agrees without a list. Training never draws a held-out value; test draws nothing else.

import { hashString, type Rng } from '../lib/rng';
import { RetortError } from '../lib/errors';

/** Which side of the split a value or phrasing belongs to: training never sees the test side. */
export type Split = 'train' | 'test';

/** True for about 10 % of all values of a kind ('number', 'city', 'noun' …). */
export function isHeldOut(kind: string, value: string): boolean {
  return (hashString(`${kind}:${value}`) % 1009) % 10 === 3;
}

/** True where a value of this kind may be drawn for this side of the split. */
export function allowedIn(split: Split, kind: string, value: string): boolean {
  return isHeldOut(kind, value) === (split === 'test');
}

/**
 * Draws until a value is allowed in the split. A test draw that meets no held-out value in 300 tries (a range of three
 * numbers has none) gives any value; a training draw throws instead, for it may never leak.
 */
export function drawAllowed<T>(split: Split, draw: () => T, allowed: (value: T) => boolean): T {
  for (let i = 0; i < 300; i++) {
    const value = draw();
    if (allowed(value)) return value;
  }
  if (split === 'test') return draw();
  throw new RetortError('internal', 'No value of this slot is free for training. Widen its range.');
}

const parts = new Map<readonly string[], Record<Split, string[]>>();

/** One word of a list, from the split's side of it. */
export function pickWord(rng: Rng, split: Split, kind: string, list: readonly string[]): string {
  let part = parts.get(list);
  if (!part) {
    part = {
      train: list.filter((word) => !isHeldOut(kind, word)),
      test: list.filter((word) => isHeldOut(kind, word)),
    };
    parts.set(list, part);
  }
  return rng.pick(part[split].length > 0 ? part[split] : list);
}
