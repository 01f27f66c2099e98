// Makes a drawn sentence look typed: openings and endings that fit its mood, casual spellings, marks, typos. Slot words
// (between OPEN and CLOSE) are never changed. Capital letters are left out: normalise() drops them anyway.

import type { Rng } from '../lib/rng';
import { CLOSE, OPEN } from './clause';
import type { Mood } from './frames';
import data from './phrases/typing.json';
import { wordsOf } from './words/lists';

/** Casual spellings of whole words. */
const CASUAL: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(data.casual).map(([word, spellings]) => [word, wordsOf(spellings)]),
);

/** Neighbours on the keyboard, for letters only. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const neighbours: Readonly<Record<string, string>> = Object.fromEntries(
  ROWS.flatMap((row) => [...row].map((key, i) => [key, `${row[i - 1] ?? ''}${row[i + 1] ?? ''}`])),
);

/** Words that change what a call may hold: a typo would hide them from constrained decoding (agent/candidates.ts). */
const KEPT =
  /^(percent|percentage|pct|cent|half|halve|halved|double|doubled|twice|squared|square|triple|tripled|thrice|treble|cube|cubed|third|quarter|fourth|fifth|tenth|quadruple|root|sqrt|average|mean|noon|midnight|midday|today|tomorrow|dozen|couple|pair|thirds|quarters|fifths|tenths|quadrupled)$/;

function typo(rng: Rng, word: string): string {
  const at = 1 + rng.int(word.length - 2);
  const [head, here, next, tail] = [word.slice(0, at), word[at]!, word[at + 1]!, word.slice(at + 2)];
  switch (rng.int(5)) {
    case 0:
    case 1:
      return head + next + here + tail; // swapped
    case 2:
      return head + next + tail; // dropped
    case 3:
      return head + here + here + next + tail; // doubled
    default: {
      const near = neighbours[here];
      return near ? head + rng.pick([...near]) + next + tail : word;
    }
  }
}

/** Applies a change to the words outside slots; a word is letters with inner apostrophes. */
function eachWord(text: string, change: (word: string) => string): string {
  const parts = text.split(new RegExp(`(${OPEN}[^${CLOSE}]*${CLOSE})`));
  return parts
    .map((part) => (part.startsWith(OPEN) ? part : part.replace(/[a-z][a-z']*/g, (word) => change(word))))
    .join('');
}

function casual(rng: Rng, text: string): string {
  const out = eachWord(text, (word) => {
    const forms = CASUAL[word];
    return forms && rng.next() < 0.4 ? rng.pick(forms) : word;
  });
  return out
    .replace(/\bgoing to (?=[a-z])/g, 'gonna ')
    .replace(/\b(?:want|wanna) to\b/g, 'wanna')
    .replace(/\bgot to\b/g, 'gotta')
    .replace(/\bgive me\b/g, 'gimme')
    .replace(/\blet me\b/g, 'lemme')
    .replace(/\bdon't know\b/g, 'dunno')
    .replace(/\bkind of\b/g, 'kinda');
}

function withTypos(rng: Rng, text: string): string {
  const count = rng.next() < 0.75 ? 1 : 2;
  const candidates: number[] = [];
  let index = 0;
  eachWord(text, (word) => {
    if (word.length >= 4 && !word.includes("'") && !KEPT.test(word)) candidates.push(index);
    index++;
    return word;
  });
  const chosen = new Set(rng.shuffle(candidates).slice(0, count));
  index = 0;
  return eachWord(text, (word) => (chosen.has(index++) ? typo(rng, word) : word));
}

const FILLERS = wordsOf(data.fillers);

/** A filler word between two words, outside slots: "set like a timer for 5 minutes". */
function withFiller(rng: Rng, text: string): string {
  const gaps: number[] = [];
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === OPEN) inside = true;
    else if (text[i] === CLOSE) inside = false;
    else if (text[i] === ' ' && !inside && /[a-z]/.test(text[i - 1] ?? '')) gaps.push(i);
  }
  if (gaps.length === 0) return text;
  const at = rng.pick(gaps);
  return `${text.slice(0, at)} ${rng.pick(FILLERS)}${text.slice(at)}`;
}

function frame(rng: Rng, text: string, mood: Mood, last: Mood): string {
  let out = text;
  const openings = data.openings[mood];
  const endings = data.endings[last];
  const asks = /^(can|could|would|will|please|may|mind|is|are|do|i|you|let)\b/.test(text);
  if (rng.next() < (mood === 'order' ? 0.55 : 0.3) && !(mood === 'order' && asks))
    out = `${rng.pick(openings)} ${out}`;
  if (rng.next() < 0.16) out = `${rng.pick(data.greetings)}${rng.pick([' ', ', ', ' '])}${out}`;
  if (rng.next() < 0.28 && !/(please|thanks)$/.test(out))
    out = `${out} ${rng.pick(endings)}`.replace(/ ,/g, ',');
  return out;
}

function marks(rng: Rng, text: string, mood: Mood): string {
  if (/[?.!]$/.test(text)) return text;
  const asks = mood === 'question' || /^(\S+ )?(can|could|would|will) (you|u)\b/.test(text);
  const kind = rng.next();
  if (asks) return kind < 0.5 ? `${text}?` : kind < 0.53 ? `${text}??` : kind < 0.56 ? `${text}.` : text;
  return kind < 0.2 ? `${text}.` : kind < 0.25 ? `${text}!` : kind < 0.27 ? `${text}...` : text;
}

/**
 * A sentence as a person might type it, slots intact and marks of slots removed.
 * @param mood how it begins; null for sentences that take no opening or ending. @param last how it ends.
 */
export function decorate(rng: Rng, text: string, mood: Mood | null, last: Mood | null = mood): string {
  let out = text;
  if (rng.next() >= 0.3) {
    if (mood && last) out = frame(rng, out, mood, last);
    if (rng.next() < 0.06) out = withFiller(rng, out);
    if (rng.next() < 0.2) out = casual(rng, out);
    if (rng.next() < 0.17) out = withTypos(rng, out);
    out = marks(rng, out, last ?? 'statement');
  } else if (rng.next() < 0.3 && last === 'question') out = `${out}?`;
  return unmarked(out);
}

/** The sentence without the marks of slots. */
export function unmarked(text: string): string {
  return text.replaceAll(OPEN, '').replaceAll(CLOSE, '').replace(/\s+/g, ' ').trim();
}
