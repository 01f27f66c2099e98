// RKD, SP, DIST and MiniLM's relations against PyTorch (fixtures/features.json, by pytorch/make_fixtures.py): the whole loss, its terms,
// and the gradients by all that they see of the student.

import { expect, it } from 'vitest';
import { settingsOf } from '../catalog/settings';
import type { SettingValue } from '../catalog/types';
import type { Batch } from '../data/batches';
import { valueAndGradients } from '../engine/gradients';
import { dispose, type Params, read, tensor, type Tensor, tidy, variable } from '../engine/tensor';
import { onEveryBackend } from '../engine/testing';
import type { Taps } from '../models/taps';
import fixture from './fixtures/features.json';
import { methodOf } from './method';

interface Packed {
  shape: number[];
  data: number[];
}
type Side = Readonly<Record<string, Packed>>;
interface Case {
  method: string;
  settings: Readonly<Record<string, SettingValue>>;
  temperature: number;
  lambda: number;
  student: Side;
  teacher: Side;
  labels: number[];
  hardMask: number[];
  softMask: number[];
  shape?: [number, number];
  positions?: number[];
  loss: number;
  terms: Readonly<Record<string, number>>;
  gradients: Side;
}

const CASES = fixture.cases as unknown as readonly Case[];

/** Layer 1 of both models is compared; the relations of layer 1 are those of block 0. */
const PAIRS = [{ student: 1, teacher: 1 }];

function tapsOf({ hidden, query, key, value }: Readonly<Record<string, Tensor>>): Taps {
  return {
    ...(hidden && { hidden: new Map([[1, hidden]]) }),
    ...(query && key && value && { relations: new Map([[0, { query, key, value }]]) }),
  };
}

const tensorsOf = (side: Side): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(side).map(([name, { shape, data }]) => [name, tensor(data, shape)]));

function batchOf({ labels, hardMask, softMask, shape, positions }: Case): Batch {
  const n = labels.length;
  const [B, T] = shape ?? [n, 1];
  return {
    inputs: positions ? new Int32Array(B * T) : new Float32Array(n),
    shape: [B, T],
    ...(positions && { positions: Int32Array.from(positions) }),
    labels: Int32Array.from(labels),
    hardMask: Float32Array.from(hardMask),
    softMask: Float32Array.from(softMask),
    rows: Array.from({ length: B }, (_, b) => b),
  };
}

/** Everything that a case says, as the method computes it. */
function run(c: Case) {
  const { method, settings, temperature, lambda } = c;
  const batch = batchOf(c);
  const n = [batch.labels.length];
  return tidy(() => {
    const mine: Params = Object.fromEntries(
      Object.entries(tensorsOf(c.student)).map(([name, x]) => [name, variable(x, name)]),
    );
    const { logits: answers, ...inside } = tensorsOf(c.teacher);
    const { loss, extras, grads } = valueAndGradients(() => {
      const { logits, ...taps } = mine;
      const { loss, terms } = methodOf(method).loss({
        student: { logits: logits!, ...tapsOf(taps) },
        teacher: { logits: answers!, ...tapsOf(inside) },
        ...{ batch, temperature, lambda, step: 0, steps: 10, pairs: PAIRS, params: {} },
        settings: { ...settingsOf({}, method), ...settings },
        labels: tensor(batch.labels, n),
        hardMask: tensor(batch.hardMask, n),
        softMask: tensor(batch.softMask, n),
      });
      return { loss, ...terms };
    }, mine);
    const made = { loss, terms: extras as Record<string, Tensor>, grads };
    dispose(mine);
    return made;
  });
}

const named = CASES.map(
  (c) => [`${c.method}, ${c.labels.length} places, ${JSON.stringify(c.settings)}`, c] as const,
);

onEveryBackend('features and relations', () => {
  it.each(named)('agree with PyTorch: %s', async (_name, c) => {
    const { loss, terms, grads } = run(c);
    // float32 against float64: SP's weight of 3000 weighs its rounding too
    const near = (value: number, aim: number, what: string) =>
      expect(Math.abs(value - aim), what).toBeLessThan(1e-4 * (1 + Math.abs(aim)));
    near((await read(loss))[0]!, c.loss, 'loss');
    expect(Object.keys(terms)).toEqual(Object.keys(c.terms));
    for (const [id, aim] of Object.entries(c.terms)) near((await read(terms[id]!))[0]!, aim, id);
    for (const [name, { data }] of Object.entries(c.gradients)) {
      const got = await read(grads[name]!);
      data.forEach((aim, i) => near(got[i]!, aim, `gradient by ${name} ${i}`));
    }
    dispose([loss, terms, grads]);
  });
});
