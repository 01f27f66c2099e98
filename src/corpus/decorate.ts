// Makes a drawn sentence look typed: openings and endings that fit its mood, casual spellings, marks, typos. Slot words
// (between OPEN and CLOSE) are never changed. Capital letters are left out: normalise() drops them anyway.

import type { Rng } from '../lib/rng';
import { CLOSE, OPEN, type Mood } from './clause';

const split = (text: string): string[] => text.split('/');

const GREETING = split(
  'hey/hi/hello/yo/hey there/hi there/ok/okay/so/um/well/alright/hey retort/ok retort/hey assistant/good morning/quick one/now/and/hmm/right/dear assistant/sorry/excuse me/one thing/wait/lol/ugh/hmm/mm/ahem/ok then/okay so/alright so/right so/ooh/argh/psst/hey you/good evening/hello again/morning/also/oh/oh wait/hang on/yeah',
);
const ORDER = split(
  'please/please/can you/can you/can you please/could you/could you please/would you/would you please/will you/please can you/pls/plz/can u/could u/kindly/' +
    'i want you to/i need you to/i would like you to/id like you to/go ahead and/just/quickly/can you quickly/could you quickly/' +
    'do me a favor and/be so kind and/i was hoping you could/i was wondering if you could/would you be able to/are you able to/is it possible for you to/' +
    'any chance you could/do you think you could/you should/you can/you need to/you must/help me out and/next up,/first/please just/try to',
);
const QUESTION = split(
  'tell me,/please tell me,/quick question,/question:/i have a question,/just wondering,/do tell,/say,/remind me,/can you tell me,/could you tell me,/one question,/ok so/' +
    'random question but/silly question,/serious question:/out of curiosity,/just curious,/hey quick question/help me out,/i need to know,/dumb question but/can i ask,/umm/listen,/look,',
);
const STATEMENT = split(
  'actually/ok so/listen,/look,/hey so/you see,/just so you know,/by the way,/btw/fyi/ugh/right,/well/so yeah/oh/oh no/oops/hm',
);
const END_ORDER = split(
  "please/please/please/thanks/lol/real quick/, dear/, love/, buddy/, man/, mate/, hurry/, quick/if that is ok/, ok thanks/thank you/thx/pls/plz/for me/for me please/if you can/if you could/will you/would you/ok/okay/when you can/if possible/if you don't mind/cheers/ty/, thanks a lot/, much appreciated/, be quick/, can you/, could you/, i'd appreciate it/, thank you so much",
);
const END_QUESTION = split(
  'please/thanks/thank you/rn/right now/lol/asap/real quick/, dear/, help/exactly/though/tho/btw/, please/do you know/, any idea/ty/, roughly/, just curious/anyone/thx/, pls/, i wonder/, would you know/, do you know/, tell me/, quick',
);
const END_STATEMENT = split(
  'please/thanks/lol/, ugh/, hmm/, idk/btw/tho/, dear/, help me/rn/, thanks/thank you/, please/, can you help/, help/, ok/lol/, you know/, so yeah/haha/, just saying/, cheers',
);

/** Casual spellings of whole words. */
const CASUAL: Readonly<Record<string, readonly string[]>> = {
  please: ['pls', 'plz', 'pleas'],
  you: ['u', 'ya'],
  "what's": ['whats', 'whats', 'wats', "what's"],
  "i'm": ['im'],
  "i've": ['ive'],
  "i'd": ['id'],
  "i'll": ['ill'],
  "it's": ['its'],
  "that's": ['thats'],
  "don't": ['dont'],
  "can't": ['cant'],
  "let's": ['lets'],
  "we're": ['were'],
  "isn't": ['isnt'],
  "there's": ['theres'],
  "how's": ['hows'],
  are: ['r'],
  your: ['ur'],
  because: ['cuz', 'bc'],
  and: ['n', '&'],
  thanks: ['thx', 'tks'],
  with: ['w/'],
  want: ['wanna'],
  about: ['abt'],
  number: ['nr', 'num'],
  something: ['sth'],
  know: ['kno'],
  through: ['thru'],
  tonight: ['tonite'],
  going: ['goin'],
  okay: ['ok', 'k'],
  so: ['soo', 'sooo'],
  hello: ['helo', 'hellooo'],
  hey: ['heyy', 'heyyy'],
  tomorrow: ['tmrw', 'tmr', 'tomorow'],
  really: ['rly'],
  people: ['ppl'],
  love: ['luv'],
  should: ['shud'],
  could: ['cud'],
  would: ['wud'],
  why: ['y'],
};

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

const FILLERS = split(
  'like/just/please/actually/um/uh/maybe/even/really/you know/also/quickly/kindly/well/right/then/again/basically/ehm/pls',
);

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
  const openings = { order: ORDER, question: QUESTION, statement: STATEMENT }[mood];
  const endings = { order: END_ORDER, question: END_QUESTION, statement: END_STATEMENT }[last];
  const asks = /^(can|could|would|will|please|may|mind|is|are|do|i|you|let)\b/.test(text);
  if (rng.next() < (mood === 'order' ? 0.55 : 0.3) && !(mood === 'order' && asks))
    out = `${rng.pick(openings)} ${out}`;
  if (rng.next() < 0.16) out = `${rng.pick(GREETING)}${rng.pick([' ', ', ', ' '])}${out}`;
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
