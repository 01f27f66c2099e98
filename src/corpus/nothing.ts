// Messages for which no tool fits: greetings, thanks, chat, requests that lack what a tool needs, and the many things that
// these tools cannot do, some of which sound like those they can ("what's the temperature in paris"). Plan none, a reply.

import { expand } from '../agent/phrasing';
import { person, thing } from '../agent/items';
import { anyNumber, city } from '../agent/slots';
import type { Rng } from '../lib/rng';
import { onSide, write, type Mood, type Sides } from './clause';
import { CHAT, MISSING, OUTSIDE, type Topic } from './nothing-patterns';

export interface Nothing {
  text: string;
  reply: string;
  mood: Mood | null;
}

/** Refusals; {it} is what cannot be done, in the infinitive. */
const REFUSALS: readonly string[] = [
  "sorry, i can't {it}",
  "i can't {it}",
  "i can't {it}, sorry",
  'i have no tool to {it}',
  "that's beyond me: i can't {it}",
  "i can't {it}. ask me for sums, units or timers",
  "i wish i could {it}, but i can't",
  "i only have small tools and can't {it}",
];

const WORDS = {
  song: 'hey jude, bohemian rhapsody, yesterday, hotel california, imagine, billie jean, thriller, smells like teen spirit, wonderwall, hallelujah, the timer song, one step closer, africa, hello, stairway to heaven, closing time'.split(
    ', ',
  ),
  artist:
    'the beatles, queen, adele, drake, taylor swift, radiohead, beyonce, mozart, coldplay, abba, metallica, bach, rihanna, u2, eminem, miles davis, one direction, the teachers, 50 cent, blink 182'.split(
      ', ',
    ),
  app: 'spotify, whatsapp, youtube, gmail, instagram, netflix, the camera, the browser, facebook, twitter, zoom, excel, word, photoshop, minecraft, the settings, maps, chrome, the calendar, telegram'.split(
    ', ',
  ),
  food: 'lasagna, pancakes, sushi, curry, chocolate cake, chili, pizza dough, bread, risotto, ramen, guacamole, omelettes, brownies, tacos'.split(
    ', ',
  ),
  team: 'the lakers, barcelona, manchester united, the yankees, the patriots, real madrid, arsenal, the bulls, bayern, the warriors, juventus'.split(
    ', ',
  ),
  language:
    'french, spanish, german, chinese, japanese, italian, korean, russian, portuguese, arabic, hindi, dutch, turkish, latin'.split(
      ', ',
    ),
  country:
    'france, japan, brazil, canada, egypt, india, australia, spain, kenya, germany, mexico, norway, peru, italy, china'.split(
      ', ',
    ),
  movie:
    'titanic, inception, the matrix, frozen, star wars, the godfather, avatar, jaws, up, cast away, ratatouille, alien, barbie, dune'.split(
      ', ',
    ),
  company:
    'apple, tesla, google, amazon, microsoft, nvidia, netflix, intel, toyota, bitcoin, gold, disney'.split(
      ', ',
    ),
  phrase:
    'good morning, thank you, where is the station, i love you, cheers, the bill please, see you tomorrow, good night, how are you, happy birthday'.split(
      ', ',
    ),
  who: 'napoleon, einstein, cleopatra, shakespeare, marie curie, isaac newton, mozart, picasso, gandhi, frida kahlo, alan turing, julius caesar, the pope, the president'.split(
    ', ',
  ),
  subject:
    'photosynthesis, quantum physics, the french revolution, black holes, relativity, inflation, evolution, gravity, the cold war, philosophy, algebra, dna, democracy, the stock market, jazz, chess'.split(
      ', ',
    ),
  how: (
    'fix a flat tire, tie a tie, learn the guitar, lose weight, make friends, clean a carpet, get rid of ants, sell my car, change a diaper, ' +
    'remove a stain, write a resume, ask for a raise, train a puppy, paint a wall, plant tomatoes, meditate, stop snoring, braid hair, fold a ' +
    'paper plane, unclog a sink, grow a beard, invest money, start a business, apply for a visa, build a shed, jump start a car, knit a scarf, ' +
    'whistle, juggle, cut my own hair, fall asleep, quit smoking, break up with someone, save a wet phone, find a job, file my taxes, bake ' +
    'bread without yeast, sharpen a knife, wash a wool sweater, catch a fish, write a novel, win at chess, surf, sing better, draw a horse'
  ).split(', '),
  feat: (
    'man in space, woman to fly a plane, president of the united states, person to climb everest, king of england, emperor of rome, person to run a ' +
    'marathon, man to fly, person to reach the south pole, programmer, pharaoh, queen of spain, astronaut, pope, doctor, chess champion'
  ).split(', '),
  fact: (
    'the speed of light, the longest word in english, the smallest country, the oldest tree, the deepest lake, the national animal of scotland, ' +
    'the best selling book, the most spoken language, the hottest planet, the fastest animal, the largest ocean, the coldest place on earth, the ' +
    'richest person alive, the first computer, the meaning of my name, the origin of pizza, the weight of the moon, the age of the sun, the boiling ' +
    'point of iron, the population of the world, the length of the equator, the anthem of canada, the atomic number of carbon, the password of the wifi'
  ).split(', '),
  why: (
    'do cats purr, is the grass green, do we dream, do birds migrate, is water wet, do leaves fall, is the sea blue, do people yawn, do onions make ' +
    'us cry, is mars red, do dogs bark, do we get old, are flamingos pink, does ice float, is blood red, do stars twinkle, does it thunder'
  ).split(', '),
  favour: (
    'carry my bags, cook dinner, walk with me to school, hold the door, drive me to work, lend me some money, pick up my kids, wash the dishes, ' +
    'scratch my back, do my laundry, paint my house, babysit tonight, mow my lawn, vote for me, sign this form, fix my bike, iron my shirts, ' +
    'water my plants, take me to the cinema, buy me lunch, find my glasses, tidy my desk, choose my outfit, answer my emails, file my taxes'
  ).split(', '),
} as const;

function words(rng: Rng, { values }: Sides): Record<string, string> {
  const drawn = Object.fromEntries(Object.entries(WORDS).map(([name, list]) => [name, rng.pick(list)]));
  const place = city(rng, values);
  return {
    ...drawn,
    city: place.words,
    city2: city(rng, values).words,
    name: person(rng, values),
    thing: thing(rng, values),
    n: anyNumber(rng, values, { min: 1, max: 100, inWords: 0.1 }).words,
  };
}

const total = (topics: readonly Topic[]): number => topics.reduce((sum, { weight }) => sum + weight, 0);

function draw(rng: Rng, sides: Sides, topics: readonly Topic[], refuse: boolean): Nothing {
  let at = rng.next() * total(topics);
  const topic = topics.find(({ weight }) => (at -= weight) < 0) ?? topics[0]!;
  const pattern = rng.pick(onSide(topic.patterns, sides.patterns));
  const answer = rng.pick(topic.replies);
  return {
    text: write(rng, pattern, words(rng, sides)),
    reply: refuse ? expand(rng.pick(REFUSALS), { it: answer }, rng) : expand(answer, {}, rng),
    mood: null,
  };
}

/** A message that no tool fits, and a right reply. */
export function drawNothing(rng: Rng, sides: Sides): Nothing {
  const kind = rng.next();
  if (kind < 0.2) return draw(rng, sides, CHAT, false);
  if (kind < 0.32) return { ...draw(rng, sides, MISSING, false), mood: 'order' };
  return { ...draw(rng, sides, OUTSIDE, true), mood: rng.next() < 0.5 ? null : 'question' };
}

/** How many patterns there are, for the statistics. */
export const nothingPatterns = [...CHAT, ...MISSING, ...OUTSIDE].reduce(
  (sum, { patterns }) => sum + patterns.length,
  0,
);
