// A class from both ends: a part is taken, run and said as a code; codes are put together, and outlive a reload.

import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fingerprintOf, fromCode } from '../storage/class-code';
import { openPage, reportOf, sessionAt } from './testing';

let page: ReturnType<typeof openPage>;
let databases = 0;
let name: string;
let kept: Map<string, string>;

const LINK = '#task=points&steps=100&seed=1&class=1_seeds_30_student*baseline';
const open = (hash: string) => {
  page = openPage(hash, name);
  return page.app;
};
const state = () => page.app.stores.classes.getState();

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('navigator', { userAgent: 'test' });
  vi.stubGlobal('location', { href: 'https://retort.example/', hash: '' });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  name = `class-${databases++}`;
  return () => page.app.bridge.terminate();
});

async function take(number: number) {
  page.app.actions.takePart(number);
  await vi.waitFor(() => expect(state().number).toBe(number));
}

async function run() {
  page.app.actions.runPart();
  await vi.waitFor(() => expect(state().status).toBe('running'));
}

/** The worker takes the run to its end. */
function finish() {
  page.worker().say('session', sessionAt('running', 0));
  page.worker().say('train.report', reportOf({ teacher: 0.9, student: 0.75, baseline: 0.5 }));
  page.worker().say('session', sessionAt('done', 100));
}

test('a part runs with the settings of its number and ends in a code, which a reload has back', async () => {
  open(LINK);
  await take(7);
  await run();
  expect(page.worker().commands('train.start').at(-1)).toMatchObject({ config: { seed: 7, baseline: true } });
  finish();
  await vi.waitFor(() => expect(state().status).toBe('done'));
  const { code } = state();
  expect(fromCode(code!)).toMatchObject({
    number: 7,
    fingerprint: fingerprintOf(LINK),
    figures: [0.9, 0.75, 0.5].map((share) => expect.closeTo(share, 4) as number),
  });
  page.app.bridge.terminate();
  open(LINK);
  page.app.actions.openPart();
  await vi.waitFor(() => expect(state()).toMatchObject({ number: 7, code, status: 'done' }));
  await take(8); // another part has no result yet
  expect(state()).toMatchObject({ code: null, status: 'open' });
});

test('a number dealt at random is nobody’s who was counted off', async () => {
  open(LINK);
  page.app.actions.takePart(null);
  await vi.waitFor(() => expect(state().number).toBeGreaterThan(30));
  expect(state().number).toBeLessThanOrEqual(9999);
});

test.each([
  ['stopped', () => page.worker().say('session', sessionAt('done', 30))],
  ['reset', () => page.app.actions.reset()],
  [
    'steered by hand',
    () => {
      page.app.actions.adjust('temperature', 9);
      finish();
    },
  ],
])('a part that is %s has no code', async (_, end) => {
  open(LINK);
  await take(2);
  await run();
  page.worker().say('session', sessionAt('running', 0));
  end();
  await vi.waitFor(() => expect(state()).toMatchObject({ status: 'ended', code: null }));
});

test('a link that cannot be read deals nothing; closed, the page is as any other', async () => {
  open('#task=points&class=1_seeds');
  page.app.actions.takePart(3);
  page.app.actions.runPart();
  page.app.actions.closePart();
  await vi.waitFor(() => expect(state().link).toBeNull());
  expect(state()).toMatchObject({ number: null, status: 'open' });
});

test('a lecturer’s study keeps its codes over a reload; dealing the same study again forgets none', async () => {
  const wanted = { deal: 'seeds', pupils: 5, arms: ['student'], axes: [] } as const;
  open('#task=points&steps=100');
  page.app.actions.dealClass(wanted);
  await vi.waitFor(() => expect(state().study).toContain('class=1_seeds_5_student'));
  const code = 'RT1-NOT-ONE';
  page.app.actions.addCodes(`one ${code}`);
  await vi.waitFor(() => expect(state().told?.refused).toEqual([{ code, why: 'cut-off' }]));

  const { toCode } = await import('../storage/class-code');
  const good = toCode({ fingerprint: fingerprintOf(state().study!), number: 1, figures: [0.9, 0.8] });
  page.app.actions.addCodes(good);
  await vi.waitFor(() => expect(state().codes).toEqual([good]));
  page.app.bridge.terminate();
  open('#task=points&steps=100');
  page.app.actions.openClass();
  await vi.waitFor(() => expect(state().codes).toEqual([good]));
  page.app.actions.dealClass({ ...wanted, pupils: 9 });
  await vi.waitFor(() => expect(state().study).toContain('seeds_9'));
  expect(state().codes).toEqual([good]);
  page.app.actions.removeCode(good);
  await vi.waitFor(() => expect(state().codes).toEqual([]));
});

test('what is kept is read with care', async () => {
  kept.set('retort.class', '{"study":"#task=points&class=9_x","codes":[1]}');
  kept.set(`retort.part.${fingerprintOf(LINK)}`, 'no JSON');
  open(LINK);
  page.app.actions.openClass();
  page.app.actions.openPart();
  await take(1);
  expect(state()).toMatchObject({ study: null, codes: [], code: null });
});
