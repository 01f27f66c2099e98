import { expect, test } from 'vitest';
import { spans } from './candidates';
import { type Given, saidOnce } from './said-once';

const words = (text: string) => text.split(' ');
const time = (text: string): Given => ({ kind: 'time', text });
const day = (text: string): Given => ({ kind: 'enum', text });
const city = (text: string): Given => ({ kind: 'city', text });

const textsOf = (said: string, ...given: Given[]) =>
  saidOnce(spans(words(said), 8), 'text', given, words(said));

test('what a time was read from is not in the text beside it, nor the word that leads to it', () => {
  const texts = textsOf('update the calendar at noon', day('next'), time('12:00'));
  expect(texts).toContain('update the calendar');
  expect(texts).not.toContain('update the calendar at noon');
  expect(texts).not.toContain('update the calendar at');
  expect(texts).not.toContain('noon');
});

test('nor what a day was read from, or several days in one word', () => {
  expect(textsOf('call the bank friday', day('friday'), time('09:00'))).not.toContain('call the bank friday');
  const rent = textsOf('pay rent on saturdays and sundays', day('weekends'));
  expect(rent).toContain('pay rent');
  expect(rent).not.toContain('pay rent on saturdays');
});

test('other days and times are the text’s own, and what is said twice may be meant twice', () => {
  expect(textsOf('fix the bike on saturday today', day('today'))).toContain('fix the bike on saturday');
  expect(textsOf('at noon set up the noon meeting', time('12:00'))).toContain('set up the noon meeting');
});

test('a place is compared with another one, unless it was named twice; with what is left where nothing is', () => {
  const compared = (said: string, first: string) =>
    saidOnce(['singapore', 'vancouver', 'here'], 'city', [city(first)], words(said));
  expect(compared('how far ahead is singapore', 'singapore')).toEqual(['vancouver', 'here']);
  expect(compared('how far ahead is singapore', 'here')).toEqual(['singapore', 'vancouver']);
  expect(compared('vancouver to british columbia', 'vancouver')).toContain('vancouver');
  expect(saidOnce(['singapore'], 'city', [city('singapore')], words('singapore'))).toEqual(['singapore']);
});

test('nothing else is touched', () => {
  const numbers = ['3', '4'];
  expect(saidOnce(numbers, 'number', [{ kind: 'number', text: '3' }], words('3 and 4'))).toBe(numbers);
});
