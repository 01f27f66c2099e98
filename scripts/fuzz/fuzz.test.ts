// Hostile files: those made by hand (hostile/, a file a parser) get their code and take no memory, and a small run of what
// `npm run fuzz` does at length.

import { describe, expect, it } from 'vitest';
import { fuzzParser } from './fuzz-parser';
import type { Hostile } from './hostile/bytes';
import { outcomeOf } from './outcome';
import { parsers } from './parsers';

const hostileFiles = import.meta.glob<{ hostile: readonly Hostile[] }>(
  ['./hostile/*.ts', '!./hostile/bytes.ts'],
  {
    eager: true,
  },
);
/** What unpacking up to the limit of an import may take, and some leave for the collector; the bombs would be gigabytes. */
const MOST_KILOBYTES = 400_000;

describe.each(parsers.map((parser) => [parser.id, parser] as const))('%s', (id, parser) => {
  it.each(hostileFiles[`./hostile/${id}.ts`]!.hostile)('%s', async (_, files, outcome) => {
    const before = process.resourceUsage().maxRSS;
    expect(await outcomeOf(parser, files)).toBe(outcome);
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(MOST_KILOBYTES);
  });

  it('whatever is changed in valid files, they are read or refused by name', async () => {
    const outcomes = await fuzzParser(parser, { inputs: 400, seed: 1 });
    expect([...outcomes.values()].reduce((a, b) => a + b)).toBe(400);
    expect(outcomes.get('accepted')).toBeGreaterThan(0);
  });
});
