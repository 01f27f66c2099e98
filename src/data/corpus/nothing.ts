// Messages for which no tool fits: greetings, thanks, chat, requests that lack what a tool needs, and the many things that
// these tools cannot do, some of which sound like those they can ("what's the temperature in paris"). Plan none, a reply.

import { expand } from '../../agent/phrasing';
import { person, thing } from '../../agent/items';
import { anyNumber, city } from '../../agent/slots';
import type { Rng } from '../../lib/rng';
import { marked, onSide, type Mood, type Sides } from './clause';
import { CHAT, MISSING, OUTSIDE } from './nothing-patterns';

export interface Nothing {
  text: string;
  reply: string;
  mood: Mood | null;
}

export interface Topic {
  weight: number;
  patterns: readonly string[];
  replies: readonly string[];
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
    text: expand(pattern, marked(words(rng, sides)), rng),
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
