// The data files of how people ask: well formed, one for each tool, and every pattern can be written and says its arguments.

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { argumentCandidates, operandSupply } from '../agent/candidates';
import { normaliseWords } from '../agent/normalise';
import { tools } from '../agent/registry';
import type { ToolParam } from '../agent/types';
import { createRng } from '../lib/rng';
import { repliesTo } from './dialogue';
import { phrasebook, phrasesOf, SLOTS, type ToolData } from './phrasebook';
import { expand, withGroups } from './phrasing';

const files = import.meta.glob('./tools/*.json', { eager: true, import: 'default' });

const texts = v.pipe(v.array(v.string()), v.minLength(1));
const lines = v.union([v.string(), texts]);
const patterns = v.optional(v.union([v.string(), texts]));
const form = v.strictObject({
  share: v.optional(v.number()),
  args: v.optional(v.array(v.string())),
  slots: v.optional(
    v.record(
      v.string(),
      v.union([
        v.string(),
        v.strictObject({ number: v.tuple([v.number(), v.number()]), decimals: v.optional(v.number()) }),
      ]),
    ),
  ),
  reasons: v.optional(texts),
  order: patterns,
  question: patterns,
  statement: patterns,
  reasoned: patterns,
  // scenes of the converter
  kind: v.optional(v.string()),
  max: v.optional(v.number()),
});
const toolData = v.strictObject({
  about: v.optional(v.string()),
  weight: v.pipe(v.number(), v.gtValue(0)),
  replies: texts,
  frame: v.optional(v.picklist(['within', 'around'])),
  reasons: v.optional(lines),
  words: v.optional(v.record(v.string(), v.unknown())),
  groups: v.optional(v.record(v.string(), v.string())),
  forms: v.record(v.string(), form),
});

/** Whether constrained decoding could write the value from the words. */
function offered(words: string[], { type }: ToolParam, value: string): boolean {
  const material = { words, results: [] };
  if (type.kind === 'free') return true;
  if (type.kind !== 'expression') return argumentCandidates(type, material).includes(value);
  const supply = operandSupply(material);
  return value.split(' ').every((symbol) => !/\d/.test(symbol) || supply.has(symbol));
}

describe('the data files', () => {
  it('are one for each tool', () => {
    expect([...phrasebook.keys()]).toEqual([...tools.keys()]);
  });

  it.each(Object.entries(files))('%s has the keys that are read, and no others', (_, data) => {
    const { issues = [] } = v.safeParse(toolData, data);
    expect(issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`)).toEqual([]);
  });
});

describe.each([...phrasebook])('how people ask for %s', (name, { requests, replies }) => {
  const { params } = tools.get(name)!;

  it.each(['train', 'test'] as const)('says the arguments (%s)', (split) => {
    const rng = createRng(11);
    const bad: string[] = [];
    for (const { draw, patterns: byMood } of new Set(requests)) {
      for (const pattern of Object.values(byMood).flat()) {
        for (let i = 0; i < 6; i++) {
          const { args, words } = draw(rng, split);
          const text = normaliseWords(expand(pattern, words, rng));
          if (args.length !== params.length || !args.every((arg, at) => offered(text, params[at]!, arg)))
            bad.push(`${args.join(', ')} <- ${text.join(' ')}`);
        }
      }
    }
    // two numbers side by side now and then read as one ("add nine hundred and forty-six"); a pattern that is wrong is so each time
    expect(bad.length, bad.join('\n')).toBeLessThan(3);
  });

  it('is of many kinds', () => {
    // a pattern with choices is several ways of asking
    const rng = createRng(7);
    const ways = new Set(
      requests.flatMap((one) =>
        Object.values(one.patterns)
          .flat()
          .flatMap((pattern) =>
            Array.from({ length: 8 }, () => expand(pattern.replaceAll(/\{.*?\}/g, 'x'), {}, rng)),
          ),
      ),
    );
    expect(ways.size).toBeGreaterThanOrEqual(60);
  });

  it('is answered from the result and the parameters', () => {
    const call = { name, args: params.map(() => 'y') };
    for (const reply of repliesTo(call, 'x', replies, params)) expect(reply).not.toMatch(/[{}]/);
    expect(replies.length).toBeGreaterThanOrEqual(4);
  });
});

describe('phrasesOf', () => {
  const data: ToolData = {
    weight: 1,
    replies: ['ok'],
    words: { room: 'kitchen, hall', colour: { red: 'red, crimson', blue: 'blue' } },
    groups: { light: '(light|lamp)' },
    forms: {
      paint: {
        share: 2,
        args: ['{c}', '{n}', 'on'],
        slots: { c: 'colour', n: { number: [5, 9] }, where: 'room' },
        order: ['make the <light> in the {where} {c} at {n}'],
      },
      again: { args: [], order: 'paint', question: ['is it on'] },
    },
  };

  it('draws what args and slots describe, from lists, values with their words, and numbers', () => {
    const { requests } = phrasesOf(data);
    expect(requests).toHaveLength(3);
    expect(requests[0]).toBe(requests[1]);
    const rng = createRng(1);
    const drawn = Array.from({ length: 60 }, () => requests[0]!.draw(rng, 'train'));
    for (const { args, words } of drawn) {
      expect(args[0]).toBe(words['c'] === 'blue' ? 'blue' : 'red');
      expect(Number(args[1])).toBeGreaterThanOrEqual(5);
      expect(Number(args[1])).toBeLessThanOrEqual(9);
      expect(args[2]).toBe('on');
    }
    expect(new Set(drawn.map(({ words }) => words['c']))).toEqual(new Set(['red', 'crimson', 'blue']));
    expect(new Set(drawn.map(({ words }) => words['where']))).toEqual(new Set(['kitchen', 'hall']));
  });

  it('puts groups in, and patterns of another form', () => {
    const { plain } = phrasesOf(data);
    expect(plain('paint').order).toEqual(['make the (light|lamp) in the {where} {c} at {n}']);
    expect(plain('again')).toEqual({ ...plain('paint'), question: ['is it on'] });
    expect(() => withGroups('a <lamp>', {})).toThrow(/no group <lamp>/);
  });

  it('says which slots there are where a name is none', () => {
    const forms = { bad: { args: [], slots: { x: 'colours' }, order: ['{x}'] } };
    expect(() => phrasesOf({ ...data, forms })).toThrow(Object.keys(SLOTS).join(', '));
  });

  it('puts reasons around a request, or within it', () => {
    const rng = createRng(3);
    const said = (frame: 'around' | 'within') => {
      const [one] = phrasesOf({ ...data, frame, reasons: ['it is late'] }).requests;
      const asked = one!.patterns.order![0]!;
      return Array.from({ length: 80 }, () => expand(asked, one!.draw(rng, 'train').words, rng));
    };
    expect(said('around').some((text) => /at \d.*it is late$/.test(text))).toBe(true);
    expect(said('within').some((text) => text.includes('it is late'))).toBe(false); // no pattern begins with {why}
  });
});
