// The constraint must never stand in the way of a right answer: for each sentence of the development set and of bench/agent, some gold can be written.
import { describe, expect, it } from 'vitest';
import everyday from '../../bench/agent/everyday.json';
import sentences from '../../scripts/teacher/written-dev.json';
import fixture from '../data/fixtures/tokenizer.json?raw';
import { Tokenizer } from '../data/tokenizer';
import { resultNumbers } from './candidates';
import { createConstraint } from './constrain';
import { normalise } from './normalise';
import { runCall, tools } from './registry';
import { simulatedEnvironment } from './sim-environment';
import { formatCall, formatPlan, parseCall } from './transcript';
import type { ToolCall } from './types';

const codec = Tokenizer.fromJson(fixture);

/** Writes a gold under the constraint; resolves to what was refused, or null. */
async function refused(text: string, gold: readonly ToolCall[]): Promise<string | null> {
  const constraint = createConstraint({ codec, tools, user: normalise(text) });
  const environment = simulatedEnvironment(1, { anyItem: true });
  const write = (words: string, ids: number[]): string | null => {
    for (const id of ids) {
      if (!constraint.allowed().includes(id)) return `"${codec.decode([id])}" in ${words}`;
      constraint.advance(id);
    }
    return null;
  };
  const plan = formatPlan(gold.map(({ name }) => name));
  let problem = write(plan, [codec.special('<plan>'), ...codec.encode(` ${plan}`)]);
  const results: string[] = [];
  for (const { name, args } of gold) {
    const filled = args.map((arg) =>
      arg.replace(/\$(\d)/g, (_, n: string) => resultNumbers(results[Number(n) - 1]!)[0]!),
    );
    const call = { name, args: filled };
    const words = formatCall(call);
    problem ??= write(words, [
      codec.special('<call>'),
      ...codec.encode(` ${words}`),
      codec.special('<result>'),
    ]);
    if (problem) return problem;
    results.push(await runCall(call, environment));
    constraint.addResult(results[results.length - 1]!);
  }
  return problem ?? write('reply', [codec.special('<say>'), ...codec.encode(' ok'), codec.special('<eos>')]);
}

describe('constrained decoding', () => {
  it.each([...sentences, ...everyday])('can answer "$text"', async ({ text, golds }) => {
    const problems: (string | null)[] = [];
    for (const gold of golds.length > 0 ? golds : [[]])
      problems.push(
        await refused(
          text,
          gold.map((one) => parseCall(one)!),
        ),
      );
    expect(problems).toContain(null);
  });
});
