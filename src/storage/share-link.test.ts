import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { sizes, tasks } from '../catalog/catalog';
import { datasets } from '../catalog/datasets';
import { foldNames, NO_FOLD } from '../catalog/folds';
import { params } from '../catalog/params';
import {
  BACKENDS,
  defaultConfig,
  parseRunConfig,
  runConfigSchema,
  type RunConfig,
} from '../catalog/run-config';
import { fromHash, toHash } from './share-link';

const number = (id: keyof typeof params) => {
  const { min, max, step } = params[id];
  return step === 1 ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
};
const numeric = Object.fromEntries(
  (
    [
      'temperature',
      'lambda',
      'learningRate',
      'steps',
      'batchSize',
      'labelShare',
      'evalEvery',
      'seed',
      'classes',
      'noise',
    ] as const
  ).map((id) => [id, number(id)]),
);
const size = fc.constantFrom(...sizes.map(({ id }) => id));
/** Any config that the schema lets through. */
const anyConfig = fc
  .record({
    task: fc.constantFrom(...tasks.map(({ id }) => id)),
    dataset: fc.constantFrom(...datasets.map(({ id }) => id)),
    teacher: size,
    student: size,
    assistants: fc.array(size, { maxLength: 3 }),
    baseline: fc.boolean(),
    fold: fc.constantFrom(NO_FOLD, ...foldNames(5), ...foldNames(10)),
    backend: fc.constantFrom(...BACKENDS),
    ...numeric,
  })
  .map((input): RunConfig => parseRunConfig(input).config);

test('any config survives the link, to the last bit', () => {
  fc.assert(
    fc.property(anyConfig, (config) => {
      expect(fromHash(toHash(config))).toEqual({
        config: { ...config, noise: config.noise + 0 },
        rejected: [],
      });
    }),
  );
});

test('any text gives a whole config', () => {
  const names = Object.keys(defaultConfig);
  const nearly = fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), fc.string({ unit: 'binary' })))
    .map((pairs) => `#${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`);
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearly), (hash) => {
      const { config, rejected } = fromHash(hash);
      expect(v.is(runConfigSchema, config)).toBe(true);
      for (const field of rejected) expect(names).toContain(field);
    }),
    { numRuns: 500 },
  );
});

test('bad fields are named, the others keep their values', () => {
  const { config, rejected } = fromHash(
    '#task=points&temperature=banana&lambda=0.25&student=%%%&steps=1e9&seed=',
  );
  expect(config).toMatchObject({ task: 'points', lambda: 0.25, temperature: defaultConfig.temperature });
  expect(rejected.toSorted()).toEqual(['seed', 'steps', 'student', 'temperature']);
});

test('models that the link leaves out and the task needs are no mistake', () => {
  expect(fromHash('#task=points&steps=200')).toMatchObject({
    config: { task: 'points', steps: 200 },
    rejected: [],
  });
});

test("a teacher of the person's own does not travel", () => {
  expect(toHash({ ...defaultConfig, teacher: 'loaded' })).toContain('teacher=agent-teacher');
  expect(fromHash('#teacher=loaded').rejected).toEqual(['teacher']);
  const { config } = parseRunConfig({ task: 'intents', teacher: 'kept:teacher-1' });
  expect(config.teacher).toBe('model:intents:teacher-1'); // as an earlier version named it
  expect(toHash(config)).toContain('teacher=transformer-2x128');
  expect(fromHash('#task=intents&teacher=kept:teacher-1').rejected).toEqual(['teacher']);
});

test('a kept teacher is for intents alone, and its id is no text of any kind', () => {
  expect(parseRunConfig({ task: 'agent', teacher: 'kept:teacher-1' }).rejected).toEqual(['teacher']);
  expect(parseRunConfig({ task: 'points', teacher: 'kept:teacher-1' }).rejected).toContain('teacher');
  for (const teacher of ['kept:', 'kept:a b', `kept:${'a'.repeat(100)}`])
    expect(parseRunConfig({ task: 'intents', teacher }).rejected).toEqual(['teacher']);
});

test('a link from before the teacher could be asked about fewer prompts means that it scores them all', () => {
  expect(fromHash('#task=agent&prompts=3000').config).toMatchObject({ prompts: 3000, scoredPrompts: 3000 });
  expect(fromHash('#task=agent&prompts=3000&scoredPrompts=500').config.scoredPrompts).toBe(500);
});

test('settings travel under readable names, those in force alone, at their full values', () => {
  const { config } = parseRunConfig({
    task: 'points',
    method: 'jsd',
    settings: { jsd: { beta: 0.2 }, decoupled: { beta: 4 }, softLabels: { shift: 'swap' } },
  });
  const hash = toHash(config);
  expect(hash).toContain('jsd.beta=0.2');
  expect(hash).toContain('softLabels.smoothing=0&softLabels.shift=swap');
  expect(hash).not.toContain('decoupled');
  const { settings } = fromHash(hash).config;
  expect(settings).toEqual({ jsd: { beta: 0.2 }, softLabels: { shift: 'swap' } });
  const odd = fromHash('#task=points&method=jsd&jsd.beta=7&jsd.gamma=1');
  expect([odd.config.settings, odd.rejected]).toEqual([{}, ['settings']]);
});

test('a chain of assistants is a list of sizes in the link; an older link has none', () => {
  const link = '#task=points&teacher=mlp-64x64&student=mlp-4';
  const { config, rejected } = fromHash(`${link}&assistants=mlp-16x16,mlp-8`);
  expect(rejected).toEqual([]);
  expect(config.assistants).toEqual(['mlp-16x16', 'mlp-8']);
  expect(toHash(config)).toContain('assistants=mlp-16x16%2Cmlp-8');
  expect(fromHash(link).config.assistants).toEqual([]);
  expect(fromHash(`${link}&assistants=`)).toMatchObject({ config: { assistants: [] }, rejected: [] });
});

test('assistants that are too many, unknown or of another kind are left out by name', () => {
  const link = '#task=points&teacher=mlp-64x64&student=mlp-4&assistants=';
  for (const bad of ['mlp-8,mlp-8,mlp-8,mlp-8', 'mlp-9', 'transformer-1x32'])
    expect(fromHash(link + bad)).toMatchObject({ config: { assistants: [] }, rejected: ['assistants'] });
});

test('a link of before folds means the whole set, and a fold that cannot be is named', () => {
  expect(fromHash('#task=intents&textSet=mine').config.fold).toBe(NO_FOLD);
  for (const fold of ['0/5', '6/5', '1/2', '1/11', '1', '']) {
    const { config, rejected } = fromHash(`#task=intents&textSet=mine&fold=${fold}`);
    expect([config.fold, rejected]).toEqual([NO_FOLD, ['fold']]);
  }
});

test('a link of two tasks has sizes for teachers that cannot travel, and the weights of the tasks', () => {
  const { config } = parseRunConfig({
    task: 'both',
    moreTeachers: 'model:intents:b',
    settings: { taskWeights: { intents: 2 } },
  });
  const back = fromHash(toHash(config));
  expect(back.rejected).toEqual([]);
  expect(back.config).toEqual({ ...config, moreTeachers: 'transformer-2x128' });
});
