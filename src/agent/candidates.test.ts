import { describe, expect, it } from 'vitest';
import {
  argumentCandidates,
  listSpans,
  numberSupply,
  operandSupply,
  resultNumbers,
  spans,
} from './candidates';
import { normaliseWords } from './normalise';

const of = (text: string, results: string[] = []) => ({ words: normaliseWords(text), results });

describe('numbers', () => {
  it.each([
    ['convert 10km', ['10']],
    ['twenty-five minutes', ['25']],
    ['twenty five minutes', ['25']],
    ['a dozen ounces', ['12']],
    ['half an hour', ['0.5']],
    ['in an hour and a half', ['1.5']],
    ['3/4 cup', ['0.75']],
    ['minus 40 f in c', ['-40']],
    ['that in kg, minus 4', ['4']],
    ['it is -5 c', ['-5']],
    ['two hundred and four', ['204']],
  ])('%s can mean %j', (text, expected) => {
    expect([...numberSupply(of(text)).keys()]).toEqual(expect.arrayContaining(expected));
  });

  it('counts how often each is said, and adds results and defaults', () => {
    expect(numberSupply(of('between 5 and 5', ['7.5 kg']), ['1'])).toEqual(
      new Map([
        ['5', 2],
        ['7.5', 1],
        ['1', 1],
      ]),
    );
  });

  it('takes whole numbers from a result, not parts of a time', () => {
    expect(resultNumbers('3.107')).toEqual(['3.107']);
    expect(resultNumbers('42 days')).toEqual(['42']);
    expect(resultNumbers('3 + 4 = 7')).toEqual(['7']);
    expect(resultNumbers('07:30')).toEqual([]);
    expect(resultNumbers('heads')).toEqual([]);
  });
});

describe('operands', () => {
  it.each([
    ['15% off 80', { 15: 2, 80: 2, 100: 1 }],
    ['half of 90', { 90: 1, 2: 1 }],
    ['nine squared', { 9: 1, 2: 1 }],
    ['square root of 169', { 169: 1, 2: 1, 0.5: 1 }],
    ['3 + 3', { 3: 2 }],
    ['the average of 4 and 8', { 4: 1, 8: 1, 2: 1 }],
  ])('%s', (text, expected) => {
    expect(Object.fromEntries(operandSupply(of(text)))).toEqual(expected);
  });

  it('lets a result be used twice', () => {
    expect(operandSupply(of('then square it', ['7'])).get('7')).toBe(2);
  });
});

describe('other kinds', () => {
  it.each([
    [{ kind: 'city' as const }, 'what time is it in nyc', 'new york'],
    [{ kind: 'city' as const }, 'time please', 'here'],
    [{ kind: 'city' as const }, 'time in new atlantis town', 'new atlantis town'],
    [{ kind: 'time' as const }, 'wake me at half past 7', '07:30'],
    [{ kind: 'time' as const }, 'alarm 7pm', '19:00'],
    [{ kind: 'date' as const }, 'how long till march 3rd', 'mar 3'],
    [{ kind: 'date' as const }, 'days until valentines', "valentine's day"],
    [{ kind: 'text' as const }, "remind me to buy mom's cake, ok", "buy mom's cake"],
  ])('a %j in "%s" can be %s', (type, text, expected) => {
    expect(argumentCandidates(type, of(text))).toContain(expected);
  });

  it('does not offer places where one is known', () => {
    expect(argumentCandidates({ kind: 'city' }, of('time in paris'))).toEqual(['paris', 'here']);
  });

  it('offers no time or date where none is said', () => {
    expect(argumentCandidates({ kind: 'time' }, of('wake me up'))).toEqual([]);
    expect(argumentCandidates({ kind: 'date' }, of('wake me up'))).toEqual([]);
  });
});

describe('spans', () => {
  it('never cross what cannot stand in an argument, nor begin or end with a mark', () => {
    expect(spans(['a', '-', 'b', ',', 'c', '!'], 8)).toEqual(['a', 'a - b', 'b', 'c']);
  });

  it('are at most so long', () => {
    expect(spans(['a', 'b', 'c'], 2)).toEqual(['a', 'a b', 'b', 'b c', 'c']);
  });
});

describe('listSpans', () => {
  it('writes the commas of a list as a mark, and leaves out the word after them', () => {
    const found = listSpans('add milk , eggs , and brown bread !'.split(' '));
    expect(found).toContain('milk & eggs & brown bread');
    expect(found).not.toContain('milk');
    expect(found.some((text) => text.includes(','))).toBe(false);
  });
});

describe('defaults', () => {
  it('are offered unsaid', () => {
    const material = { words: 'cancel it'.split(' '), results: [] };
    expect(argumentCandidates({ kind: 'time', defaults: ['all'] }, material)).toEqual(['all']);
    expect(argumentCandidates({ kind: 'date', defaults: ['today'] }, material)).toEqual(['today']);
    expect(argumentCandidates({ kind: 'text', defaults: ['all'] }, material)).toContain('all');
  });
});
