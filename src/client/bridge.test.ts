import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RetortError } from '../lib/errors';
import { Bridge } from './bridge';
import { FakeLocks, FakeWorker } from './fake-worker';

let workers: FakeWorker[];
let locks: FakeLocks;
let bridge: Bridge;
let crashes: [RetortError, boolean][];

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  crashes = [];
  locks = new FakeLocks();
  bridge = new Bridge({
    base: 'http://localhost/',
    locks: locks as unknown as LockManager,
    interval: 1000,
    patience: 3,
    spawn: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
  });
  bridge.onCrash((error, restarted) => crashes.push([error, restarted]));
});
afterEach(() => {
  bridge.terminate();
  vi.useRealTimers();
});

test('the first command starts the worker and tells it where files are', () => {
  bridge.send('train.pause', {});
  expect(workers[0]!.received).toEqual([
    { name: 'worker.hello', payload: { base: 'http://localhost/' } },
    { name: 'train.pause', payload: {} },
  ]);
});

test('events reach their listeners until they stop listening', () => {
  const heard: unknown[] = [];
  const stop = bridge.listen('progress', (progress) => heard.push(progress));
  bridge.start();
  const progress = { task: 'teacher', done: 1, total: 2 } as const;
  workers[0]!.say('progress', progress);
  stop();
  workers[0]!.say('progress', progress);
  expect(heard).toEqual([progress]);
});

test('a malformed event is an error event, not an exception', () => {
  const errors: unknown[] = [];
  bridge.listen('error', (error) => errors.push(error));
  bridge.start();
  workers[0]!.sayAnything({ name: 'progress', payload: { task: 'teacher', done: 'much' } });
  workers[0]!.sayAnything('nonsense');
  expect(errors).toMatchObject([{ code: 'bad-message' }, { code: 'bad-message' }]);
});

test('a worker that dies silently is noticed by its lifeline, and another one takes over', () => {
  bridge.start();
  workers[0]!.say('worker.ready', { lifeline: 'alive-1' });
  bridge.killWorker();
  expect(crashes).toHaveLength(0);
  locks.release('alive-1');
  expect(crashes).toMatchObject([[{ code: 'worker-crashed' }, true]]);
  bridge.send('train.pause', {});
  expect(workers[1]!.received.map(({ name }) => name)).toEqual(['worker.hello', 'train.pause']);
});

test('an error event of the worker is a crash; what the dead one still says is not heard', () => {
  const heard: unknown[] = [];
  bridge.listen('progress', (progress) => heard.push(progress));
  bridge.start();
  workers[0]!.crash('out of memory');
  expect(crashes[0]![0].message).toContain('out of memory');
  expect(workers[0]!.terminated).toBe(true);
  workers[0]!.say('progress', { task: 'teacher', done: 1, total: 2 });
  expect(heard).toEqual([]);
});

test('a worker that answers no ping for long counts as hanging; one that answers does not', () => {
  bridge.start();
  for (let i = 0; i < 20; i++) {
    vi.advanceTimersByTime(1000);
    workers[0]!.say('worker.pong', { id: i });
  }
  expect(crashes).toHaveLength(0);
  vi.advanceTimersByTime(5000);
  expect(crashes).toMatchObject([[{ code: 'worker-crashed' }, true]]);
});

test('after several crashes in a row it gives up and says so', () => {
  bridge.start();
  for (let i = 0; i < 4; i++) workers[i]!.crash('no');
  expect(workers).toHaveLength(4);
  expect(crashes.map(([, restarted]) => restarted)).toEqual([true, true, true, false]);
  expect(crashes[3]![0].message).toContain('Reload');
});

test('terminating on purpose is no crash', () => {
  bridge.start();
  workers[0]!.say('worker.ready', { lifeline: 'alive-1' });
  bridge.terminate();
  locks.release('alive-1');
  vi.advanceTimersByTime(60_000);
  expect(crashes).toHaveLength(0);
});
