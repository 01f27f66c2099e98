// Timers, alarms and the stopwatch by the clock, which is a fake one here.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { realClock } from './real-clock';

const rung: string[] = [];
let clock: ReturnType<typeof realClock>;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 24, 13, 5) }); // a tuesday
  rung.length = 0;
  clock = realClock((kind, label) => rung.push(`${kind} ${label}`));
});
afterEach(() => vi.useRealTimers());

const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000);

it('rings several timers, each once, and lists and cancels those that wait', async () => {
  await clock.startTimer(600, 'pasta');
  await clock.startTimer(120, 'tea');
  await clock.startTimer(900, 'rice');
  minutes(3);
  expect(rung).toEqual(['timer tea']);
  const waiting = await clock.rings.find('timer', null);
  expect(waiting.map(({ label, at }) => [label, at - Date.now()])).toEqual([
    ['pasta', 420_000],
    ['rice', 720_000],
  ]);
  await clock.rings.cancel((await clock.rings.find('timer', 'the pasta'))[0]!);
  minutes(60);
  expect(rung).toEqual(['timer tea', 'timer rice']);
  expect(await clock.rings.find('timer', null)).toEqual([]);
});

it.each([
  ['next', '13:00', '25 13:00'],
  ['next', '14:00', '24 14:00'],
  ['tomorrow', '14:00', '25 14:00'],
  ['friday', '07:00', '27 07:00'],
  ['tuesday', '14:00', '24 14:00'],
  ['tuesday', '13:00', '1 13:00'],
  ['weekends', '09:00', '28 09:00'],
] as const)('an alarm on %s at %s rings on the %s', async (day, time, expected) => {
  await clock.setAlarm({ day, time, label: 'up' });
  const [ring] = await clock.rings.find('alarm', null);
  const at = new Date(ring!.at);
  const two = (n: number) => String(n).padStart(2, '0');
  expect(`${at.getDate()} ${two(at.getHours())}:${two(at.getMinutes())}`).toBe(expected);
});

it('repeats what is to repeat, until it is cancelled', async () => {
  await clock.setAlarm({ day: 'daily', time: '13:06', label: 'drink' });
  minutes(2 * 24 * 60 + 2);
  expect(rung).toEqual(['alarm drink', 'alarm drink', 'alarm drink']);
  await clock.rings.cancel((await clock.rings.find('alarm', null))[0]!);
  minutes(3 * 24 * 60);
  expect(rung).toHaveLength(3);
});

it('the stopwatch counts while it runs', async () => {
  expect(await clock.stopwatch('start')).toBe(0);
  minutes(2);
  expect(await clock.stopwatch('read')).toBe(120);
  expect(await clock.stopwatch('stop')).toBe(120);
  minutes(5);
  expect(await clock.stopwatch('read')).toBe(120);
  await clock.stopwatch('start');
  minutes(1);
  expect(await clock.stopwatch('read')).toBe(180);
  expect(await clock.stopwatch('reset')).toBe(0);
});
