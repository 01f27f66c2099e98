// Agent runs that begin with several teachers, and in which the student writes or a chain follows.

import { beforeAll, describe, expect, it } from 'vitest';
import { parseRunConfig, type RunConfig } from '../../catalog/run-config';
import type { Settings } from '../../catalog/types';
import { collect } from '../../distillation/testing';
import { memory } from '../../engine/tensor';
import { fromParams } from '../../models/weights';
import type { ModelBundle } from '../../models/bundle';
import type { StepLog } from '../../protocol/training';
import { type ExperimentDeps, prepareExperiment } from '../experiment';
import { throughStage } from '../testing';
import { type TinyAgent, tinyAgent } from './testing';

const half: Settings = { onPolicy: { share: 0.5, after: 0 }, mixture: { how: 'router' } };

let tiny: TinyAgent;

beforeAll(async () => {
  tiny = await tinyAgent();
}, 120_000);

function configOf(fields: Partial<RunConfig> = {}): RunConfig {
  const base = parseRunConfig({ task: 'agent' }).config;
  const { config, rejected } = parseRunConfig({
    task: 'agent',
    specialty: '1/2',
    moreTeachers: `${base.teacher}@2/2`,
    student: 'transformer-1x48',
    steps: 10,
    batchSize: 4,
    labelShare: 0.3,
    learningRate: 4e-3,
    settings: half,
    ...fields,
  });
  expect(rejected).toEqual([]);
  return config;
}

const curve = (logs: readonly StepLog[]) => logs.map(({ loss, terms, tokens }) => [loss, terms, tokens]);

describe('several teachers of an agent', () => {
  it('score together what the student writes, and the run goes on from a checkpoint bit for bit', async () => {
    const before = memory().numTensors;
    const whole = await prepareExperiment(configOf(), tiny.deps);
    const expected = await collect(whole.stage.arms[0]!.train());
    // in every other batch the student wrote
    for (const { terms } of expected) expect(terms['share.1']! + terms['share.2']!).toBeCloseTo(1, 4);
    const plain = await prepareExperiment(configOf({ settings: { mixture: { how: 'router' } } }), tiny.deps);
    const given = await collect(plain.stage.arms[0]!.train());
    plain.dispose();
    expect(given[0]!.tokens).toBe(expected[0]!.tokens);
    expect(given[1]!.tokens).not.toBe(expected[1]!.tokens);

    const first = await prepareExperiment(configOf(), tiny.deps);
    await collect(first.stage.arms[0]!.train(), 5);
    const checkpoint = await first.checkpoint();
    first.dispose();
    const second = await prepareExperiment(configOf(), tiny.deps, checkpoint);
    const rest = await collect(second.stage.arms[0]!.train());
    expect(curve(rest)).toEqual(curve(expected.slice(5)));
    expect(await fromParams(second.stage.arms[0]!.model.params)).toEqual(
      await fromParams(whole.stage.arms[0]!.model.params),
    );
    second.dispose();
    whole.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('begin a chain, in which the later link learns from the one before alone, and goes on bit for bit', async () => {
    const before = memory().numTensors;
    const stored = new Map<string, ModelBundle>();
    const deps: ExperimentDeps = {
      ...tiny.deps,
      keep: async (bundle, as) => {
        stored.set(as, bundle);
        return as;
      },
      bundle: async (id) => stored.get(id) ?? tiny.teacher,
    };
    const chain = configOf({ assistants: ['transformer-1x32'] });
    const first = await prepareExperiment(chain, deps);
    expect([first.stage.id, first.stages]).toEqual(['assistant1', 2]);
    const link = await collect(first.stage.arms[0]!.train());
    expect(Object.keys(link[1]!.terms)).toEqual(expect.arrayContaining(['share.1', 'share.2']));
    await first.next();
    expect(first.stage.id).toBe('student');
    expect(stored.get('assistant1')!.card.teacher).toBe('tiny + tiny');
    await collect(first.stage.arms[0]!.train(), 4);
    const checkpoint = await first.checkpoint();
    const rest = await collect(first.stage.arms[0]!.train());
    expect(rest.flatMap(({ terms }) => Object.keys(terms))).not.toContain('share.1');
    expect((await first.bundle('student')).card.teacher).toBe('transformer-1x32');
    first.dispose();
    const second = await prepareExperiment(chain, deps, checkpoint);
    expect(second.stage).toMatchObject({ id: 'student', index: 1 });
    expect(curve(await collect(second.stage.arms[0]!.train()))).toEqual(curve(rest));
    second.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('say why what is inside of them cannot be compared, and leave nothing behind', async () => {
    const experiment = await prepareExperiment(configOf({ method: 'minilm', settings: {} }), tiny.deps);
    await expect(throughStage(experiment)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('several teachers') as string,
    });
    experiment.dispose();
  });
});
