import { expect, test } from 'vitest';
import { params } from '../catalog/params';
import { suggestSettings } from './suggest-settings';
import type { TextSplit } from './text-set';

const split = (texts: string[]): { train: TextSplit } => ({
  train: { texts, labels: new Int32Array(texts.length) },
});

test('short sentences of few words want little; long ones of many words want more', () => {
  const few = suggestSettings(split(Array.from({ length: 50 }, (_, i) => `play song ${i}`)));
  expect(few).toEqual({ context: 16, vocabulary: 512, batchSize: 16 });
  const long = Array.from({ length: 30_000 }, (_, i) =>
    Array.from({ length: 40 }, (_, j) => `word${(i * 31 + j * 7) % 3000}`).join(' '),
  );
  const many = suggestSettings(split(long));
  expect(many.context).toBeGreaterThanOrEqual(64);
  expect(many.vocabulary).toBe(4096);
  expect(many.batchSize).toBe(64);
});

test('suggestions are ones that the settings allow, whatever the texts', () => {
  for (const texts of [[], [''], ['x'.repeat(5000)], ['好'.repeat(900)], Array<string>(20_001).fill('a b')])
    for (const [name, value] of Object.entries(suggestSettings(split(texts)))) {
      const { min, max } = params[name as 'context'];
      expect(value).toBeGreaterThanOrEqual(min);
      expect(value).toBeLessThanOrEqual(max);
    }
});

test('writing without spaces counts by the character', () => {
  expect(suggestSettings(split(['播放一首歌'.repeat(6)])).context).toBe(48);
});
