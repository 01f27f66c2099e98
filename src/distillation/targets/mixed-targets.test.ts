// Several teachers through the one loop: λ = 1 is the baseline, live tensors, answers from tables, caches and live networks, a teacher
// that gives no numbers, and what is refused.

import { expect, it } from 'vitest';
import { dispose, memory, read, tensor, tidy } from '../../engine/tensor';
import { onEveryBackend } from '../../engine/testing';
import { initMlp } from '../../models/init';
import { mlpModel } from '../../models/model';
import { fromParams } from '../../models/weights';
import type { Batch } from '../../data/batches';
import { collect, lossesOf, type Rig, tinyRig } from '../testing';
import { train } from '../train';
import { classExperts } from './experts';
import { type Member, mixedModel, mixedTargets } from './mixed-targets';
import { liveTargets, tableTargets, type Targets } from './targets';
import { newCard } from '../../models/bundle';

const HOWS = ['logits', 'probabilities', 'entropy', 'confidence', 'router'] as const;
const SPECIALTIES = ['1/2', '2/2'] as const;
const experts = classExperts(SPECIALTIES, 3);

const teacher = (seed: number) => mlpModel(initMlp([2, 6, 3], seed, 2), false);
const member = (name: string, targets: Targets): Member => ({ ...targets, name });

/** A student under two teachers, who are disposed of with it. */
function rigOf(how: string, first = teacher(2), second = teacher(3)): Rig {
  const rig = tinyRig('mlp');
  const members = [member('first', liveTargets(first)), member('second', liveTargets(second))];
  rig.options.targets = mixedTargets({ members, experts });
  rig.options.controls = { ...rig.options.controls, settings: { mixture: { how } } };
  const { dispose: disposeRig } = rig;
  return {
    ...rig,
    dispose() {
      disposeRig();
      dispose([first.params, second.params]);
    },
  };
}

const BATCH: Batch = {
  inputs: Float32Array.of(0.5, -1, 1, 0.3, -0.2, 2),
  shape: [3, 2],
  labels: Int32Array.of(0, 2, 1),
  hardMask: Float32Array.of(1, 1, 0),
  softMask: Float32Array.of(1, 1, 1),
  rows: [4, 0, 2],
};

async function answer(targets: Targets, how: string, batch = BATCH) {
  const made = tidy(() => {
    const inputs = tensor(batch.inputs, batch.shape);
    const asked = { inputs, positions: undefined, temperature: 2, settings: { mixture: { how } } };
    const { logits, mixed } = targets.ask(batch, asked);
    return { logits, ...(mixed && { weights: mixed.weights }) };
  });
  const logits = [...(await read(made.logits))];
  const weights = made.weights ? [...(await read(made.weights))] : [];
  dispose(made);
  return { logits, weights };
}

onEveryBackend('mixed targets', () => {
  it.each(HOWS)('keeps no tensor, and its shares of the loss sum to 1 (%s)', async (how) => {
    const rig = rigOf(how);
    const counts = new Map<number, number>();
    for await (const { step, log } of train(rig.options)) {
      const { terms } = await log;
      expect(terms['share.1']! + terms['share.2']!).toBeCloseTo(1, 5);
      counts.set(step, memory().numTensors);
    }
    expect(counts.get(50)).toBe(counts.get(2));
    rig.dispose();
  });

  it('is the baseline, bit for bit, where λ = 1, and asks nobody', async () => {
    const [mixed, alone] = [rigOf('entropy'), tinyRig('mlp')];
    mixed.options.controls = { ...mixed.options.controls, lambda: 1 };
    const asked = mixed.options.targets!;
    mixed.options.targets = {
      ...asked,
      ask() {
        throw new Error('asked');
      },
    };
    alone.options.targets = null;
    expect(await lossesOf(mixed, 10)).toEqual(await lossesOf(alone, 10));
    mixed.dispose();
    alone.dispose();
  });

  it.each(HOWS)('teaches as the one teacher does where both are the same (%s)', async (how) => {
    const [twice, once] = [rigOf(how, teacher(2), teacher(2)), tinyRig('mlp')];
    const [a, b] = [await lossesOf(twice, 8), await lossesOf(once, 8)];
    for (const [i, loss] of a.entries()) expect(loss).toBeCloseTo(b[i]!, 4); // a logarithm and back in float32, eight steps of Adam
    twice.dispose();
    once.dispose();
  });

  it('says the same whether its teachers are live or tables', async () => {
    const [first, second] = [teacher(2), teacher(3)];
    const tableOf = async (model: typeof first) => {
      // the batch's rows are 4, 0 and 2 of a table of five
      const logits = tidy(() => model.forward(tensor(BATCH.inputs, BATCH.shape)).logits);
      const values = await read(logits);
      logits.dispose();
      const table = new Float32Array(5 * 3);
      for (const [i, row] of BATCH.rows.entries()) table.set(values.subarray(3 * i, 3 * i + 3), 3 * row);
      return table;
    };
    const live = mixedTargets({
      members: [member('a', liveTargets(first)), member('b', liveTargets(second))],
      experts,
    });
    const half = mixedTargets({
      members: [member('a', liveTargets(first)), member('b', tableTargets(await tableOf(second), 3))],
      experts,
    });
    for (const how of HOWS) expect(await answer(half, how)).toEqual(await answer(live, how));
    dispose([first.params, second.params]);
  });

  it('sends a row with a label to its specialist, another to the surest, and shows the weights', async () => {
    const [first, second] = [teacher(2), teacher(3)];
    const targets = mixedTargets({
      members: [member('a', liveTargets(first)), member('b', liveTargets(second))],
      experts,
    });
    const { weights } = await answer(targets, 'router');
    // of three classes 0 and 1 are the first half, 2 is the second
    expect(weights.slice(0, 4)).toEqual([1, 0, 0, 1]);
    expect(weights.slice(4).sort()).toEqual([0, 1]);
    expect(targets.mixture!()).toEqual({
      teachers: 2,
      rows: [4, 0, 2],
      labels: [0, 2, null],
      weights,
    });
    dispose([first.params, second.params]);
  });

  it('names the teacher whose answer is no number, and keeps the last good weights', async () => {
    const rig = rigOf('entropy');
    const { targets } = rig.options;
    const good = targets!.members![1]!;
    let turn = 0;
    const members = [
      targets!.members![0]!,
      {
        ...good,
        ask(batch: Batch, asked: Parameters<Targets['ask']>[1]) {
          const { logits } = good.ask(batch, asked);
          if (turn++ < 3) return { logits };
          return { logits: tensor(new Float32Array(logits.size).fill(NaN), logits.shape) };
        },
      },
    ];
    rig.options.targets = mixedTargets({ members, experts });
    const steps = train(rig.options);
    await collect(steps, 3);
    const before = await fromParams(rig.student.params);
    await expect(collect(steps)).rejects.toMatchObject({
      code: 'nan-loss',
      message: expect.stringContaining('“second”'),
    });
    expect(await fromParams(rig.student.params)).toEqual(before);
    rig.dispose();
  });

  it('refuses taps, tails and teachers of other classes, with a reason', async () => {
    const [first, other] = [teacher(2), mlpModel(initMlp([2, 6, 4], 3), false)];
    const members = [member('a', liveTargets(first)), member('b', liveTargets(other))];
    const inputs = tensor(BATCH.inputs, BATCH.shape);
    const ask = (targets: Targets, want?: { hidden: number[] }) => () =>
      tidy(() => targets.ask(BATCH, { inputs, positions: undefined, temperature: 1, want }).logits);
    expect(ask(mixedTargets({ members, experts }))).toThrow(/“b” tells 4 classes apart/);
    const tailed = member('c', {
      ask: (batch, asked) => ({ ...members[0]!.ask(batch, asked), tail: tensor([0, 0, 0], [3]) }),
    });
    expect(ask(mixedTargets({ members: [members[0]!, tailed], experts }))).toThrow(/“c” gives its likeliest/);
    const same = mixedTargets({ members: [members[0]!, members[0]!], experts });
    expect(ask(same, { hidden: [1] })).toThrow(/nothing but answers in common/);
    dispose([inputs, first.params, other.params]);
  });

  it('asks each before the step, and adds their caches up', async () => {
    const seen: string[] = [];
    const asking = (name: string, rows: number): Member => ({
      ...liveTargets(teacher(2)),
      name,
      async prepare(batch) {
        seen.push(name);
        return { ...batch, rows: [...batch.rows, rows] };
      },
      status: () => ({ rows, total: 10, bytes: 100, kept: null }),
    });
    const targets = mixedTargets({ members: [asking('a', 1), asking('b', 2)], experts });
    const student = teacher(1);
    const turn = { arm: 'student' as const, step: 0, temperature: 1, lambda: 0.5, settings: {}, student };
    expect((await targets.prepare!(BATCH, turn)).rows).toEqual([4, 0, 2, 1, 2]);
    expect(seen).toEqual(['a', 'b']);
    expect(targets.status!()).toEqual({ rows: 3, total: 20, bytes: 200, kept: null });
  });

  it('is a network, too, that knows no labels', async () => {
    const [first, second] = [teacher(2), teacher(3)];
    const model = mixedModel([first, second], 'confidence');
    const members = [member('a', liveTargets(first)), member('b', liveTargets(second))];
    const unlabelled = { ...BATCH, hardMask: new Float32Array(3) };
    const made = tidy(() => model.forward(tensor(BATCH.inputs, BATCH.shape)).logits);
    const got = [...(await read(made))];
    const targets = mixedTargets({ members, experts });
    const at1 = tidy(() => {
      const inputs = tensor(BATCH.inputs, BATCH.shape);
      const settings = { mixture: { how: 'confidence' } };
      return targets.ask(unlabelled, { inputs, positions: undefined, temperature: 1, settings }).logits;
    });
    expect(got).toEqual([...(await read(at1))]);
    dispose([made, at1, first.params, second.params]);
  });
});

it('has a card of all', async () => {
  const { mixedTeacher } = await import('./mixed-targets');
  const of = (name: string, size: number) => ({
    ask: () => {
      throw new Error('asked');
    },
    card: newCard({
      task: 'points',
      name,
      origin: 'trained',
      weights: { w: { shape: [size], data: new Float32Array(size) } },
    }),
  });
  const both = mixedTeacher([of('small', 2), of('large', 5)], experts);
  expect(both.card).toMatchObject({ name: 'small + large', parameters: 7 });
  const one = of('alone', 3);
  expect(mixedTeacher([one], experts)).toBe(one);
});
