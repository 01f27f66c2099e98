// Agent runs of every method that fits, as the page has them: cached answers and taps, half of the batches written by the student
// where it may, T and λ on their courses. No tensor is left, and a run goes on bit for bit.

import { beforeAll, describe, expect, it } from 'vitest';
import { methods } from '../../catalog/catalog';
import { unfitOf } from '../../catalog/fits';
import { parseRunConfig, type RunConfig } from '../../catalog/run-config';
import type { Settings } from '../../catalog/types';
import { methodOf } from '../../distillation/method';
import { collect } from '../../distillation/testing';
import { memory } from '../../engine/tensor';
import { useBackend } from '../../engine/testing';
import { parseSafetensors } from '../../models/safetensors';
import { type Experiment, prepareExperiment } from '../experiment';
import { type TinyAgent, tinyAgent } from './testing';

/** What makes a method remember something: who writes, and what comes first. */
const OF_METHOD: Settings = {
  hint: { order: 'staged', hintShare: 0.7 },
  tinybert: { balance: 'scaled' },
  uld: { tokens: 288 },
  'verified-sampling': { checked: 'all', samples: 2, writer: 'student' },
};

function configOf(method: string, fields: Partial<RunConfig> = {}): RunConfig {
  const { config, rejected } = parseRunConfig({
    task: 'agent',
    student: 'transformer-1x32',
    method,
    steps: 10,
    batchSize: 4,
    labelShare: 0.05,
    learningRate: 4e-3,
    temperature: 2,
    lambda: 0.2,
    settings: {
      ...(!methodOf(method).ownTokens && { onPolicy: { share: 0.5, after: 0 } }),
      schedules: { temperature: 'linear', temperatureEnd: 1, lambda: 'adaptive', lambdaEnd: 0.6 },
      ...(OF_METHOD[method] && { [method]: OF_METHOD[method] }),
    },
    ...fields,
  });
  expect(rejected).toEqual([]);
  return config;
}

const ALL = methods.filter((info) => unfitOf(info, configOf(info.id)) === null).map(({ id }) => id);

let tiny: TinyAgent;

beforeAll(async () => {
  tiny = await tinyAgent();
  await useBackend('fused');
}, 120_000);

it('there are methods of every family', () => {
  expect(ALL.length).toBe(methods.length);
});

/** Methods on logits go on as Hinton's does: by the student's weights, the optimiser and the answers. */
const REMEMBER = methods
  .filter(({ id, family }) => id === 'hinton' || family !== 'logits')
  .map(({ id }) => id);

describe.each(ALL)('%s', (method) => {
  it('holds as many tensors after step 50 as after step 2', async () => {
    const config = configOf(method, { steps: 50, batchSize: 1 });
    const before = memory().numTensors;
    const experiment = await prepareExperiment(config, { ...tiny.deps, onRollout: () => undefined });
    const counts: number[] = [];
    for await (const { log } of experiment.stage.arms[0]!.train()) {
      await log;
      counts.push(memory().numTensors);
    }
    expect(counts).toHaveLength(50);
    expect(counts[49]).toBe(counts[1]);
    experiment.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it.runIf(REMEMBER.includes(method))(
    'goes on from a checkpoint bit for bit, with its own weights and on its courses',
    async () => {
      const config = configOf(method);
      const [whole, first] = [
        await prepareExperiment(config, tiny.deps),
        await prepareExperiment(config, tiny.deps),
      ];
      const expected = await collect(whole.stage.arms[0]!.train());
      expect(new Set(expected.map(({ temperature }) => temperature)).size).toBeGreaterThan(5);
      await collect(first.stage.arms[0]!.train(), 6);
      const checkpoint = structuredClone(await first.checkpoint());
      first.dispose();
      const second = await prepareExperiment(config, tiny.deps, checkpoint);
      const told = (logs: typeof expected) =>
        logs.map(({ loss, terms, temperature, lambda }) => [loss, terms, temperature, lambda]);
      expect(told(await collect(second.stage.arms[0]!.train()))).toEqual(told(expected.slice(6)));
      const saved = async ({ stage }: Experiment) => parseSafetensors(await stage.arms[0]!.save());
      const [mine, theirs] = [await saved(second), await saved(whole)];
      expect(mine).toEqual(theirs);
      expect(Object.keys(mine).some((name) => name.startsWith('method.'))).toBe(
        ['hint', 'tinybert'].includes(method),
      );
      second.dispose();
      whole.dispose();
    },
  );
});
