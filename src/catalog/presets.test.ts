import { expect, it } from 'vitest';
import { presets } from './catalog';
import { parseRunConfig } from './run-config';

it.each(presets.map(({ id, config }) => [id, config] as const))('%s is taken as it stands', (_, given) => {
  const { config, rejected } = parseRunConfig(given);
  expect(rejected).toEqual([]);
  expect(config).toMatchObject(given);
});
