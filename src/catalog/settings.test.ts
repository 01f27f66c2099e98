import { expect, it } from 'vitest';
import { changedFields } from './differences';
import { parseRunConfig } from './run-config';
import { isValue, parseSettings, settingParam, settingsOf, sharedGroups, withSetting } from './settings';
import { methods } from './catalog';

it('keeps what is known and in range, and says that something was not', () => {
  expect(parseSettings({ jsd: { beta: 0.25 }, softLabels: { topK: 8 } })).toEqual({
    settings: { softLabels: { topK: 8 }, jsd: { beta: 0.25 } },
    rejected: false,
  });
  for (const bad of [
    { nobody: { beta: 0.5 } },
    { jsd: { gamma: 1 } },
    { jsd: { beta: 2 } },
    { jsd: { beta: '0.5' } },
    { softLabels: { shift: 'sometimes' } },
    { jsd: 3 },
    [],
    'jsd',
    null,
  ]) {
    expect(parseSettings(bad)).toEqual({ settings: {}, rejected: true });
    expect(parseRunConfig({ settings: bad }).rejected).toEqual(['settings']);
  }
  expect(parseSettings({ jsd: { beta: 0.25, gamma: 1 } }).settings).toEqual({ jsd: { beta: 0.25 } });
});

it('leaves defaults out, so that equal settings are equal texts', () => {
  const moved = withSetting({}, 'jsd', 'beta', 0.2);
  expect(moved).toEqual({ jsd: { beta: 0.2 } });
  expect(withSetting(moved, 'jsd', 'beta', 0.5)).toEqual({});
  expect(settingsOf(moved, 'jsd')).toEqual({ beta: 0.2 });
  expect(settingsOf({}, 'jsd')).toEqual({ beta: 0.5 });
});

it('counts a setting as a difference only where it is in force', () => {
  const plain = parseRunConfig({ task: 'points', method: 'hinton' }).config;
  expect(changedFields({ ...plain, settings: { jsd: { beta: 0.2 } } }, plain)).toEqual([]);
  const jsd = { ...plain, method: 'jsd' };
  expect(changedFields({ ...jsd, settings: { jsd: { beta: 0.2 } } }, jsd)).toEqual(['settings']);
  expect(changedFields({ ...plain, settings: { softLabels: { smoothing: 0.1 } } }, plain)).toEqual([
    'settings',
  ]);
});

it('has defaults that are values, ids that are unique and can stand in a link', () => {
  const groups = [...sharedGroups, ...methods];
  expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
  for (const { id: group, params = [] } of groups) {
    for (const param of params) {
      expect(isValue(param, param.default), `${group}.${param.id}`).toBe(true);
      expect(`${group}.${param.id}`).toMatch(/^[\w-]+\.\w+$/);
      expect(settingParam(group, param.id)).toBe(param);
    }
  }
});
