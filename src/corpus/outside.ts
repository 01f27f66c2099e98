// Sentences that no tool serves, composed: what people ask of other assistants, the tools' own words in other senses, statements
// without a request, half-requests, other languages, gibberish, code, and calls written as if the agent had written them. The grammar
// and its words are phrases/outside.json; titles, names, places and times are made here.

import { numberInWords } from '../agent/words/numbers';
import type { Rng } from '../lib/rng';
import { byWeight, onSide, type Sides } from './clause';
import { pause } from './frames';
import { person, thing } from './items';
import data from './phrases/outside.json';
import { expand } from './phrasing';
import { anyNumber, city, clockTime, date } from './slots';
import { wordsOf } from './words/lists';

const LISTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(data.words).map(([name, list]) => [name, wordsOf(list)]),
);
const list = (rng: Rng, name: string): string => rng.pick(LISTS.get(name)!);

const SYLLABLES =
  'ba be bi bo bra cha che da de do dra el en fa fe fi fo ga gre gu ha hi ho in ja jo ka ke ki ko la le li lo lu ma me mi mo na ne ni no or pa pe pi po qua ra re ri ro ru sa se shi so sta ta te ti to tra u va ve vi vo wa we xe ya yo za zi zo'.split(
    ' ',
  );

/** A word that no list has. */
const madeUp = (rng: Rng): string =>
  Array.from({ length: 2 + rng.int(3) }, () => rng.pick(SYLLABLES)).join('') +
  rng.pick(['', '', 'n', 's', 'r', 'l']);

const keys = (rng: Rng): string =>
  Array.from({ length: 3 + rng.int(7) }, () => rng.pick([...'qwertyuiopasdfghjklzxcvbnm'])).join('');

/** A song, a film, a book: "the silent river", "running without a king", "vodralen". */
function title(rng: Rng): string {
  const noun = (): string => list(rng, 'noun');
  const adj = (): string => list(rng, 'adj');
  const plain = rng.pick([
    () => noun(),
    () => `the ${noun()}`,
    () => `the ${adj()} ${noun()}`,
    () => `${adj()} ${noun()}`,
    () => `${adj()} ${noun()}s`,
    () => `${noun()} of ${noun()}`,
    () => `the ${noun()} of the ${adj()} ${noun()}`,
    () => `${list(rng, 'ing')} ${list(rng, 'prep')} the ${noun()}`,
    () => `${list(rng, 'ing')} ${noun()}s`,
    () => `a ${noun()} ${list(rng, 'prep')} ${list(rng, 'ing')}`,
    () => `${noun()} and ${noun()}`,
    () => `${noun()}s ${list(rng, 'prep')} the ${noun()}`,
    () => `${person(rng, 'train')} and the ${noun()}`,
    () => `${person(rng, 'train')}'s ${noun()}`,
    () =>
      `don't ${rng.pick(['stop', 'turn', 'start', 'set', 'wake', 'leave', 'let', 'add', 'forget'])} the ${noun()}`,
    () =>
      `${rng.pick(['i', 'you', 'we'])} ${rng.pick(['love', 'want', 'need', 'knew', 'lost', 'found'])} ${rng.pick(['you', 'the', 'a', 'my', 'no'])} ${noun()}`,
    () => `${2 + rng.int(99)} ${noun()}s`,
    () => `${numberInWords(2 + rng.int(11))!} ${adj()} ${noun()}s`,
    () => `${noun()} ${1 + rng.int(9)}`,
    () => `the ${noun()} at ${1 + rng.int(12)} ${rng.pick(['am', 'pm', "o'clock"])}`,
    () => madeUp(rng),
    () => `${madeUp(rng)} ${madeUp(rng)}`,
    () => `${madeUp(rng)} ${noun()}`,
    () => `the ${noun()}: ${adj()} ${noun()}`,
    () => `${noun()}, ${noun()} and ${noun()}`,
    () => `how to ${rng.pick(['turn', 'start', 'find', 'lose', 'train', 'add', 'make'])} a ${noun()}`,
    () => `what the ${noun()} ${rng.pick(['said', 'saw', 'knew', 'did'])}`,
    () => `to ${rng.pick(['kill', 'love', 'find', 'catch'])} a ${noun()}`,
  ])();
  return rng.next() < 0.1 ? `"${plain}"` : plain;
}

function artist(rng: Rng): string {
  return rng.pick([
    () => `${person(rng, 'train')} ${list(rng, 'surname')}`,
    () => `${person(rng, 'train')} ${list(rng, 'surname')}`,
    () => `the ${list(rng, 'noun')}s`,
    () => `the ${list(rng, 'adj')} ${list(rng, 'noun')}s`,
    () => `${list(rng, 'adj')} ${list(rng, 'noun')}`,
    () => madeUp(rng),
    () => `${madeUp(rng)} ${list(rng, 'surname')}`,
    () => `${person(rng, 'train')} ${madeUp(rng)}`,
    () => `dj ${madeUp(rng)}`,
    () => `${list(rng, 'surname')} and the ${list(rng, 'noun')}s`,
    () => `${list(rng, 'noun')} ${2 + rng.int(98)}`,
  ])();
}

const REGIONS =
  'montana, vermont, kansas, iowa, maine, delaware, alabama, kentucky, nebraska, idaho, wyoming, mississippi, oklahoma, new jersey, south dakota, north carolina, west virginia, missouri, france, brazil, kenya, peru, norway, japan, portugal, mongolia, bolivia, laos, oman, chad, malta, gambia, tuscany, bavaria, normandy, scotland, the alps, the bronx, my town, my area, the countryside, this city, my current location, here, the desert, ga, tx, ny, oh, nj, usa'.split(
    ', ',
  );

function place(rng: Rng, sides: Sides): string {
  const kind = rng.next();
  if (kind < 0.4) return city(rng, sides.values).words;
  if (kind < 0.7) return rng.pick(REGIONS);
  if (kind < 0.85) return `${madeUp(rng)}${rng.pick(['', '', ' city', ' beach', ' springs', ' falls'])}`;
  return `${city(rng, sides.values).words}, ${rng.pick(REGIONS)}`;
}

function moment(rng: Rng, sides: Sides): string {
  const n = 2 + rng.int(30);
  const day = (): string =>
    rng.pick(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
  return rng.pick([
    () =>
      rng.pick([
        'tonight',
        'today',
        'tomorrow',
        'now',
        'right now',
        'later',
        'soon',
        'this weekend',
        'next week',
      ]),
    () =>
      rng.pick([
        'this evening',
        'tomorrow night',
        'tomorrow morning',
        'next month',
        'this year',
        'at noon',
        'at midnight',
      ]),
    () =>
      rng.pick([
        'for lunch',
        'for dinner',
        'for breakfast',
        'in the morning',
        'on my birthday',
        'on christmas',
      ]),
    () => `on ${day()}`,
    () => `next ${day()}`,
    () => `${day()} at ${clockTime(rng, sides.values).words}`,
    () => `at ${clockTime(rng, sides.values).words}`,
    () => `at ${clockTime(rng, sides.values).words}`,
    () => `on ${date(rng, sides.values).words}`,
    () => `${date(rng, sides.values).words}`,
    () => `in ${n} ${rng.pick(['minutes', 'hours', 'days', 'weeks', 'months', 'years', 'seconds'])}`,
    () => `${n} ${rng.pick(['minutes', 'hours', 'days', 'weeks', 'months'])} from now`,
    () => `in ${numberInWords(1 + rng.int(20))!} ${rng.pick(['minutes', 'hours', 'days', 'weeks'])}`,
    () => `in ${rng.pick(['a', 'one'])} ${rng.pick(['minute', 'week', 'month', 'year', 'day'])}`,
    () => `in ${2020 + rng.int(40)}`,
    () => `${rng.pick(['before', 'after', 'by', 'until'])} ${clockTime(rng, sides.values).words}`,
  ])();
}

/** "4 out of 6", "three stars", "5 points". */
function stars(rng: Rng): string {
  const n = rng.int(7);
  const said = rng.next() < 0.4 ? numberInWords(n)! : String(n);
  return rng.pick([
    `${said} out of ${rng.pick(['5', '6', '10', 'six', 'five', 'ten'])}`,
    `${said} of ${rng.pick(['5', '6', '10'])}`,
    `${said}/${rng.pick(['5', '6', '10'])}`,
    `${said} stars`,
    `${said} stars out of ${rng.pick(['5', '6'])}`,
    `${said} points`,
    `${said}`,
    `a ${said}`,
    `${said} star${n === 1 ? '' : 's'}`,
    `${rng.pick(['top', 'full', 'zero', 'low', 'high'])} marks`,
  ]);
}

const MADE: Readonly<Record<string, (rng: Rng, sides: Sides) => string>> = {
  title,
  artist,
  made: madeUp,
  mash: keys,
  where: place,
  when: moment,
  stars,
  name: (rng, { values }) => person(rng, values),
  thing: (rng, { values }) => thing(rng, values),
  n: (rng, { values }) =>
    anyNumber(rng, values, { min: 1, max: rng.pick([10, 100, 100]), inWords: 0.25 }).words,
  year: (rng) => String(1930 + rng.int(96)),
  can: (rng) => list(rng, 'offer'),
  example: (rng) =>
    rng.pick(['12 * 7', 'timer 10 min', '5 km in miles', 'add milk to my list', 'wake me at 7']),
};

/** The words for a pattern's holes; {noun2} is a second noun. Holes in those words are filled too. */
function wordsFor(rng: Rng, sides: Sides, pattern: string): Record<string, string> {
  const words: Record<string, string> = { ',': pause(rng) };
  for (const [, hole] of pattern.matchAll(/\{(\w+)\}/g)) {
    const name = hole!.replace(/\d$/, '');
    const drawn = MADE[name]?.(rng, sides) ?? list(rng, name);
    words[hole!] = drawn.includes('{') ? expand(drawn, wordsFor(rng, sides, drawn), rng) : drawn;
  }
  return words;
}

/** @param code its brackets are its own, not choices. */
function say(rng: Rng, sides: Sides, pattern: string, code = false): string {
  const words = wordsFor(rng, sides, pattern);
  if (code) return pattern.replace(/\{(\w+)\}/g, (_, hole: string) => words[hole]!);
  return expand(pattern.replaceAll(', ', '{,} '), words, rng);
}

/** Something that no tool does, and a refusal that says what one can do. */
export function drawOutside(rng: Rng, sides: Sides): { text: string; reply: string } {
  const domain = byWeight(rng, data.domains);
  const text = say(rng, sides, rng.pick(onSide(domain.patterns, sides.patterns)));
  const it = rng.pick(domain.it);
  return { text, reply: expand(rng.pick(data.refusals), { it, offer: list(rng, 'offer') }, rng) };
}

/** Something that asks for nothing, or not for what its words are in a tool; and what to say to it. */
export function drawSaid(rng: Rng, sides: Sides): { text: string; reply: string } {
  const kind = byWeight(rng, data.said);
  const text = say(rng, sides, rng.pick(onSide(kind.patterns, sides.patterns)), kind.code);
  const reply = rng.pick(kind.replies);
  return { text, reply: expand(reply, wordsFor(rng, sides, reply), rng) };
}

/** How many patterns there are, for the statistics. */
export const outsidePatterns = [...data.domains, ...data.said].reduce(
  (sum, { patterns }) => sum + patterns.length,
  0,
);
