import { expect, it, vi } from 'vitest';
import type { Batch } from '../../data/batches';
import { softmax } from '../../engine/ops/predictions';
import { dispose, memory, read, tensor, tidy } from '../../engine/tensor';
import { onEveryBackend } from '../../engine/testing';
import type { Asked, Targets } from './targets';
import { writtenTargets } from './written-targets';

const V = 5;

/** Three tokens of each row, of which the first and the last carry loss. */
function batchOf(rows: readonly number[]): Batch {
  const n = 2 * rows.length;
  return {
    inputs: Int32Array.from({ length: 3 * rows.length }, (_, i) => rows[Math.floor(i / 3)]!),
    shape: [rows.length, 3],
    positions: Int32Array.from({ length: n }, (_, i) => 3 * (i >> 1) + 2 * (i & 1)),
    labels: Int32Array.from({ length: n }, (_, i) => (rows[i >> 1]! + i) % V),
    hardMask: new Float32Array(n),
    softMask: new Float32Array(n).fill(1),
    rows,
  };
}

/** Says of every position what the row's first token is, in all classes; with a tail where one is wanted. */
const telling = (withTail: boolean): Targets => ({
  ask: vi.fn(({ positions, inputs, shape }: Batch, { inputs: given, positions: where }: Asked) => {
    expect(given.shape).toEqual([...shape]);
    expect(where!.size).toBe(positions!.length);
    const at = [...positions!].map((position) => inputs[position]!);
    return {
      logits: tensor(
        at.flatMap((row) => new Array<number>(V).fill(row)),
        [at.length, V],
      ),
      ...(withTail && {
        tail: tensor(
          at.map((row) => -row),
          [at.length],
        ),
      }),
    };
  }),
});

async function asked(targets: Targets, batch: Batch) {
  const inputs = tensor(batch.inputs, batch.shape);
  const positions = tensor(batch.positions!, [batch.positions!.length]);
  const answer = tidy(() => {
    const { logits, tail } = targets.ask(batch, { inputs, positions, temperature: 2 });
    return { logits, ...(tail && { tail }) };
  });
  const logits = [...(await read(answer.logits))];
  const sure = tidy(() => softmax(answer.logits));
  const probabilities = [...(await read(sure))];
  const tails = answer.tail ? [...(await read(answer.tail))] : null;
  dispose([inputs, positions, answer, sure]);
  return { logits, probabilities, tails };
}

onEveryBackend('writtenTargets', () => {
  it.each([false, true])(
    'asks about the other rows alone, and puts all in order (tails: %s)',
    async (tail) => {
      const before = memory().numTensors;
      const inner = telling(tail);
      const targets = writtenTargets(inner, (row) => row >= 10, V);
      const batch = batchOf([3, 12, 1, 10, 2]);
      const { logits, probabilities, tails } = await asked(targets, batch);
      expect(inner.ask).toHaveBeenCalledOnce();
      expect(vi.mocked(inner.ask).mock.calls[0]![0].rows).toEqual([3, 1, 2]);
      for (const [i, label] of batch.labels.entries()) {
        const row = batch.rows[i >> 1]!;
        const at = i * V;
        if (row < 10) expect(logits.slice(at, at + V)).toEqual(new Array(V).fill(row));
        else {
          expect(probabilities[at + label]).toBeCloseTo(0.99, 5);
          expect(probabilities[at + ((label + 1) % V)]).toBeCloseTo(0.01 / (V - 1), 5);
        }
        expect(tails?.[i] ?? null).toBe(tail ? (row < 10 ? -row : 0) : null);
      }
      expect(memory().numTensors).toBe(before);
    },
  );

  it('asks nobody where all rows are written, and about all where none is', async () => {
    const inner = telling(false);
    await asked(
      writtenTargets(inner, () => true, V),
      batchOf([1, 2]),
    );
    expect(inner.ask).not.toHaveBeenCalled();
    const batch = batchOf([1, 2]);
    await asked(
      writtenTargets(inner, () => false, V),
      batch,
    );
    expect(vi.mocked(inner.ask).mock.calls[0]![0]).toBe(batch);
  });
});
