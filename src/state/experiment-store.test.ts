import { expect, test } from 'vitest';
import { presets } from '../catalog/catalog';
import { defaultConfig, runConfigSchema } from '../catalog/run-config';
import * as v from 'valibot';
import { createExperimentStore, experimentIn } from './experiment-store';

test('another task brings models that fit and its first preset; the backend stays', () => {
  const store = createExperimentStore(defaultConfig);
  store.getState().set('backend', 'wasm');
  store.getState().set('task', 'points');
  const { config, preset } = store.getState();
  expect(config.student).toMatch(/^mlp/);
  expect(config.teacher).toMatch(/^mlp/);
  expect(config.backend).toBe('wasm');
  expect(presets.find((entry) => entry.id === preset)?.config['task']).toBe('points');
});

test('every preset gives a valid config that is recognised as that preset', () => {
  const store = createExperimentStore(defaultConfig);
  for (const { id } of presets) {
    store.getState().applyPreset(id);
    expect(store.getState().preset).toBe(id);
    expect(v.is(runConfigSchema, store.getState().config)).toBe(true);
  }
});

test('a value out of range changes nothing', () => {
  const store = createExperimentStore(defaultConfig);
  store.getState().set('temperature', -3);
  store.getState().set('student', 'mlp-4'); // not a transformer
  expect(store.getState().config).toEqual(defaultConfig);
});

test('a bare address has the first preset, whose student begins with the shipped teacher; another student begins from nothing', () => {
  const { config, rejected } = experimentIn('');
  expect(rejected).toEqual([]);
  const store = createExperimentStore(config);
  expect(store.getState().preset).toBe('agent-default');
  expect(config.start).toBe('agent-teacher');
  store.getState().set('temperature', 2);
  expect(store.getState().config).toMatchObject({ start: 'agent-teacher', steps: config.steps });
  store.getState().set('student', 'transformer-2x64');
  const { steps, learningRate } = defaultConfig;
  expect(store.getState().config).toMatchObject({ start: '', steps, learningRate });
  // what a link leaves out is what it was before there was such a preset
  expect(experimentIn('#task=agent').config).toEqual(defaultConfig);
});
