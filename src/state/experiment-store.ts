// The experiment on the table: the config that Distill will run. Every change goes through the schema, so the store never
// holds a config that the worker would refuse. Not the config of the run in progress (training-store has that).

import { createStore } from 'zustand/vanilla';
import { presets, tasks } from '../catalog/catalog';
import { defaultConfig, FROM_SEED, parseRunConfig, type RunConfig } from '../catalog/run-config';
import { sameSettings } from '../catalog/settings';
import { SHIPPED_TEACHER } from '../catalog/tasks/agent';
import type { Settings } from '../catalog/types';
import { fromHash } from '../storage/share-link';

export interface ExperimentState {
  config: RunConfig;
  /** Fields of the link or file that were bad and fell back to their defaults. */
  rejected: readonly string[];
  /** The preset that the config equals in every field the preset sets, if any. */
  preset: string | null;
  /** Changes a field. Another task brings that task's first preset along; a bad value is ignored. */
  set<K extends keyof RunConfig>(field: K, value: RunConfig[K]): void;
  /** Sets the preset's fields and the rest to their defaults, but keeps the chosen backend. */
  applyPreset(id: string): void;
  /** Takes a whole config, from a link or a run of before. */
  load(config: RunConfig, rejected?: readonly string[]): void;
}

/** The first preset of a task; undefined where it has none. */
const firstPreset = (task: string) => presets.find(({ config }) => config['task'] === task);

/** The experiment of an address; of a bare one the first that there is, whatever fields are where a link leaves them out. */
export const experimentIn = (hash: string): ReturnType<typeof fromHash> =>
  hash.length > 1 ? fromHash(hash) : parseRunConfig(firstPreset(defaultConfig.task)!.config);

/** The preset that a config equals in every field that the preset sets. */
export function presetOf(config: RunConfig): string | null {
  const equal = presets.find((preset) =>
    Object.entries(preset.config).every(
      ([field, value]) =>
        field === 'settings'
          ? sameSettings(config.settings, value as Settings, config.method)
          : String(config[field as keyof RunConfig]) === String(value), // a list by its members
    ),
  );
  return equal?.id ?? null;
}

/** A student that no longer begins with the shipped teacher's layers has more to learn: what that takes by default. */
export function fromNothing(before: RunConfig, config: RunConfig): RunConfig {
  if (before.start !== SHIPPED_TEACHER || config.start !== FROM_SEED) return config;
  const { steps, learningRate, evalEvery, scoredPrompts } = defaultConfig;
  return { ...config, steps, learningRate, evalEvery, scoredPrompts };
}

const whole = (config: RunConfig, rejected: readonly string[] = []) => ({
  config,
  rejected,
  preset: presetOf(config),
});

export function createExperimentStore(config: RunConfig, rejected: readonly string[] = []) {
  return createStore<ExperimentState>()((update, get) => ({
    ...whole(config, rejected),
    set(field, value) {
      const { config, applyPreset } = get();
      if (config[field] === value) return;
      const parsed = parseRunConfig({ ...config, [field]: value });
      if (field !== 'task') {
        if (!parsed.rejected.includes(field)) update(whole(fromNothing(config, parsed.config)));
        return;
      }
      if (!tasks.some((task) => task.id === value)) return;
      const preset = firstPreset(value as string);
      if (preset) applyPreset(preset.id);
      else update(whole(parsed.config));
    },
    applyPreset(id) {
      const preset = presets.find((entry) => entry.id === id);
      if (!preset) return;
      const { backend } = get().config;
      update(whole(parseRunConfig({ ...preset.config, backend }).config));
    },
    load: (config, rejected) => update(whole(config, rejected)),
  }));
}
