// What the table of methods compares: budgets (a task, its data and models, few labels, so many steps), and rows, each a method
// at some settings on a budget. Whatever a row does not change is the budget's own: the plain Hinton run that it is compared with.

import type { FigureId } from '../../src/catalog/figures';
import type { Preset } from '../../src/catalog/preset';
import type { Settings } from '../../src/catalog/types';

type Config = Preset['config'];

export interface Budget {
  /** A preset of the page. */
  preset: string;
  config: Config;
  seeds: number;
}

export interface Row {
  /** Names the row: the method, and what is particular about it. */
  id: string;
  budget: string;
  config: Config;
  /** What of the student's is compared, where that is not its task's main figure. */
  figure?: FigureId;
}

const FOR_ALL: Readonly<Record<string, Budget>> = {
  blobs: { preset: 'points-blobs', config: {}, seeds: 5 },
  spirals: { preset: 'points-spirals', config: {}, seeds: 5 },
  'intents, 5 % of labels': { preset: 'intents-5-percent', config: {}, seeds: 3 },
  'intents, same 100 rows': { preset: 'intents-same-100-rows', config: {}, seeds: 3 },
};

/** What two specialists are compared with: plain Hinton from one of them, and from one teacher of their size who knows all classes. */
const ONE_TEACHER: Readonly<Record<string, Budget>> = {
  'one specialist of two': { preset: 'points-specialists', config: { moreTeachers: '' }, seeds: 5 },
  'a generalist of a specialist’s size': {
    preset: 'points-specialists',
    config: { specialty: '', moreTeachers: '' },
    seeds: 5,
  },
};

/** Of its own row alone: the preset of the chain, without one. */
const WIDE_GAP: Readonly<Record<string, Budget>> = {
  'wide gap': { preset: 'points-chain', config: { assistants: [] }, seeds: 15 },
};

/** A student that is thin and deep: what hints were made for. */
const DEEP: Readonly<Record<string, Budget>> = {
  'deep student': {
    preset: 'points-spirals',
    config: { student: 'mlp-8x8x8x8', learningRate: 0.01 },
    seeds: 10,
  },
};

/** What one student of two tasks is compared with: each task alone, on a student of the same size, with the same steps and batches. */
const ALONE: Readonly<Record<string, Budget>> = {
  'agent alone': { preset: 'both-tasks', config: { task: 'agent', moreTeachers: '' }, seeds: 3 },
  'intents alone': {
    preset: 'both-tasks',
    config: { task: 'intents', teacher: 'transformer-2x64', moreTeachers: '' },
    seeds: 3,
  },
};

/** A teacher of the agent that is often wrong, and prompts whose right results are known: where sorting out pays, if anywhere. */
const WEAK_TEACHER: Readonly<Record<string, Budget>> = {
  'agent, weak teacher': {
    preset: 'agent-from-nothing',
    config: { teacher: 'transformer-1x48', prompts: 1500, scoredPrompts: 1500, steps: 500 },
    seeds: 3,
  },
};

export const BUDGETS: Readonly<Record<string, Budget>> = {
  ...FOR_ALL,
  ...ONE_TEACHER,
  ...WIDE_GAP,
  ...DEEP,
  ...ALONE,
  ...WEAK_TEACHER,
};

const MIXTURES = ['probabilities', 'logits', 'entropy', 'confidence', 'router'];
const TWO_SPECIALISTS: Config = { specialty: '1/2', moreTeachers: 'mlp-16x16@2/2' };

const OBJECTIVES = [
  'soft-cross-entropy',
  'logit-mse',
  'reverse-kl',
  'symmetric-kl',
  'jsd',
  'skewed-kl',
  'skewed-reverse-kl',
  'total-variation',
  'decoupled',
];

/** What is done to the teacher's soft labels, under plain Hinton. */
const SOFT_LABELS: Readonly<Record<string, Settings[string]>> = {
  standardised: { standardise: 'standardised' },
  smoothed: { smoothing: 0.1 },
  shifted: { shift: 'swap' },
};

const CHAINS: readonly Row[] = [['mlp-8'], ['mlp-16x16', 'mlp-8']].map((assistants) => {
  return { id: `assistants ${assistants.join(', ')}`, budget: 'wide gap', config: { assistants } };
});

/** Those that compare what is inside the models, as far as networks without attention have it. */
const INSIDE: readonly Row[] = ['blobs', 'spirals', 'deep student'].flatMap((budget) => [
  ...['hint', 'rkd', 'dist', 'sp'].map((method): Row => ({ id: method, budget, config: { method } })),
  {
    id: 'hint, first',
    budget,
    config: { method: 'hint', settings: { hint: { order: 'staged' } } as Settings },
  },
]);

const OF_ALL = Object.keys(FOR_ALL).flatMap((budget) => [
  ...OBJECTIVES.map((method): Row => ({ id: method, budget, config: { method } })),
  ...Object.entries(SOFT_LABELS).map(([name, softLabels]): Row => {
    return { id: `hinton, ${name}`, budget, config: { settings: { softLabels } } };
  }),
]);

const SPECIALISTS = Object.keys(ONE_TEACHER).flatMap((budget) =>
  MIXTURES.map((how): Row => {
    const config = { ...TWO_SPECIALISTS, settings: { mixture: { how } } };
    return { id: `two specialists, ${how}`, budget, config };
  }),
);

/** The preset's own run, whose student is both. */
const TWO_TASKS: Config = { task: 'both', teacher: 'agent-teacher', moreTeachers: 'transformer-2x64' };

const BOTH: readonly Row[] = [
  { id: 'agent and intents in one', budget: 'agent alone', config: TWO_TASKS },
  { id: 'agent and intents in one', budget: 'intents alone', config: TWO_TASKS, figure: 'intentAccuracy' },
];

const VERIFIED: readonly Row[] = [
  {
    id: 'verified-sampling, all prompts checked',
    budget: 'agent, weak teacher',
    config: {
      method: 'verified-sampling',
      settings: { 'verified-sampling': { checked: 'all', samples: 4 } },
    },
  },
];

export const ROWS: readonly Row[] = [...OF_ALL, ...INSIDE, ...SPECIALISTS, ...CHAINS, ...BOTH, ...VERIFIED];
