import { describe, expect, it } from 'vitest';
import { argumentMatches, scoreDialogue, summariseScores } from './score';
import { parseCall } from './transcript';
import type { ToolCall } from './types';

const calls = (...texts: string[]): ToolCall[] => texts.map((text) => parseCall(text)!);
const written = (plan: string[], steps: [string, string][]) => ({
  plan,
  steps: steps.map(([text, result]) => ({ call: parseCall(text)!, result })),
});

const right = written(
  ['convert', 'calculate'],
  [
    ['convert( 5, km, mi)', '3.107'],
    ['calculate( 3.107 + 2)', '5.107'],
  ],
);
const gold = calls('convert( 5, km, mi)', 'calculate( $1 + 2)');

describe('scoreDialogue', () => {
  it('takes a right dialogue for right, results in their places', () => {
    expect(scoreDialogue(right, [gold])).toEqual({
      intent: true,
      plan: true,
      tools: true,
      args: { right: 4, total: 4 },
      exact: true,
    });
  });

  it('accepts any alternative', () => {
    expect(scoreDialogue(right, [calls('coin( 1)'), [], gold]).exact).toBe(true);
  });

  it('counts each part by itself', () => {
    const swapped = written(
      ['convert', 'calculate'],
      [
        ['convert( 5, mi, km)', '8.05'],
        ['calculate( 8.05 + 2)', '10.05'],
      ],
    );
    expect(scoreDialogue(swapped, [gold])).toEqual({
      intent: true,
      plan: true,
      tools: true,
      args: { right: 2, total: 4 },
      exact: false,
    });
    const half = written(['convert'], [['convert( 5, km, mi)', '3.107']]);
    expect(scoreDialogue(half, [gold])).toMatchObject({
      intent: true,
      plan: false,
      tools: false,
      exact: false,
    });
  });

  it('needs plan and calls to agree', () => {
    expect(scoreDialogue({ ...right, plan: ['convert'] }, [gold]).exact).toBe(false);
    expect(scoreDialogue(written(['time'], [['time( here, now)', '']]), [calls('time( here)')]).exact).toBe(
      false,
    );
  });

  it.each([[[]], [[[]]]])('takes doing nothing for right where no tool fits (%j)', (golds: ToolCall[][]) => {
    expect(scoreDialogue(written([], []), golds)).toMatchObject({ intent: true, exact: true });
    expect(scoreDialogue(right, golds)).toMatchObject({ intent: false, exact: false });
  });
});

describe('argumentMatches', () => {
  it('reads $1 as the result or the number in it', () => {
    expect(argumentMatches('42 / 7', '$1 / 7', ['42 days'])).toBe(true);
    expect(argumentMatches('heads', '$1', ['heads'])).toBe(true);
    expect(argumentMatches('41 / 7', '$1 / 7', ['42 days'])).toBe(false);
    expect(argumentMatches('42', '$2', ['42'])).toBe(false);
  });
});

describe('summariseScores', () => {
  it('averages over dialogues, arguments over arguments', () => {
    const wrong = scoreDialogue(written([], []), [gold]);
    const summary = summariseScores([
      scoreDialogue(right, [gold]),
      wrong,
      scoreDialogue(written([], []), []),
    ]);
    expect(summary).toEqual({
      count: 3,
      intent: 2 / 3,
      plan: 2 / 3,
      tools: 2 / 3,
      args: 4 / 8,
      exact: 2 / 3,
    });
  });

  it('is finite for an empty set', () => {
    expect(summariseScores([])).toMatchObject({ count: 0, exact: 1, args: 1 });
  });
});
