// The worker's session in this thread: real training of tiny networks on the CPU backend, commands as the page sends them.

import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { parseRunConfig } from '../catalog/run-config';
import { trainTokenizer } from '../data/tokenizer';
import { prepareExperiment } from '../tasks/experiment';
import { createClassifier } from '../tasks/intents/classifier';
import { mustMeasure } from '../engine/backend';
import { memory } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import type { ArmRun } from '../distillation/arms';
import { parseSafetensors } from '../models/safetensors';
import { loadCheckpoint } from '../storage/checkpoints';
import { openDatabase, type RetortDatabase } from '../storage/database';
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
function worker(
  prepare: EngineModules['prepareExperiment'] = prepareExperiment,
  database: () => Promise<RetortDatabase> = openDatabase,
) {
  const seen: Seen[] = [];
  const waiting: { name: string; until: (payload: never) => boolean; resolve: () => void }[] = [];
  let loseDevice: (id: BackendReport['id'], message: string) => void = () => undefined;
  const receive = createDispatcher({
    database,
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
        mustMeasure,
      },
      memory,
      prepareExperiment: prepare,
      createClassifier,
      trialOf: () => null,
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
  // a stage for the teacher, and one for its students
  expect(phases()).toEqual(['preparing', 'running', 'preparing', 'running', 'done']);
  const stages = all('session').map(({ stage }) => `${stage.id} ${stage.index + 1}/${stage.count}`);
  expect(new Set(stages)).toEqual(new Set(['student 1/1', 'teacher 1/2', 'student 2/2']));
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

test('a run pauses by itself after a step that was named, and goes on from there', async () => {
  const { send, tell, next, logs } = worker();
  const paused = next('session', ({ phase, step }) => phase === 'paused' && step === 7);
  const over = send('train.start', { config });
  await tell('train.adjust', { pauseAt: 7 });
  await paused;
  expect(logs('student')).toHaveLength(7);
  await send('train.resume', {});
  await over;
  expect(logs('student')).toHaveLength(20);
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

test('a stored checkpoint goes on where it was, the same steps as without the break, and no teacher is trained again', async () => {
  const whole = worker();
  await whole.send('train.start', { config });
  const first = worker();
  const saved = first.next('train.checkpoint', ({ stage }) => stage === 'student');
  void first.send('train.start', { config, run: 'broken-off' });
  await saved;
  const paused = first.next('session', ({ phase }) => phase === 'paused');
  await first.tell('train.pause', {});
  await paused;
  const { step } = first.all('session').at(-1)!;
  await expect.poll(() => first.all('train.checkpoint').at(-1)?.step).toBe(step); // a pause saves
  expect(first.all('train.checkpoint').every(({ checkpoint }) => checkpoint === undefined)).toBe(true);
  await first.tell('train.reset', {});

  const second = worker();
  const ready = second.next('session', ({ phase }) => phase === 'paused');
  const over = second.send('train.start', { config, run: 'broken-off', from: 'stored' });
  await ready;
  expect(second.all('session').at(-1)).toMatchObject({
    phase: 'paused',
    step,
    stage: { index: 1, count: 2 },
  });
  await second.send('train.resume', {});
  await over;
  expect(second.logs('teacher')).toEqual([]);
  // float32 weights and moments cross the checkpoint unrounded, so the curves are the same to the last bit
  for (const arm of ['student', 'baseline'])
    expect(second.logs(arm).map(({ step, loss }) => [step, loss])).toEqual(
      whole
        .logs(arm)
        .slice(step)
        .map(({ step, loss }) => [step, loss]),
    );
  expect(second.all('error')).toEqual([]);
});

test('a chain is a stage a link; it goes on from storage without training a link again, and is there to talk with', async () => {
  const chain = { ...config, assistants: ['mlp-8'] };
  const whole = worker();
  await whole.send('train.start', { config: chain });
  const stages = whole.all('session').map(({ stage: { id, index, count } }) => `${id} ${index + 1}/${count}`);
  expect([...new Set(stages)].slice(1)).toEqual(['teacher 1/3', 'assistant1 2/3', 'student 3/3']);
  expect(whole.logs('assistant1')).toHaveLength(20);
  expect(whole.all('train.report')[0]!.arms.map(({ arm }) => arm)).toEqual([
    'teacher',
    'assistant1',
    'student',
    'baseline',
  ]);

  const first = worker();
  const saved = first.next('train.checkpoint', ({ stage }) => stage === 'student');
  void first.send('train.start', { config: chain, run: 'chain' });
  await saved;
  await first.tell('train.reset', {});
  const second = worker();
  const over = second.send('train.start', { config: chain, run: 'chain', from: 'stored' });
  await second.next('session', ({ phase }) => phase === 'paused');
  await second.tell('train.resume', {});
  await over;
  expect([...second.logs('teacher'), ...second.logs('assistant1')]).toEqual([]);
  const curve = (of: typeof whole) => of.logs('student').map(({ step, loss }) => [step, loss]);
  expect(curve(second)).toEqual(curve(whole).slice(-second.logs('student').length));
  const { speakers } = await worker().tell('train.open', { run: 'chain' });
  expect(speakers).toEqual(['student', 'teacher', 'assistant1', 'baseline']);
});

test('a run that sees no progress tells what it does about it, and ends by itself with a last check and a report', async () => {
  const { send, all, logs } = worker();
  // a rate at which nothing is learnt: the gap is the same at each look
  const settings = { adaptive: { slowAfter: 1, stopAfter: 2 } };
  await send('train.start', { config: { ...config, learningRate: 1e-4, lambda: 0, settings } });
  expect(all('train.reaction').map(({ field }) => field)).toEqual(['learningRate', 'stop']);
  const { step } = all('train.reaction').at(-1)!;
  expect(step).toBeLessThan(20);
  expect(logs('student')).toHaveLength(step);
  expect(
    all('train.evaluation')
      .filter(({ arm }) => arm === 'student')
      .at(-1)!.step,
  ).toBe(step);
  expect(all('train.report')).toHaveLength(1);
});

test('a finished run leaves its models; they are taken up again to talk with', async () => {
  const first = worker();
  await first.send('train.start', { config, run: 'finished' });
  const second = worker();
  expect(await second.tell('train.open', { run: 'finished' })).toEqual({
    speakers: ['student', 'teacher', 'baseline'],
  });
  const card = await second.tell('model.keep', { of: 'teacher', name: 'Mine', figures: { accuracy: 1 } });
  expect(card).toMatchObject({
    name: 'Mine',
    task: 'points',
    kept: true,
    run: null,
    figures: { accuracy: 1 },
  });
  await second.send('train.start', { config: { ...config, teacher: `model:points:${card.id}` } });
  expect(second.logs('teacher')).toEqual([]);
  expect(await second.tell('train.open', { run: 'never was' })).toEqual({ speakers: [] });
});

test('where nothing can be stored, checkpoints come along, that is said once, and the run goes on', async () => {
  const { send, all, logs } = worker(prepareExperiment, () =>
    Promise.reject(new DOMException('no', 'QuotaExceededError')),
  );
  await send('train.start', { config, run: 'nowhere' });
  expect(logs('student')).toHaveLength(20);
  expect(all('error')).toMatchObject([{ during: 'storage' }]);
  const [checkpoint] = all('train.checkpoint').slice(-1);
  expect(checkpoint).toMatchObject({ step: 20, checkpoint: { stage: 'student', step: 20, teacher: null } });
  const again = worker(prepareExperiment, () => Promise.reject(new DOMException('no', 'QuotaExceededError')));
  const ready = again.next('session', ({ phase }) => phase === 'done');
  void again.send('train.start', { config: { ...config, steps: 20 }, from: checkpoint!.checkpoint });
  await again.next('session', ({ phase }) => phase === 'paused');
  await again.tell('train.resume', {});
  await ready;
  expect(again.logs('student')).toEqual([]); // all steps were done
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
  const { send, all, phases } = worker(async (...args) => {
    const experiment = await prepareExperiment(...args);
    const spoilt = (arm: ArmRun): ArmRun =>
      Object.create(arm, {
        train: {
          async *value(signal?: AbortSignal) {
            for await (const log of arm.train(signal)) {
              yield log;
              if (log.step === 7) experiment.controls.learningRate = Infinity;
            }
          },
        },
      }) as ArmRun;
    return Object.create(experiment, {
      stage: {
        get() {
          const { stage } = experiment;
          return stage.id === 'teacher' ? stage : { ...stage, arms: stage.arms.slice(0, 1).map(spoilt) };
        },
      },
    }) as typeof experiment;
  });
  await send('train.start', { config, run: 'spoilt' });
  expect(phases().at(-1)).toBe('failed');
  const saved = all('train.checkpoint').at(-1)!;
  expect(saved.step).toBeLessThanOrEqual(7); // step 8 spoiled the weights
  expect(all('session').at(-1)?.step).toBe(saved.step);
  expect(all('error')).toMatchObject([{ code: 'nan-loss' }]);
  const stored = await loadCheckpoint(await openDatabase(), 'spoilt');
  const weights = parseSafetensors(stored!.arms['student']!);
  for (const { data } of Object.values(weights)) expect(data.every(Number.isFinite)).toBe(true);
});

test('a lost GPU: the run goes on from its last checkpoint on the next backend', async () => {
  const { send, next, all, phases, logs, loseDevice } = worker();
  const saved = next('train.checkpoint', ({ stage }) => stage === 'student');
  const over = send('train.start', { config: { ...config, backend: 'auto', steps: 400 }, run: 'lost' });
  await saved;
  const taught = logs('teacher').length;
  loseDevice();
  await over;
  expect(all('error')).toMatchObject([{ code: 'gpu-lost' }]);
  expect(all('engine.ready').map(({ id }) => id)).toContain('cpu');
  expect(phases().slice(4)).toEqual(['preparing', 'running', 'done']); // of the second backend: no stage for the teacher
  expect(logs('teacher')).toHaveLength(taught);
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
  const { send, all, logs } = worker((wanted, deps, from) =>
    prepareExperiment(wanted, { ...deps, builtInSet: set, tokenizer: async () => tokenizer }, from),
  );
  const about = { of: 'teacher' as const, name: 'Tiny', figures: {} };
  await expect(send('model.keep', about)).rejects.toMatchObject({ code: 'no-such-speaker' });
  const { config: intents } = parseRunConfig({
    task: 'intents',
    teacher: 'transformer-1x32',
    student: 'transformer-1x32',
    teacherEpochs: 1,
    steps: 10,
    backend: 'cpu',
  });
  await send('train.start', { config: intents });
  const kept = await send('model.keep', about);
  expect(kept).toMatchObject({ name: 'Tiny', dataSet: 'built-in', labels: set.labels.length });
  const trained = logs('teacher').length;
  expect(trained).toBeGreaterThan(0);
  await send('train.start', { config: { ...intents, teacher: `model:intents:${kept.id}` } });
  expect(logs('teacher')).toHaveLength(trained);
  const [first, second] = all('train.evaluation').filter(({ arm }) => arm === 'teacher');
  expect(second?.figures['accuracy']).toBe(first!.figures['accuracy']);
  expect(first!.figures['accuracy']).toBeTypeOf('number');
  expect(all('error')).toEqual([]);
});
