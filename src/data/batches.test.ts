import { upTo } from '../lib/up-to';
import { describe, expect, it } from 'vitest';
import { SPECIAL_TOKENS, type TokenCodec } from '../agent/types';
import { createSampler, labelledRows, rowBatch, tokenBatch } from './batches';

const codec = { special: (token: string) => SPECIAL_TOKENS.indexOf(token as '<pad>') } as TokenCodec;

describe('createSampler', () => {
  const few = { total: 100, labelled: [3, 40, 77], batchSize: 10, seed: 5 };

  it('draws labelled rows only at λ = 1', () => {
    const draw = createSampler(few);
    for (let step = 0; step < 20; step++) {
      const rows = draw(step, 1);
      expect(rows).toHaveLength(10);
      expect(rows.every((row) => few.labelled.includes(row))).toBe(true);
    }
  });

  it('gives scarce labels a quarter of the batch at λ < 1', () => {
    const draw = createSampler(few);
    for (let step = 0; step < 20; step++) {
      const rows = draw(step, 0.5);
      expect(rows).toHaveLength(10);
      expect(rows.filter((row) => few.labelled.includes(row)).length).toBeGreaterThanOrEqual(3);
    }
  });

  it('gives them another share where that is wanted', () => {
    const draw = createSampler({ ...few, labelledQuota: 1 / 2 });
    for (let step = 0; step < 20; step++)
      expect(draw(step, 0.5).filter((row) => few.labelled.includes(row)).length).toBeGreaterThanOrEqual(5);
  });

  it('leaves plentiful labels to chance: every row once a pass', () => {
    const draw = createSampler({ total: 30, labelled: upTo(10), batchSize: 10, seed: 1 });
    const pass = [0, 1, 2].flatMap((step) => draw(step, 0.9));
    expect(pass.sort((a, b) => a - b)).toEqual(upTo(30));
  });

  it('goes on in another order after each pass, also in the middle of a batch', () => {
    const draw = createSampler({ total: 7, labelled: upTo(7), batchSize: 5, seed: 1 });
    const rows = upTo(7).flatMap((step) => draw(step, 0.5));
    const passes = upTo(5).map((pass) => rows.slice(7 * pass, 7 * pass + 7));
    for (const pass of passes) expect([...pass].sort()).toEqual(upTo(7));
    expect(new Set(passes.map(String)).size).toBeGreaterThan(3);
  });

  it('depends on seed and step alone, not on what was drawn before', () => {
    const [a, b] = [createSampler(few), createSampler(few)];
    const inOrder = upTo(30).map((step) => a(step, 0.5));
    expect(b(29, 0.5)).toEqual(inOrder[29]);
    expect(b(4, 0.5)).toEqual(inOrder[4]);
    expect(createSampler({ ...few, seed: 6 })(4, 0.5)).not.toEqual(inOrder[4]);
  });

  it('gives both arms the same order where all rows have labels', () => {
    const draw = createSampler({ total: 50, labelled: upTo(50), batchSize: 8, seed: 2 });
    for (let step = 0; step < 20; step++) expect(draw(step, 1)).toEqual(draw(step, 0.3));
  });
});

describe('createSampler with lengths', () => {
  const lengths = upTo(400).map((row) => 10 + ((row * 37) % 90));
  const lengthOf = (row: number): number => lengths[row]!;
  const options = { total: 400, labelled: upTo(40), batchSize: 8, seed: 3 };
  const [plain, sorted] = [createSampler(options), createSampler({ ...options, lengthOf })];
  const spread = (rows: readonly number[]): number =>
    Math.max(...rows.map(lengthOf)) - Math.min(...rows.map(lengthOf));

  it('deals the same rows of eight steps out by length, labelled and others alike', () => {
    for (const lambda of [1, 0.5]) {
      const steps = upTo(8).map((i) => 16 + i);
      const [as, bs] = [steps.map((step) => plain(step, lambda)), steps.map((step) => sorted(step, lambda))];
      expect(bs.flat().sort((a, b) => a - b)).toEqual(as.flat().sort((a, b) => a - b));
      const mean = (batches: number[][]): number => batches.reduce((sum, rows) => sum + spread(rows), 0) / 8;
      expect(mean(bs)).toBeLessThan(mean(as) / 2);
    }
  });

  it('takes the lengths in another order in each eight steps, the same for the same seed', () => {
    const turns = [0, 8, 16].map((from) => upTo(8).map((i) => lengthOf(sorted(from + i, 1)[0]!)));
    for (const turn of turns) expect(turn).not.toEqual([...turn].sort((a, b) => a - b));
    expect(createSampler({ ...options, lengthOf })(19, 0.5)).toEqual(sorted(19, 0.5));
  });
});

describe('labelledRows', () => {
  it('keeps the share, the same for the same seed', () => {
    const rows = labelledRows({ total: 1000, share: 0.02, seed: 4 });
    expect(rows).toHaveLength(20);
    expect(new Set(rows).size).toBe(20);
    expect(labelledRows({ total: 1000, share: 0.02, seed: 4 })).toEqual(rows);
    expect(labelledRows({ total: 1000, share: 0.02, seed: 5 })).not.toEqual(rows);
    expect(labelledRows({ total: 5, share: 1, seed: 4 })).toEqual(upTo(5));
  });

  it('keeps one of each class, and one at least', () => {
    const classOf = (row: number): number => row % 6;
    const rows = labelledRows({ total: 300, share: 0.01, seed: 4, classOf });
    expect(new Set(rows.map(classOf)).size).toBe(6);
    expect(labelledRows({ total: 10, share: 0.01, seed: 1 })).toHaveLength(1);
  });
});

describe('rowBatch', () => {
  it('takes the rows asked for, with masks', () => {
    const data = { x: Float32Array.of(0, 1, 10, 11, 20, 21), label: Int32Array.of(7, 8, 9), n: 3 };
    expect(rowBatch(data, 2, [2, 0], new Set([0]))).toEqual({
      inputs: Float32Array.of(20, 21, 0, 1),
      shape: [2, 2],
      labels: Int32Array.of(9, 7),
      hardMask: Float32Array.of(0, 1),
      softMask: Float32Array.of(1, 1),
      rows: [2, 0],
    });
  });
});

describe('tokenBatch', () => {
  it('asks the positions that the agent writes after for the next token, pads to a multiple of 8', () => {
    const long = {
      ids: [1, 50, 2, 60, 61, 5, 62, 6, 1, 1],
      agentMask: [0, 0, 1, 1, 1, 1, 1, 1, 0, 0],
      gold: true,
    };
    const short = { ids: [1, 51, 2, 70], agentMask: [0, 0, 1, 1], gold: false };
    const batch = tokenBatch([long, short], [4, 9], codec);
    expect(batch.shape).toEqual([2, 16]); // nine positions, rounded up
    expect([...batch.inputs.slice(0, 11)]).toEqual([1, 50, 2, 60, 61, 5, 62, 6, 1, 0, 0]);
    expect([...batch.positions!]).toEqual([1, 2, 3, 4, 5, 6, 17, 18]);
    expect([...batch.labels]).toEqual([2, 60, 61, 5, 62, 6, 2, 70]);
    expect([...batch.hardMask]).toEqual([1, 1, 1, 1, 1, 1, 0, 0]); // the teacher's words are no labels
    expect([...batch.softMask]).toEqual(new Array(8).fill(1));
    expect(batch.rows).toEqual([4, 9]);
  });

  it('never counts padding', () => {
    const row = { ids: [1, 2, 3], agentMask: [1, 1, 1], gold: true };
    const { shape, positions, softMask, hardMask } = tokenBatch([row], [0], codec);
    expect(shape).toEqual([1, 8]);
    expect([...positions!]).toEqual([0, 1]);
    expect([...softMask]).toEqual([1, 1]);
    expect(hardMask).toEqual(softMask);
  });
});
