// A language model that labels sentences as a teacher of a whole run: its answers become soft targets, calibrated, and go on from there where
// labels are known.

import { beforeAll, expect, it } from 'vitest';
import { parseRunConfig } from '../../catalog/run-config';
import { learnTokenizer } from '../../data/learn-tokenizer';
import type { TextSet } from '../../data/text-set';
import { useBackend } from '../../engine/testing';
import { createRng } from '../../lib/rng';
import { upTo } from '../../lib/up-to';
import type { LanguageModel } from '../../models/language-model/language-model';
import { prepareExperiment } from '../experiment';
import { throughStage, throughTeacher } from '../testing';
import { createClassifier } from './classifier';
import { labelScorer } from './label-scorer';

const TOPICS = {
  weather: ['rain', 'sun', 'storm'],
  music: ['song', 'band', 'tune'],
  alarm: ['wake', 'clock'],
};
const labels = Object.keys(TOPICS);

let asked: string[] = [];
/** Knows the topics, but likes “music” far too much. */
const model: LanguageModel = {
  id: 'abc',
  name: 'Liker',
  parameters: 1000,
  atOnce: 3,
  terms: 'licence of Liker: MIT',
  prompts: { label: '{{labels}}\nSentence: {{sentence}}\nAnswer:', agent: '' },
  score({ messages, answers }) {
    const text = messages[0]!.content;
    asked.push(text);
    const sentence = /Sentence: (.*)/.exec(text)![1]!;
    const scores = answers.map((answer) => {
      const words = TOPICS[answer as keyof typeof TOPICS];
      return (words.some((word) => sentence.includes(word)) ? 0 : -2) + (answer === 'music' ? 3 : 0);
    });
    return Promise.resolve(Float32Array.from(scores));
  },
  say: () => Promise.reject(new Error('not asked')),
};

function split(n: number, seed: number) {
  const rng = createRng(seed);
  const texts = upTo(n).map(
    (i) => `the ${rng.pick(Object.values(TOPICS)[i % 3]!)} number ${i + 1000 * seed}`,
  );
  return { texts, labels: Int32Array.from(texts, (_, i) => i % 3) };
}
const set: TextSet = {
  labels,
  train: split(120, 1),
  validation: split(30, 2),
  test: split(60, 3),
  outOfScope: null,
};

beforeAll(() => useBackend('cpu'));

const run = (more: object = {}) => {
  asked = [];
  const { config, rejected } = parseRunConfig({
    task: 'intents',
    teacher: 'llm:abc',
    student: 'transformer-1x32',
    textSet: 'mine',
    steps: 20,
    batchSize: 12,
    labelsPerClass: 4,
    vocabulary: 300,
    ...more,
  });
  expect(rejected).toEqual([]);
  return prepareExperiment(config, {
    bundle: () => Promise.reject(new Error('none')),
    tokenizer: () => learnTokenizer(set.train.texts, 300, {}),
    textSet: () => Promise.resolve(set),
    encoder: ({ id, words }) => Promise.resolve(labelScorer(model, id, words!)),
    languageModel: () => Promise.resolve(model),
  });
};

it('teaches by its calibrated answers, in the run, in the report and in the chat', async () => {
  const experiment = await run({ settings: { encoder: { head: 'names' } } });
  expect(experiment.stage.id).toBe('student');
  const { figures } = (await experiment.evaluate('teacher'))!;
  expect(figures['accuracy']).toBe(1); // uncalibrated it would say music each time
  await throughStage(experiment);
  const report = await experiment.report();
  expect(report.arms.map(({ arm }) => arm)).toContain('teacher');

  const teacher = await experiment.bundle('teacher');
  expect(teacher.encoder).toMatchObject({ id: 'llm:abc', name: 'Liker', words: labels });
  expect(teacher.card.terms).toBe('licence of Liker: MIT');
  expect((await experiment.bundle('student')).card).toMatchObject({
    teacher: 'Liker',
    terms: 'licence of Liker: MIT',
  });
  const classifier = createClassifier(teacher, ({ id, words }) =>
    Promise.resolve(labelScorer(model, id, words!)),
  )!;
  const said = await classifier.classify('a storm is near');
  expect(said.indexOf(Math.max(...said))).toBe(0);
  experiment.dispose();
});

it('learns from known labels what its answers are worth', async () => {
  const experiment = await run();
  expect(experiment.stage.id).toBe('teacher');
  await throughTeacher(experiment);
  expect((await experiment.evaluate('teacher'))!.figures['accuracy']).toBe(1);
  experiment.dispose();
});

it('is asked about as many sentences as the run says, each once', async () => {
  const experiment = await run({ settings: { encoder: { head: 'names' }, llm: { sentences: 40 } } });
  expect(experiment.transfer!.total).toBe(40);
  expect(asked).toHaveLength(40 + 10 + 20);
  expect(new Set(asked).size).toBe(70);
  expect(asked[0]).toMatch(/^- weather\n- music\n- alarm\nSentence: the \w+ number \d+\nAnswer:$/);
  experiment.dispose();
});
