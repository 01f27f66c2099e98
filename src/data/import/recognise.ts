// Guesses that spare a person questions: the format of a text and the split that a name means. Each can be changed by hand.
// Which column is which, columns.ts guesses.

import type { SplitName } from '../../catalog/data-findings';

export type TextFormat = 'csv' | 'json' | 'json-lines' | 'rasa';

const LONGEST_LINE = 1_000_000;

/** By content, since names lie: JSON begins with a bracket; in JSON Lines the first line is whole by itself. */
export function formatOf(text: string): TextFormat {
  const start = text.search(/\S/);
  const first = text[start];
  if (first === '[' || first === '{') {
    const lines = linesOf(text, start);
    // a row of lists, of objects or of texts; else a cell of a CSV in brackets
    if (first === '[' && !/^\[\s*(?:[[{\]]|"[^]*\]\s*$)/.test(text.slice(start))) return 'csv';
    const value = parsed(lines.first);
    if (value === undefined)
      // a line that is broken in itself is still a line if another begins below it
      return first === '{' && /^\{/.test(lines.second) && !/[{,[]$/.test(lines.first) ? 'json-lines' : 'json';
    if (lines.second !== '') return lines.second.startsWith(first) ? 'json-lines' : 'json';
    // one object alone: a row, or a dialogue, or all there is
    const values = Object.values(value as object) as unknown[];
    const isAll = values.some(isListOfRows) || values.every((one) => typeof one === 'object' && one !== null);
    return first === '{' && !isAll ? 'json-lines' : 'json';
  }
  return isRasa(text) ? 'rasa' : 'csv';
}

/** The first two lines that are not empty. */
function linesOf(text: string, start: number): { first: string; second: string } {
  const end = text.indexOf('\n', start);
  if (end < 0) return { first: text.slice(start), second: '' };
  const rest = text.slice(end, end + 10_000).trimStart();
  return { first: text.slice(start, end).trimEnd(), second: rest };
}

function parsed(line: string): unknown {
  if (line.length > LONGEST_LINE) return undefined;
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** Pairs or objects, unless the objects are the messages of a chat. */
const isListOfRows = (value: unknown): boolean =>
  Array.isArray(value) &&
  (Array.isArray(value[0]) ||
    (typeof value[0] === 'object' && value[0] !== null && !('role' in value[0] || 'from' in value[0])));

/** Training data of Rasa: YAML with a section “nlu”, or the Markdown of its first version. Any file that calls itself YAML is read as such. */
const isRasa = (text: string): boolean =>
  /^(?:nlu|stories|rules|intents|responses|domain):[ \t]*(?:#.*)?$/m.test(text.slice(0, 100_000)) ||
  /^(?:%YAML |---\n\w+:|- [\w-]+:[^\n]*\n +[\w-]+:)/.test(text) ||
  /^## *intent:/m.test(text.slice(0, 100_000));

/** The split that a file's or list's name speaks of; null where it speaks of none. */
export function splitOf(name: string): SplitName | null {
  const words = name.toLowerCase().replace(/(?:\.[a-z]+)+$/, '');
  if (/(?:^|[^a-z])(?:val|valid|validation|dev|development)(?:[^a-z]|$)/.test(words)) return 'validation';
  if (/(?:^|[^a-z])(?:test|testing|eval|evaluation)(?:[^a-z]|$)/.test(words)) return 'test';
  if (/(?:^|[^a-z])(?:train|training)(?:[^a-z]|$)/.test(words)) return 'train';
  return null;
}

/** A label that stands for "none of the others". */
export const isOutOfScope = (label: string): boolean =>
  /^(?:oos|ood|out[ _-]?of[ _-]?(?:scope|domain))$/i.test(label);
