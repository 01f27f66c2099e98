import { describe, expect, it } from 'vitest';
import { Tokenizer } from '../data/tokenizer';
import fixture from '../data/fixtures/tokenizer.json?raw';
import { RetortError } from '../lib/errors';
import { createRng } from '../lib/rng';
import { choose, type DialogueOptions, probabilityOf, rememberedOf, runDialogue, runTurns } from './loop';
import { simulatedEnvironment } from './sim-environment';
import { encodeTranscript } from './transcript';
import { SPECIAL_TOKENS, type SpecialToken, type TokenModel, type Tool } from './types';
import type { ToolCall, Transcript } from './types';

const codec = Tokenizer.fromJson(fixture);
const both = (text: string) => ({ en: text, 'zh-CN': text });
const param = (name: string) => ({ name, type: { kind: 'number' as const }, help: both('') });
const base = { label: both(''), help: both(''), example: both(''), requests: [], replies: [] };
const tools = new Map<string, Tool>(
  [
    {
      ...base,
      name: 'add',
      params: [param('a'), param('b')],
      run: async ([a, b]: string[]) => String(Number(a) + Number(b)),
    },
    {
      ...base,
      name: 'fail',
      params: [],
      run: async () => {
        throw new RetortError('tool-failed', 'The well is dry. Dig elsewhere.');
      },
    },
    { ...base, name: 'long', params: [], run: async () => 'word '.repeat(500) },
  ].map((tool) => [tool.name, tool]),
);

/** Ids of an agent's text with special tokens in it. */
function idsOf(text: string): number[] {
  return text.split(/(<\w+>)/).flatMap((part) => {
    if (part === '') return [];
    return (SPECIAL_TOKENS as readonly string[]).includes(part)
      ? [codec.special(part as SpecialToken)]
      : codec.encode(part);
  });
}

/** A model that wants to write a fixed text, whatever it reads. */
function scripted(text: string, context = 128): TokenModel & { fed: number[] } {
  const script = idsOf(text);
  let at = 0;
  const fed: number[] = [];
  return {
    fed,
    context,
    reset: () => void ((fed.length = 0), (at = 0)),
    push: async (ids) => {
      fed.push(...ids);
      const logits = new Float32Array(codec.vocabSize);
      logits[script[at++] ?? 0] = 10;
      return logits;
    },
  };
}

const run = (text: string, options: Partial<DialogueOptions> = {}) =>
  runDialogue({
    model: scripted(text),
    codec,
    tools,
    environment: simulatedEnvironment(1),
    user: 'Add 2 and 3, then 4!',
    constrained: true,
    ...options,
  });

const twoSteps = '<plan> add; add<call> add( 2, 3)<result><call> add( 5, 4)<result><say> it is 9<eos>';

describe('runDialogue', () => {
  it.each([true, false])(
    'runs calls, feeds results back and records all of it (constrained %s)',
    async (constrained) => {
      const seen: unknown[] = [];
      const model = scripted(twoSteps);
      const dialogue = await run(twoSteps, {
        model,
        constrained,
        onCall: (call: ToolCall) => seen.push(call.args),
        onResult: (result) => seen.push(result),
      });
      expect(dialogue).toMatchObject({
        user: 'add 2 and 3 , then 4 !',
        plan: ['add', 'add'],
        steps: [
          { call: { name: 'add', args: ['2', '3'] }, result: '5' },
          { call: { name: 'add', args: ['5', '4'] }, result: '9' },
        ],
        say: 'it is 9',
      });
      expect(dialogue.stopped).toBeUndefined();
      expect(seen).toEqual([['2', '3'], '5', ['5', '4'], '9']);
      // what the loop records is what the corpus would hold, ids and mask, and what the model was fed
      const { ids, agentMask } = encodeTranscript(dialogue, codec);
      expect(dialogue.ids).toEqual(ids);
      expect(dialogue.agentMask).toEqual(agentMask);
      expect(model.fed).toEqual(ids.slice(0, -1));
    },
  );

  it('keeps to the grammar when the model does not want to', async () => {
    const dialogue = await run('nonsense <eos>'.repeat(9));
    expect(dialogue.steps.map(({ call }) => call.name)).toEqual(dialogue.plan);
    expect(dialogue.say).not.toBe('');
  });

  it('reports each token that the agent writes with its probability', async () => {
    const tokens: [number, number][] = [];
    const dialogue = await run(twoSteps, { onToken: (id, p) => void tokens.push([id, p]) });
    expect(tokens.map(([id]) => id)).toEqual(dialogue.ids.filter((_, i) => dialogue.agentMask[i]));
    const likely = Math.exp(10) / (Math.exp(10) + codec.vocabSize - 1);
    for (const [, p] of tokens) expect(p).toBeCloseTo(likely, 5);
  });

  it('gives a failed tool to the model as an error, and to the person whole', async () => {
    const errors: unknown[] = [];
    const dialogue = await run('<plan> fail<call> fail()<result><say> sorry<eos>', {
      onResult: (_, error) => errors.push(error?.message),
    });
    expect(dialogue.steps[0]!.result).toBe('error : the well is dry .');
    expect(errors).toEqual(['The well is dry. Dig elsewhere.']);
  });

  it.each([
    [
      'a call that cannot be read',
      '<plan> add<call> add 2 3<result><say> hm<eos>',
      /^error : " add 2 3 " is not a call/,
    ],
    ['a result without a call', '<plan> add<result><say> hm<eos>', /^error/],
    ['an unknown tool', '<plan> x<call> x( 2)<result><say> hm<eos>', /^error : there is no tool named x/],
  ])('survives %s in free writing', async (_, text, result) => {
    const dialogue = await run(text, { constrained: false });
    expect(dialogue.steps[0]!.result).toMatch(result);
    expect(dialogue.say).toBe('hm');
  });

  it('stops free writing that leaves the transcript or goes on for ever', async () => {
    const free = { constrained: false };
    expect((await run('<plan> add<user> hi', free)).stopped).toBe('malformed');
    expect((await run('<call> add( 2, 3)<result>'.repeat(20), free)).stopped).toBe('malformed');
    const endless = await run('<say>' + ' word'.repeat(200), free);
    expect(endless.stopped).toBe('length');
    expect(endless.ids).toHaveLength(128);
    expect((await run(twoSteps, { maxTokens: 5 })).ids.length).toBe(
      idsOf('<user> add 2 and 3 , then 4 !').length + 5,
    );
  });

  it('feeds the model only the head of a long result', async () => {
    const model = scripted('<plan> long<call> long()<result><say> ok<eos>');
    const dialogue = await run('', { model });
    expect(dialogue.say).toBe('ok');
    expect(dialogue.steps[0]!.result.length).toBeGreaterThan(2000);
    expect(model.fed.length).toBeLessThan(128);
  });

  it('says what to do about a message that is too long', async () => {
    await expect(run(twoSteps, { user: 'very '.repeat(200) })).rejects.toMatchObject({
      code: 'message-too-long',
      message: expect.stringContaining('shorter message') as string,
    });
  });

  it('stops between two tokens when aborted', async () => {
    const controller = new AbortController();
    const model = scripted('<plan> none<say>' + ' word'.repeat(40) + '<eos>');
    const { push } = model;
    model.push = (ids) => {
      if (model.fed.length > 20) controller.abort();
      return push(ids);
    };
    const dialogue = await run('', { model, signal: controller.signal });
    expect(dialogue.stopped).toBe('cancelled');
  });
});

describe('choose', () => {
  const logits = Float32Array.from([0, 3, 2, -1]);
  it('is greedy without temperature, among the allowed', () => {
    expect(choose(logits, null, 0)).toBe(1);
    expect(choose(logits, [0, 2, 3], 0)).toBe(2);
  });

  it('draws in proportion to exp(logit / temperature)', () => {
    const rng = createRng(3);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 20_000; i++) counts[choose(logits, [0, 1, 2], 2, rng)]!++;
    const weights = [1, Math.exp(1.5), Math.exp(1), 0];
    const sum = weights.reduce((a, b) => a + b);
    // 20000 draws: three standard deviations are at most 0.011
    for (const [i, weight] of weights.entries())
      expect(Math.abs(counts[i]! / 20_000 - weight / sum)).toBeLessThan(0.011);
  });

  it('gives softmax probabilities', () => {
    const all = [0, 1, 2, 3].map((id) => probabilityOf(logits, id));
    expect(all.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
    expect(all[1]! / all[2]!).toBeCloseTo(Math.E, 5);
  });
});

describe('memory', () => {
  const before: Transcript[] = ['one', 'two', 'three', 'four'].map((word) => ({
    user: `add 1 and ${word}`,
    plan: ['add'],
    steps: [{ call: { name: 'add', args: ['1', '8'] }, result: '9' }],
    say: 'it is 9',
  }));
  const fedTo = async (context: number, turns: readonly Transcript[]): Promise<string> => {
    const model = scripted('<plan> add<call> add( 9, 2)<result><say> it is 11<eos>', context);
    const { ids } = await run('', { model, user: 'plus 2', before: turns });
    expect(codec.decode(ids)).toBe('<user> plus 2<plan> add<call> add( 9, 2)<result> 11<say> it is 11<eos>');
    return codec.decode(model.fed);
  };

  it('is read before the message, and what was said and found there can be used', async () => {
    const fed = await fedTo(256, before.slice(0, 1));
    expect(fed).toMatch(
      /^<user> add 1 and one<plan> add<call> add\( 1, 8\)<result> 9<say> it is 9<eos><user> plus 2/,
    );
    // without it there is no second number
    const alone = await run('<plan> add<call> add( 9, 2)', { user: 'plus 2' });
    expect(alone.steps).not.toMatchObject([{ call: { args: ['9', '2'] } }]);
  });

  it('holds three turns, fewer where the context is short, and none where it is not asked for', async () => {
    expect(await fedTo(256, before)).toMatch(/^<user> add 1 and two/);
    expect(await fedTo(128, before)).toMatch(/^<user> add 1 and four/);
    const short = scripted(twoSteps, 60);
    await run('', { model: short, before });
    expect(codec.decode(short.fed)).toMatch(/^<user> add 2 and 3/);
    expect(rememberedOf(before, 2)).toEqual(before.slice(3));
    expect(rememberedOf(before)).toEqual([]);
  });

  it('reads of a long result what the model read then', async () => {
    const long: Transcript = {
      ...before[0]!,
      steps: [{ ...before[0]!.steps[0]!, result: 'word '.repeat(200) }],
    };
    const model = scripted(twoSteps, 256);
    await run('', { model, before: [long] });
    expect(codec.decode(model.fed).match(/word/g)!.length).toBeLessThan(50);
    expect(codec.decode(model.fed)).toMatch(/wo(rd)?<say> it is 9<eos><user> add 2 and 3/);
  });

  it('grows turn by turn', async () => {
    const script = '<plan> add<call> add( 2, 3)<result><say> it is 5<eos>';
    const model = scripted(script, 256);
    const turns = [];
    for await (const turn of runTurns(['add 2 and 3', 'again'], {
      model,
      codec,
      tools,
      environment: simulatedEnvironment(1),
      constrained: true,
    }))
      turns.push(turn);
    expect(turns.map(({ say }) => say)).toEqual(['it is 5', 'it is 5']);
    expect(codec.decode(model.fed)).toMatch(
      /^<user> add 2 and 3<plan>.*<eos><user> again<plan> add<call> add\( 2, 3/,
    );
  });
});
