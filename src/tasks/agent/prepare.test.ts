// Whole agent runs with tiny networks on a few dozen dialogues of the real corpus: everything but the learning is real.

import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parseRunConfig, type RunConfig } from '../../catalog/run-config';
import type { Chat, ChatSet } from '../../data/chat-set';
import type { DialogueSet } from '../../data/dialogues-file';
import type { Tokenizer } from '../../data/tokenizer';
import { memory } from '../../engine/tensor';
import { createDecoder } from '../../models/create-decoder';
import type { Decoder } from '../../models/decoder';
import { fromParams } from '../../models/weights';
import type { TransformerConfig } from '../../models/transformer-config';
import { type Experiment, type ExperimentDeps, prepareExperiment } from '../experiment';
import type { ModelBundle } from '../../models/bundle';
import { throughTeacher } from '../testing';
import { tinyAgent } from './testing';
import { collect } from '../../distillation/testing';

const CONFIG: Partial<RunConfig> = {
  task: 'agent',
  student: 'transformer-1x48',
  steps: 10,
  batchSize: 4,
  labelShare: 0.05,
  learningRate: 4e-3,
};
const configOf = (fields: Partial<RunConfig> = {}) => parseRunConfig({ ...CONFIG, ...fields }).config;

let set: DialogueSet;
let tokenizer: Tokenizer;
let teacher: ModelBundle;
let deps: ExperimentDeps;
/** Held-out dialogues with one right answer. */
let clear: number;

beforeAll(async () => {
  ({ set, tokenizer, teacher, deps, clear } = await tinyAgent());
}, 120_000);

describe('an agent run', () => {
  it('learns from two teachers, each asked about the dialogues of its tools, cached or live', async () => {
    const before = memory().numTensors;
    const fields = {
      specialty: '1/2',
      moreTeachers: `${configOf().teacher}@2/2`,
      labelShare: 0.5,
      settings: { mixture: { how: 'router' } },
    };
    const curves: number[][] = [];
    for (const cacheTargets of [true, false]) {
      const experiment = await prepareExperiment(configOf({ ...fields, cacheTargets }), deps);
      expect([experiment.stages, experiment.teachers]).toEqual([1, ['teacher', 'teacher2']]);
      const logs = await collect(experiment.stage.arms[0]!.train());
      for (const { terms } of logs) expect(terms['share.1']! + terms['share.2']!).toBeCloseTo(1, 4);
      curves.push(logs.map(({ loss }) => loss));
      const { weights, labels } = experiment.mixture()!;
      expect(weights).toHaveLength(2 * labels.length);
      if (cacheTargets) expect(experiment.targetCache()).toMatchObject({ kept: null });
      expect(Object.keys((await experiment.evaluate('teacher2'))!.figures)).toEqual(['accuracy']);
      experiment.dispose();
    }
    expect(curves[0]).toEqual(curves[1]);
    expect(memory().numTensors).toBe(before);
  });

  it('trains a specialist of some tools after another', async () => {
    const size = 'transformer-1x48';
    const config = configOf({ teacher: size, specialty: '1/2', moreTeachers: `${size}@2/2` });
    const few = async () => ({ ...set, count: 8 }); // who has learnt so little writes to the end of its context
    const training = { ...deps, teacherSteps: 2, tokenizer: async () => tokenizer, dialogues: few };
    const experiment = await prepareExperiment(config, training);
    expect(experiment.stages).toBe(3);
    expect(await throughTeacher(experiment)).toBe(4);
    const [first, second] = [await experiment.bundle('teacher'), await experiment.bundle('teacher2')];
    expect(first.weights).not.toEqual(second.weights);
    await collect(experiment.stage.arms[0]!.train());
    experiment.dispose();
  });

  it('takes a chain through its stages on the dialogues that the first teacher wrote; all of them write', async () => {
    const before = memory().numTensors;
    const chain = { assistants: ['transformer-1x32'], student: 'transformer-1x48', evalEvery: 5 };
    const settings = { curriculum: { by: 'planSteps', start: 0.5 }, adaptive: { lambdaStep: 0.1 } };
    const experiment = await prepareExperiment(configOf({ ...chain, labelShare: 0.5, settings }), deps);
    expect(experiment.stage).toMatchObject({ id: 'assistant1', index: 0 });
    await throughTeacher(experiment);
    expect(experiment.stage).toMatchObject({ id: 'student', index: 1 });
    expect(experiment.speakers).toEqual(['student', 'teacher', 'assistant1']);
    await collect(experiment.stage.arms[0]!.train());
    expect((await experiment.bundle('assistant1')).card).toMatchObject({
      name: 'transformer-1x32',
      teacher: 'tiny',
    });
    expect((await experiment.bundle('student')).card.teacher).toBe('transformer-1x32');
    // of another width than the student, so that only its own network can write with its weights
    expect((await (await experiment.writer('assistant1'))!({})).written).toBe(clear);
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('builds a plain Llama where that is asked for, which learns from a teacher with smearing', async () => {
    const experiment = await prepareExperiment(configOf({ plainStudent: true, labelShare: 0.5 }), deps);
    await collect(experiment.stage.arms[0]!.train());
    const { network, weights } = await experiment.bundle('student');
    expect(network.config).toMatchObject({ key_smearing: false, embedding_smearing: false });
    expect(Object.keys(weights).filter((name) => name.includes('smear'))).toEqual([]);
    expect((await experiment.bundle('teacher')).network.config).toMatchObject({ key_smearing: true });
    experiment.dispose();
  });

  it('orders dialogues by how unsure the teacher is of them', async () => {
    const settings = { curriculum: { by: 'entropy', start: 0.5 } };
    const experiment = await prepareExperiment(configOf({ labelShare: 0.5, settings }), deps);
    const logs = await collect(experiment.stage.arms[0]!.train());
    expect(logs).toHaveLength(10);
    experiment.dispose();
  });

  it('trains on labelled and unlabelled rows, evaluates, and gives back every tensor', async () => {
    const before = memory().numTensors;
    const experiment = await prepareExperiment(configOf({ baseline: true }), deps);
    expect([experiment.stages, experiment.stage.id]).toEqual([1, 'student']);
    const logs = await collect(experiment.stage.arms[0]!.train());
    expect(logs).toHaveLength(10);
    expect(logs.every(({ terms, tokens }) => terms['kl']! > 0 && tokens > 20)).toBe(true);
    const hard = logs.flatMap(({ terms }) => (terms['ce']! > 0 ? [terms['ce']!] : [])); // not every batch has a row with a label
    expect(hard.at(-1)!).toBeLessThan(hard[0]!);
    const live = memory().numTensors;
    const checked = (await experiment.evaluate('student'))!;
    expect(checked).toMatchObject({ arm: 'student', step: 10, n: 12 });
    const write = (await experiment.writer('student'))!;
    const { figures, written } = await write({});
    expect(written).toBe(clear);
    expect(Object.keys(checked.figures).sort()).toEqual(['accuracy', 'agreement']);
    expect(Object.keys(figures).sort()).toEqual(['argumentF1', 'exactCall', 'intent', 'toolName']);
    for (const share of [...Object.values(checked.figures), ...Object.values(figures)]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    const own = (await experiment.evaluate('teacher'))!;
    expect(Object.keys(own.figures)).toEqual(['accuracy']);
    expect(await experiment.maps()).toBeNull();
    expect(memory().numTensors).toBe(live);
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('is the baseline, bit for bit, where λ = 1', async () => {
    const all = { baseline: true, softLabelled: true, teacherLabels: true };
    const experiment = await prepareExperiment(configOf({ ...all, lambda: 1 }), deps);
    const baseline = experiment.stage.arms[1]!;
    const expected = (await collect(baseline.train())).map(({ loss }) => loss);
    for (const arm of experiment.stage.arms) {
      if (arm === baseline) continue;
      expect((await collect(arm.train())).map(({ loss }) => loss)).toEqual(expected);
      expect(await fromParams(arm.model.params)).toEqual(await fromParams(baseline.model.params));
    }
    experiment.dispose();
  });

  it('reports what it reads and what it last wrote', async () => {
    const experiment = await prepareExperiment(configOf({ baseline: true }), deps);
    for (const arm of experiment.stage.arms) await collect(arm.train(), 3);
    const live = memory().numTensors;
    expect((await experiment.report()).arms[1]!.figures['exactCall']).toBeUndefined(); // nothing written yet
    for (const who of ['teacher', 'student', 'baseline'] as const) await (await experiment.writer(who))!({});
    const report = await experiment.report();
    expect(memory().numTensors).toBe(live);
    expect(report.classes).toBeNull();
    const [own, student] = report.arms;
    const { figures } = (await experiment.evaluate('student'))!;
    expect(student!.figures['accuracy']!.value).toBeCloseTo(figures['accuracy']!, 6);
    expect(student!.figures['agreement']!.value).toBeCloseTo(figures['agreement']!, 6);
    expect(student!.figures['divergence']!.value).toBeGreaterThan(0);
    for (const name of ['exactCall', 'success', 'intent', 'toolName', 'argumentF1', 'reply'])
      expect(student!.figures[name]!.n).toBe(clear);
    expect(own!.figures['divergence']).toBeUndefined();
    expect(report.gains[0]!.figures['exactCall']).toBeDefined();
    experiment.dispose();
  });

  it('keeps the number of tensors from step 2 to step 50', async () => {
    const experiment = await prepareExperiment(configOf({ steps: 50, batchSize: 1, baseline: true }), deps);
    for (const arm of experiment.stage.arms) {
      const counts: number[] = [];
      for await (const _ of arm.train()) counts.push(memory().numTensors);
      expect(counts[49]).toBe(counts[1]);
    }
    experiment.dispose();
  });

  const decoderAt = async (experiment: Experiment, who: 'student' | 'teacher' | 'baseline') => {
    const { network, weights } = await experiment.bundle(who);
    return createDecoder(network.config as TransformerConfig, weights);
  };

  it('gives a bundle with the weights of the moment', async () => {
    const experiment = await prepareExperiment(configOf(), deps);
    const id = tokenizer.special('<user>');
    const logitsOf = (decoder: Decoder) => [...decoder.feed([{ slot: 0, ids: [id] }])[0]!];
    const first = logitsOf(await decoderAt(experiment, 'student'));
    await collect(experiment.stage.arms[0]!.train(), 2);
    expect(logitsOf(await decoderAt(experiment, 'student'))).not.toEqual(first);
    const theirs = logitsOf(
      await createDecoder(teacher.network.config as TransformerConfig, teacher.weights),
    );
    expect(logitsOf(await decoderAt(experiment, 'teacher'))).toEqual(theirs);
    await expect(experiment.bundle('baseline')).rejects.toThrow(/no baseline/);
    experiment.dispose();
  });

  it('lets a teacher without transcripts write them, and stops at the signal', async () => {
    const onProgress = vi.fn();
    const bundle = () => Promise.resolve({ ...teacher, transcripts: undefined });
    const loaded = { ...deps, bundle, onProgress };
    const experiment = await prepareExperiment(configOf({ teacher: 'model:agent:mine' }), loaded);
    expect(onProgress).toHaveBeenCalledWith('transcripts', 40, 40);
    experiment.dispose();

    const stop = new AbortController();
    const before = memory().numTensors;
    onProgress.mockImplementation((_, done: number) => done === 3 && stop.abort());
    const stopped = prepareExperiment(configOf({ teacher: 'model:agent:mine' }), {
      ...loaded,
      signal: stop.signal,
    });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(memory().numTensors).toBe(before);
  });

  it('trains a teacher of a size on every label, then lets it write', async () => {
    const before = memory().numTensors;
    const onProgress = vi.fn();
    const kept: ModelBundle[] = [];
    const experiment = await prepareExperiment(configOf({ teacher: 'transformer-1x48', lambda: 0.5 }), {
      ...deps,
      tokenizer: () => Promise.resolve(tokenizer),
      bundle: () => Promise.reject(new Error('not wanted')),
      keep: async (bundle) => {
        kept.push(bundle);
        return 'kept';
      },
      teacherSteps: 6,
      onProgress,
    });
    expect(experiment.stage).toMatchObject({ id: 'teacher', steps: 6 });
    const logs = await collect(experiment.stage.arms[0]!.train());
    expect(logs.map(({ arm, step }) => `${arm} ${step}`)).toContain('teacher 6');
    expect(logs[5]!.loss).toBeLessThan(logs[0]!.loss);
    expect(logs.every(({ lambda }) => lambda === 1)).toBe(true);
    expect(await experiment.next()).toBe(true);
    const done = onProgress.mock.calls.map(([task, at, total]) => (at === total ? task : ''));
    expect(new Set(done.filter(Boolean))).toEqual(new Set(['corpus', 'transcripts']));
    expect(kept[0]!.card).toMatchObject({ task: 'agent', origin: 'trained' });
    expect(await kept[0]!.transcripts!()).toHaveLength(40);
    expect(await collect(experiment.stage.arms[0]!.train(), 2)).toHaveLength(2);
    expect((await experiment.checkpoint()).teacher).toBe('kept');
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('learns a person’s own chats and their tools, by a tokeniser and a teacher of their own', async () => {
    const before = memory().numTensors;
    const chat = (i: number): Chat => [
      { role: 'user', content: `book table ${i} for two` },
      { role: 'assistant', content: '', calls: [{ name: 'bookTable', args: { table: i, guests: 'two' } }] },
      { role: 'tool', name: 'bookTable', content: `booked ${i}` },
      { role: 'assistant', content: `Table ${i} is yours.`, calls: [] },
    ];
    const parameters = { properties: { table: { type: 'integer' }, guests: { enum: ['two', 'four'] } } };
    const chats: ChatSet = {
      tools: [{ name: 'bookTable', description: '', parameters }],
      train: Array.from({ length: 20 }, (_, i) => chat(i)),
      validation: [chat(20)],
      test: [chat(21), chat(22)],
    };
    const onProgress = vi.fn();
    const own: ExperimentDeps = {
      ...deps,
      bundle: () => Promise.resolve(teacher),
      chatSet: (id) => (id === 'set-1' ? Promise.resolve(chats) : Promise.reject(new Error(id))),
      teacherSteps: 4,
      onProgress,
    };
    const config = configOf({ teacher: 'transformer-1x48', textSet: 'set-1', vocabulary: 300, context: 64 });
    const experiment = await prepareExperiment(config, own);
    await throughTeacher(experiment);
    const taught = await experiment.bundle('student');
    expect(taught.tokenizer!.vocabSize).toBeLessThanOrEqual(300);
    expect(taught.tools).toEqual(chats.tools);
    expect([...experiment.tools!.keys()]).toEqual(['bookTable']);
    expect(experiment.examples).toEqual(['book table 21 for two', 'book table 22 for two']);
    const logs = await collect(experiment.stage.arms[0]!.train());
    expect(logs[9]!.loss).toBeLessThan(logs[0]!.loss);
    const { written } = await (await experiment.writer('student'))!({});
    expect(written).toBe(2);
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
    // too little room for any of them
    await expect(prepareExperiment({ ...config, context: 8 }, own)).rejects.toMatchObject({
      code: 'config-invalid',
    });
    expect(memory().numTensors).toBe(before);
    // a finished teacher does not know these tools
    const given = { ...config, teacher: 'agent-teacher' };
    await expect(prepareExperiment(given, own)).rejects.toMatchObject({ code: 'teacher-unfit' });
    expect(parseRunConfig(given)).toMatchObject({
      config: { teacher: 'transformer-2x128' },
      rejected: ['teacher'],
    });
  });

  it('cancels an evaluation', async () => {
    const experiment = await prepareExperiment(configOf(), deps);
    const stop = new AbortController();
    const write = (await experiment.writer('student'))!;
    const writing = write({ signal: stop.signal, onProgress: () => stop.abort() });
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
    const evaluating = experiment.evaluate('student', { signal: stop.signal });
    await expect(evaluating).rejects.toMatchObject({ code: 'cancelled' });
    experiment.dispose();
  });

  it('says what is wrong with a teacher', async () => {
    const given = configOf({ teacher: 'model:agent:mine' });
    const bad = (over: Partial<ModelBundle>): Promise<unknown> =>
      prepareExperiment(given, { ...deps, bundle: async () => ({ ...teacher, ...over }) });
    const config = { ...(teacher.network.config as TransformerConfig), vocab_size: 99 };
    await expect(bad({ network: { kind: 'decoder', config } })).rejects.toMatchObject({
      code: 'tokenizer-wrong',
    });
    await expect(bad({ network: { kind: 'mlp', config: { widths: [2, 2] } } })).rejects.toMatchObject({
      code: 'teacher-unfit',
    });
  });
});
