// How people write units, and which two they ask for: over the words of tools/convert.json. What a unit measures:
// agent/words/units.ts.

import { UNITS, type Dimension } from '../agent/words/units';
import type { Rng } from '../lib/rng';
import convert from './tools/convert.json';
import { wordsOf } from './words/lists';

export type UnitNumber = 'one' | 'many';

const said: Readonly<Record<string, Readonly<Record<UnitNumber, readonly string[]>>>> = Object.fromEntries(
  Object.entries(convert.words.units).map(([name, { one, many }]) => [
    name,
    { one: wordsOf(one), many: wordsOf(many) },
  ]),
);

const usualPairs: Readonly<Record<string, readonly (readonly [string, string])[]>> = Object.fromEntries(
  Object.entries(convert.words.usual).map(([dimension, pairs]) => [
    dimension,
    wordsOf(pairs).map((pair): [string, string] => {
      const [from, to] = pair.split(' ');
      return [from!, to!];
    }),
  ]),
);

export const DIMENSIONS = [...new Set(Object.values(UNITS).map(({ dimension }) => dimension))];

/** The units of a dimension. */
export const unitsOf = (dimension: Dimension): string[] =>
  Object.keys(UNITS).filter((name) => UNITS[name]!.dimension === dimension);

/** The ways to write a unit: after "a" or "1" and in "a 5 km run", or after other numbers and in "in miles". */
export const waysToWrite = (name: string, number: UnitNumber): readonly string[] => said[name]![number];

/** One of the ways to write a unit. */
export const unitWords = (rng: Rng, name: string, number: UnitNumber): string =>
  rng.pick(waysToWrite(name, number));

/** Two units of one dimension, everyday pairs more often. */
export function unitPair(rng: Rng, dimension: Dimension): { from: string; to: string } {
  const usual = usualPairs[dimension] ?? [];
  if (usual.length > 0 && rng.next() < 0.55) {
    const [a, b] = rng.pick(usual);
    return rng.next() < 0.5 ? { from: a, to: b } : { from: b, to: a };
  }
  const [from, to] = rng.shuffle(unitsOf(dimension));
  return { from: from!, to: to! };
}
