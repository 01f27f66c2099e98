// The figures of the second head beside the agent's: where both tasks have one of the same name, that of the intents has a name of its
// own, or is left out.

import type { ClassSample } from '../../evaluation/metrics/samples';

const NAMES: Readonly<Record<string, string>> = {
  accuracy: 'intentAccuracy',
  agreement: 'intentAgreement',
  macroF1: 'macroF1',
  calibrationError: 'calibrationError',
  auroc: 'auroc',
};

/** By the names that they have here; the others are left out. */
export const ofIntents = <T>(figures: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(
    Object.entries(figures).flatMap(([id, figure]) => (NAMES[id] ? [[NAMES[id], figure]] : [])),
  );

export const sampleOfIntents = (sample: ClassSample): ClassSample => ({
  ...sample,
  statistics: ofIntents(sample.statistics),
});
