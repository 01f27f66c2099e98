import { expect, test } from 'vitest';
import { learnTokenizer } from './learn-tokenizer';

test('progress comes to its end where the texts have fewer pieces than were asked for', async () => {
  const told: [number, number][] = [];
  const tokenizer = await learnTokenizer(['play jazz', 'play some jazz'], 2000, {
    onProgress: (done, total) => told.push([done, total]),
  });
  expect(tokenizer.vocabSize).toBeLessThan(2000);
  expect(told.at(-1)).toEqual([2000, 2000]);
});
