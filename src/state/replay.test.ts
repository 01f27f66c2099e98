// A claim is run again on one click, and what comes out is held against it.

import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Report } from '../protocol/report';
import { fromClaimHash } from '../storage/claim';
import { openDatabase } from '../storage/database';
import { loadRun } from '../storage/runs';
import { openPage, reportOf, sessionAt } from './testing';

let page: ReturnType<typeof openPage>;
let databases = 0;
let name: string;

const open = (hash: string) => {
  page = openPage(hash, name);
  return page.app;
};
const claims = () => page.app.stores.claims.getState();

/** The worker takes the run to its end. */
function finish(report: Report): void {
  page.worker().say('session', sessionAt('running', 0));
  page.worker().say('train.checkpoint', page.checkpoint(100));
  page.worker().say('train.report', report);
  page.worker().say('session', sessionAt('done', 100));
}
/** What a run ends with. */
const ended = (student = 0.75) => reportOf({ student, baseline: 0.5 });

beforeEach(async () => {
  vi.stubGlobal('navigator', { userAgent: 'test' });
  vi.stubGlobal('location', { href: 'https://retort.example/', hash: '' });
  name = `replay-${databases++}`;
  open('#task=points&steps=100&baseline=true&seed=7');
  page.app.stores.engine.setState({
    report: { id: 'wasm', adapter: '', threads: 1, software: false, notes: [], offers: [] },
  });
  return () => page.app.bridge.terminate();
});

/** A run that has ended, and its id. */
async function first(): Promise<string> {
  page.app.actions.distill();
  finish(ended());
  const { id } = page.app.recorder.current()!;
  const db = await openDatabase(name);
  await vi.waitFor(async () => expect((await loadRun(db, id))?.status).toBe('done'));
  return id;
}

test('a run is run again with its settings where it was computed, and confirmed bit for bit', async () => {
  const id = await first();
  page.app.stores.experiment.getState().set('seed', 1);
  await page.app.actions.replay(id);
  expect(claims()).toMatchObject({ status: 'running', claim: { rival: 'baseline', value: 0.25 } });
  expect(page.worker().commands('train.start').at(-1)).toMatchObject({
    config: { seed: 7, backend: 'wasm' },
  });
  finish(ended());
  await vi.waitFor(() => expect(claims().status).toBe('held'));
  expect(claims().outcome).toMatchObject({ confirmed: true, bitForBit: true, curvesDifferAt: Infinity });
  expect(page.app.stores.runs.getState().runs).toHaveLength(2);
});

test('a link brings the claim, which other figures refute', async () => {
  const link = await page.app.actions.claimLink(await first());
  const { hash } = new URL(link!);
  page.app.bridge.terminate();
  open(hash);
  page.app.stores.engine.setState({
    report: { id: 'wasm', adapter: '', threads: 1, software: false, notes: [], offers: [] },
  });
  expect(claims()).toMatchObject({ link: hash, claim: null, status: 'open' });
  expect(fromClaimHash(hash)).toMatchObject({ value: 0.25, backend: 'wasm', config: { seed: 7 } });
  await page.app.actions.replay();
  finish(ended(0.7));
  await vi.waitFor(() => expect(claims().status).toBe('held'));
  expect(claims().outcome).toMatchObject({ confirmed: false, rule: 'equal' });
  await page.app.actions.replay(); // and once more
  finish(ended());
  await vi.waitFor(() => expect(claims().outcome).toMatchObject({ confirmed: true, curvesDifferAt: null }));
  page.app.actions.closeClaim();
  expect(claims()).toMatchObject({ link: null, claim: null });
});

test.each([
  ['stopped', () => page.worker().say('session', sessionAt('done', 30))],
  ['reset', () => page.app.actions.reset()],
  [
    'steered by hand',
    () => {
      page.app.actions.adjust('temperature', 9);
      finish(ended());
    },
  ],
])('a replay that is %s decides nothing', async (_, end) => {
  const id = await first();
  await page.app.actions.replay(id);
  page.worker().say('session', sessionAt('running', 0));
  end();
  await vi.waitFor(() => expect(claims()).toMatchObject({ status: 'ended', outcome: null }));
});

test('nothing is replayed while a run is under way, and a link that cannot be read claims nothing', async () => {
  const id = await first();
  page.app.actions.distill();
  await page.app.actions.replay(id);
  expect(claims().status).toBe('open');
  page.app.actions.reset();
  page.app.stores.claims.setState({ link: '#task=points&claim=accuracy_student' });
  await page.app.actions.replay();
  expect(claims().status).toBe('open');
});
