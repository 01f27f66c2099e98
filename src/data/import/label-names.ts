// Names for labels that are numbers, from a file beside the rows: a list of names, {"0": "alarm", …} or {"alarm": 0, …} (also as
// id2label, label2id or names within a configuration), or a table of number and name. Which file is meant is seen from
// the numbers: all of them need a name there.

import { fileError } from './file-error';
import { MOST_LABELS } from './limits';
import type { RawRows, ReadSource } from './source';

export type LabelNames = ReadonlyMap<string, string>;

const INTEGER = /^\s*\d{1,6}(?:\.0+)?\s*$/;
/** 3.0 is what spreadsheets and pandas make of 3 in a column with gaps. */
const keyOf = (label: string): string => label.trim().replace(/\.0+$/, '');

const isInteger = (value: unknown): boolean => INTEGER.test(String(value));
const differ = (values: readonly unknown[]): boolean =>
  values.length > 1 && values.length <= MOST_LABELS && new Set(values).size === values.length;
const areNames = (values: readonly unknown[]): values is readonly string[] =>
  values.every((value) => typeof value === 'string' && value.trim() !== '' && !isInteger(value)) &&
  differ(values);

/** Keys under which names are listed in a configuration or in the description of a data set. */
const NAME_KEYS = /^(?:id2label|label2id|names|class_label|class_names)$/;
/** Keys that say so only where there is nothing else. */
const ONLY_KEYS = /^(?:classes|categories|labels|intents)$/;

/** The names in a JSON value that has no rows; null where it is another thing. A bare list is read as rows. */
export const namesInJson = (value: unknown): LabelNames | null => namesIn(value, true, 0);

/** @param isNamed whether it stands under a key that says so, or is all there is. */
function namesIn(value: unknown, isNamed: boolean, depth: number): LabelNames | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > 6) return null;
  const keys = Object.keys(value);
  const values = Object.values(value) as unknown[];
  if (isNamed && keys.every(isInteger) && areNames(values))
    return new Map(keys.map((key, i) => [keyOf(key), values[i]!.trim()]));
  if (isNamed && areNames(keys) && values.every(isInteger) && differ(values))
    return new Map(keys.map((key, i) => [keyOf(String(values[i])), key.trim()]));
  for (const [key, inner] of Object.entries(value)) {
    const says = NAME_KEYS.test(key) || (ONLY_KEYS.test(key) && keys.length === 1);
    if (says && Array.isArray(inner) && areNames(inner)) return numbered(inner);
    const found = namesIn(inner, says, depth + 1);
    if (found) return found;
  }
  return null;
}

const numbered = (names: readonly string[]): LabelNames =>
  new Map(names.map((name, i) => [`${i}`, name.trim()]));

/** The names that rows may be: numbers with their names, or names in the order of their numbers. */
function namesInRows({ texts, labels }: RawRows): LabelNames | null {
  const [ones, others] = [texts.map((text) => text.trim()), labels.map((label) => label.trim())];
  if (others.every((label) => label === '')) return areNames(ones) ? numbered(ones) : null;
  for (const [numbers, names] of [
    [others, ones],
    [ones, others],
  ] as const)
    if (numbers.every(isInteger) && differ(numbers) && areNames(names))
      return new Map(numbers.map((number, i) => [keyOf(number), names[i]!]));
  return null;
}

const rowsOf = ({ parts }: ReadSource): readonly RawRows[] => parts.map(({ rows }) => rows);

/** The labels of a source if all are integers, each number once; null otherwise. */
function numbersOf(source: ReadSource): Set<string> | null {
  const labels = new Set<string>();
  let rows = 0;
  for (const part of rowsOf(source))
    for (const label of part.labels) {
      if (label.trim() === '') continue;
      if (!INTEGER.test(label)) return null;
      labels.add(keyOf(label));
      rows++;
    }
  return rows > labels.size ? labels : null; // a number that never comes twice counts rows, not labels
}

/** Names for every one of the numbers; a list without numbers of its own counts from 0, or from 1. */
function covering(names: LabelNames, numbers: ReadonlySet<string>, isList: boolean): LabelNames | null {
  if ([...numbers].every((number) => names.has(number))) return names;
  if (!isList || numbers.has('0')) return null;
  const fromOne = new Map([...names].map(([number, name]) => [`${Number(number) + 1}`, name]));
  return [...numbers].every((number) => fromOne.has(number)) ? fromOne : null;
}

/** Puts names in the place of numbers; a source that only names is one no more of rows. Changes the sources. */
export function nameLabels(sources: ReadSource[]): void {
  const numbered = sources.flatMap((source) => {
    const numbers = numbersOf(source);
    return numbers ? [{ source, numbers }] : [];
  });
  for (const [i, source] of sources.entries()) {
    const names = source.names ?? (source.parts.length === 1 ? namesInRows(source.parts[0]!.rows) : null);
    if (!names || numbered.some((one) => one.source === source)) continue;
    const isList = [...names.keys()].every((key, at) => key === `${at}`);
    let used = false;
    for (const { source: rows, numbers } of numbered) {
      const fitting = covering(names, numbers, isList);
      if (fitting && !rows.namedBy) {
        rename(rows, fitting, source.file.name);
        used = true;
      } else if (!fitting && source.names && !rows.problem) {
        const missing = [...numbers].find((number) => !names.has(number))!;
        rows.problem = fileError(
          'labels-unfit',
          { file: rows.file.name },
          `the label ${missing} has no name in “${source.file.name}”, which names ${names.size}. Add it there, or choose the rows alone.`,
        );
      }
    }
    if (used && !source.names) sources[i] = asNames(source, names);
  }
}

function asNames({ file }: ReadSource, names: LabelNames): ReadSource {
  return { file, format: 'names', names, parts: [] };
}

/** @param by the file with the names. */
export function rename(source: ReadSource, names: LabelNames, by: string): void {
  for (const { labels } of rowsOf(source))
    for (const [i, label] of labels.entries()) labels[i] = names.get(keyOf(label)) ?? label;
  source.namedBy = by;
}
