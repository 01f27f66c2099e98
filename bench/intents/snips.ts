// SNIPS voice-assistant intents (sonos/nlu-benchmark, CC0): written by people, not part of this repository.

import { existsSync, readFileSync } from 'node:fs';
import { createRng } from '../../src/lib/rng';
import type { TextSet, TextSplit } from '../../src/data/text-set';

const FOLDER = new URL('../../../shared/data/', import.meta.url);
/** One training sentence in so many is kept for early stopping. */
const VALIDATION = 20;

interface Row {
  text: string;
  label: string;
}

/** A line of the file: text, in quotes where it has a comma, then label. */
function csvRow(line: string): Row {
  const at = line.lastIndexOf(',');
  const text = line
    .slice(0, at)
    .replace(/^"(.*)"$/s, '$1')
    .replaceAll('""', '"');
  return { text, label: line.slice(at + 1).trim() };
}

/** Null where the folder is absent. */
export function readSnips(): TextSet | null {
  const folder = process.env['RETORT_DATA'] ? new URL(`file://${process.env['RETORT_DATA']}/`) : FOLDER;
  const trainFile = new URL('snips-train.jsonl', folder);
  if (!existsSync(trainFile)) return null;
  const lines = (url: URL) => readFileSync(url, 'utf8').trim().split('\n');
  const rows = createRng(1).shuffle(lines(trainFile).map((line) => JSON.parse(line) as Row));
  const labels = [...new Set(rows.map(({ label }) => label))].sort();
  const split = (part: readonly Row[]): TextSplit => ({
    texts: part.map(({ text }) => text),
    labels: Int32Array.from(part, ({ label }) => labels.indexOf(label)),
  });
  return {
    labels,
    train: split(rows.filter((_, i) => i % VALIDATION !== 0)),
    validation: split(rows.filter((_, i) => i % VALIDATION === 0)),
    test: split(lines(new URL('snips-test.csv', folder)).slice(1).map(csvRow)),
    outOfScope: null,
  };
}
