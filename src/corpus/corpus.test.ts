// The corpus: reproducible, honest about what is held out, true to the tools, and every right answer within reach of
// constrained decoding.

import { beforeAll, describe, expect, it } from 'vitest';
import { argumentCandidates, operandSupply } from '../agent/candidates';
import { runCall, tools } from '../agent/registry';
import { CITIES } from '../agent/words/cities';
import { formatTranscript, parseTranscript } from '../agent/transcript';
import { Tokenizer } from '../data/tokenizer';
import tokenizerFixture from '../data/fixtures/tokenizer.json?raw';
import { CLOSE, OPEN, patternsOf } from './clause';
import { type Dialogue, fillResults } from './dialogue';
import { CONTEXT, encodeDialogues } from './encode';
import { generateDialogues } from './generate';
import { isHeldOut } from './held-out';
import { phrasebook } from './phrasebook';
import { worldEnvironment } from './world';

const COUNT = 3000;
let dialogues: Dialogue[];
let unseen: Dialogue[];

beforeAll(async () => {
  dialogues = await generateDialogues({ seed: 5, count: COUNT, split: 'train' });
  unseen = await generateDialogues({ seed: 5, count: 800, split: 'both' });
});

const share = (test: (dialogue: Dialogue) => boolean): number => dialogues.filter(test).length / COUNT;

describe('generateDialogues', () => {
  it('gives the same dialogues for the same seed, however many are asked for', async () => {
    expect(await generateDialogues({ seed: 5, count: 40, split: 'train' })).toEqual(dialogues.slice(0, 40));
    expect(await generateDialogues({ seed: 5, count: 10, split: 'train', from: 30 })).toEqual(
      dialogues.slice(30, 40),
    );
    expect((await generateDialogues({ seed: 6, count: 1, split: 'train' }))[0]).not.toEqual(dialogues[0]);
  });

  it('hardly repeats a sentence', () => {
    expect(new Set(dialogues.map(({ transcript }) => transcript.user)).size).toBeGreaterThan(0.95 * COUNT);
  });

  it('has every tool, and the mixture that was planned', () => {
    for (const name of phrasebook.keys())
      expect(share(({ transcript }) => transcript.plan.includes(name))).toBeGreaterThan(0.005);
    // within four standard errors of what was planned: a share that moves by a few parts in a hundred shows
    const planned = (expected: number, of: (dialogue: (typeof dialogues)[number]) => boolean) =>
      expect(Math.abs(share(of) - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / COUNT));
    planned(0.2, ({ transcript }) => transcript.plan.length > 1);
    planned(0.1, ({ golds }) => golds[0]!.some(({ args }) => args.some((arg) => arg.includes('$'))));
    planned(0.282, ({ transcript }) => transcript.plan.length === 0);
    planned(0.03, ({ ambiguous }) => ambiguous);
  });

  it('writes transcripts that follow the grammar', () => {
    for (const { transcript } of [...dialogues, ...unseen]) {
      expect(transcript.say).not.toBe('');
      expect(transcript.say).not.toMatch(/[{}]|undefined|\$\d/);
      expect(transcript.user).not.toMatch(/\{\w+\}|\|/);
      expect([OPEN, CLOSE].some((mark) => transcript.user.includes(mark))).toBe(false);
      expect(parseTranscript(formatTranscript(transcript))).toEqual(transcript);
    }
  });

  it('can be run again with the same results, gold answers included', async () => {
    for (const { transcript, golds, world } of dialogues.slice(0, 400)) {
      const environment = worldEnvironment(world);
      const results: string[] = [];
      for (const [i, planned] of golds[0]!.entries()) {
        const { call, result } = transcript.steps[i]!;
        expect(fillResults(planned, results)).toEqual(call);
        results.push(await runCall(call, environment).catch(() => result));
        expect(results[i]).toBe(result);
      }
    }
  });
});

describe('what is held out', () => {
  it('is at least a tenth of the patterns of each tool, and on one side only', () => {
    for (const [name, { requests }] of phrasebook) {
      const on = (side: 'train' | 'test'): Set<string> =>
        new Set(requests.flatMap((form) => patternsOf(name, form, side).map(({ pattern }) => pattern)));
      const [train, test] = [on('train'), on('test')];
      expect([...test].filter((pattern) => train.has(pattern))).toEqual([]);
      expect(test.size, name).toBeGreaterThan(0.1 * (train.size + test.size));
    }
  });

  it('keeps the values of tests out of training', () => {
    const args = (name: string, at: number): string[] =>
      dialogues.flatMap(({ transcript }) =>
        transcript.steps.flatMap(({ call, result }) =>
          call.name === name && !result.startsWith('error') ? [call.args[at]!] : [],
        ),
      );
    expect(args('time', 0).filter((city) => CITIES.has(city) && isHeldOut('city', city))).toEqual([]);
    expect(args('days_until', 0).filter((date) => isHeldOut('date', date) && /\d/.test(date))).toEqual([]);
    expect(args('alarm', 0).filter((time) => isHeldOut('time', time) && !time.endsWith(':00'))).toEqual([]);
    const cities = unseen.flatMap(({ transcript }) =>
      transcript.steps.filter(({ call }) => call.name === 'time' && call.args[0] !== 'here'),
    );
    expect(cities.filter(({ call }) => isHeldOut('city', call.args[0]!)).length).toBeGreaterThan(
      0.7 * cities.length,
    );
  });
});

/** Whether constrained decoding may write a call, given the words and earlier results. */
function reachable({ transcript }: Dialogue): string[] {
  const words = transcript.user.split(' ');
  const results: string[] = [];
  return transcript.steps.flatMap(({ call, result }) => {
    const material = { words, results: [...results] };
    results.push(result);
    return tools.get(call.name)!.params.flatMap(({ name, type }, i) => {
      const arg = call.args[i]!;
      if (type.kind === 'free') return [`${call.name}.${name} is free`];
      if (type.kind !== 'expression')
        return argumentCandidates(type, material).includes(arg)
          ? []
          : [`${call.name}.${name} ${arg}: ${transcript.user}`];
      const supply = operandSupply(material);
      const operands = arg.split(' ').filter((symbol) => /\d/.test(symbol));
      const missing = operands.some((operand) => {
        const left = supply.get(operand) ?? 0;
        supply.set(operand, left - 1);
        return left <= 0;
      });
      return missing ? [`${arg}: ${transcript.user}`] : [];
    });
  });
}

describe('right answers', () => {
  it('are all among the candidates of constrained decoding', () => {
    expect([...dialogues, ...unseen].flatMap(reachable)).toEqual([]);
  });
});

describe('encodeDialogues', () => {
  it('masks what the agent writes, and drops what is too long', () => {
    const codec = Tokenizer.fromJson(tokenizerFixture);
    const transcripts = dialogues.slice(0, 300).map(({ transcript }) => transcript);
    const turns = transcripts.map((transcript) => [transcript]);
    const { rows, indices, dropped } = encodeDialogues(turns, codec, 100);
    expect(rows.length + dropped).toBe(300);
    expect(dropped).toBeGreaterThan(0);
    for (const [row, { ids, agentMask }] of rows.entries()) {
      expect(ids.length).toBeLessThanOrEqual(100);
      expect(agentMask).toHaveLength(ids.length);
      expect(agentMask.slice(0, ids.indexOf(codec.special('<plan>')))).not.toContain(1);
      expect(agentMask.at(-1)).toBe(1);
      expect(codec.decode(ids)).toBe(formatTranscript(transcripts[indices[row]!]!));
    }
    expect(CONTEXT).toBe(256);
  });
});
