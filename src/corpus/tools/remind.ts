// Times, days and what to remind of.

import type { Rng } from '../../lib/rng';
import type { Draw } from '../frames';
import type { Split } from '../held-out';
import { chore, taskItem } from '../items';
import { clockTime, timeOfDay, type Slot } from '../slots';
import { wordsOf } from '../words/lists';
import alarms from './alarm_day.json';

const days = (list: Readonly<Record<string, string>>): Slot[] =>
  Object.entries(list).flatMap(([value, words]) => wordsOf(words).map((said) => ({ value, words: said })));
const WEEKDAYS = days(alarms.words.days);
const OFTEN = days(alarms.words.often);

function day(rng: Rng): Slot {
  const kind = rng.next();
  if (kind < 0.4) return { value: 'tomorrow', words: rng.pick(['tomorrow', 'tomorrow', 'tmrw']) };
  if (kind < 0.5) return { value: 'today', words: 'today' };
  if (kind < 0.8) {
    const { value, words } = rng.pick(WEEKDAYS);
    return { value, words: rng.next() < 0.6 ? `on ${words}` : words };
  }
  return rng.pick(OFTEN);
}

/** A time that may say the day itself: "7 tomorrow morning". */
function moment(rng: Rng, split: Split): { day: string; time: Slot } {
  const time = timeOfDay(rng, split);
  return { day: /tomorrow|tmrw/.test(time.words) ? 'tomorrow' : 'next', time };
}

const at: Draw = (rng, split) => {
  const { day: when, time } = moment(rng, split);
  const item = taskItem(rng, split);
  return { args: [when, time.value, item.value], words: { t: time.words, item: item.words } };
};

const on: Draw = (rng, split) => {
  const [when, time, item] = [day(rng), clockTime(rng, split), taskItem(rng, split)];
  return {
    args: [when.value, time.value, item.value],
    words: { day: when.words, t: time.words, item: item.words },
  };
};

const noun: Draw = (rng, split) => {
  const { day: when, time } = moment(rng, split);
  const item = chore(rng, split);
  return { args: [when, time.value, item], words: { t: time.words, item } };
};

const nounOn: Draw = (rng, split) => {
  const [when, time, item] = [day(rng), clockTime(rng, split), chore(rng, split)];
  return { args: [when.value, time.value, item], words: { day: when.words, t: time.words, item } };
};

export const draws = { at, on, noun, nounOn };
