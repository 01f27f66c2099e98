// The everyday tools (clock, calendar, timers, list): runs against a fixed clock, and every pattern can be written and says its arguments.

import { describe, expect, it } from 'vitest';
import { createRng } from '../../lib/rng';
import { argumentCandidates } from '../candidates';
import { normaliseWords } from '../normalise';
import { expand } from '../phrasing';
import type { Environment, Tool } from '../types';
import { tool as alarm } from './alarm';
import { tool as daysUntil } from './days_until';
import { tool as time } from './time';
import { tool as timer } from './timer';
import { tool as today } from './today';
import { tool as todoAdd } from './todo_add';
import { tool as todoDone } from './todo_done';
import { tool as todoList } from './todo_list';

interface World extends Environment {
  items: string[];
  log: string[];
}

/** A world at a fixed moment: tuesday 2026-11-24 13:05 UTC unless told otherwise. */
function world(zone = 'Europe/Berlin', now = Date.UTC(2026, 10, 24, 13, 5)): World {
  const items: string[] = [];
  const log: string[] = [];
  return {
    items,
    log,
    now: () => now,
    timeZone: () => zone,
    rng: createRng(1),
    todo: {
      list: () => Promise.resolve([...items]),
      add: (item) => Promise.resolve(void items.push(item)),
      remove: (item) => {
        const at = items.findIndex((known) => known.includes(item));
        return Promise.resolve(at < 0 ? null : items.splice(at, 1)[0]!);
      },
    },
    startTimer: (seconds, label) => Promise.resolve(void log.push(`${seconds} ${label}`)),
    setAlarm: (at) => Promise.resolve(void log.push(at)),
    playground: { set: (_, value) => Promise.resolve(value), train: (action) => Promise.resolve(action) },
  };
}

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
    expect(here.log).toEqual(['600 10 min', '1800 0.5 h', '07:30']);
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

/** Whether constrained decoding could choose the value from the words. */
function offered(words: string[], tool: Tool, index: number, value: string): boolean {
  const type = tool.params[index]!.type;
  if (type.kind === 'expression' || type.kind === 'free') return false;
  return argumentCandidates(type, { words, results: [] }).includes(value);
}

describe.each([time, daysUntil, today, timer, alarm, todoAdd, todoList, todoDone])(
  '$name phrasings',
  (tool) => {
    it.each(['train', 'test'] as const)('say their arguments (%s)', (split) => {
      const rng = createRng(11);
      const bad: string[] = [];
      for (const form of tool.requests) {
        for (const pattern of Object.values(form.patterns).flat()) {
          for (let i = 0; i < 20; i++) {
            const { args, words } = form.draw(rng, split);
            const text = normaliseWords(expand(pattern, words, rng));
            if (!args.every((arg, index) => offered(text, tool, index, arg)))
              bad.push(`${args.join(', ')} <- ${text.join(' ')}`);
          }
        }
      }
      expect(bad.slice(0, 8)).toEqual([]);
    });

    it('are many', () => {
      const patterns = new Set(tool.requests.flatMap((form) => Object.values(form.patterns).flat()));
      expect(patterns.size).toBeGreaterThanOrEqual(tool.params.length > 0 ? 60 : 40);
    });

    it('replies fill from the result and the parameters', () => {
      const words = Object.fromEntries([
        ['result', 'x'],
        ...tool.params.map(({ name }) => [name, 'y']),
      ]) as Record<string, string>;
      for (const reply of tool.replies) expect(expand(reply, words, createRng(1))).not.toContain('{');
      expect(tool.replies.length).toBeGreaterThanOrEqual(4);
    });
  },
);
