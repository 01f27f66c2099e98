import { describe, expect, it } from 'vitest';
import { checkCall } from './check-call';
import { normalise } from './normalise';
import { tools } from './registry';

const material = (said: string, results: readonly string[] = []) => ({
  words: normalise(said).split(' '),
  results,
});
const check = (said: string, name: string, ...args: string[]) =>
  checkCall({ name, args }, tools, material(said));

describe('a call that a person types', () => {
  it('is written as the agent would write it', () => {
    expect(check('Please put Dog Food on there', 'todo_add', ' Dog Food ')).toEqual({
      name: 'todo_add',
      args: ['dog food'],
    });
    expect(check('what is 12 times 7', 'calculate', '12*7').args).toEqual(['12 * 7']);
    expect(check('5 km in miles', 'convert', '5', 'km', 'mi').args).toEqual(['5', 'km', 'mi']);
  });

  it('copies from the message or a result, or is refused with what there is', () => {
    expect(() => check('add milk', 'todo_add', 'eggs')).toThrow(/“eggs” does not stand in the message.*milk/);
    expect(() => check('5 km in miles', 'convert', '6', 'km', 'mi')).toThrow(/offers: 5/);
    expect(() => check('what is 12 times 7', 'calculate', '12 * 8')).toThrow(/“8”/);
    const found = { name: 'calculate', args: ['3.107 + 2'] };
    expect(checkCall(found, tools, material('and add 2', ['3.107'])).args).toEqual(['3.107 + 2']);
  });

  it('has one of the values where there is a list, and nothing is left out', () => {
    expect(() => check('5 km in miles', 'convert', '5', 'km', 'parsec')).toThrow(/one of: .*mi/);
    expect(() => check('set an alarm', 'alarm', '')).toThrow(/should have asked/);
    expect(() => check('x', 'todo_burn')).toThrow(/no tool todo_burn/);
    expect(() => check('milk, eggs', 'todo_add', 'milk, eggs')).toThrow(/comma/);
  });
});
