// Whether capacity is to blame can be asked of a stored run: one with a larger student on the same data, whose baseline is here.

import { sizes } from '../catalog/catalog';
import type { RunConfig } from '../catalog/run-config';
import type { RunEntry } from './runs-store';

/** What must be alike for two runs to have the same rows and classes. */
const SAME_DATA = {
  points: ['task', 'dataset', 'classes', 'noise', 'seed'],
  intents: ['task', 'textSet', 'vocabulary'],
  agent: ['task', 'textSet'],
} as const satisfies Record<string, readonly (keyof RunConfig)[]>;

const rank = (size: string): number => sizes.findIndex(({ id }) => id === size);

/** The finished run of this device with the largest student above the config's own, of the same data; null where there is none. */
export function largerRun(runs: readonly RunEntry[], config: RunConfig): RunEntry | null {
  const fields: readonly (keyof RunConfig)[] = SAME_DATA[config.task as keyof typeof SAME_DATA] ?? [];
  const larger = runs.filter(
    (run) =>
      run.status === 'done' &&
      run.file === undefined &&
      fields.length > 0 &&
      fields.every((field) => run.config[field] === config[field]) &&
      rank(run.config.student) > rank(config.student),
  );
  return larger.toSorted((a, b) => rank(b.config.student) - rank(a.config.student))[0] ?? null;
}
