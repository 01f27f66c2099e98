// Looks at every row before anything is kept: what is left out and why (empty, uneven, twice, in two splits, without a label
// where one is needed), what is cut, and what deserves a second look (formulas, signs of a wrong encoding).
// Spellings of one label are named, and merged where the person says so.
// Changes no file and keeps nothing; what comes out is judged by labels.ts and cut into splits by cut-splits.ts.

import { type Finding, FINDINGS, findings, SPLITS, type SplitName } from '../../catalog/data-findings';
import { MOST_CHARACTERS } from './limits';
import type { Pace } from './pace';
import type { RawRows } from './source';
import { spellingsOf } from './spellings';

export const bitOf = (finding: Finding): number => 1 << FINDINGS.indexOf(finding);
/** Bits of the findings that leave a row out. */
const LEFT_OUT = findings.reduce((bits, { id, leavesOut }) => (leavesOut ? bits | bitOf(id) : bits), 0);

export const isKept = (flags: number): boolean => (flags & LEFT_OUT) === 0;
/** All rows of an import, one index for all lists. */
export interface Rows {
  texts: string[];
  /** Empty where there is none. */
  labels: string[];
  /** What two rows have in common that are the same to a model. */
  identity: string[];
  /** Index into SPLITS. */
  split: Uint8Array;
  /** Bits of FINDINGS. */
  flags: Uint32Array;
  /** Which of the given parts a row is from, and its line there. */
  part: Uint16Array;
  line: Uint32Array;
  /** Row → the earlier or better one that it repeats or contradicts. */
  twin: Map<number, number>;
  /** Labels that are spelt in several ways, the commonest first. */
  spellings: string[][];
}

export interface GivenPart {
  rows: RawRows;
  split: SplitName;
}

const FORMULA = /^(?:[=@]\s*[A-Za-z(+"'-]|[+-]\s*[A-Za-z]+\s*\(|=\d)/;
/** UTF-8 read as Latin-1 or Windows-1252, once or twice: Ã© for é, â€™ for ’, ä¸­ for 中. */
const MOJIBAKE =
  /Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œ]|â€|Â[\u00a0-\u00bf]|[äåæçèé][\u00a0-\u00bf¤¥¦§¨©ª«¬][\u0080-\u00bf]|ï»¿/;
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

function findingsOf(text: string): number {
  let found = 0;
  if (FORMULA.test(text)) found |= bitOf('formula');
  if (MOJIBAKE.test(text)) found |= bitOf('mojibake');
  if (text.includes('\ufffd')) found |= bitOf('replacement');
  if (CONTROL.test(text)) found |= bitOf('control');
  return found;
}

/** At most so many characters, at the end of a word where there is one near, never half of a surrogate pair. */
function shortened(text: string): string {
  const head = text.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
  const space = head.lastIndexOf(' ');
  return space > MOST_CHARACTERS * 0.9 ? head.slice(0, space) : head;
}

/** Examines the rows of all parts; no text is kept twice. @param mergeLabels whether spellings of a label become one. */
export async function examine(parts: readonly GivenPart[], mergeLabels: boolean, pace: Pace): Promise<Rows> {
  const total = parts.reduce((sum, { rows }) => sum + rows.texts.length, 0);
  const all: Rows = {
    texts: [],
    labels: [],
    identity: [],
    split: new Uint8Array(total),
    flags: new Uint32Array(total),
    part: new Uint16Array(total),
    line: new Uint32Array(total),
    twin: new Map(),
    spellings: [],
  };
  for (const [part, { rows, split }] of parts.entries()) {
    for (const [i, raw] of rows.texts.entries()) {
      const row = all.texts.length;
      const text = raw.trim();
      const label = rows.labels[i]!.trim();
      let flags = findingsOf(text) | findingsOf(label) | (rows.faults?.get(i)?.flags ?? 0);
      if (text === '') flags |= bitOf('empty');
      if (rows.uneven.has(i)) flags |= bitOf('uneven');
      const tooLong = text.length > MOST_CHARACTERS && !rows.chats; // dialogues are kept whole
      if (tooLong) flags |= bitOf('cut');
      if (label === '' && isKept(flags)) flags |= bitOf(split === 'train' ? 'unlabelled' : 'unscored');
      all.texts.push(tooLong ? shortened(text) : text);
      all.labels.push(label);
      all.identity.push(rows.identity?.[i] ?? sameText(text));
      all.split[row] = SPLITS.indexOf(split);
      all.flags[row] = flags;
      all.part[row] = part;
      all.line[row] = rows.lines[i]!;
      if (row % 256 === 0 && pace.tired) await pace.rest(row, 2 * total);
    }
  }
  // tools of dialogues are called by their names, letter by letter
  if (!parts.some(({ rows }) => rows.chats)) unifySpellings(all, mergeLabels);
  await markRepeated(all, pace);
  return all;
}

function unifySpellings(all: Rows, merge: boolean): void {
  const { labels, flags } = all;
  all.spellings = spellingsOf(labels.filter((_, row) => isKept(flags[row]!)));
  const commonest = new Map(
    all.spellings.flatMap(([first, ...others]) => others.map((label) => [label, first!])),
  );
  for (const [row, label] of labels.entries()) {
    const other = commonest.get(label);
    if (other === undefined) continue;
    flags[row]! |= bitOf(merge ? 'merged' : 'spelling');
    if (merge) labels[row] = other;
  }
}

/**
 * A text that the model cannot tell from an earlier one is kept once: the test set's stays, then validation's, then training's,
 * so that no split is checked on what another was trained on. A labelled row stays before an unlabelled one.
 */
async function markRepeated({ identity, labels, split, flags, twin }: Rows, pace: Pace): Promise<void> {
  const first = new Map<string, number>();
  let done = 0;
  for (const round of [2, 1, 0]) {
    for (const labelled of round === 0 ? [true, false] : [true]) {
      for (let row = 0; row < identity.length; row++) {
        if (split[row] !== round || !isKept(flags[row]!) || (labels[row] !== '') !== labelled) continue;
        const other = first.get(identity[row]!);
        if (other === undefined) first.set(identity[row]!, row);
        else {
          const contradicts = labelled && labels[other] !== labels[row];
          const leaks = split[other] !== round;
          if (leaks) flags[row]! |= bitOf('leak');
          if (contradicts) flags[row]! |= bitOf('contradiction');
          else if (!leaks) flags[row]! |= bitOf('duplicate');
          twin.set(row, other);
        }
        if (++done % 256 === 0 && pace.tired) await pace.rest(identity.length + done, 2 * identity.length);
      }
    }
  }
}

/** Capitals and spaces make no difference to the models. */
const sameText = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ');
