// What the words can mean: readings by example, as people type them. Drawn values are checked in slots.test.ts.

import { describe, expect, it } from 'vitest';
import { normaliseWords } from '../normalise';
import { citiesIn } from './cities';
import { readNumber } from './numbers';
import { datesIn, timesIn } from './parse';

/** The numbers read from left to right. */
function numbers(text: string): string[] {
  const words = normaliseWords(text);
  const found: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const read = readNumber(words, at);
    if (read) found.push(read.value);
    at += read ? read.length - 1 : 0;
  }
  return found;
}
const times = (text: string): string[] => timesIn(normaliseWords(text));
const dates = (text: string): string[] => datesIn(normaliseWords(text));
const cities = (text: string): string[] => citiesIn(normaliseWords(text));

describe('readNumber', () => {
  it.each([
    ['timer 10 min', ['10']],
    ['12,500 g and 2.5 kg', ['12500', '2.5']],
    ['twenty five or twenty-six', ['25', '26']],
    ['two hundred and four', ['204']],
    ['a hundred, three thousand', ['100', '3000']],
    ['two point five', ['2.5']],
    ['a dozen ounces', ['12']],
    ['half a dozen', ['6']],
    ['half an hour', ['0.5']],
    ['an hour and a half', ['1.5']],
    ['2 and a half minutes', ['2.5']],
    ['once two and a half hours have passed', ['1', '2.5']],
    ['how many feet in a mile', ['1']],
    ['between five and ten', ['5', '10']],
    ['-40 f', ['-40']],
    ['half past seven', ['7']],
    ['a timer for an egg', []],
  ])('%s', (text, expected) => expect(numbers(text)).toEqual(expected));
});

describe('timesIn', () => {
  it.each([
    ['wake me at 7', '07:00'],
    ['7pm', '19:00'],
    ['12 am', '00:00'],
    ['12:15 pm', '12:15'],
    ['at 6:15', '06:15'],
    ['18:45', '18:45'],
    ['7.30 pm', '19:30'],
    ['0630', '06:30'],
    ['half past 7', '07:30'],
    ['half seven', '07:30'],
    ['quarter to 9', '08:45'],
    ['quarter to one', '12:45'],
    ['twenty five minutes past six', '06:25'],
    ['ten to 12 in the morning', '11:50'],
    ['seven thirty', '07:30'],
    ['six oh five am', '06:05'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ["7 o'clock in the evening", '19:00'],
    ['tonight at half past 9', '21:30'],
    ['7 tonight', '19:00'],
    ['half past 5 tomorow morning', '05:30'],
  ])('%s -> %s', (text, expected) => expect(times(text)).toContain(expected));

  it('takes a half of the day that stands at the time at its word', () => {
    expect(times('wake me at 7 pm')).toEqual(['19:00']);
    expect(times('25:00 and 7:75')).toEqual([]);
  });
});

describe('datesIn', () => {
  it.each([
    ['dec 25', 'dec 25'],
    ['25th of December', 'dec 25'],
    ['march the 3rd', 'mar 3'],
    ['may first', 'may 1'],
    ['twenty-first of june', 'jun 21'],
    ['Sept. 4', 'sep 4'],
    ['12/25', 'dec 25'],
    ['25/12', 'dec 25'],
    ['febuary 2', 'feb 2'],
    ['xmas', 'christmas'],
    ['Christmas Eve', 'christmas eve'],
    ['valentines', "valentine's day"],
    ['new year’s', 'new year'],
    ["april fools' day", 'april fools'],
  ])('%s -> %s', (text, expected) => expect(dates(text)).toContain(expected));

  it('knows no 30 february, and no christmas in christmas eve', () => {
    expect(dates('feb 30')).toEqual([]);
    expect(dates('xmas eve')).toEqual(['christmas eve']);
  });
});

describe('citiesIn', () => {
  it.each([
    ['time in new york city', ['new york']],
    ['mumbai and cairo', ['mumbai', 'cairo']],
    ['is it late in SF', ['san francisco']],
    ['tokoy time', ['tokyo']],
    ['time in japan', ['tokyo']],
    ['what time is it', []],
  ])('%s', (text, expected) => expect(cities(text)).toEqual(expected));
});
