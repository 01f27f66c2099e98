import { expect, it } from 'vitest';
import { moreSentences } from './more-sentences';

const texts = ['set an alarm for seven', 'play some quiet music now', 'will it rain tomorrow', 'hi'];
const words = (text: string) => text.split(' ');

it('makes other sentences, the same for a seed', () => {
  const made = moreSentences(texts, { count: 40, way: 'all', seed: 1 });
  expect(made).toHaveLength(40);
  expect(new Set([...made, ...texts]).size).toBe(44);
  expect(moreSentences(texts, { count: 40, way: 'all', seed: 1 })).toEqual(made);
  expect(moreSentences(texts, { count: 40, way: 'all', seed: 2 })).not.toEqual(made);
});

it('leaves words out, exchanges two, or joins parts', () => {
  for (const text of moreSentences(texts, { count: 5, way: 'drop', seed: 1 }))
    expect(
      texts.some(
        (whole) => words(text).every((word) => words(whole).includes(word)) && text.length < whole.length,
      ),
    ).toBe(true);
  for (const text of moreSentences(texts, { count: 5, way: 'swap', seed: 1 }))
    expect(texts.map((whole) => words(whole).sort().join())).toContain(words(text).sort().join());
  for (const text of moreSentences(texts, { count: 5, way: 'join', seed: 1 }))
    expect(texts.some((whole) => whole.startsWith(words(text)[0]!))).toBe(true);
});

it('makes fewer where so many cannot be made, and none of nothing', () => {
  expect(moreSentences(['a b'], { count: 100, way: 'swap', seed: 1 })).toEqual(['b a']);
  expect(moreSentences(['hi', 'yo'], { count: 5, way: 'drop', seed: 1 })).toEqual([]);
  expect(moreSentences(texts, { count: 5, way: 'none', seed: 1 })).toEqual([]);
});
