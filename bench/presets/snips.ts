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

/** Rows "text,label" below a header; a text with a comma, a quote or a line break stands in quotes. */
function csvRows(file: string): Row[] {
  const rows = file.matchAll(/^(?:"((?:[^"]|"")*)"|([^",\r\n]*)),([^",\r\n]*)\r?$/gm);
  return [...rows].slice(1).map(([, quoted, plain, label]) => ({
    text: quoted?.replaceAll('""', '"') ?? plain!,
    label: label!,
  }));
}

const folderOf = (): URL =>
  process.env['RETORT_DATA'] ? new URL(`file://${process.env['RETORT_DATA']}/`) : FOLDER;

/** The sentences of the validation file; null where it is absent. */
export function snipsValidation(): string[] | null {
  const file = new URL('snips-test.csv', folderOf());
  return existsSync(file) ? csvRows(readFileSync(file, 'utf8')).map(({ text }) => text) : null;
}

/** Null where the folder is absent. */
export function readSnips(): TextSet | null {
  const folder = folderOf();
  const trainFile = new URL('snips-train.jsonl', folder);
  if (!existsSync(trainFile)) return null;
  const rows = createRng(1).shuffle(
    readFileSync(trainFile, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row),
  );
  const labels = [...new Set(rows.map(({ label }) => label))].sort();
  const split = (part: readonly Row[]): TextSplit => ({
    texts: part.map(({ text }) => text),
    labels: Int32Array.from(part, ({ label }) => labels.indexOf(label)),
  });
  return {
    labels,
    train: split(rows.filter((_, i) => i % VALIDATION !== 0)),
    validation: split(rows.filter((_, i) => i % VALIDATION === 0)),
    test: split(csvRows(readFileSync(new URL('snips-test.csv', folder), 'utf8'))),
    outOfScope: null,
  };
}
