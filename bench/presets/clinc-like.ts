// A stand-in of CLINC150's shape (Larson et al. 2019, arXiv 1909.02027), which is not in this repository: 150 intents in ten
// domains, 100 short training sentences each. Made-up content words, so that nothing can be known before: an intent is what is
// done (five actions a domain) to what (three things a domain), each said in several ways, inflected, misspelt, with words
// around it that say nothing. Some words mean different actions in different domains, some sentences are idioms that belong
// to one intent, and some leave out the action or the thing, so that nobody can reach 100 %.

import { createRng, type Rng } from '../../src/lib/rng';
import type { TextSet, TextSplit } from '../../src/data/text-set';
import { misspell } from '../../src/corpus/misspell';

const [DOMAINS, ACTIONS, THINGS] = [10, 5, 3] as const;
const WAYS = { action: 7, thing: 9, idiom: 8 } as const;
const PER_INTENT = { train: 100, validation: 10, test: 30 } as const;
const SHARES = { idiom: 0.06, noAction: 0.02, noThing: 0.01, inflected: 0.1, misspelt: 0.02 } as const;

const AROUND =
  'please,can you,i want to,could you,i need,hey,my,the,a,for me,now,today,tell me,how do i,what is,is there,on,with,of,this,that,some,again,thanks,quickly,i would like,help me,about,right away,for my brother,in the morning,next week,at work,from last time,as usual,if possible,you know'.split(
    ',',
  );
const ENDINGS = ['s', 'ing', 'ed', 'er', 'ly'];

function word(rng: Rng): string {
  const syllable = () =>
    rng.pick([...'bcdfghjklmnprstvwz']) + rng.pick([...'aeiou']) + rng.pick(['', '', 'n', 'r', 'l', 's']);
  return Array.from({ length: 2 + rng.int(2) }, syllable).join('');
}

/** Zipf: the first way is the commonest. */
function pickWay(rng: Rng, ways: readonly string[]): string {
  let at = rng.next() * ways.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
  return ways.find((_, i) => (at -= 1 / (i + 1)) < 0) ?? ways[0]!;
}

interface Intent {
  action: readonly string[];
  thing: readonly string[];
  idioms: readonly string[];
  /** Of the domain. */
  extras: readonly string[];
}

function intents(rng: Rng): Intent[] {
  const words = (n: number) => Array.from({ length: n }, () => word(rng));
  const ambiguous = words(12);
  return Array.from({ length: DOMAINS }, () => {
    const actions = Array.from({ length: ACTIONS }, () => [
      ...words(WAYS.action - 2),
      rng.pick(ambiguous),
      rng.pick(ambiguous),
    ]);
    const things = Array.from({ length: THINGS }, () => words(WAYS.thing));
    const extras = words(10);
    return actions.flatMap((action) =>
      things.map((thing) => ({
        action,
        thing,
        extras,
        idioms: Array.from(
          { length: WAYS.idiom },
          () => `${rng.pick(extras)} ${word(rng)} ${rng.pick(AROUND)} ${word(rng)}`,
        ),
      })),
    );
  }).flat();
}

function sentence(rng: Rng, { action, thing, idioms, extras }: Intent): string {
  const form = (text: string): string => {
    const inflected = rng.next() < SHARES.inflected ? text + rng.pick(ENDINGS) : text;
    return rng.next() < SHARES.misspelt ? misspell(inflected, rng) : inflected;
  };
  const around = () => (rng.next() < 0.75 ? [rng.pick(AROUND)] : []);
  if (rng.next() < SHARES.idiom) return [...around(), rng.pick(idioms), ...around()].join(' ');
  const left = rng.next();
  const said = [
    ...(left < SHARES.noAction ? [] : [form(pickWay(rng, action))]),
    ...(left >= SHARES.noAction && left < SHARES.noAction + SHARES.noThing
      ? []
      : [form(pickWay(rng, thing))]),
    ...(rng.next() < 0.4 ? [form(rng.pick(extras))] : []),
  ];
  return rng
    .shuffle(said)
    .flatMap((part) => [...around(), part])
    .concat(around())
    .join(' ');
}

export function clincLike(seed = 150): TextSet {
  const rng = createRng(seed);
  const all = intents(rng.fork('intents'));
  const draw = (split: keyof typeof PER_INTENT): TextSplit => {
    const from = rng.fork(split);
    const labels = Int32Array.from({ length: PER_INTENT[split] * all.length }, (_, i) => i % all.length);
    return { texts: Array.from(labels, (label) => sentence(from, all[label]!)), labels };
  };
  return {
    labels: all.map(
      (_, k) => `domain ${Math.floor(k / (ACTIONS * THINGS))}, intent ${k % (ACTIONS * THINGS)}`,
    ),
    train: draw('train'),
    validation: draw('validation'),
    test: draw('test'),
    outOfScope: null,
  };
}
