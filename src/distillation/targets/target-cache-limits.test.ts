// The cache of a teacher's targets at its limits: vocabularies beyond 16 bits, and a bound that is reached.

import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Batch } from '../../data/batches';
import { dispose, tensor, tidy, type Tensor } from '../../engine/tensor';
import { useBackend } from '../../engine/testing';
import { nextTask } from '../../lib/next-task';
import type { Model } from '../../models/model';
import { cachedTargets, largest } from './target-cache';

beforeAll(() => useBackend('cpu'));

/** Rows of one position each. */
const batchOf = (rows: readonly number[]): Batch => ({
  inputs: Float32Array.from(rows),
  shape: [rows.length, 1],
  labels: new Int32Array(rows.length),
  hardMask: new Float32Array(rows.length),
  softMask: new Float32Array(rows.length).fill(1),
  rows,
});

/** Logits [N, V] that follow from a row's number, and the tensors that they came in. */
function countingTeacher(V: number, logitOf: (row: number, v: number) => number) {
  const answers: Tensor[] = [];
  const teacher: Model = {
    params: {},
    shape: { kind: 'mlp', layers: 0, width: 1, widths: [1], heads: 0 },
    forward(inputs) {
      const rows = [...inputs.dataSync()];
      const logits = tensor(
        rows.flatMap((row) => Array.from({ length: V }, (_, v) => logitOf(row, v))),
        [rows.length, V],
      );
      answers.push(logits);
      vi.spyOn(logits, 'data');
      return { logits };
    },
  };
  const readBack = () => answers.filter((logits) => vi.mocked(logits.data).mock.calls.length > 0).length;
  return { teacher, readBack, asked: () => answers.length };
}

/** Asks about rows, and waits until what is read back has come. */
async function askFor(cache: ReturnType<typeof cachedTargets>, rows: readonly number[]): Promise<number[]> {
  const batch = batchOf(rows);
  const inputs = tensor(batch.inputs, batch.shape);
  const logits = tidy(() => cache.ask(batch, { inputs, positions: undefined, temperature: 1 }).logits);
  const values = [...logits.dataSync()];
  dispose([inputs, logits]);
  await nextTask();
  return values;
}

describe('a vocabulary beyond 16 bits', () => {
  const V = 70_000;

  it('keeps the numbers of its classes', () => {
    const dense = new Float32Array(2 * V);
    dense[69_999] = 3;
    dense[V + 65_536] = 4;
    const { classes, logits } = largest(dense, V, 1, 1);
    expect([...classes]).toEqual([69_999, 65_536]);
    expect([...logits]).toEqual([3, 4]);
  });

  it('comes back from the cache at its classes', async () => {
    const { teacher } = countingTeacher(V, (row, v) => (v === 69_990 + row ? 5 : 0));
    const cache = cachedTargets({ teacher, classes: V, rows: 2, positions: 2, bytes: 1000, kept: 1 });
    await askFor(cache, [0, 1]);
    const again = await askFor(cache, [0, 1]);
    expect(again.flatMap((logit, i) => (logit > -1e29 ? [i] : []))).toEqual([69_990, V + 69_991]);
  });
});

describe('a cache that is full', () => {
  const V = 8;
  /** Room for two rows, dense or not. */
  const dense = { classes: V, rows: 4, positions: 2, bytes: 2 * 4 * V };
  const kept = { classes: V, rows: 4, positions: 100, bytes: 2 * (2 * (4 + 2) + 4), kept: 2 };

  it.each([
    ['all logits', dense],
    ['the largest', kept],
  ])('reads nothing back that it could not keep (%s)', async (_name, options) => {
    const { teacher, readBack, asked } = countingTeacher(V, (row, v) => row + v);
    const cache = cachedTargets({ teacher, ...options });
    await askFor(cache, [0]);
    await askFor(cache, [1]);
    expect([asked(), readBack()]).toEqual([2, 2]);
    expect(cache.status()).toMatchObject({ rows: 2, bytes: options.bytes });
    for (const row of [2, 3, 2]) {
      expect(await askFor(cache, [row])).toEqual(Array.from({ length: V }, (_, v) => row + v));
    }
    expect([asked(), readBack()]).toEqual([5, 2]);
    await askFor(cache, [0, 1]); // known, and asked of nobody
    expect(asked()).toBe(5);
  });

  it('still renews what it has at another temperature', async () => {
    const { teacher, readBack } = countingTeacher(V, (row, v) => row + v);
    const cache = cachedTargets({ teacher, ...kept });
    await askFor(cache, [0, 1]);
    const batch = batchOf([0, 1, 2]);
    const inputs = tensor(batch.inputs, batch.shape);
    dispose(tidy(() => cache.ask(batch, { inputs, positions: undefined, temperature: 3 }).logits));
    inputs.dispose();
    expect(readBack()).toBe(2);
    expect(cache.status().rows).toBe(2);
  });
});
