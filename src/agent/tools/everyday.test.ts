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
import { tool as age } from './age';
import { tool as alarmDay } from './alarm_day';
import { tool as alarmStop } from './alarm_stop';
import { tool as alarms } from './alarms';
import { tool as convert } from './convert';
import { tool as date } from './date';
import { tool as daysBetween } from './days_between';
import { tool as daysSince } from './days_since';
import { tool as height } from './height';
import { tool as nextDay } from './next_day';
import { tool as note } from './note';
import { tool as notes } from './notes';
import { tool as pick } from './pick';
import { tool as remind } from './remind';
import { tool as stopwatch } from './stopwatch';
import { tool as timeAt } from './time_at';
import { tool as timeGap } from './time_gap';
import { tool as timerFor } from './timer_for';
import { tool as timerLeft } from './timer_left';
import { tool as timerStop } from './timer_stop';
import { tool as todoClear } from './todo_clear';
import { tool as todoHas } from './todo_has';
import { tool as weekday } from './weekday';

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

  it.each([
    [['5', 'day', 'after', 'today'], 'sunday november 29'],
    [['1', 'day', 'before', 'today'], 'monday november 23'],
    [['2', 'week', 'before', 'christmas'], 'friday december 11'],
    [['3', 'month', 'after', 'today'], 'wednesday february 24 2027'],
    [['1', 'month', 'after', 'jan 31'], 'sunday february 28 2027'],
    [['3', 'day', 'after', 'friday'], 'monday november 30'],
    [['1', 'year', 'before', 'feb 29 2024'], 'tuesday february 28 2023'],
  ])('date %j is %s', async (args, expected) => {
    expect(await date.run(args, world())).toBe(expected);
  });

  it('dates: weekdays, ages, days since and between', async () => {
    expect(await nextDay.run(['friday'], world())).toBe('friday november 27');
    expect(await nextDay.run(['tuesday'], world())).toBe('tuesday december 1'); // today is one
    expect(await daysUntil.run(['friday'], world())).toBe('3');
    expect(await weekday.run(['dec 25'], world())).toBe('friday');
    expect(await weekday.run(['jul 20 1969'], world())).toBe('sunday');
    expect(await age.run(['nov 24 1990'], world())).toBe('36');
    expect(await age.run(['nov 25 1990'], world())).toBe('35');
    expect(await daysSince.run(['jan 1'], world())).toBe('327');
    expect(await daysSince.run(['dec 25'], world())).toBe('334'); // last year's
    expect(await daysSince.run(['nov 24 2025'], world())).toBe('365');
    expect(await daysBetween.run(['mar 3', 'jun 20'], world())).toBe('109');
    expect(await daysBetween.run(['dec 20', 'jan 5'], world())).toBe('16');
    for (const [tool, args] of [
      [age, ['may 3']],
      [age, ['may 3 2090']],
      [weekday, ['feb 30']],
      [weekday, ['feb 29 2023']],
      [daysSince, ['may 3 2090']],
      [date, ['1.5', 'day', 'after', 'today']],
      [nextDay, ['someday']],
    ] as const)
      await expect(tool.run([...args], world())).rejects.toMatchObject({ code: 'tool-failed' });
  });

  it('clocks of two places', async () => {
    expect(await time.run(['pacific time'], world())).toBe('05:05');
    expect(await timeGap.run(['london', 'tokyo'], world())).toBe('tokyo is 9 hours ahead of london');
    expect(await timeGap.run(['here', 'delhi'], world())).toBe('delhi is 4.5 hours ahead of here');
    expect(await timeGap.run(['paris', 'here'], world())).toBe('here has the same time as paris');
    expect(await timeGap.run(['tokyo', 'london'], world())).toBe('london is 9 hours behind tokyo');
    expect(await timeAt.run(['15:00', 'london', 'new york'], world())).toBe('10:00');
    expect(await timeAt.run(['20:30', 'new york', 'here'], world())).toBe('02:30 the day after');
    await expect(timeGap.run(['atlantis', 'here'], world())).rejects.toMatchObject({ code: 'tool-failed' });
  });

  it('timers with names: what is left, and cancelling', async () => {
    const here = world();
    expect(await timerLeft.run(['all'], here)).toBe('no timer is running');
    await timer.run(['20', 'min'], here);
    expect(await timerFor.run(['9', 'min', 'pasta'], here)).toBe('pasta 9 min');
    expect(await timerLeft.run(['pasta'], here)).toBe('pasta 9 min');
    expect(await timerLeft.run(['all'], here)).toBe('pasta 9 min and 20 min 20 min');
    expect(await timerStop.run(['pasta'], here)).toBe('pasta stopped');
    expect(await timerStop.run(['pasta'], here)).toBe('no pasta timer is running');
    expect(await timerStop.run(['all'], here)).toBe('20 min stopped');
  });

  it('alarms on days, and reminders', async () => {
    const here = world();
    expect(await alarms.run([], here)).toBe('no alarm');
    expect(await alarmDay.run(['weekdays', '07:00'], here)).toBe('weekdays 07:00');
    expect(await remind.run(['next', '17:00', 'call mom'], here)).toBe('17:00 call mom');
    expect(await alarms.run([], here)).toBe('weekdays 07:00 and call mom');
    expect(await alarmStop.run(['07:00'], here)).toBe('weekdays 07:00 cancelled');
    expect(await alarmStop.run(['08:00'], here)).toBe('no alarm is set for 08:00');
    expect(await alarmStop.run(['all'], here)).toBe('call mom cancelled');
    await expect(alarmDay.run(['someday', '07:00'], here)).rejects.toMatchObject({ code: 'tool-failed' });
  });

  it('the list: several at once, asked for, cleared', async () => {
    const here = world();
    await todoAdd.run(['milk & eggs and brown bread'], here);
    await todoAdd.run(['mac and cheese'], here);
    expect(await here.todo.list()).toEqual(['milk', 'eggs', 'brown bread', 'mac and cheese']);
    expect(await todoHas.run(['bread'], here)).toBe('brown bread is on your list');
    expect(await todoHas.run(['tea'], here)).toBe('tea is not on your list');
    expect(await todoClear.run([], here)).toBe('4 items');
    expect(await todoList.run([], here)).toBe('nothing');
  });

  it('notes, choices, a stopwatch, heights, and units of kitchen and road', async () => {
    const here = world();
    expect(await notes.run([], here)).toBe('nothing');
    await note.run(['the gate code is 4471'], here);
    expect(await notes.run([], here)).toBe('the gate code is 4471');
    expect(['tea', 'coffee']).toContain(await pick.run(['tea or coffee'], here));
    const picked = await Promise.all(
      Array.from({ length: 40 }, () => pick.run(['red & blue and green'], here)),
    );
    expect(new Set(picked)).toEqual(new Set(['red', 'blue', 'green']));
    await expect(pick.run(['tea'], here)).rejects.toMatchObject({ code: 'tool-failed' });
    expect(await stopwatch.run(['start'], here)).toBe('running');
    expect(await stopwatch.run(['stop'], here)).toMatch(/^stopped at \d+ (h|min|s)/);
    expect(await height.run(['5', '11'], here)).toBe('180.34');
    await expect(height.run(['5', '12'], here)).rejects.toMatchObject({ code: 'tool-failed' });
    expect(await convert.run(['3', 'tbsp', 'tsp'], here)).toBe('9');
    expect(await convert.run(['10', 'kn', 'kmh'], here)).toBe('18.52');
    expect(await convert.run(['1.852', 'kmh', 'kn'], here)).toBe('1');
    expect(await convert.run(['30', 'mpg', 'l100'], here)).toBe('7.84');
    expect(await convert.run(['1', 'acre', 'sqm'], here)).toBe('4046.86');
  });
});
