// A frozen encoder as a teacher: names alone, few labels, a calibrated temperature, and the whole run with it.

import { beforeAll, describe, expect, it } from 'vitest';
import { parseRunConfig } from '../../catalog/run-config';
import { type TextSet, UNLABELLED } from '../../data/text-set';
import { memory } from '../../engine/tensor';
import { useBackend } from '../../engine/testing';
import { createRng } from '../../lib/rng';
import type { SentenceEncoder } from '../../models/sentence-encoder/sentence-encoder';
import { prepareExperiment } from '../experiment';
import { throughStage, throughTeacher } from '../testing';
import { bestTemperature, surprise } from './best-temperature';
import { createClassifier } from './classifier';
import { learnTokenizer } from '../../data/learn-tokenizer';

const WIDTH = 8;
const TOPICS = {
  GetWeather: ['rain', 'sun', 'storm'],
  PlayMusic: ['song', 'band', 'tune'],
  SetAlarm: ['wake', 'alarm', 'clock'],
};
const labels = Object.keys(TOPICS);
/** A vector near that of the first topic that a word is of; "weather", "music" and "alarm" are of one too. */
function vectorOf(text: string): Float32Array {
  const rng = createRng([...text].reduce((sum, c) => sum + c.charCodeAt(0), 0));
  const vector = Float32Array.from({ length: WIDTH }, () => 0.2 * rng.normal());
  const topic = Object.entries(TOPICS).findIndex(([label, words]) =>
    text
      .split(' ')
      .some((word) => words.includes(word) || (word.length > 3 && label.toLowerCase().endsWith(word))),
  );
  if (topic >= 0) vector[topic]! += 1;
  const length = Math.hypot(...vector);
  return vector.map((x) => x / length);
}
let asked: string[] = [];
const encoder: SentenceEncoder = {
  id: 'abc',
  name: 'Topics',
  parameters: 1000,
  width: WIDTH,
  embed(texts) {
    asked.push(...texts);
    const vectors = new Float32Array(texts.length * WIDTH);
    for (const [i, text] of texts.entries()) vectors.set(vectorOf(text), i * WIDTH);
    return Promise.resolve(vectors);
  },
};

function split(n: number, seed: number, known = true) {
  const rng = createRng(seed);
  const texts: string[] = [];
  const chosen = Int32Array.from({ length: n }, (_, i) => {
    texts.push(`the ${rng.pick(Object.values(TOPICS)[i % 3]!)} number ${rng.int(50)}`);
    return known ? i % 3 : UNLABELLED;
  });
  return { texts, labels: chosen };
}
const set: TextSet = {
  labels,
  train: split(90, 1),
  validation: split(30, 2),
  test: split(60, 3),
  outOfScope: null,
};

const given = {
  task: 'intents',
  teacher: 'encoder:abc',
  student: 'transformer-1x32',
  textSet: 'mine',
  labelsPerClass: 2,
  steps: 30,
  batchSize: 16,
  baseline: true,
};
const run = (more: object = {}) =>
  prepareExperiment(parseRunConfig({ ...given, ...more }).config, {
    bundle: () => expect.unreachable('nothing is finished'),
    tokenizer: () => Promise.resolve(learnTokenizer(set.train.texts, 300)),
    textSet: () => Promise.resolve(set),
    encoder: () => Promise.resolve(encoder),
  });

beforeAll(() => useBackend('fused'));

describe('a teacher on a frozen encoder', () => {
  it('learns from the labels that the student may see, and teaches', async () => {
    const before = memory().numTensors;
    asked = [];
    const experiment = await run();
    expect(experiment.stage.id).toBe('teacher');
    expect(new Set(asked)).toEqual(
      new Set([
        ...set.train.texts,
        ...set.validation.texts,
        ...set.test.texts,
        'get weather',
        'play music',
        'set alarm',
      ]),
    );
    await throughTeacher(experiment);
    expect(experiment.parameters?.teacher).toBe(1000 + WIDTH * 3 + 3);
    const { task } = experiment.lesson!;
    expect(task.rows).toEqual({ total: 90, labelled: 6 });
    await throughStage(experiment);
    const [teacher, student] = [await experiment.evaluate('teacher'), await experiment.evaluate('student')];
    expect(teacher!.figures['accuracy']).toBeGreaterThan(0.95);
    expect(student!.figures['agreement']).toBeGreaterThan(0.3);
    expect((await experiment.report()).arms.find(({ arm }) => arm === 'teacher')!.cost.parameters).toBe(1027);
    const answer = await createClassifier(await experiment.bundle('teacher'), () =>
      Promise.resolve(encoder),
    )!.classify('a storm');
    expect([...answer].indexOf(Math.max(...answer))).toBe(0);
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('needs no labels where the names say it', async () => {
    const experiment = await run({ settings: { encoder: { head: 'names' } }, baseline: false });
    expect(experiment.stage.id).toBe('student');
    expect((await experiment.evaluate('teacher'))!.figures['accuracy']).toBeGreaterThan(0.9);
    experiment.dispose();
  });

  it('goes by a person’s own words for a label', async () => {
    const labelWords = JSON.stringify({ GetWeather: 'a band', PlayMusic: 'the rain' });
    const experiment = await run({ settings: { encoder: { head: 'names' } }, labelWords, baseline: false });
    expect((await experiment.evaluate('teacher'))!.figures['accuracy']).toBeLessThan(0.5);
    experiment.dispose();
  });

  it('teaches alone', () => {
    const { config, rejected } = parseRunConfig({ ...given, moreTeachers: 'transformer-1x32' });
    expect(config.moreTeachers).toBe('');
    expect(rejected).toEqual(['moreTeachers']);
  });
});

describe('sentences that are added', () => {
  const augment = { share: 0.5, size: 1 };
  it('are labelled by the teacher and drawn in their share, but not by the arm without them', async () => {
    const experiment = await run({ settings: { encoder: { head: 'names' }, augment }, ownRows: true });
    const { task } = experiment.lesson!;
    expect(task.rows.total).toBeGreaterThan(150);
    expect(task.transfer.label(120)).toBeNull();
    const added = (rows?: 'given', lambda = 0.1) =>
      task.batch(3, lambda, rows).rows.filter((row) => row >= 90).length;
    expect(added()).toBe(8);
    expect(added('given')).toBe(0);
    expect(added(undefined, 1)).toBe(0); // the baseline's
    expect(new Set(asked)).toContain(task.transfer.text(120));
    expect(experiment.stage.arms.map(({ id }) => id)).toEqual(['student', 'baseline', 'ownRows']);
    await throughStage(experiment);
    experiment.dispose();
  });

  it('come from another set, too, but never from the test', async () => {
    const other = {
      ...set,
      train: { texts: ['a new song', set.test.texts[0]!], labels: Int32Array.of(-1, -1) },
    };
    const { config } = parseRunConfig({
      ...{ ...given, moreSet: 'other', baseline: false },
      settings: { encoder: { head: 'names' }, augment: { share: 0.5, way: 'none' } },
    });
    const experiment = await prepareExperiment(config, {
      bundle: () => expect.unreachable('nothing is finished'),
      tokenizer: () => Promise.resolve(learnTokenizer(set.train.texts, 300)),
      textSet: (id) => Promise.resolve(id === 'mine' ? set : other),
      encoder: () => Promise.resolve(encoder),
    });
    const { transfer } = experiment.lesson!.task;
    expect(transfer.total).toBe(91);
    expect(transfer.text(90)).toBe('a new song');
    experiment.dispose();
  });
});

describe('the best temperature', () => {
  it('is found where the right answers are likeliest', () => {
    const rng = createRng(5);
    const [n, K, right] = [400, 4, 2.5];
    const logits = Float32Array.from({ length: n * K }, () => 3 * rng.normal());
    const drawn = Int32Array.from({ length: n }, (_, i) => {
      const row = [...logits.subarray(i * K, (i + 1) * K)].map((z) => Math.exp(z / right));
      let left = rng.next() * row.reduce((a, b) => a + b);
      return row.findIndex((p) => (left -= p) < 0);
    });
    const found = bestTemperature(logits, drawn, K);
    expect(found).toBeGreaterThan(2);
    expect(found).toBeLessThan(3.2);
    for (const other of [found * 1.1, found / 1.1])
      expect(surprise(logits, drawn, K, found)).toBeLessThan(surprise(logits, drawn, K, other));
  });

  it('is 1 where nothing is labelled', () => {
    expect(bestTemperature(Float32Array.of(1, 2), Int32Array.of(UNLABELLED), 2)).toBe(1);
  });
});
