// The steps by which a backend is chosen: of every task of the catalogue, at the run's sizes, with nothing left behind.

import { beforeAll, expect, it } from 'vitest';
import { tasks } from '../catalog/catalog';
import { parseRunConfig } from '../catalog/run-config';
import { memory } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { trialOf } from './trial';

beforeAll(() => useBackend('fused'));

/** Of each task: who teaches it, and students. */
const models: Record<string, [teachers: { teacher: string; moreTeachers?: string }, students: string[]]> = {
  points: [{ teacher: 'mlp-64x64' }, ['mlp-linear', 'mlp-16x16']],
  intents: [{ teacher: 'transformer-1x64' }, ['transformer-1x32']],
  agent: [{ teacher: 'transformer-2x64' }, ['transformer-1x32', 'transformer-1x48']],
  both: [{ teacher: 'transformer-2x64', moreTeachers: 'transformer-2x64' }, ['transformer-1x32']],
};

it('has a trial for every task', () => {
  expect(Object.keys(models).sort()).toEqual(tasks.map(({ id }) => id).sort());
});

it.each(
  Object.entries(models).flatMap(([task, [teachers, students]]) =>
    students.map((student) => [task, student, teachers] as const),
  ),
)('takes steps of %s with %s, and frees what it made', async (task, student, teachers) => {
  const { config, rejected } = parseRunConfig({ task, student, ...teachers, batchSize: 4 });
  expect(rejected).toEqual([]);
  const trial = trialOf(config)!;
  expect(trial.sizes).toContain(`${task} ${student} 4`);
  const warm = trial.begin();
  await warm.steps(1); // makes the constants
  warm.end();
  const before = memory().numTensors;
  const run = trial.begin();
  await run.steps(1);
  const held = memory().numTensors;
  expect(held).toBeGreaterThan(before);
  await run.steps(3);
  expect(memory().numTensors).toBe(held);
  run.end();
  expect(memory().numTensors).toBe(before);
});

it('tells sizes apart', () => {
  const sizes = (changes: object) => trialOf(parseRunConfig({ task: 'agent', ...changes }).config)!.sizes;
  expect(sizes({})).toBe(sizes({ seed: 5, temperature: 3, steps: 7 }));
  expect(sizes({ batchSize: 8 })).not.toBe(sizes({ batchSize: 16 }));
  expect(sizes({ student: 'transformer-1x32' })).not.toBe(sizes({ student: 'transformer-1x48' }));
});
