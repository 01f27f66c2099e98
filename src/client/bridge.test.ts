import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RetortError } from '../lib/errors';
import type { StepLog } from '../protocol/training';
import type { ModelCard } from '../protocol/model-card';
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

const about = { of: 'teacher', name: 'Wise', figures: { accuracy: 0.9 } } as const;
const kept: ModelCard = {
  id: 'model-1',
  name: about.name,
  createdAt: 1,
  task: 'intents',
  origin: 'trained',
  parameters: 100,
  labels: 2,
  dataSet: 'built-in',
  teacher: null,
  method: null,
  run: null,
  kept: true,
  figures: about.figures,
  bytes: 400,
  vocabulary: 512,
  note: '',
  tags: [],
  terms: '',
};
/** For a command whose answer is not the point. */
const quietly = (sent: Promise<unknown>): void => void sent.catch(() => undefined);
const log = (arm: StepLog['arm']): StepLog => ({
  arm,
  step: 1,
  loss: 1,
  terms: { ce: 1, kl: 1 },
  learningRate: 0.1,
  temperature: 1,
  lambda: 0.5,
  gradNorm: 1,
  tokens: 1,
  ms: 1,
});

test('the first command starts the worker and tells it where files are', () => {
  quietly(bridge.send('train.pause', {}));
  expect(workers[0]!.received).toEqual([
    { id: expect.any(Number), name: 'worker.hello', payload: { base: 'http://localhost/' } },
    { id: expect.any(Number), name: 'train.pause', payload: {} },
  ]);
});

test('each command gets its own answer, in whatever order answers come', async () => {
  const [paused, teacher, resumed] = [
    bridge.send('train.pause', {}),
    bridge.send('model.keep', about),
    bridge.send('train.resume', {}),
  ];
  workers[0]!.refuse('train.resume', { code: 'no-such-speaker', message: 'Nobody.' });
  workers[0]!.answer('model.keep', kept);
  workers[0]!.answer('train.pause', undefined);
  await expect(paused).resolves.toBeUndefined();
  await expect(teacher).resolves.toEqual(kept);
  await expect(resumed).rejects.toMatchObject({
    name: 'RetortError',
    code: 'no-such-speaker',
    message: 'Nobody.',
  });
});

test('an answer that is malformed rejects the command; one that nobody waits for is dropped', async () => {
  const kept = bridge.send('model.keep', about);
  workers[0]!.sayAnything({ reply: 99, ok: 1 });
  workers[0]!.answer('model.keep', { id: 3 } as never);
  await expect(kept).rejects.toMatchObject({
    code: 'bad-message',
    message: expect.stringContaining('model.keep'),
  });
});

test('commands that a dead worker has not answered are rejected, those of its successor are not', async () => {
  const lost = bridge.send('teacher.fetch', {});
  workers[0]!.crash('out of memory');
  const next = bridge.send('teacher.fetch', {});
  workers[1]!.answer('teacher.fetch', undefined);
  await expect(lost).rejects.toMatchObject({
    code: 'worker-crashed',
    message: expect.stringContaining('out of memory'),
  });
  await expect(next).resolves.toBeUndefined();
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

test('a worker that dies silently is noticed by its lifeline, and another one takes over', async () => {
  bridge.start();
  workers[0]!.answer('worker.hello', { lifeline: 'alive-1' });
  await vi.advanceTimersByTimeAsync(0);
  bridge.killWorker();
  expect(crashes).toHaveLength(0);
  locks.release('alive-1');
  expect(crashes).toMatchObject([[{ code: 'worker-crashed' }, true]]);
  quietly(bridge.send('train.pause', {}));
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
    workers[0]!.answer('worker.ping', undefined);
  }
  expect(crashes).toHaveLength(0);
  vi.advanceTimersByTime(5000);
  expect(crashes).toMatchObject([[{ code: 'worker-crashed' }, true]]);
});

/** What a worker says that starts well, trains its teacher, and gets no further. */
function prepareInVain(worker: FakeWorker): void {
  worker.answer('worker.hello', { lifeline: null });
  worker.say('progress', { task: 'engine', done: 1, total: 1 });
  worker.say('session', {
    phase: 'preparing',
    stage: { id: 'teacher', index: 0, count: 2 },
    step: 0,
    steps: 9,
    speakers: [],
    examples: [],
  });
  worker.say('train.steps', { logs: [log('teacher')], liveTensors: 1, bytes: 1 });
}

test('after several crashes in a row it gives up and says so, whatever each said before its end', () => {
  bridge.start();
  for (let i = 0; i < 4; i++) {
    prepareInVain(workers[i]!);
    workers[i]!.crash('no');
  }
  expect(workers).toHaveLength(4);
  expect(crashes.map(([, restarted]) => restarted)).toEqual([true, true, true, false]);
  expect(crashes[3]![0].message).toContain('Reload');
});

test('a finished step is a new beginning for the count of crashes', () => {
  bridge.start();
  for (let i = 0; i < 9; i++) {
    if (i % 3 === 2) workers[i]!.say('train.steps', { logs: [log('student')], liveTensors: 1, bytes: 1 });
    workers[i]!.crash('now and then');
  }
  expect(crashes.map(([, restarted]) => restarted)).toEqual(Array(9).fill(true));
});

test('terminating on purpose is no crash', async () => {
  const waiting = bridge.send('teacher.fetch', {});
  workers[0]!.answer('worker.hello', { lifeline: 'alive-1' });
  await vi.advanceTimersByTimeAsync(0);
  bridge.terminate();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  locks.release('alive-1');
  vi.advanceTimersByTime(60_000);
  expect(crashes).toHaveLength(0);
});
