// Settings beyond the flat fields of the run config: a group a method with parameters of its own, and a group a file in settings/
// for what several methods share. RunConfig.settings holds what differs from the defaults, by group and parameter.

import { methods } from './catalog';
import { readLayerMap } from './layer-map';
import type { SettingGroup, SettingParam, Settings, SettingValue } from './types';

const modules = import.meta.glob<{ entry: SettingGroup }>('./settings/*.ts', { eager: true });

/** Groups that count whatever the method. */
export const sharedGroups: readonly SettingGroup[] = Object.values(modules).map(({ entry }) => entry);

const paramsOf = (group: string): readonly SettingParam[] =>
  sharedGroups.find(({ id }) => id === group)?.params ?? methods.find(({ id }) => id === group)?.params ?? [];

/** A parameter by its name; undefined where another version had another one. */
export const settingParam = (group: string, id: string): SettingParam | undefined =>
  paramsOf(group).find((param) => param.id === id);

/** Whether a parameter may have this value. */
export function isValue(param: SettingParam, value: unknown): value is SettingValue {
  if ('choices' in param) return param.choices.some(({ id }) => id === value);
  if ('standard' in param) return typeof value === 'string' && (value === '' || readLayerMap(value) !== null);
  return typeof value === 'number' && value >= param.min && value <= param.max;
}

/** All values of a group, defaults where nothing else is set. */
export const settingsOf = (settings: Settings, group: string): Record<string, SettingValue> =>
  Object.fromEntries(
    paramsOf(group).map(({ id, default: standard }) => [id, settings[group]?.[id] ?? standard]),
  );

/** One value of a group as a number. */
export const numberSetting = (settings: Settings, group: string, id: string): number =>
  Number(settingsOf(settings, group)[id]);

/** Settings with one value moved; what is at its default is left out, so that equal settings are equal texts. */
export const withSetting = (settings: Settings, group: string, id: string, value: SettingValue): Settings =>
  parseSettings({ ...settings, [group]: { ...settings[group], [id]: value } }).settings;

/** Keeps what is known and in range, in the catalogue's order; `rejected` says whether anything was not. */
export function parseSettings(input: unknown): { settings: Settings; rejected: boolean } {
  const source = isRecord(input) ? input : {};
  let rejected = input !== undefined && !isRecord(input);
  const settings: Record<string, Record<string, SettingValue>> = {};
  const known = new Set([...sharedGroups, ...methods].map(({ id }) => id));
  rejected ||= Object.keys(source).some((group) => !known.has(group));
  for (const group of known) {
    const given = source[group];
    if (given === undefined) continue;
    if (!isRecord(given)) {
      rejected = true;
      continue;
    }
    const params = paramsOf(group);
    rejected ||= Object.keys(given).some((id) => !params.some((param) => param.id === id));
    const kept = params.flatMap((param): [string, SettingValue][] => {
      const value = given[param.id];
      if (value === undefined || value === param.default) return [];
      if (isValue(param, value)) return [[param.id, value]];
      rejected = true;
      return [];
    });
    if (kept.length > 0) settings[group] = Object.fromEntries(kept);
  }
  return { settings, rejected };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What counts under a method: its own group and the shared ones. */
export const groupsInForce = (method: string): readonly string[] => [
  ...sharedGroups.map(({ id }) => id),
  ...(paramsOf(method).length > 0 ? [method] : []),
];

/** Whether two runs of these methods have the same settings in force. */
export const sameSettings = (a: Settings, b: Settings, method: string): boolean =>
  groupsInForce(method).every(
    (group) => JSON.stringify(settingsOf(a, group)) === JSON.stringify(settingsOf(b, group)),
  );
