// Which column of a file has the texts and which the labels: by their names, else by their cells. Texts are long, all different
// and words; labels are few. One answer for the whole file, which the person can change.

import { type FileChoices, NO_COLUMN } from './source';

const TEXT_NAMES =
  /^(?:texts?|sentences?|utterances?|utt|query|queries|questions?|messages?|content|inputs?|reviews?|phrases?|patterns?|examples?|prompt|title|文本|句子|内容)$/i;
const LABEL_NAMES =
  /^(?:labels?|intents?|class(?:es)?|categor(?:y|ies)|targets?|topics?|tags?|sentiments?|emotions?|标签|类别|意图|分类)$/i;
/** Names beside numbers, which go before them. */
const NAMED_LABELS = /^(?:(?:label|class|category|intent)[ _-]?(?:text|names?)|标签名)$/i;

/** Whether a name is one that people give to a label's or text's column. */
export const isKnownName = (name: string): boolean =>
  [TEXT_NAMES, LABEL_NAMES, NAMED_LABELS].some((known) => known.test(name.trim()));

/** Whether a column, or the column that it is in (row.text, intent.name), has such a name. */
const isCalled = (name: string, known: RegExp): boolean =>
  known.test(name) || name.split('.').some((part) => known.test(part));

const NUMBER = /^[-+]?\d+(?:[.,]\d+)?(?:e[-+]?\d+)?$/i;
/** Ids, addresses, dates: all different and long, and yet no texts. */
const CODE = /^(?:[0-9a-f-]{8,}|https?:\/\/\S+|\d{4}-\d\d-\d\d.*|\S*\d{3,}\S*)$/i;

/** What a column is like, from some of its cells. */
function about(name: string, i: number, rows: readonly (readonly string[])[]) {
  const cells = rows.map((row) => row[i] ?? '').filter((cell) => cell !== '');
  const count = Math.max(1, cells.length);
  const share = (of: (cell: string) => boolean) => cells.filter(of).length / count;
  return {
    i,
    name: name.trim(),
    length: cells.reduce((sum, cell) => sum + Math.min(200, cell.length), 0) / count,
    /** Different cells, and their share. */
    kinds: new Set(cells).size,
    different: new Set(cells).size / count,
    /** Share of cells that are no words. */
    odd: share((cell) => NUMBER.test(cell) || CODE.test(cell) || /^[[{]/.test(cell)),
    fraction: share((cell) => /^[-+]?\d+[.,]\d+$/.test(cell)),
  };
}

/**
 * Which columns hold texts and labels.
 * @param names the columns' names. @param rows some rows, without the names.
 */
export function guessColumns(
  names: readonly string[],
  rows: readonly (readonly string[])[],
): { text: number; label: number } {
  const columns = names.map((name, i) => about(name, i, rows));
  const wordy = ({ length, different, odd }: (typeof columns)[number]) => length * different * (1.05 - odd);
  const byWords = [...columns].sort((a, b) => wordy(b) - wordy(a));
  const text = (columns.find(({ name }) => isCalled(name, TEXT_NAMES)) ?? byWords[0])?.i ?? 0;
  const others = columns.filter(({ i, length }) => i !== text && length > 0);
  const byName =
    others.find(({ name }) => isCalled(name, NAMED_LABELS)) ??
    others.find(({ name }) => isCalled(name, LABEL_NAMES));
  // a column that is the same everywhere, measures something, or is about a part of the row, says little of the row
  const dull = ({ name, kinds, fraction }: (typeof columns)[number]) =>
    (kinds < 2 && rows.length > 1 ? 4 : 0) + (fraction > 0.5 ? 2 : 0) + (name.includes('.') ? 1 : 0);
  const fewest = [...others].sort(
    (a, b) => dull(a) - dull(b) || a.different - b.different || a.length - b.length,
  );
  return { text, label: (byName ?? fewest[0])?.i ?? NO_COLUMN };
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
