import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codesIn, fromCode, toCode } from './class-code';

const result = { fingerprint: 123_456_789, number: 17, figures: [0.9125, null, 0.5] };
const code = toCode(result);

test('a code is short, and says what the run came to', () => {
  expect(code).toMatch(/^RT1(-[0-9A-Z]{1,4})+$/);
  expect(code.length).toBeLessThanOrEqual(33);
  const read = fromCode(code);
  expect(read).toMatchObject({ code, fingerprint: 123_456_789, number: 17 });
  if (typeof read === 'string') throw new Error(read);
  expect(read.figures[0]).toBeCloseTo(0.9125, 4); // half a step is 1.5e-5
  expect(read.figures.slice(1)).toEqual([null, expect.closeTo(0.5, 4)]);
});

test('any result comes back, within half a step', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.nat(2 ** 30 - 1),
      fc.integer({ min: 1, max: 9999 }),
      fc.array(fc.option(share), { maxLength: 12 }),
      (fingerprint, number, figures) => {
        const read = fromCode(toCode({ fingerprint, number, figures }));
        if (typeof read === 'string') throw new Error(read);
        expect(read).toMatchObject({ fingerprint, number });
        read.figures.forEach((value, i) => {
          if (figures[i] === null) expect(value).toBeNull();
          else expect(Math.abs(value! - figures[i]!)).toBeLessThanOrEqual(0.5 / 32_766 + 1e-12);
        });
      },
    ),
  );
});

test('it is read as it was meant: small letters, no hyphens, O for 0, I for 1', () => {
  const typed = [
    code.toLowerCase(),
    code.replaceAll('-', ''),
    code.replaceAll('0', 'O').replaceAll('1', 'I'),
  ];
  typed[2] = `RT1${typed[2]!.slice(3)}`;
  for (const one of [...typed, code.replaceAll('-', '–')]) expect(fromCode(one)).toMatchObject({ code });
});

test('a sign that was mistyped, swapped or left out is noticed', () => {
  const body = code.slice(4);
  for (let i = 0; i < body.length; i++) {
    if (body[i] === '-') continue;
    const other = body[i] === '7' ? '8' : '7';
    expect(fromCode(`RT1-${body.slice(0, i)}${other}${body.slice(i + 1)}`)).toBe('mistyped');
  }
  expect(fromCode(code.slice(0, -1))).toBe('mistyped');
  expect(fromCode(code.slice(0, 12))).toBe('cut-off');
  expect(fromCode(code.replace('RT1', 'RT2'))).toBe('newer');
});

test('a code of the first version means the same for ever', () => {
  expect(fromCode('RT1-3NQK-8N00-HX6B-ZZZF-ZZHD-SF')).toMatchObject({ number: 17 });
});

test('any text is searched and any find is read, without harm', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const found of codesIn(`RT1-${text} RT1${text}`)) void fromCode(found);
    }),
  );
  expect(codesIn('R'.repeat(1e6)).length).toBe(0);
  expect(codesIn(`RT1-${'-'.repeat(1e6)}`).length).toBe(1);
});

test('codes are found in what people send', () => {
  const text = `Timestamp,Answer\n"12:03","${code}"\nmine is ${code.toLowerCase()}. Thanks\nART1-not, RT1000`;
  expect(codesIn(text).map((found) => fromCode(found))).toEqual([
    expect.objectContaining({ code }),
    expect.objectContaining({ code }),
  ]);
});
