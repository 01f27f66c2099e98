// A run leaves for torchrun from the worker, and comes back, on the same device and on another: real training of tiny networks, and in
// the place of PyTorch the same file again (ecosystem/torchrun.test.ts has the real one).

import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { unzipSync } from 'fflate';
import { parseRunConfig } from '../catalog/run-config';
import { mustMeasure } from '../engine/backend';
import { memory } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { floatWeights } from '../models/quantised';
import { parseSafetensors, readMetadata, serialiseSafetensors } from '../models/safetensors';
import type { Events } from '../protocol/messages';
import { loadCheckpoint } from '../storage/checkpoints';
import { openDatabase, type RetortDatabase } from '../storage/database';
import { loadRun, saveRun } from '../storage/runs';
import type { RunRecord } from '../storage/run-record';
import { prepareExperiment } from '../tasks/experiment';
import { createClassifier } from '../tasks/intents/classifier';
import { createDispatcher } from './dispatch';
import { readBundle } from './stored-models';
import { sendTo } from './testing';

const { config } = parseRunConfig({
  ...{ task: 'points', dataset: 'blobs', classes: 2, teacher: 'mlp-8', student: 'mlp-4' },
  ...{
    learningRate: 0.01,
    steps: 2000,
    batchSize: 16,
    evalEvery: 1000,
    labelShare: 1,
    baseline: true,
    backend: 'cpu',
  },
});
const RUN = 'run-1';
const database = (name: string) => () => openDatabase(name);
const environment = { backend: 'cpu', adapter: '', threads: 1, userAgent: '', version: '' };
const record: RunRecord = {
  ...{ id: RUN, startedAt: 1, status: 'running', config, step: 0, environment, evaluations: [] },
  series: { arm: ['student', 'student'], step: [1, 1900], loss: [2, 1], terms: { ce: [2, 1] } },
};

function worker(open: () => Promise<RetortDatabase>) {
  const waiting: { until: (session: Events['session']) => boolean; resolve: () => void }[] = [];
  const receive = createDispatcher({
    database: open,
    post(name, payload) {
      if (name !== 'session') return;
      for (const { until, resolve } of waiting) if (until(payload as Events['session'])) resolve();
    },
    loadEngine: async () => ({
      backend: {
        startBackend: async () => ({
          ...{ id: 'cpu', adapter: '', threads: 1, software: false, notes: [], offers: [] },
        }),
        onDeviceLost: () => () => undefined,
        mustMeasure,
      },
      ...{ memory, prepareExperiment, createClassifier, trialOf: () => null },
    }),
  });
  const session = (until: (session: Events['session']) => boolean) =>
    new Promise<void>((resolve) => waiting.push({ until, resolve }));
  return { send: sendTo(receive), session };
}

/** A run of some steps, stopped. */
async function stopped(open: () => Promise<RetortDatabase>) {
  const { send, session } = worker(open);
  const db = await open();
  await saveRun(db, record);
  db.close();
  const paused = session(({ phase, step }) => phase === 'paused' && step === 1);
  await send('train.step', { config, run: RUN });
  await paused;
  const over = session(({ phase }) => phase === 'done');
  await send('train.stop', {});
  await over;
  return send;
}

async function exported(send: Awaited<ReturnType<typeof stopped>>) {
  const { blob } = await send('model.export', {
    exportId: 1,
    model: `${RUN}.student`,
    form: 'torchrun',
    choice: 'run',
  });
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  return Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path.split('/').at(-1)!, bytes.slice()]),
  );
}

const file = (bytes: Uint8Array<ArrayBuffer>) => ({ name: 'result.safetensors', blob: new Blob([bytes]) });

let databases = 0;
let open: () => Promise<RetortDatabase>;
beforeEach(async () => {
  await useBackend('cpu');
  open = database(`return-${++databases}`);
});

test('a run leaves with what trains it, and comes back as the same run', async () => {
  const send = await stopped(open);
  const { forms, ofRun } = await send('model.forms', { model: `${RUN}.student` });
  expect(ofRun).toContainEqual({ id: `${RUN}.student`, arm: 'student' });
  expect(forms.find(({ id }) => id === 'torchrun')).toMatchObject({ unfit: null });
  const before = memory().numTensors;
  const files = await exported(send);
  expect(memory().numTensors).toBe(before);
  for (const name of [
    'train.py',
    'model.py',
    'README.md',
    'slurm.sh',
    'run.json',
    'rows.jsonl',
    'order-all.npy',
  ])
    expect(Object.keys(files)).toContain(name);
  const left = await loadCheckpoint(await open(), RUN);
  expect(left!.step).toBe(1);

  // what train.py does: the same names, more steps, more of the curve
  const start = files['start.safetensors']!.buffer;
  const tensors = parseSafetensors(start);
  tensors['student/layers.0.bias']!.data[0] = 0.25;
  for (const arm of ['student', 'baseline']) tensors[`${arm}/optimizer.step`]!.data[0] = 2000;
  const series = JSON.stringify([{ arm: 'student', step: 2000, loss: 0.5, ce: 0.5, kl: 0.1 }]);
  const metadata = { ...readMetadata(start), series };
  const result = serialiseSafetensors(tensors, 'F32', metadata);

  for (const where of [open, database(`return-other-${databases}`)]) {
    const { send, session } = worker(where);
    expect(await send('run.takeBack', file(result))).toEqual({ run: RUN });
    const db = await where();
    const student = await readBundle(db, `${RUN}.student`);
    expect(floatWeights(student.weights)['layers.0.bias']!.data[0]).toBe(0.25);
    expect(student.card).toMatchObject({ run: RUN, origin: 'distilled', task: 'points' });
    const run = await loadRun(db, RUN);
    expect(run).toMatchObject({ step: 2000, status: 'stopped' });
    // what the page had beyond the step at which it left is what PyTorch has now
    expect(run!.series).toEqual({
      ...{ arm: ['student', 'student'], step: [1, 2000], loss: [2, 0.5] },
      terms: { ce: [2, 0.5], kl: [null, 0.1] },
    });
    const checkpoint = await loadCheckpoint(db, RUN);
    expect(checkpoint).toMatchObject({ step: 2000, stage: 'student', config });
    db.close();
    if (where !== open) continue; // its teacher is on the first device
    const done = session(({ phase, step }) => phase === 'done' && step === 2000);
    await send('train.start', { config, run: RUN, from: 'stored' });
    await done;
  }
});

test('what is not such a run is refused, and nothing is changed', async () => {
  const send = await stopped(open);
  const start = (await exported(send))['start.safetensors']!;
  const tensors = parseSafetensors(start.buffer);
  const metadata = readMetadata(start.buffer);
  const kept = await loadCheckpoint(await open(), RUN);
  const again = (change: (all: typeof tensors) => void) => {
    const all = structuredClone(tensors);
    change(all);
    return send('run.takeBack', file(serialiseSafetensors(all, 'F32', metadata)));
  };
  await expect(send('run.takeBack', file(new Uint8Array(4)))).rejects.toMatchObject({ code: 'file-shape' });
  await expect(send('run.takeBack', file(serialiseSafetensors(tensors, 'F32')))).rejects.toMatchObject({
    code: 'file-shape',
    message: expect.stringContaining('Choose result.safetensors') as string,
  });
  await expect(
    again((all) => void (all['baseline/optimizer.step']!.data[0] = 2)), // the student is not there yet
  ).rejects.toMatchObject({ code: 'file-shape' });
  await expect(again((all) => delete all['student/layers.1.bias'])).rejects.toMatchObject({
    code: 'model-truncated',
  });
  await expect(again((all) => void (all['baseline/layers.0.bias']!.data[1] = NaN))).rejects.toMatchObject({
    code: 'model-truncated',
  });
  expect(await loadCheckpoint(await open(), RUN)).toEqual(kept);
});

test('a method that PyTorch lacks is named before anything is written', async () => {
  const send = await stopped(open);
  const db = await open();
  const checkpoint = (await loadCheckpoint(db, RUN))!;
  await saveRun(db, { ...record, config: { ...config, method: 'rkd' } });
  const { forms } = await send('model.forms', { model: `${RUN}.student` });
  expect(forms.find(({ id }) => id === 'torchrun')!.unfit!.why.en).toMatch(
    /^PyTorch lacks the method “.*RKD/,
  );
  await db.put('checkpoints', { ...checkpoint, config: { ...config, method: 'rkd' } }, RUN);
  await expect(exported(send)).rejects.toMatchObject({ code: 'config-invalid' });
});
