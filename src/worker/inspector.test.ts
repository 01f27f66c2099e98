// The microscope's commands, as the page sends them, to a worker in this thread that really trains: during a run, after it, and before
// there is one.

import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { parseRunConfig } from '../catalog/run-config';
import { mustMeasure } from '../engine/backend';
import { memory } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import type { Events } from '../protocol/messages';
import { prepareExperiment } from '../tasks/experiment';
import { createClassifier } from '../tasks/intents/classifier';
import { createDispatcher } from './dispatch';
import { sendTo } from './testing';

const { config } = parseRunConfig({
  task: 'points',
  dataset: 'blobs',
  classes: 2,
  teacher: 'mlp-8',
  student: 'mlp-4',
  lambda: 0.5,
  steps: 40,
  batchSize: 16,
  evalEvery: 40,
  baseline: true,
  backend: 'cpu',
});

function worker() {
  const sessions: Events['session'][] = [];
  const waiting: { until: (session: Events['session']) => boolean; resolve: () => void }[] = [];
  const receive = createDispatcher({
    post(name, payload) {
      if (name !== 'session') return;
      sessions.push(payload as Events['session']);
      for (const { until, resolve } of waiting) if (until(sessions.at(-1)!)) resolve();
    },
    fetch: () => Promise.reject(new Error('offline')),
    loadEngine: async () => ({
      backend: {
        startBackend: async () => ({
          id: 'cpu',
          adapter: 'test',
          threads: 1,
          software: false,
          notes: [],
          offers: [],
        }),
        onDeviceLost: () => () => undefined,
        mustMeasure,
      },
      memory,
      prepareExperiment,
      createClassifier,
      trialOf: () => null,
    }),
  });
  return {
    send: sendTo(receive),
    reached: (until: (session: Events['session']) => boolean) =>
      new Promise<void>((resolve) => waiting.push({ until, resolve })),
  };
}
const isPaused = ({ phase, stage, step }: Events['session']) =>
  phase === 'paused' && stage.id === 'student' && step > 0;
const subject = { kind: 'point', x: 0.5, y: -1 } as const;

beforeEach(() => useBackend('cpu'));

test('between the steps of a run, and of the models that it left', async () => {
  const { send, reached } = worker();
  await expect(send('inspect', { subject })).rejects.toThrow(/Press Distill/);
  const paused = reached(isPaused);
  await send('train.step', { config });
  await paused;
  const before = memory().numTensors;
  const during = await send('inspect', { subject });
  expect(memory().numTensors).toBe(before);
  expect(during.step).toBe(1);
  expect(during.views.map(({ who }) => who)).toEqual(['teacher', 'student', 'baseline']);
  // the same weights are seen again; after another step, others
  expect((await send('inspect', { subject })).views).toEqual(during.views);
  const next = reached(({ step, phase }) => phase === 'paused' && step === 2);
  await send('train.step', {});
  await next;
  const later = await send('inspect', { subject });
  expect(later.views[0]!.logits).toEqual(during.views[0]!.logits);
  expect(later.views[1]!.logits).not.toEqual(during.views[1]!.logits);

  const done = reached(({ phase }) => phase === 'done');
  await send('train.resume', {});
  await done;
  const left = await send('inspect', { subject: { kind: 'row', row: 3 } });
  expect(left).toMatchObject({ step: null, row: 3, rightBy: 'label' });
  expect(left.rows!.nearest).toHaveLength(5);
  expect((await send('inspect.rows', { search: '', most: 2 })).rows).toHaveLength(2);
  await send('train.reset', {});
  expect(await send('inspect.rows', { search: '', most: 2 })).toEqual({ total: 0, fit: 0, rows: [] });
});

test('a label is set for a row of the run, told again by a look, and refused where it fits nothing', async () => {
  const { send, reached } = worker();
  const label = { row: 3, probabilities: [0.2, 0.8] };
  await expect(send('train.adjust', { label })).rejects.toThrow(/Press Distill/);
  const paused = reached(isPaused);
  await send('train.step', { config });
  await paused;
  await send('train.adjust', { label });
  expect(await send('inspect', { subject: { kind: 'row', row: 3 } })).toMatchObject({ edited: [0.2, 0.8] });
  expect((await send('inspect.rows', { search: '', most: 1 })).rows).toMatchObject([
    { row: 3, edited: true },
  ]);
  await expect(send('train.adjust', { label: { row: 9999, probabilities: null } })).rejects.toThrow(
    /no training row/,
  );
  await expect(send('train.adjust', { label: { row: 3, probabilities: [1] } })).rejects.toThrow(/2 classes/);
  await send('train.adjust', { label: { row: 3, probabilities: null } });
  expect(await send('inspect', { subject: { kind: 'row', row: 3 } })).toMatchObject({ edited: null });
  await send('train.reset', {});
});

test('a second look calls off the first', async () => {
  const { send, reached } = worker();
  const paused = reached(isPaused);
  await send('train.step', { config });
  await paused;
  const [first, second] = await Promise.allSettled([
    send('inspect', { subject }),
    send('inspect', { subject }),
  ]);
  expect(first).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
  expect(second.status).toBe('fulfilled');
  await send('train.reset', {});
});
