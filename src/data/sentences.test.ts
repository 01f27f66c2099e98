import { describe, expect, it } from 'vitest';
import { intentSet } from '../tasks/intents/built-in-set';
import { byLength, PAD, type Sentence, sentenceBatch } from './sentences';
import { UNLABELLED } from './text-set';

const sentences: Sentence[] = [
  { ids: Int32Array.of(5, 6, 7), label: 1 },
  { ids: Int32Array.of(8), label: UNLABELLED },
  { ids: Int32Array.of(), label: 2 },
  { ids: Int32Array.of(9, 10, 11, 12, 13), label: 0 },
];
const labelled = new Set([0, 1, 3]);

describe('sentenceBatch', () => {
  it('pads at the end, and lets only known and allowed labels count', () => {
    const batch = sentenceBatch({ sentences, rows: [0, 1, 2], labelled });
    expect(batch.shape).toEqual([3, 4]);
    expect([...batch.inputs]).toEqual([5, 6, 7, PAD, 8, PAD, PAD, PAD, PAD, PAD, PAD, PAD]);
    expect([...batch.labels]).toEqual([1, 0, 0]);
    expect([...batch.hardMask]).toEqual([1, 0, 0]);
    expect([...batch.softMask]).toEqual([1, 1, 1]);
  });

  it('leaves words out by the seed alone', () => {
    const rows = Array.from({ length: 200 }, () => 3);
    const draw = (seed: number) =>
      sentenceBatch({ sentences, rows, labelled, wordDropout: { rate: 0.2, seed } }).inputs;
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    const kept = draw(1).filter((id) => id !== PAD).length / (200 * 5);
    expect(Math.abs(kept - 0.8)).toBeLessThan(0.065); // five standard deviations of 1000 draws
  });
});

it('puts sentences of like length together, each once', () => {
  expect(byLength(sentences, 2)).toEqual([
    [2, 1],
    [0, 3],
  ]);
});

describe('intentSet', () => {
  const counts = { train: 340, validation: 34, test: 170 };
  const set = intentSet(1, counts);

  it('has every intent equally often, and is the same for the same seed', () => {
    for (const split of ['train', 'validation', 'test'] as const) {
      expect(set[split].texts).toHaveLength(counts[split]);
      for (const k of set.labels.keys())
        expect(set[split].labels.filter((label) => label === k)).toHaveLength(counts[split] / 17);
    }
    expect(intentSet(1, counts)).toEqual(set);
    expect(intentSet(2, counts).train.texts).not.toEqual(set.train.texts);
  });

  it('tests on sentences that training does not have', () => {
    const known = new Set([...set.train.texts, ...set.validation.texts]);
    expect(set.test.texts.filter((text) => known.has(text))).toEqual([]);
  });
});
