// Kinds of sets, and what must hold for any.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RecipeFacts, recipeFor } from './recipe';
import { defaultConfig, parseRunConfig } from './run-config';
import { runMinutes } from './run-minutes';

const words = { context: 32, vocabulary: 2048, batchSize: 32 };
const facts = (rows: number, labels: number, unlabelled = 0): RecipeFacts => ({
  rows,
  labels,
  unlabelled,
  settings: words,
});
const reasonsOf = (of: RecipeFacts) => recipeFor(of).reasons.map(({ id }) => id);

test('many close labels are read often, by a large teacher and a student of less than a tenth', () => {
  const { config, reasons } = recipeFor(facts(15_000, 151));
  expect(config).toMatchObject({
    teacher: 'transformer-2x128',
    student: 'transformer-1x32',
    teacherEpochs: 20,
    steps: 5000,
    vocabulary: 1024,
    context: 32,
    labelShare: 1,
  });
  expect(reasons.map(({ id }) => id)).toEqual([
    'largeTeacher',
    'passes',
    'steps',
    'closeLabels',
    'sentences',
  ]);
  expect(reasons[1]!.numbers).toEqual({ passes: 20, aLabel: 99, readings: 1980 });
});

test('few labels with thousands of rows each take few passes', () => {
  const { config } = recipeFor(facts(13_000, 7));
  expect(config.teacherEpochs).toBe(4);
  expect(config.lambda).toBeGreaterThan(recipeFor(facts(15_000, 151)).config.lambda);
});

test('few rows take a small teacher, more passes and steps enough', () => {
  const { config } = recipeFor(facts(300, 10));
  expect(config.teacher).toBe('transformer-2x64');
  expect(config.teacherEpochs).toBe(40);
  expect(config.steps).toBeGreaterThanOrEqual(300);
  expect(config.batchSize).toBe(32);
});

test('where many rows have no label the teacher counts for more', () => {
  expect(recipeFor(facts(9000, 77, 6000)).config.lambda).toBe(0.1);
  expect(reasonsOf(facts(9000, 77, 6000))).toContain('unlabelled');
  expect(reasonsOf(facts(9000, 7))).toContain('fewLabels');
});

test('any set gives settings that a run may have, and minutes that grow with it', () => {
  const count = fc.integer({ min: 0, max: 500_000 });
  fc.assert(
    fc.property(count, fc.integer({ min: 0, max: 3000 }), count, (rows, labels, unlabelled) => {
      const of = facts(rows, labels, Math.min(rows, unlabelled));
      const { config, rejected } = parseRunConfig({
        ...defaultConfig,
        task: 'intents',
        ...recipeFor(of).config,
      });
      expect(rejected).toEqual([]);
      expect(config).toMatchObject(recipeFor(of).config);
      expect(runMinutes(config, of)).toBeGreaterThan(0);
    }),
  );
});

test('minutes follow what is changed, and are not guessed where somebody else answers', () => {
  const of = facts(15_000, 151);
  const { config } = parseRunConfig({ task: 'intents', textSet: 'mine', ...recipeFor(of).config });
  const minutes = runMinutes(config, of)!;
  expect(minutes).toBeGreaterThan(5);
  expect(minutes).toBeLessThan(20);
  expect(runMinutes({ ...config, teacherEpochs: 10 }, of)).toBeLessThan(minutes);
  expect(runMinutes({ ...config, baseline: true }, of)).toBeGreaterThan(minutes);
  expect(runMinutes({ ...config, teacher: 'model:intents:abc' }, of)).toBeLessThan(minutes / 2);
  expect(runMinutes({ ...config, teacher: 'encoder:agent-teacher' }, of)).toBeNull();
  expect(runMinutes({ ...config, teacher: 'llm:abc' }, of)).toBeNull();
});
