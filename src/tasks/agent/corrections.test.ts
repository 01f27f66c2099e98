// Corrections in a run with tiny networks on a few dozen dialogues of the real corpus.

import { beforeAll, describe, expect, it } from 'vitest';
import { parseRunConfig } from '../../catalog/run-config';
import { collect } from '../../distillation/testing';
import type { Correction } from '../../protocol/correction';
import { type Experiment, prepareExperiment } from '../experiment';
import { learnCorrections } from '../learn-corrections';
import { similarRequests } from './similar-requests';
import { tinyAgent, type TinyAgent } from './testing';

const { config } = parseRunConfig({
  ...{
    task: 'agent',
    student: 'transformer-1x48',
    steps: 10,
    batchSize: 4,
    labelShare: 0.2,
    learningRate: 4e-3,
  },
});
const call = { name: 'todo_list', args: [] };
const correction: Correction = {
  ...{ id: 'one', at: 1, dataSet: 'built-in', said: 'what is on my list', wrote: 'todo_add(list)' },
  kind: 'call',
  before: [{ user: 'hello', plan: [], steps: [], say: 'hi there' }],
  turn: { user: 'what is on my list', plan: ['todo_list'], steps: [{ call, result: 'milk' }], say: 'milk' },
};

let agent: TinyAgent;
beforeAll(async () => {
  agent = await tinyAgent();
}, 120_000);

async function trained(): Promise<Experiment> {
  const experiment = await prepareExperiment(config, agent.deps);
  await collect(experiment.stage.arms[0]!.train());
  return experiment;
}

describe('a corrected turn', () => {
  it('stands with its label beside the rows that are drawn anyway; of the turns before it nothing is learnt', async () => {
    const experiment = await prepareExperiment(config, agent.deps);
    const { task } = experiment.lesson!;
    const before = task.batch(3, 0.1);
    experiment.correct([correction]);
    const batch = task.batch(3, 0.1);
    expect(batch.rows.slice(0, -1)).toEqual(before.rows);
    expect(task.corrections!.isCorrected(batch.rows.at(-1)!)).toBe(true);
    const [B, T] = batch.shape;
    const mine = [...batch.positions!].flatMap((at, n) => (Math.floor(at / T) === B - 1 ? [n] : []));
    expect(mine.every((n) => batch.hardMask[n] === 1)).toBe(true);
    const text = agent.tokenizer.decode(mine.map((n) => batch.labels[n]!));
    expect(text).toContain('todo_list');
    expect(text).not.toContain('hi there');
    expect(task.batch(3, 1).rows.at(-1)).toBe(batch.rows.at(-1));
    const rehearsal = task.corrections!.rehearsal(3, 0.1).rows;
    expect(rehearsal).toHaveLength(config.batchSize);
    expect(rehearsal.filter((row) => task.corrections!.isCorrected(row))).toHaveLength(1);
    experiment.correct([]);
    expect(task.batch(3, 0.1).rows).toEqual(before.rows);
    experiment.dispose();
  });

  it('is learnt by the steps after it, and is part of the checkpoint', async () => {
    const plain = await trained();
    const experiment = await prepareExperiment(config, agent.deps);
    experiment.correct([correction]);
    await collect(experiment.stage.arms[0]!.train());
    const [with_, without] = [await experiment.bundle('student'), await plain.bundle('student')];
    expect(with_.weights).not.toEqual(without.weights);
    const checkpoint = await experiment.checkpoint();
    expect(checkpoint.corrections).toEqual([correction]);
    expect((await plain.checkpoint()).corrections).toBeUndefined();
    const again = await prepareExperiment(config, agent.deps, checkpoint);
    expect((await again.checkpoint()).corrections).toEqual([correction]);
    for (const one of [plain, experiment, again]) one.dispose();
  });

  it('is learnt after a run from where it ended, and unlearnt by learning none', async () => {
    const experiment = await trained();
    const student = await experiment.bundle('student');
    const work = new Set<string>();
    const first = await learnCorrections(experiment, [correction], {
      most: { like: 6, steps: 2 },
      onProgress: (what, done, total) => void (done <= total && work.add(what)),
    });
    expect([...work]).toEqual(['before', 'learning', 'after']);
    expect(first.student.weights).not.toEqual(student.weights);
    expect(first.student.network.config).toMatchObject({ plan_temperature: expect.any(Number) as number });
    expect(Object.keys(first.learnt.right)).toEqual(['one']);
    expect(first.learnt.similar!.n).toBe(6);
    expect(first.learnt.others.n).toBe(agent.clear);
    const again = await learnCorrections(experiment, [correction], { most: { like: 1, steps: 2 } });
    expect(again.student.weights).toEqual(first.student.weights);
    const none = await learnCorrections(experiment, []);
    expect(none.student.weights).toEqual(student.weights);
    expect(none.learnt).toMatchObject({ steps: 0, right: {}, similar: null });
    const signal = AbortSignal.abort();
    await expect(learnCorrections(experiment, [correction], { signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    experiment.dispose();
  }, 240_000);
});

describe('requests like a corrected one', () => {
  it('call the same tool, in as many words again; where none was right they want none', async () => {
    const like = await similarRequests([correction], 20);
    expect(like).toHaveLength(20);
    expect(like.every(({ transcript }) => transcript.plan.join() === 'todo_list')).toBe(true);
    const words = { ...correction, turn: { ...correction.turn, plan: [], steps: [] } };
    for (const kind of ['ask', 'decline', 'answer'] as const) {
      const none = await similarRequests([{ ...words, kind }], 10);
      expect(none).toHaveLength(10);
      expect(none.every(({ golds }) => golds.every((gold) => gold.length === 0))).toBe(true);
    }
  });
});
