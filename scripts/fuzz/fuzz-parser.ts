// Gives one parser so many hostile inputs: valid files of its corpus, changed.

import fc from 'fast-check';
import { mutated, mutations } from './mutations';
import { outcomeOf } from './outcome';
import type { Files, Parser } from './parsers';

export interface FuzzOptions {
  inputs: number;
  seed: number;
  /** Of fast-check: begins at the input of this number. */
  path?: string | undefined;
  /** Called before each input. */
  onInput?: (() => void) | undefined;
}

/** How many inputs ended in which way. Throws at the first defect, with what to type to see it again, and the smallest such change. */
export async function fuzzParser(
  parser: Parser,
  { onInput, inputs, seed, path }: FuzzOptions,
): Promise<ReadonlyMap<string, number>> {
  const corpus = await parser.corpus();
  const outcomes = new Map<string, number>();
  const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const valid = await Promise.all(corpus.map((files) => outcomeOf(parser, files)));
  if (!valid.includes('accepted')) throw new Error(`Of ${parser.id} not one valid file is read.`);
  const input = fc.record({ of: fc.nat(corpus.length - 1), changes: mutations });
  await fc.assert(
    fc.asyncProperty(input, async ({ of, changes }) => {
      onInput?.();
      const [[name, bytes], ...rest] = Object.entries(corpus[of]!) as [[string, Files[string]]];
      const changed = changes.reduce(mutated, bytes);
      count(await outcomeOf(parser, Object.fromEntries([[name, changed], ...rest])));
    }),
    { numRuns: inputs, seed, ...(path !== undefined && { path }) },
  );
  return outcomes;
}
