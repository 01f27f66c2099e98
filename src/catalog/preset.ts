// A preset: one click sets these fields of the run config, the rest to their defaults.

import type { Choice, Settings } from './types';

export interface Preset extends Choice {
  config: Readonly<Record<string, string | number | boolean | readonly string[] | Settings>>;
}
