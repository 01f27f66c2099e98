// Guesses that spare a person questions: the format of a file, the split that a name means, the columns with texts and labels.
// Each can be changed by hand.

import type { SplitName } from '../../catalog/data-findings';
import { type FileChoices, NO_COLUMN } from './source';

export type Format = 'csv' | 'json' | 'json-lines';

/** By content, since names lie: JSON begins with a bracket; in JSON Lines the first line is whole by itself. */
export function formatOf(text: string): Format {
  const first = /\S/.exec(text)?.[0];
  if (first === '[') {
    // a row of lists, or a cell of a CSV in brackets
    return /^\s*\[\s*(?:[[{]|\])/.test(text) ? 'json' : 'csv';
  }
  if (first !== '{') return 'csv';
  const start = text.search(/\S/);
  const end = text.indexOf('\n', start);
  try {
    const line = end < 0 ? text.slice(start) : text.slice(start, end);
    const value: unknown = line.length > 1_000_000 ? null : JSON.parse(line);
    const lists = value === null || Object.values(value as object).some((entry) => isListOfRows(entry));
    return lists ? 'json' : 'json-lines';
  } catch {
    // a line that is broken in itself is still a line if another begins below it
    return /\n\s*\{/.test(text.slice(start, start + 10_000)) && text[end - 1] !== '{' && text[end - 1] !== ','
      ? 'json-lines'
      : 'json';
  }
}

/** A list of lists is a split; a list of objects may be the messages of a chat. */
const isListOfRows = (value: unknown): boolean => Array.isArray(value) && Array.isArray(value[0]);

/** The split that a file's or list's name speaks of; null where it speaks of none. */
export function splitOf(name: string): SplitName | null {
  const words = name.toLowerCase().replace(/\.[a-z]+$/, '');
  if (/(?:^|[^a-z])(?:val|valid|validation|dev|development)(?:[^a-z]|$)/.test(words)) return 'validation';
  if (/(?:^|[^a-z])(?:test|testing|eval|evaluation)(?:[^a-z]|$)/.test(words)) return 'test';
  if (/(?:^|[^a-z])(?:train|training)(?:[^a-z]|$)/.test(words)) return 'train';
  return null;
}

const TEXT_NAMES =
  /^(?:text|texts|sentence|utterance|utt|query|question|message|content|input|review|title|文本|句子|内容)$/i;
const LABEL_NAMES =
  /^(?:labels?|intent|class|category|target|topic|tag|sentiment|label_text|标签|类别|意图|分类)$/i;

/** Whether a name is one that people give to a label's or text's column. */
export const isKnownName = (name: string): boolean =>
  TEXT_NAMES.test(name.trim()) || LABEL_NAMES.test(name.trim());

/** A label that stands for "none of the others". */
export const isOutOfScope = (label: string): boolean =>
  /^(?:oos|ood|out[ _-]?of[ _-]?(?:scope|domain))$/i.test(label);

/**
 * Which columns hold texts and labels: by their names, else by their cells: texts are long and all different, labels short and few.
 * @param names the columns' names. @param rows some rows, without the names.
 */
export function guessColumns(
  names: readonly string[],
  rows: readonly (readonly string[])[],
): { text: number; label: number } {
  const columns = names.map((name, i) => {
    const cells = rows.map((row) => row[i] ?? '').filter((cell) => cell !== '');
    const length = cells.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, cells.length);
    return { i, name: name.trim(), length, kinds: new Set(cells).size / Math.max(1, cells.length) };
  });
  const longest = [...columns].sort((a, b) => b.length * b.kinds - a.length * a.kinds);
  const text = (columns.find(({ name }) => TEXT_NAMES.test(name)) ?? longest[0])?.i ?? 0;
  const others = columns.filter(({ i, length }) => i !== text && length > 0);
  const fewest = [...others].sort((a, b) => a.kinds - b.kinds || a.length - b.length);
  const label = (columns.find(({ i, name }) => i !== text && LABEL_NAMES.test(name)) ?? fewest[0])?.i;
  return { text, label: label ?? NO_COLUMN };
}

/** The columns that the person chose, guessed where there is no choice that fits. */
export function mapColumns(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  choices: FileChoices,
): { text: number; label: number } {
  const guess = guessColumns(names, rows);
  const text = names[choices.text ?? -1] === undefined ? guess.text : choices.text!;
  const chosen = choices.label === NO_COLUMN || names[choices.label ?? names.length] !== undefined;
  const label = chosen ? choices.label! : guess.label;
  return { text, label: label === text ? NO_COLUMN : label };
}
