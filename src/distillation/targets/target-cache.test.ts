import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenBatch, type Batch, type TokenRow } from '../../data/batches';
import { SPECIAL_TOKENS, type TokenCodec } from '../../agent/types';
import { distillationLoss } from '../../engine/ops/distillation-loss';
import { dispose, memory, read, tensor, tidy } from '../../engine/tensor';
import { onEveryBackend } from '../../engine/testing';
import { createRng } from '../../lib/rng';
import { initTransformer } from '../../models/init';
import golden from '../../models/fixtures/distill-ten-steps.json';
import { parseTransformerConfig } from '../../models/llama';
import { transformerModel } from '../../models/model';
import { cachedTargets, largest } from './target-cache';
import { liveTargets, type Targets } from './targets';
import { lossesOf, tinyRig } from '../testing';

const V = 11;
const config = { ...parseTransformerConfig(JSON.stringify(golden.studentConfig)), vocab_size: V };
const codec = { special: (token: string) => SPECIAL_TOKENS.indexOf(token as '<pad>') } as TokenCodec;

const rng = createRng(7);
const rows = Array.from({ length: 12 }, (): TokenRow => {
  const ids = Array.from({ length: 4 + rng.int(12) }, () => 1 + rng.int(V - 1));
  return { ids, agentMask: ids.map(() => rng.int(2)), gold: false };
});
const batchOf = (numbers: readonly number[]): Batch =>
  tokenBatch(
    numbers.map((i) => rows[i]!),
    numbers,
    codec,
  );
const everything = {
  classes: V,
  rows: rows.length,
  positions: rows.reduce((sum, { agentMask }) => sum + agentMask.slice(1).filter(Boolean).length, 0),
};

/** Teacher logits of a batch as numbers, and the tails where there are some. */
async function ask(targets: Targets, batch: Batch, temperature = 1) {
  const inputs = tensor(batch.inputs, batch.shape);
  const positions = tensor(batch.positions!, [batch.positions!.length]);
  const answer = tidy(() => {
    const { logits, tail } = targets.ask(batch, { inputs, positions, temperature });
    return { logits, ...(tail && { tail }) };
  });
  const logits = [...(await read(answer.logits))];
  const tails = answer.tail ? [...(await read(answer.tail))] : null;
  dispose([inputs, positions, answer]);
  await Promise.resolve();
  return { logits, tails };
}

onEveryBackend('cachedTargets', () => {
  it('answers as the teacher does, whatever it knows of a batch already', async () => {
    const teacher = transformerModel(config, initTransformer(config, 2), false);
    let asked = 0;
    const counting = {
      ...teacher,
      forward: (...args: Parameters<typeof teacher.forward>) => {
        asked += args[0].shape[0]!;
        return teacher.forward(...args);
      },
    };
    const cached = cachedTargets({ teacher: counting, ...everything });
    const live = liveTargets(teacher);
    const draws = [
      [0, 1, 2],
      [2, 3, 0, 5],
      [5, 3, 1],
      [7, 8],
      [8, 1, 9, 7, 10],
      [4, 6, 11, 0],
    ];
    for (const draw of draws) {
      const batch = batchOf(draw);
      const [a, b] = [await ask(cached, batch), await ask(live, batch)];
      expect(a.tails).toBe(null);
      // a row's products are summed in the same order in a smaller batch; the last bits may differ where tiles do
      for (const [i, logit] of b.logits.entries()) expect(a.logits[i]).toBeCloseTo(logit, 5);
    }
    expect(asked).toBe(rows.length); // each row once
    const { rows: known, total, kept, bytes } = cached.status();
    expect([known, total, kept, bytes]).toEqual([12, 12, null, everything.positions * V * 4]);
    dispose(teacher.params);
  });

  it('trains as with a teacher that is asked anew, and keeps no tensor', async () => {
    const [live, cached] = [tinyRig('transformer'), tinyRig('transformer')];
    const asWritten = cached.options.batch;
    // eight batches of two rows each that come again and again
    for (const rig of [live, cached]) {
      rig.options.batch = (step, lambda) => ({
        ...asWritten(step % 8, lambda),
        positions: Int32Array.from({ length: 8 }, (_, i) => i),
        rows: [2 * (step % 8), 2 * (step % 8) + 1],
      });
    }
    const teacher = transformerModel(config, initTransformer(config, 2), false);
    live.options.targets = liveTargets(teacher);
    cached.options.targets = cachedTargets({ teacher, classes: V, rows: 16, positions: 64 });
    const [expected, got] = [await lossesOf(live, 20), await lossesOf(cached, 20)];
    for (const [i, loss] of expected.entries()) expect(got[i]).toBeCloseTo(loss, 6);
    const before = memory().numTensors;
    await lossesOf(cached, 20);
    expect(memory().numTensors).toBe(before);
    live.dispose();
    cached.dispose();
    dispose(teacher.params);
  });

  it('keeps the largest logits and a tail where not all fit, and asks again at another temperature', async () => {
    const teacher = transformerModel(config, initTransformer(config, 2), false);
    const cached = cachedTargets({ teacher, ...everything, bytes: 2000, kept: 4 });
    const batch = batchOf([0, 1, 2]);
    await ask(cached, batch, 2);
    const known = await ask(cached, batch, 2);
    expect(known.logits.filter((logit) => logit > -1e29)).toHaveLength(4 * batch.positions!.length);
    expect(known.tails).toHaveLength(batch.positions!.length);
    const moved = await ask(cached, batch, 3);
    expect(moved.logits.every((logit) => logit > -1e29)).toBe(true); // fresh from the teacher
    expect((await ask(cached, batch, 3)).logits.filter((logit) => logit > -1e29)).toHaveLength(
      4 * batch.positions!.length,
    );
    dispose(teacher.params);
  });

  it('never takes more than its bound', async () => {
    const teacher = transformerModel(config, initTransformer(config, 2), false);
    const cached = cachedTargets({ teacher, ...everything, bytes: 700, kept: 4 });
    for (let i = 0; i < 12; i++) await ask(cached, batchOf([i]));
    const { bytes, rows: known } = cached.status();
    expect(bytes).toBeLessThanOrEqual(700);
    expect(known).toBeGreaterThan(0);
    expect(known).toBeLessThan(12);
    // the others are asked anew, and right
    const [a, b] = [await ask(cached, batchOf([11])), await ask(liveTargets(teacher), batchOf([11]))];
    expect(a.logits).toEqual(b.logits);
    dispose(teacher.params);
  });

  it('gives the divergence of kept classes and one bucket', async () => {
    const [N, K, k, T] = [5, 9, 3, 2];
    const draw = createRng(3);
    const [student, teacher] = [0, 1].map(() =>
      Float32Array.from({ length: N * K }, () => 2 * draw.normal()),
    );
    const { logits, classes, tails } = largest(teacher!, K, k, T);
    const dense = new Float32Array(N * K).fill(-1e30);
    for (const [j, logit] of logits.entries()) dense[Math.floor(j / k) * K + classes[j]!] = logit;
    const ones = tensor(new Float32Array(N).fill(1), [N]);
    const { soft: kl } = tidy(() => ({
      ...distillationLoss({
        studentLogits: tensor(student!, [N, K]),
        teacherLogits: tensor(dense, [N, K]),
        teacherTail: tensor(tails, [N]),
        labels: tensor(new Int32Array(N), [N]),
        hardMask: ones,
        softMask: ones,
        temperature: T,
        lambda: 0,
      }),
    }));
    // METHODS, top-k teacher targets, in float64
    const softmax = (z: Float32Array, n: number) => {
      const e = Array.from(z.subarray(n * K, (n + 1) * K), (x) => Math.exp(x / T));
      const sum = e.reduce((a, b) => a + b);
      return e.map((x) => x / sum);
    };
    let expected = 0;
    for (let n = 0; n < N; n++) {
      const [p, q] = [softmax(teacher!, n), softmax(student!, n)];
      const kept = [...classes.subarray(n * k, (n + 1) * k)];
      const [P, Q] = [kept.reduce((s, v) => s + p[v]!, 0), kept.reduce((s, v) => s + q[v]!, 0)];
      for (const v of kept) expected += (T ** 2 * p[v]! * Math.log(p[v]! / q[v]!)) / N;
      expected += (T ** 2 * (1 - P) * Math.log((1 - P) / (1 - Q))) / N;
    }
    expect((await read(kl))[0]).toBeCloseTo(expected, 4);
    dispose([ones]);
  });
});

describe('largest', () => {
  it('keeps exactly k of each position, the largest, ties or not', () => {
    const logit = fc.oneof(fc.float({ min: -5, max: 5, noNaN: true }), fc.constantFrom(0, 1));
    const shape = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 20 }));
    const input = shape.chain(([n, classes]) =>
      fc.tuple(
        fc.constant(classes),
        fc.integer({ min: 1, max: classes - 1 }),
        fc.array(logit, { minLength: n * classes, maxLength: n * classes }),
      ),
    );
    fc.assert(
      fc.property(input, ([classes, k, values]) => {
        const dense = Float32Array.from(values);
        const { logits, classes: which, tails } = largest(dense, classes, k, 1);
        for (let at = 0; at < dense.length / classes; at++) {
          const z = [...dense.subarray(at * classes, (at + 1) * classes)];
          const chosen = [...which.subarray(at * k, (at + 1) * k)];
          expect(new Set(chosen).size).toBe(k);
          expect(chosen.map((v) => z[v])).toEqual([...logits.subarray(at * k, (at + 1) * k)]);
          const sorted = [...z].sort((a, b) => b - a);
          expect([...logits.subarray(at * k, (at + 1) * k)].sort((a, b) => b - a)).toEqual(
            sorted.slice(0, k),
          );
          const rest = sorted.slice(k).reduce((sum, x) => sum + Math.exp(x), 0);
          expect(tails[at]).toBeCloseTo(Math.log(rest), 4);
        }
      }),
    );
  });
});
