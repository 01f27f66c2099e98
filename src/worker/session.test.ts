// The worker's session in this thread: real training of tiny networks on the CPU backend, commands as the page sends them.

import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { parseRunConfig } from '../catalog/run-config';
import { trainTokenizer } from '../data/tokenizer';
import { prepareExperiment } from '../tasks/experiment';
import { createClassifier } from '../tasks/intents/classifier';
import { memory } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { parseSafetensors } from '../models/safetensors';
import type { BackendReport, Commands, Events } from '../protocol/messages';
import { parseEvent } from '../protocol/parse';
import type { Replies } from '../protocol/replies';
import { createDispatcher } from './dispatch';
import type { EngineModules } from './engine-room';
import { sendTo } from './testing';

type Seen = { [K in keyof Events]: { name: K; payload: Events[K] } }[keyof Events];

const { config } = parseRunConfig({
  task: 'points',
  dataset: 'blobs',
  classes: 2,
  teacher: 'mlp-8',
  student: 'mlp-4',
  learningRate: 0.01,
  steps: 20,
  batchSize: 16,
  evalEvery: 5,
  labelShare: 1,
  baseline: true,
  backend: 'cpu',
});
const report: Awaited<ReturnType<EngineModules['backend']['startBackend']>> = {
  id: 'webgpu',
  adapter: 'test',
  threads: 1,
  software: false,
  notes: [],
  offers: [
    { id: 'webgpu', available: true },
    { id: 'cpu', available: true },
  ],
};

/** A worker in this thread, and everything it has said. */
function worker(prepare: EngineModules['prepareExperiment'] = prepareExperiment) {
  const seen: Seen[] = [];
  const waiting: { name: string; until: (payload: never) => boolean; resolve: () => void }[] = [];
  let loseDevice: (id: BackendReport['id'], message: string) => void = () => undefined;
  const receive = createDispatcher({
    post(name, payload) {
      const event = parseEvent(structuredClone({ name, payload })) as Seen; // what is said must be what the page understands
      seen.push(event);
      for (const [i, wait] of [...waiting.entries()].reverse())
        if (wait.name === name && wait.until(payload as never)) waiting.splice(i, 1)[0]!.resolve();
    },
    loadEngine: async () => ({
      backend: {
        startBackend: async (choice) => ({ ...report, id: choice === 'auto' ? 'webgpu' : choice }),
        onDeviceLost: (listener) => {
          loseDevice = listener;
          return () => undefined;
        },
      },
      memory,
      prepareExperiment: prepare,
      createClassifier,
    }),
  });
  const tell = sendTo(receive);
  /** Resolves when an event like this is posted. */
  const next = <K extends keyof Events>(name: K, until: (payload: Events[K]) => boolean = () => true) =>
    new Promise<void>((resolve) => waiting.push({ name, until, resolve }));
  return {
    seen,
    /** Resolves when the command is answered. */
    tell,
    /** The same, but of a run when it is over. */
    send: async <K extends keyof Commands>(name: K, payload: Commands[K]): Promise<Replies[K]> => {
      const begins = name === 'train.start' || (name === 'train.step' && 'config' in payload);
      const over = begins && next('session', ({ phase }) => ['idle', 'done', 'failed'].includes(phase));
      const reply = await tell(name, payload);
      await over;
      return reply;
    },
    next,
    all: <K extends keyof Events>(name: K): Events[K][] =>
      seen.flatMap((event) => (event.name === name ? [event.payload as Events[K]] : [])),
    logs: (arm: string) =>
      seen
        .flatMap((event) => (event.name === 'train.steps' ? event.payload.logs : []))
        .filter((log) => log.arm === arm),
    phases: () =>
      seen
        .flatMap((event) => (event.name === 'session' ? [event.payload.phase] : []))
        .filter((phase, i, all) => phase !== all[i - 1]),
    loseDevice: () => loseDevice('webgpu', 'test'),
  };
}

beforeEach(() => useBackend('cpu'));

test('a run goes from its first step to its last, both arms in lockstep', async () => {
  const { send, all, logs, phases } = worker();
  await send('train.start', { config });
  expect(phases()).toEqual(['preparing', 'running', 'done']);
  for (const arm of ['student', 'baseline'])
    expect(logs(arm).map((log) => log.step)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(logs('teacher').length).toBeGreaterThan(0);
  for (const { terms, loss, lambda } of logs('baseline')) {
    expect(terms).toEqual({ ce: loss });
    expect(lambda).toBe(1);
  }
  expect(
    all('train.evaluation')
      .filter(({ arm }) => arm === 'student')
      .map(({ step }) => step),
  ).toEqual([5, 10, 15, 20]);
  const [report] = all('train.report');
  expect(report?.arms.map(({ arm }) => arm)).toEqual(['teacher', 'student', 'baseline']);
  expect(report?.step).toBe(20);
  expect(all('train.checkpoint').at(-1)?.step).toBe(20);
  expect(all('train.maps').at(-1)?.step).toBe(20);
  expect(all('session').at(-1)?.parameters?.student).toBe(2 * 4 + 4 + 4 * 2 + 2);
  expect(all('error')).toEqual([]);
});

test('a run frees its memory, whether it ends or is stopped', async () => {
  const { send, next } = worker();
  await send('train.start', { config }); // the engine keeps a few constants from its first use on
  const before = memory().numTensors;
  await send('train.start', { config });
  expect(memory().numTensors).toBe(before);
  const running = next('train.steps', ({ logs }) => logs.some(({ arm }) => arm === 'student'));
  const over = send('train.start', { config: { ...config, steps: 5000 } });
  await running;
  await send('train.stop', {});
  await over;
  expect(memory().numTensors).toBe(before);
});

test('pause, step and resume; what is moved takes effect on the next step', async () => {
  const { send, next, all, logs } = worker();
  const paused = next('session', ({ phase, step }) => phase === 'paused' && step === 1);
  const over = send('train.step', { config });
  await paused;
  expect(logs('student').map(({ step, temperature }) => [step, temperature])).toEqual([[1, 1]]);
  const again = next('session', ({ phase, step }) => phase === 'paused' && step === 2);
  await send('train.adjust', { temperature: 6, lambda: 7 });
  await send('train.step', {});
  await again;
  expect(logs('student').at(-1)).toMatchObject({ step: 2, temperature: 6, lambda: 1 }); // λ held in its range
  await send('train.resume', {});
  await over;
  expect(logs('student')).toHaveLength(20);
  expect(all('session').at(-1)).toMatchObject({ phase: 'done', step: 20 });
  expect(all('train.checkpoint').at(-1)?.config).toMatchObject({ temperature: 6, lambda: 1 });
});

test('stop keeps what was learned; reset forgets it, and a new run can begin at once', async () => {
  const { send, next, all } = worker();
  const started = next('train.steps', ({ logs }) => logs.some(({ arm }) => arm === 'student'));
  const over = send('train.start', { config: { ...config, steps: 5000, evalEvery: 1000 } });
  await started;
  await send('train.stop', {});
  await over;
  const { phase, step } = all('session').at(-1)!;
  expect(phase).toBe('done');
  expect(step).toBeLessThan(5000);
  expect(all('train.checkpoint').at(-1)?.step).toBe(step);

  const running = next('session', (session) => session.phase === 'running');
  const second = send('train.start', { config: { ...config, steps: 5000 } });
  await running;
  await send('train.reset', {});
  const third = send('train.start', { config });
  await Promise.all([second, third]);
  expect(all('session').some((session) => session.phase === 'idle')).toBe(true);
  expect(all('session').at(-1)).toMatchObject({ phase: 'done', step: 20, steps: 20 });
  expect(all('error')).toEqual([]);
});

test('reset, distil, reset while a run ends: the second reset counts, too', async () => {
  const { send, tell, next, all, logs } = worker();
  const running = next('session', ({ phase }) => phase === 'running');
  const first = send('train.start', { config: { ...config, steps: 5000 } });
  await running;
  await Promise.all([
    tell('train.reset', {}),
    tell('train.start', { config: { ...config, steps: 4000 } }),
    tell('train.reset', {}),
  ]);
  await first;
  await send('train.start', { config }); // its turn comes when all before it are over
  expect(all('session').some(({ steps }) => steps === 4000)).toBe(false);
  expect(all('session').at(-1)).toMatchObject({ phase: 'done', step: 20, steps: 20 });
  expect(logs('student').filter(({ step }) => step === 20)).toHaveLength(1);
  expect(all('error')).toEqual([]);
});

test('of two starts at once the second is refused, also while an earlier run ends; nothing is interleaved', async () => {
  const { send, tell, next, all, logs } = worker();
  const running = next('train.steps', ({ logs }) => logs.some(({ arm }) => arm === 'student'));
  const first = send('train.start', { config: { ...config, steps: 5000 } });
  await running;
  await tell('train.reset', {});
  await first;
  const before = logs('student').length;
  const second = send('train.start', { config });
  await expect(tell('train.start', { config })).rejects.toMatchObject({ code: 'config-invalid' });
  await second;
  expect(
    logs('student')
      .slice(before)
      .map(({ step }) => step),
  ).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(all('session').at(-1)).toMatchObject({ phase: 'done', step: 20 });
});

test('a run that was reset is not heard any more', async () => {
  const { send, tell, next, seen } = worker();
  const running = next('train.steps', ({ logs }) => logs.some(({ arm }) => arm === 'student'));
  void send('train.start', { config: { ...config, steps: 5000 } });
  await running;
  await tell('train.reset', {});
  const idle = seen.findLastIndex(({ name }) => name === 'session');
  await send('train.start', { config: { ...config, steps: 10 } });
  const afterwards = seen.slice(idle + 1).map(({ name }) => name);
  expect(seen[idle]).toMatchObject({ payload: { phase: 'idle' } });
  expect(afterwards.slice(0, afterwards.indexOf('session'))).toEqual([]);
});

test('a checkpoint goes on where it was: the same steps as without the break', async () => {
  const whole = worker();
  await whole.send('train.start', { config });
  const first = worker();
  const paused = first.next('train.checkpoint', ({ step }) => step === 5);
  const firstRun = first.send('train.start', { config });
  await paused;
  const checkpoint = first.all('train.checkpoint')[0]!;
  await first.send('train.reset', {});
  await firstRun;

  const second = worker();
  const ready = second.next('session', ({ phase }) => phase === 'paused');
  const over = second.send('train.start', { config, checkpoint });
  await ready;
  expect(second.all('session').at(-1)).toMatchObject({ phase: 'paused', step: 5 });
  await second.send('train.resume', {});
  await over;
  const tail = whole.logs('student').slice(5);
  // float32 weights and moments cross the checkpoint unrounded, so the curves are the same to the last bit
  expect(second.logs('student').map(({ step, loss }) => [step, loss])).toEqual(
    tail.map(({ step, loss }) => [step, loss]),
  );
});

test('a second start while a run is under way is refused with a message', async () => {
  const { send, next, all } = worker();
  const paused = next('session', ({ phase }) => phase === 'paused');
  const over = send('train.step', { config });
  await paused;
  await expect(send('train.start', { config })).rejects.toMatchObject({ code: 'config-invalid' });
  expect(all('error')).toEqual([]);
  await send('train.reset', {});
  await over;
});

test('a loss that is no number fails the run with the remedy and keeps the last good weights', async () => {
  const { send, all, phases } = worker(async (wanted, deps) => {
    const experiment = await prepareExperiment(wanted, deps);
    const [student] = experiment.arms;
    const { train } = student!;
    return {
      ...experiment,
      arms: [
        {
          ...student!,
          async *train(signal) {
            for await (const log of train(signal)) {
              yield log;
              if (log.step === 7) experiment.controls.learningRate = Infinity;
            }
            return { arm: 'student', steps: 7, stopped: false };
          },
        },
      ],
    };
  });
  await send('train.start', { config });
  expect(phases().at(-1)).toBe('failed');
  expect(all('session').at(-1)?.step).toBe(5); // step 8 spoiled the weights, step 5 was saved
  expect(all('error')).toMatchObject([{ code: 'nan-loss' }]);
  const weights = parseSafetensors(all('train.checkpoint').at(-1)!.student);
  for (const { data } of Object.values(weights)) expect(data.every(Number.isFinite)).toBe(true);
});

test('a lost GPU: the run goes on from its last checkpoint on the next backend', async () => {
  const { send, next, all, phases, logs, loseDevice } = worker();
  const saved = next('train.checkpoint', ({ step }) => step === 5);
  const over = send('train.start', { config: { ...config, backend: 'auto', steps: 400 } });
  await saved;
  loseDevice();
  await over;
  expect(all('error')).toMatchObject([{ code: 'gpu-lost' }]);
  expect(all('engine.ready').map(({ id }) => id)).toContain('cpu');
  expect(phases()).toEqual(['preparing', 'running', 'preparing', 'running', 'done']);
  const steps = logs('student').map(({ step }) => step);
  // every step is there, though some may be there twice: those after the checkpoint
  expect([...new Set(steps)].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
  expect(steps.at(-1)).toBe(400);
});

test('a teacher of intents that was trained here is kept, and teaches the next run without training', async () => {
  await useBackend('fused');
  const songs = Array.from({ length: 12 }, (_, i) => `${['play', 'stop', 'find'][i % 3]} song ${i}`);
  const split = { texts: songs, labels: Int32Array.from(songs, (_, i) => i % 3) };
  const splits = { train: split, validation: split, test: split };
  const set = { labels: ['play', 'stop', 'find'], ...splits, outOfScope: null };
  const tokenizer = trainTokenizer(songs, 300);
  const { send, all, logs } = worker((wanted, deps) =>
    prepareExperiment(wanted, { ...deps, builtInSet: set, tokenizer: async () => tokenizer }),
  );
  const about = { name: 'Tiny', textSet: 'built-in', accuracy: null };
  await expect(send('teacher.keep', about)).rejects.toMatchObject({ code: 'no-such-speaker' });
  const { config: intents } = parseRunConfig({
    task: 'intents',
    teacher: 'transformer-1x32',
    student: 'transformer-1x32',
    teacherEpochs: 1,
    steps: 10,
    backend: 'cpu',
  });
  await send('train.start', { config: intents });
  const kept = await send('teacher.keep', about);
  expect(kept).toMatchObject({ ...about, labels: set.labels.length });
  const trained = logs('teacher').length;
  expect(trained).toBeGreaterThan(0);
  await send('train.start', { config: { ...intents, teacher: `kept:${kept.id}` } });
  expect(logs('teacher')).toHaveLength(trained);
  const [first, second] = all('train.evaluation').filter(({ arm }) => arm === 'teacher');
  expect(second?.figures['accuracy']).toBe(first!.figures['accuracy']);
  expect(first!.figures['accuracy']).toBeTypeOf('number');
  expect(all('error')).toEqual([]);
});
