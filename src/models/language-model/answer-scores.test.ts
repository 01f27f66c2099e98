// What the likeliest tokens say of whole answers.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerScores, tokensToTell } from './answer-scores';

const place = (top: Record<string, number>) => {
  const list = Object.entries(top).map(([token, p]) => ({ token, logprob: Math.log(p) }));
  return { ...list[0]!, top: list };
};
const shares = (scores: Float32Array) => [...scores].map((s) => Math.exp(s));

test('what answers have in common is shared, until the next place tells them apart', () => {
  const answers = ['search creative work', 'search screening event', 'play music'];
  const first = place({ ' Search': 0.8, Play: 0.15, '"': 0.05 });
  expect(shares(answerScores([first], answers))).toEqual([
    expect.closeTo(0.4),
    expect.closeTo(0.4),
    expect.closeTo(0.15),
  ]);
  const second = place({ ' creative': 0.75, ' screening': 0.25 });
  expect(shares(answerScores([first, second], answers))).toEqual([
    expect.closeTo(0.6),
    expect.closeTo(0.2),
    expect.closeTo(0.15),
  ]);
});

test('an answer that another one begins with ends where it ends', () => {
  const answers = ['todo', 'todo add'];
  const places = [place({ todo: 1 }), place({ '\n': 0.7, ' add': 0.3 })];
  expect(shares(answerScores(places, answers))).toEqual([expect.closeTo(0.7), expect.closeTo(0.3)]);
  expect(shares(answerScores([place({ todolist: 1 })], answers))[0]).toBeCloseTo(1); // nothing seen: all alike
});

test('quotes and spaces before an answer say nothing', () => {
  const places = [place({ ' "': 0.9, coin: 0.1 }), place({ Coin: 0.5, Dice: 0.5 })];
  expect(shares(answerScores(places, ['coin', 'dice']))).toEqual([
    expect.closeTo(0.55),
    expect.closeTo(0.45),
  ]);
});

test('one that was not seen is as unlikely as the unlikeliest that was', () => {
  const scores = shares(answerScores([place({ coin: 0.9, x: 0.04, dice: 0.06 })], ['coin', 'dice', 'clock']));
  expect(scores).toEqual([expect.closeTo(0.9), expect.closeTo(0.06), expect.closeTo(0.04)]);
});

test('never more than all, always finite, whatever is written', () => {
  const token = fc.string({ maxLength: 6 });
  const logprob = fc.double({ min: -40, max: 0, noNaN: true });
  const places = fc.array(
    fc.record({ token, logprob, top: fc.array(fc.record({ token, logprob }), { maxLength: 5 }) }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(places, (some) => {
      const scores = answerScores(some, ['a', 'ab', 'coin']);
      return scores.every((s) => Number.isFinite(s));
    }),
  );
});

test('answers that begin alike take more tokens', () => {
  expect(tokensToTell(['coin', 'dice'])).toBe(1);
  expect(tokensToTell(['coin', 'convert'])).toBeGreaterThan(1);
});
