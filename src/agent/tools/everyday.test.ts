// The everyday tools (clock, calendar, timers, list), run against a fixed clock.

import { describe, expect, it } from 'vitest';
import { simulatedEnvironment } from '../sim-environment';
import { tool as alarm } from './alarm';
import { tool as daysUntil } from './days_until';
import { tool as time } from './time';
import { tool as timer } from './timer';
import { tool as today } from './today';
import { tool as todoAdd } from './todo_add';
import { tool as todoDone } from './todo_done';
import { tool as todoList } from './todo_list';

/** A world at a fixed moment: tuesday 2026-11-24 13:05 UTC unless told otherwise. */
const world = (timeZone = 'Europe/Berlin', now = Date.UTC(2026, 10, 24, 13, 5)) =>
  simulatedEnvironment(1, { now, timeZone });

describe('runs', () => {
  it('time: in a city and here', async () => {
    expect(await time.run(['tokyo'], world())).toBe('22:05');
    expect(await time.run(['here'], world())).toBe('14:05');
    expect(await time.run(['london'], world('Asia/Tokyo', Date.UTC(2026, 0, 5, 0, 1)))).toBe('00:01');
    await expect(time.run(['atlantis'], world())).rejects.toMatchObject({ code: 'tool-failed' });
  });

  it.each([
    [['christmas'], 31],
    [['dec 25'], 31],
    [['nov 24'], 0],
    [['nov 23'], 364],
    [['new year'], 38],
    [['feb 29'], 462], // 2028
  ])('days_until %s is %i', async (args, days) => {
    expect(await daysUntil.run(args, world())).toBe(String(days));
  });

  it('days_until counts calendar days where the clock changes, and by the local date', async () => {
    expect(await daysUntil.run(['mar 30'], world('Europe/Berlin', Date.UTC(2026, 2, 28, 22, 30)))).toBe('2');
    expect(await daysUntil.run(['nov 25'], world('Pacific/Auckland'))).toBe('0');
    for (const bad of ['feb 30', 'someday', 'dec', 'dec 0']) {
      await expect(daysUntil.run([bad], world())).rejects.toMatchObject({ code: 'tool-failed' });
    }
  });

  it('today: weekday, month, day of the local calendar', async () => {
    expect(await today.run([], world())).toBe('tuesday november 24');
    expect(await today.run([], world('Pacific/Auckland'))).toBe('wednesday november 25');
  });

  it('timer and alarm reach the environment', async () => {
    const here = world();
    expect(await timer.run(['10', 'min'], here)).toBe('10 min');
    expect(await timer.run(['0.5', 'h'], here)).toBe('0.5 h');
    expect(await alarm.run(['07:30'], here)).toBe('07:30');
    expect(here.log).toEqual([
      { kind: 'timer', seconds: 600, label: '10 min' },
      { kind: 'timer', seconds: 1800, label: '0.5 h' },
      { kind: 'alarm', time: '07:30' },
    ]);
    for (const bad of [
      ['0', 'min'],
      ['-1', 's'],
      ['x', 'min'],
      ['5', 'day'],
      ['9999', 'h'],
    ]) {
      await expect(timer.run(bad, here)).rejects.toMatchObject({ code: 'tool-failed' });
    }
    await expect(alarm.run(['24:00'], here)).rejects.toMatchObject({ code: 'tool-failed' });
  });

  it('the list: add, show, tick off', async () => {
    const here = world();
    expect(await todoList.run([], here)).toBe('nothing');
    expect(await todoAdd.run(['milk'], here)).toBe('milk');
    await todoAdd.run(['call the dentist'], here);
    expect(await todoList.run([], here)).toBe('milk and call the dentist');
    expect(await todoDone.run(['dentist'], here)).toBe('call the dentist');
    await expect(todoDone.run(['dentist'], here)).rejects.toMatchObject({ code: 'tool-failed' });
    await expect(todoAdd.run([' '], here)).rejects.toMatchObject({ code: 'tool-failed' });
  });
});
