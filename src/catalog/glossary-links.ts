// Where the words of the glossary stand in a text.

import { glossary, namesOf } from './glossary';

/** A piece of a text; id: of the entry that it is the name of. */
export interface Piece {
  text: string;
  id?: string;
}

const HAN = /\p{Script=Han}/u;
const LETTER = '[\\p{L}\\p{N}]';
/** Small words that are names as they are written alone: T, not t. */
const asWritten = (name: string): string => (name.length === 1 ? name.toUpperCase() : name.toLowerCase());

const idOf = new Map(
  glossary.flatMap((entry) => namesOf(entry).map((name) => [asWritten(name), entry.id] as const)),
);

/** Longest first, so that "soft targets" is not read as "targets". English names as whole words, also in the plural. */
const NAMES = (() => {
  const names = [...idOf.keys()].sort((a, b) => b.length - a.length);
  const escaped = (some: readonly string[]) =>
    some.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const han = escaped(names.filter((name) => HAN.test(name)));
  const others = names.filter((name) => !HAN.test(name));
  const words = escaped(others.filter((name) => name.length > 1));
  const letters = escaped(others.filter((name) => name.length === 1));
  return {
    any: new RegExp(`${han}|(?<!${LETTER})(?:(?:${words})(?:e?s)?)(?!${LETTER})`, 'giu'),
    letter: new RegExp(`(?<!${LETTER})(?:${letters})(?!${LETTER})`, 'gu'),
  };
})();

function idNamed(found: string): string | undefined {
  const name = asWritten(found);
  return idOf.get(name) ?? idOf.get(name.replace(/s$/, '')) ?? idOf.get(name.replace(/es$/, ''));
}

/** A text cut where names of entries stand, each entry at its first mention alone. */
export function linked(text: string): Piece[] {
  const found = [...text.matchAll(NAMES.any), ...text.matchAll(NAMES.letter)].sort(
    (a, b) => a.index - b.index,
  );
  const pieces: Piece[] = [];
  const seen = new Set<string>();
  let at = 0;
  for (const { 0: name, index } of found) {
    const id = idNamed(name);
    if (index < at || id === undefined || seen.has(id)) continue;
    seen.add(id);
    if (index > at) pieces.push({ text: text.slice(at, index) });
    pieces.push({ text: name, id });
    at = index + name.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}
