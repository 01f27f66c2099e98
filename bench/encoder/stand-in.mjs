// A stand-in for public sets of 150 intents, which cannot be shipped: fifteen things that are done to ten others, each said in many ways, a
// tenth of the words misspelt or left out. Its test sentences are put in ways that the training ones are not. Writes train.csv (100 of each)
// and test.csv (30 of each) into a folder:
//   node bench/encoder/stand-in.mjs .cache/stand-in && npm run bench:encoder -- files=.cache/stand-in/train.csv,.cache/stand-in/test.csv
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DEEDS = {
  order: 'order, get me, i want to buy, purchase',
  cancel: 'cancel, call off, i no longer need, drop',
  find: 'find, where is, look for, i am searching for',
  rate: 'rate, give five stars to, review, i liked',
  repair: 'repair, fix, mend, something is wrong with',
  insure: 'insure, i need cover for, protect against loss, get a policy for',
  sell: 'sell, find a buyer for, get rid of, put up for sale',
  rent: 'rent, hire, borrow for a week, lease',
  clean: 'clean, wash, get the dirt off, freshen up',
  compare: 'compare, which is better, show differences between, weigh up',
  return: 'return, send back, i want my money back for, take back',
  track: 'track, when does it arrive, how far along is, follow',
  explain: 'explain, how does it work, tell me about, what is the point of',
  share: 'share, send to a friend, show everyone, pass on',
  schedule: 'schedule, set a date for, plan, put in my calendar',
};
const THINGS = {
  flight: 'flight, plane ticket, trip by air, plane',
  pizza: 'pizza, margherita, slice with extra cheese, pizza pie',
  phone: 'phone, mobile, handset, smartphone',
  car: 'car, automobile, hatchback, four wheeler',
  book: 'book, novel, paperback, thriller',
  sofa: 'sofa, couch, settee, three seater',
  camera: 'camera, lens, photo gear, dslr',
  bicycle: 'bicycle, bike, two wheeler, mountain bike',
  concert: 'concert, gig, live show, band on friday',
  garden: 'garden, lawn, flower beds, backyard',
};
const TRAIN = [
  '{d} the {t}',
  'please {d} my {t}',
  'can you {d} a {t}',
  '{d} that {t} today',
  'hey {d} one {t} for me',
];
const TEST = ['i would like you to {d} this {t}', '{d} another {t} if you can', 'about the {t}: {d} it'];

const TAILS =
  ' , tomorrow, before monday, near me, for two, at home, as cheap as you can, when you have a minute, for my sister, right now, again, in blue'.split(
    ',',
  );

/** The same at every run (mulberry32, Tommy Ettinger). */
let state = 1;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const pick = (list) => list[Math.floor(random() * list.length)];
const worn = (word) => {
  if (random() > 0.1 || word.length < 4) return word;
  const at = 1 + Math.floor(random() * (word.length - 2));
  return random() < 0.3 ? '' : word.slice(0, at) + word.slice(at + 1);
};

function rows(patterns, each) {
  const lines = [];
  for (const [deed, deeds] of Object.entries(DEEDS))
    for (const [thing, things] of Object.entries(THINGS))
      for (let i = 0; i < each; i++) {
        const said = pick(patterns)
          .replace('{d}', pick(deeds.split(', ')))
          .replace('{t}', pick(things.split(', ')))
          .concat(pick(TAILS));
        const text = said.split(' ').map(worn).filter(Boolean).join(' ');
        lines.push(`${text},${deed} ${thing}`);
      }
  return `text,label\n${lines.join('\n')}\n`;
}

const [folder = '.cache/stand-in'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'train.csv'), rows(TRAIN, 100));
writeFileSync(join(folder, 'test.csv'), rows(TEST, 30));
console.log(`${Object.keys(DEEDS).length * Object.keys(THINGS).length} classes in ${folder}`);
