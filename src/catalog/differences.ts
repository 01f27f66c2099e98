// Where two experiments differ, and what is particular about one: the preset that it is nearest to, and where it differs from it.

import { presets, readsOf } from './catalog';
import type { Preset } from './preset';
import { BUILT_IN_SET, finishedTeacherId, parseRunConfig, type RunConfig } from './run-config';
import { groupsInForce, sameSettings, settingsOf } from './settings';
import { type TeacherChoice, teachersOf } from './teachers';
import { includesTask, partsOf } from './two-tasks';

export type Field = keyof RunConfig;

export interface Differences {
  /** Null where no preset is of this task. */
  preset: Preset | null;
  fields: readonly Field[];
}

const AGENT_ONLY: readonly Field[] = ['cacheTargets', 'plainStudent', 'prompts', 'scoredPrompts'];
const INTENTS_ONLY: readonly Field[] = ['dropout', 'wordDropout', 'softRows'];
/** And where a teacher is trained, not kept from before. */
const TRAINED_ONLY: readonly Field[] = ['teacherEpochs', 'vocabulary'];

const isTrained = ({ teacher }: TeacherChoice): boolean => finishedTeacherId(teacher) === null;

/** Where it runs is no setting of the experiment; fields that the data does not use do not count either. */
function counts(field: Field, config: RunConfig): boolean {
  if (field === 'backend') return false;
  if (AGENT_ONLY.includes(field)) return includesTask(config.task, 'agent');
  if (field === 'dataset') return config.task === 'points';
  if (field === 'classes' || field === 'noise')
    return config.task === 'points' && config.dataset !== 'textbook';
  const ownChats = config.task === 'agent' && config.textSet !== BUILT_IN_SET;
  if (field === 'textSet') return readsOf(config.task) !== null && partsOf(config.task).length === 0;
  if (field === 'fold') return config.task === 'intents' && config.textSet !== BUILT_IN_SET;
  if (field === 'context') return includesTask(config.task, 'intents') || ownChats;
  if (INTENTS_ONLY.includes(field)) return includesTask(config.task, 'intents');
  if (TRAINED_ONLY.includes(field))
    return ownChats || (includesTask(config.task, 'intents') && teachersOf(config).some(isTrained));
  return true;
}

/** Settings are equal where those in force are: what another method would go by says nothing. */
const isEqual = (field: Field, config: RunConfig, other: RunConfig): boolean =>
  field === 'settings'
    ? sameSettings(config.settings, other.settings, config.method)
    : String(other[field]) === String(config[field]); // a list by its members

/** The fields in which a config is another experiment than a second one. */
export const changedFields = (config: RunConfig, other: RunConfig): Field[] =>
  (Object.keys(other) as Field[]).filter((field) => counts(field, config) && !isEqual(field, config, other));

/** The fields in which any of several experiments is another one than the first. */
export const differingFields = ([first, ...others]: readonly RunConfig[]): Field[] =>
  (first ? (Object.keys(first) as Field[]) : []).filter((field) =>
    others.some((other) => (counts(field, first!) || counts(field, other)) && !isEqual(field, first!, other)),
  );

/** Settings beside the flat fields that differ between experiments, each in force in one of them at least. */
export function differingSettings(configs: readonly RunConfig[]): { group: string; id: string }[] {
  const groups = [...new Set(configs.flatMap(({ method }) => groupsInForce(method)))];
  return groups.flatMap((group) => {
    const values = configs.map(({ settings }) => settingsOf(settings, group));
    return Object.keys(values[0] ?? {})
      .filter((id) => values.some((one) => one[id] !== values[0]![id]))
      .map((id) => ({ group, id }));
  });
}

export function differencesOf(config: RunConfig): Differences {
  let nearest: Differences = { preset: null, fields: [] };
  for (const preset of presets) {
    const whole = parseRunConfig(preset.config).config;
    if (whole.task !== config.task) continue;
    const fields = changedFields(config, whole);
    if (nearest.preset === null || fields.length < nearest.fields.length) nearest = { preset, fields };
  }
  return nearest;
}
