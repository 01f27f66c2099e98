// The slots' contract: canonical values are valid, training never draws held-out ones, and parse.ts finds each canonical
// value in the normalised words.

import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '../lib/rng';
import { argumentCandidates } from '../agent/candidates';
import { normaliseWords } from '../agent/normalise';
import { chore, pastTask, person, taskItem, thing, thingItem, todoItem } from './items';
import { anyNumber, city, date, duration, numberAllowed, timeAllowed, timeOfDay, type Slot } from './slots';
import { CITIES, CITY_ALIASES, citiesIn } from '../agent/words/cities';
import { isHeldOut, type Split } from './held-out';
import { HOLIDAYS } from '../agent/words/dates';
import { datesIn, timesIn } from '../agent/words/parse';

const DRAWS = 20_000;

/** Draws many and collects the first few that break a rule, so that a failure shows what was drawn. */
function broken(split: Split, draw: (rng: Rng, split: Split) => Slot, rule: (slot: Slot) => boolean): Slot[] {
  const rng = createRng(7);
  const bad: Slot[] = [];
  for (let i = 0; i < DRAWS && bad.length < 5; i++) {
    const slot = draw(rng, split);
    if (!slot.words || !rule(slot)) bad.push(slot);
  }
  return bad;
}

const offers = (words: string, number: string): boolean =>
  argumentCandidates({ kind: 'number' }, { words: normaliseWords(words), results: [] }).includes(number);

const splits: Split[] = ['train', 'test'];

describe.each(splits)('slots for %s', (split) => {
  const range = { min: 1, max: 9999, decimals: 2 };
  const inRange = (value: string): boolean => Number(value) >= range.min && Number(value) <= range.max;

  it('draws numbers in their range that parse finds', () => {
    const bad = broken(
      split,
      (rng, side) => anyNumber(rng, side, range),
      ({ value, words }) => {
        return inRange(value) && offers(words, value) && numberAllowed(split, Number(value));
      },
    );
    expect(bad).toEqual([]);
  });

  it('draws cities that parse finds', () => {
    const bad = broken(split, city, ({ value, words }) => {
      return (
        citiesIn(normaliseWords(`time in ${words} now`)).join() === value &&
        isHeldOut('city', value) === (split === 'test')
      );
    });
    expect(bad).toEqual([]);
  });

  it('draws times that parse finds', () => {
    const bad = broken(split, timeOfDay, ({ value, words }) => {
      const valid = /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
      return (
        valid &&
        timesIn(normaliseWords(`wake me at ${words} ok`)).includes(value) &&
        timeAllowed(split, value)
      );
    });
    expect(bad).toEqual([]);
  });

  it('draws dates that parse finds', () => {
    const bad = broken(split, date, ({ value, words }) => {
      const valid = value in HOLIDAYS || isHeldOut('date', value) === (split === 'test');
      return valid && datesIn(normaliseWords(`days until ${words} ?`)).includes(value);
    });
    expect(bad).toEqual([]);
  });

  it('draws durations whose number parse finds', () => {
    const rng = createRng(3);
    const bad = Array.from({ length: DRAWS }, () => duration(rng, split)).filter(
      ({ amount, words }) => !offers(`timer ${words}`, amount),
    );
    expect(bad.slice(0, 5)).toEqual([]);
  });

  it.each([todoItem, taskItem, thingItem, pastTask])(
    'draws %o as a short span of the normalised words',
    (draw) => {
      const bad = broken(split, draw, ({ value, words }) => {
        const text = normaliseWords(words).join(' ');
        return (
          text === words &&
          ` ${text} `.includes(` ${value} `) &&
          value.split(' ').length <= 8 &&
          !/[,;()@]/.test(value)
        );
      });
      expect(bad).toEqual([]);
    },
  );
});

describe('the split', () => {
  it('keeps held-out names and nouns out of training', () => {
    const rng = createRng(5);
    for (let i = 0; i < DRAWS; i++) {
      expect(isHeldOut('noun', thing(rng, 'train')) || isHeldOut('noun', chore(rng, 'train'))).toBe(false);
      const who = person(rng, 'train');
      expect(isHeldOut('name', who) && isHeldOut('person', who)).toBe(false);
    }
  });

  it.each(['number', 'time', 'date', 'noun', 'city'])('holds out about a tenth of %s values', (kind) => {
    const share =
      Array.from({ length: 5000 }, (_, i) => isHeldOut(kind, String(i))).filter(Boolean).length / 5000;
    expect(share).toBeGreaterThan(0.08); // four standard deviations of a fair tenth are 0.017
    expect(share).toBeLessThan(0.12);
  });

  it('draws the same for the same seed', () => {
    const draw = (): string[] =>
      Array.from(
        { length: 50 },
        (
          (rng) => () =>
            todoItem(rng, 'train').words
        )(createRng(9)),
      );
    expect(draw()).toEqual(draw());
  });
});

describe('cities', () => {
  it('have zones that Intl knows, and aliases lead to them', () => {
    for (const zone of CITIES.values())
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
    expect([...CITY_ALIASES].filter(([alias, name]) => !CITIES.has(name) || CITIES.has(alias))).toEqual([]);
    expect(CITIES.size).toBeGreaterThan(150);
  });
});
