// What the table of methods compares: budgets (a task, its data and models, few labels, so many steps), and rows, each a method
// at some settings on a budget. Whatever a row does not change is the budget's own: the plain Hinton run that it is compared with.

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
}

export const BUDGETS: Readonly<Record<string, Budget>> = {
  blobs: { preset: 'points-blobs', config: {}, seeds: 5 },
  spirals: { preset: 'points-spirals', config: {}, seeds: 5 },
  'intents, 5 % of labels': { preset: 'intents-5-percent', config: {}, seeds: 3 },
  'intents, same 100 rows': { preset: 'intents-same-100-rows', config: {}, seeds: 3 },
};

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

export const ROWS: readonly Row[] = Object.keys(BUDGETS).flatMap((budget) => [
  ...OBJECTIVES.map((method): Row => ({ id: method, budget, config: { method } })),
  ...Object.entries(SOFT_LABELS).map(([name, softLabels]): Row => {
    return { id: `hinton, ${name}`, budget, config: { settings: { softLabels } } };
  }),
]);
