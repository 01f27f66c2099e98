import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from './normalise';

describe('normalise', () => {
  it.each([
    ["What's 12*7?", "what's 12 * 7 ?"],
    ['What’s   12×7?', "what's 12 * 7 ?"],
    ['10km', '10 km'],
    ['1,000', '1000'],
    ['1,234,567.5', '1234567.5'],
    ['1,2,3', '1 , 2 , 3'],
    ['7:30am', '7:30 am'],
    ['7 p.m. sharp', '7 pm sharp'],
    ['$5', '$ 5'],
    ['12/25', '12 / 25'],
    ['3x4', '3 * 4'],
    ['3 x 4', '3 * 4'],
    ['x box', 'x box'],
    ['roll 2d20', 'roll 2 d 20'],
    ['d20', 'd 20'],
    ['twenty-five - 3', 'twenty-five - 3'],
    ['12-5', '12 - 5'],
    ['12 -5', '12 - 5'],
    ['what is -5 °C in f', 'what is -5 c in f'],
    ['(18+7)*.5', '( 18 + 7 ) * 0.5'],
    ['15% of 80', '15 % of 80'],
    ['5² and 2½ and ½', '5 ^ 2 and 2.5 and 0.5'],
    ['7 o’clock, the dogs’ walk', "7 o'clock , the dogs ' walk"],
    ['buy milk—now!!!', 'buy milk - now !'],
    ['set learning_rate', 'set learning rate'],
    ['<plan> none', '< plan > none'],
    ['现在几点？', '现在几点 ?'],
    ['ok 👍🏽👨‍👩‍👧 go', 'ok 👍🏽👨‍👩‍👧 go'],
    ['  ', ''],
  ])('%s -> %s', (raw, expected) => {
    expect(normalise(raw)).toBe(expected);
  });

  it('is idempotent on arbitrary text', () => {
    const typed = fc.string({
      unit: fc.constantFrom(...'09.,:;-+*/x×÷½²()\'’"%$ aApPmM  \u200d️🏽👍é\u0301İΣ_°√,.–!?<>\n'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.oneof(typed, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        const once = normalise(text);
        expect(normalise(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves no capital ASCII, double space or special token', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(normalise(text)).not.toMatch(/[A-Z]| {2}|^ | $|<\w/);
      }),
    );
  });
});
