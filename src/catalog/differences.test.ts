import { expect, test } from 'vitest';
import { presets } from './catalog';
import { parseRunConfig } from './run-config';
import { changedFields, differencesOf, differingFields, differingSettings } from './differences';

const configOf = (id: string) => parseRunConfig(presets.find((preset) => preset.id === id)!.config).config;

test('a preset as it is differs in nothing, on any backend', () => {
  for (const { id } of presets) {
    const { preset, fields } = differencesOf({ ...configOf(id), backend: 'cpu' });
    expect([preset?.id, fields]).toEqual([id, []]);
  }
});

test('a changed run names its nearest preset and what was changed', () => {
  const changed = { ...configOf('points-blobs'), temperature: 8, seed: 7 };
  const { preset, fields } = differencesOf(changed);
  expect(preset?.id).toBe('points-blobs');
  expect([...fields].sort()).toEqual(['seed', 'temperature']);
});

test('how long a teacher would be trained is no difference where it was kept', () => {
  const changed = { ...configOf('intents-5-percent'), teacherEpochs: 2, vocabulary: 300 };
  expect(differencesOf(changed).fields).toEqual(['teacherEpochs', 'vocabulary']);
  expect(differencesOf({ ...changed, teacher: 'kept:a' }).fields).toEqual(['teacher']);
});

test('what an agent run does not use is no difference', () => {
  expect(differencesOf({ ...configOf('agent-default'), noise: 0.3, dataset: 'rings' }).fields).toEqual([]);
});

test('chats of one’s own make another experiment of an agent', () => {
  const agent = configOf('agent-default');
  const own = { ...agent, teacher: 'transformer-2x128', textSet: 'house', vocabulary: 500 };
  expect([...changedFields(own, agent)].sort()).toEqual(['teacher', 'textSet', 'vocabulary']);
  expect(changedFields({ ...agent, vocabulary: 500, backend: 'cpu' }, agent)).toEqual([]);
});

test('of several experiments those fields and settings are named in which any differs', () => {
  const first = configOf('points-blobs');
  const others = [
    { ...first, seed: 7 },
    { ...first, temperature: 8, backend: 'cpu' as const },
  ];
  expect([...differingFields([first, ...others])].sort()).toEqual(['seed', 'temperature']);
  expect(differingFields([first])).toEqual([]);
  const jsd = { ...first, method: 'jsd', settings: { jsd: { beta: 0.25 } } };
  expect(differingFields([first, jsd])).toContain('method');
  expect(differingSettings([first, jsd])).toEqual([{ group: 'jsd', id: 'beta' }]);
  expect(differingSettings([jsd, jsd])).toEqual([]);
});
