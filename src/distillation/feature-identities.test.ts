// What holds for every method on features and relations, whatever its formula: nothing to learn from oneself, the balance to the soft
// targets, hints before answers, and what two models do not have.

import { beforeAll, describe, expect, it } from 'vitest';
import { methodInfo, methods } from '../catalog/catalog';
import type { Settings } from '../catalog/types';
import { valueAndGradients } from '../engine/gradients';
import { dispose, memory, read, tensor, type Tensor, tidy } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { upTo } from '../lib/up-to';
import { initMlp } from '../models/init';
import { mlpModel } from '../models/model';
import type { ModelShape } from '../models/taps';
import { assignParams } from '../models/weights';
import { createArm } from './arms';
import { methodOf, settingsIn, withMethodParams } from './method';
import { liveTargets } from './targets/targets';
import { fitsKind, type Rig, tinyRig } from './testing';

beforeAll(() => useBackend('cpu'));

const IDS = methods
  .filter(({ family }) => family === 'features' || family === 'relations')
  .map(({ id }) => id);
const CASES = (['transformer', 'mlp'] as const).flatMap((kind) =>
  IDS.filter((id) => fitsKind(kind, id)).map((method) => ({ kind, method })),
);

/** What a step is worth before anything is learnt from it, in plain numbers. */
async function look({ options }: Rig, settings: Settings = {}, step = 0) {
  const { model, needs, methodParams = {}, method, targets, controls } = options;
  const batch = options.batch(0, controls.lambda);
  const made = tidy(() => {
    const inputs = tensor(batch.inputs, batch.shape);
    const asked = { inputs, positions: undefined, temperature: controls.temperature, want: needs?.teacher };
    const teacher = targets!.ask(batch, asked);
    const n = [batch.labels.length];
    const { loss, extras, grads } = valueAndGradients(
      () => {
        const student = model.forward(inputs, { want: needs?.student });
        const { loss, terms } = method.loss({
          ...{ student, teacher, batch, step, steps: 10, pairs: needs?.pairs ?? [], params: methodParams },
          ...controls,
          settings: settingsIn(method, settings),
          labels: tensor(batch.labels, n),
          hardMask: tensor(batch.hardMask, n),
          softMask: tensor(batch.softMask, n),
        });
        return { loss, ...terms };
      },
      withMethodParams(model.params, methodParams),
    );
    return { loss, terms: extras as Record<string, Tensor>, grads };
  });
  const numbers = async (of: Readonly<Record<string, Tensor>>) =>
    Object.fromEntries(
      await Promise.all(Object.entries(of).map(async ([name, x]) => [name, [...(await read(x))]] as const)),
    );
  const terms = await numbers(made.terms);
  const seen = {
    loss: (await read(made.loss))[0]!,
    terms: Object.fromEntries(Object.entries(terms).map(([id, [value]]) => [id, value!])),
    grads: await numbers(made.grads),
  };
  dispose([made.loss, made.terms, made.grads]);
  return seen;
}
type Seen = Awaited<ReturnType<typeof look>>;

/** Of what the method adds to Hinton's, with its weights as they are. */
const featureIds = (method: string): string[] =>
  methodInfo(method)
    .terms.map(({ id }) => id)
    .filter((id) => id !== 'ce' && id !== 'kl');
const norm = ({ grads }: Seen): number => Math.hypot(...Object.values(grads).flat());

describe.each(CASES)('$method, $kind', ({ kind, method }) => {
  it('has nothing to learn from oneself, and something from another', async () => {
    const rig = tinyRig(kind, method);
    const strange = await look(rig);
    rig.options.targets = liveTargets(rig.student);
    rig.options.controls = { ...rig.options.controls, lambda: 0 };
    for (const [name, x] of Object.entries(rig.options.methodParams ?? {})) {
      const [to, from] = x.shape;
      const data = Float32Array.from({ length: x.size }, (_, i) =>
        Number(from !== undefined && i % from === Math.floor(i / from)),
      );
      assignParams({ [name]: x }, { [name]: { shape: from ? [to!, from] : [to!], data } });
    }
    const same = await look(rig);
    for (const id of featureIds(method)) {
      expect(strange.terms[id], id).toBeGreaterThan(1e-5);
      // float32: a sum of squares of rounding, or 1 − ρ near 1
      expect(Math.abs(same.terms[id]!), id).toBeLessThan(5e-6);
      expect(same.terms[id]! / strange.terms[id]!, id).toBeLessThan(1e-3);
    }
    // weights up to 3000 weigh the rounding of the slopes
    expect(norm(same)).toBeLessThan(1e-3 * norm(strange));
    rig.dispose();
  });

  it('counts as much as the soft targets where it is scaled to them, its direction kept', async () => {
    const scaled = { [method]: { balance: 'scaled' } };
    const lambda = 0.3;
    const seen = async (id: string, settings: Settings = {}) => {
      const rig = tinyRig(kind, id, settings);
      rig.options.controls = { ...rig.options.controls, lambda };
      const found = await look(rig, settings);
      rig.dispose();
      return found;
    };
    const [plain, weighed, balanced] = [await seen('hinton'), await seen(method), await seen(method, scaled)];
    const { ce, kl } = plain.terms as { ce: number; kl: number };
    // λ·CE + (1−λ)·(T²·KL + as much again)
    expect(balanced.loss).toBeCloseTo(lambda * ce + (1 - lambda) * 2 * kl, 4);
    // the factor carries no gradient: it only stretches what the features add
    const factor = ((1 - lambda) * kl) / (weighed.loss - plain.loss);
    expect(Math.abs(factor - 1)).toBeGreaterThan(0.01);
    for (const [name, gradient] of Object.entries(balanced.grads)) {
      const logits = plain.grads[name] ?? gradient.map(() => 0);
      gradient.forEach((got, i) => {
        const added = weighed.grads[name]![i]! - logits[i]!;
        const aim = logits[i]! + factor * added;
        // the difference of two float32 slopes, of which the larger may be hundreds
        const rounding = 1e-5 * (1 + factor * Math.abs(weighed.grads[name]![i]!));
        expect(Math.abs(got - aim), `${name} ${i}`).toBeLessThan(1e-4 * Math.abs(aim) + rounding);
      });
    }
  });
});

describe.each(['transformer', 'mlp'] as const)('hints before answers, %s', (kind) => {
  const settings = { hint: { order: 'staged', hintShare: 0.3 } };

  it('are alone for their share of the steps, and reach nothing above their layer', async () => {
    const rig = tinyRig(kind, 'hint', settings);
    const { loss, terms, grads } = await look(rig, settings, 2);
    expect(Object.keys(terms)).toEqual(['hint']);
    expect(loss).toBeCloseTo((1 - rig.options.controls.lambda) * terms['hint']!, 6);
    const above = kind === 'mlp' ? 'layers.1.weight' : 'model.norm.weight';
    expect((grads[above] ?? [0]).every((g) => g === 0)).toBe(true);
    expect(Math.hypot(...grads['method.hint.weight']!)).toBeGreaterThan(0);
    rig.dispose();
  });

  it('leave the answers alone from then on: plain Hinton, bit for bit', async () => {
    const [staged, plain] = [tinyRig(kind, 'hint', settings), tinyRig(kind)];
    const [{ grads, ...mine }, { grads: theirs, ...hinton }] = [
      await look(staged, settings, 3),
      await look(plain),
    ];
    expect(mine).toEqual(hinton);
    for (const [name, gradient] of Object.entries(theirs)) expect(grads[name]).toEqual(gradient);
    for (const name of ['method.hint.weight', 'method.hint.bias'])
      expect((grads[name] ?? [0]).every((g) => g === 0)).toBe(true);
    staged.dispose();
    plain.dispose();
  });
});

describe('what two models do not have', () => {
  const shape = (kind: ModelShape['kind'], layers: number, width: number, heads: number): ModelShape => ({
    ...{ kind, layers, width, heads },
    widths: upTo(layers + 1).map(() => width),
  });
  const [small, large] = [shape('decoder', 2, 48, 2), shape('decoder', 4, 64, 4)];
  const [linear, numbers] = [shape('mlp', 0, 2, 0), shape('mlp', 2, 8, 0)];

  it.each([
    [
      'hint',
      '3-1',
      small,
      large,
      /no layer map 3-1: the student has layers 1 to 2.*teacher has layers 1 to 4/,
    ],
    ['hint', '1-5', small, large, /no layer map 1-5.*Connect layers that both have/],
    ['rkd', '0-1', small, large, /no layer map 0-1/],
    ['sp', '1-1,2-2', small, large, /compares one pair.*1-1,2-2 has 2.*Keep one/],
    ['minilm', '2-9', small, large, /no layer map 2-9/],
    ['tinybert', '0-0,1-2,2-7', small, large, /no layer map 2-7: the student has layers 0 to 2/],
    ['hint', '', linear, numbers, /the student has no hidden layer.*Choose models with hidden layers/],
    ['rkd', '', numbers, linear, /the teacher has no hidden layer/],
    ['tinybert', '', numbers, numbers, /Nothing attends/],
    ['minilm', '', numbers, numbers, /Nothing attends/],
  ] as const)('is refused with the reason: %s %s', (method, layers, student, teacher, message) => {
    const settings = { ...settingsIn(methodOf(method), {}), layers };
    const asked = () => methodOf(method).needs!({ student, teacher, settings });
    expect(asked).toThrow(message);
    expect(asked).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  });

  it('is refused where a width does not split into the relation heads', () => {
    const settings = { ...settingsIn(methodOf('minilm'), {}), heads: '8' };
    const context = { student: shape('decoder', 2, 44, 2), teacher: large, settings };
    expect(() => methodOf('minilm').needs!(context)).toThrow(/width of 44.*8 relation heads. Choose fewer/);
  });

  it('leaves no tensor of an arm that cannot begin', () => {
    const rig = tinyRig('mlp', 'hint');
    const before = memory().numTensors;
    const make = () =>
      createArm(
        'student',
        {
          createModel: () => mlpModel(initMlp([2, 6, 3], 1)),
          createOptimizer: () => rig.options.optimizer,
          averages: false,
        },
        {
          ...rig.options,
          controls: { ...rig.options.controls, settings: { hint: { layers: '2-1' } } },
          rows: 'all',
          teacherShape: rig.student.shape,
        },
      );
    expect(make).toThrow(/no layer map 2-1/);
    expect(memory().numTensors).toBe(before);
    rig.dispose();
  });
});
