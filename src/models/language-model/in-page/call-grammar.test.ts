// What may be written where tools can be called.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReply, replyGrammar, writtenCall } from './call-grammar';

const tools = [
  {
    name: 'convert',
    description: 'Converts.',
    parameters: {
      type: 'object',
      properties: {
        value: { type: 'number' },
        unit: { type: 'string', enum: ['km', 'mi'] },
        note: { type: 'string' },
        tags: { type: 'array', items: { type: 'integer' } },
      },
      required: ['value', 'unit'],
    },
  },
  { name: 'coin', description: 'Flips.', parameters: { type: 'object', properties: {} } },
];
const grammar = replyGrammar(tools);

/** Arguments that fit the schema of `convert`. */
const args = fc.record(
  {
    value: fc.oneof(fc.integer({ min: -999, max: 999 }), fc.constantFrom(0.5, -12.25)),
    unit: fc.constantFrom('km', 'mi'),
    note: fc.string().map((text) => text.replace(/[\n\r\t]/g, '')),
    tags: fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 3 }),
  },
  { requiredKeys: ['value', 'unit'] },
);
/** As the grammar has it: a space after each colon and comma, in the schema's order. */
const spaced = (given: Record<string, unknown>): string => {
  const inOrder = ['value', 'unit', 'note', 'tags'].filter((key) => key in given);
  const written = inOrder.map((key) => {
    const value = given[key];
    return `"${key}": ${Array.isArray(value) ? `[${value.join(', ')}]` : JSON.stringify(value)}`;
  });
  return `{${written.join(', ')}}`;
};

describe('the grammar of replies', () => {
  it('takes every beginning of calls that fit their schemas, and knows when they are whole', () => {
    fc.assert(
      fc.property(fc.array(args, { minLength: 1, maxLength: 2 }), (list) => {
        const text = list.map((given) => writtenCall('convert', spaced(given))).join('\n');
        for (let end = 0; end <= text.length; end++) expect(grammar.mayBe(text.slice(0, end))).toBe(true);
        expect(grammar.isWhole(text)).toBe(true);
        expect(grammar.isWhole(text.slice(0, -1))).toBe(false);
        const { calls, content } = readReply(text);
        expect(content).toBe('');
        expect(calls.map(({ name, arguments: said }) => [name, JSON.parse(said)])).toEqual(
          list.map((given) => ['convert', given]),
        );
      }),
    );
  });

  it.each([
    ['an unknown tool', '<tool_call>\n{"name": "cook'],
    ['words for a number', '<tool_call>\n{"name": "convert", "arguments": {"value": "5'],
    ['a unit that there is not', '<tool_call>\n{"name": "convert", "arguments": {"value": 5, "unit": "ft'],
    ['a call without what it needs', '<tool_call>\n{"name": "convert", "arguments": {}'],
    ['arguments of one that has none', '<tool_call>\n{"name": "coin", "arguments": {"side'],
    ['a call in the middle of words', 'sure <tool_call>'],
    ['words after a call', `${writtenCall('coin', '{}')} done`],
  ])('does not let be written: %s', (_, text) => {
    expect(grammar.mayBe(text)).toBe(false);
  });

  it('takes words, which are whole once they say something', () => {
    expect(grammar.mayBe('it is 5 < 6')).toBe(true);
    expect(grammar.isWhole('it is')).toBe(true);
    expect(grammar.isWhole('')).toBe(false);
    expect(readReply('it is 5')).toEqual({ content: 'it is 5', calls: [] });
  });
});
