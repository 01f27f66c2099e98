// The whole run configs of a lesson: what is on the table, and what each run of its trial is started with.

import type { Lesson, Patch } from './lesson';
import { parseRunConfig, type RunConfig } from './run-config';

/** What lessons leave to the person. */
export type Given = Pick<RunConfig, 'seed' | 'backend'>;

const whole = (patch: Patch, given: Given): RunConfig => parseRunConfig({ ...patch, ...given }).config;

/** What the lesson puts on the table. */
export const tableOf = ({ config }: Pick<Lesson, 'config'>, given: Given): RunConfig => whole(config, given);

/** In the order of the trial's runs; none where there is no trial. */
export const configsOf = ({ config, trial }: Pick<Lesson, 'config' | 'trial'>, given: Given): RunConfig[] =>
  (trial?.runs ?? []).map((run) => whole({ ...config, ...run.config }, given));
