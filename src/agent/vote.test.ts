// Opinions are scripted: the model's n-th dialogue is the n-th text.

import { describe, expect, it } from 'vitest';
import { Tokenizer } from '../data/tokenizer';
import fixture from '../data/fixtures/tokenizer.json?raw';
import { createRng } from '../lib/rng';
import { SPECIAL_TOKENS, type SpecialToken, type TokenModel, type Tool } from './types';
import { voteOnAction } from './vote';

const codec = Tokenizer.fromJson(fixture);
const words = { en: '', 'zh-CN': '' };
const item = { name: 'item', type: { kind: 'text' as const }, help: words };
const tools = new Map<string, Tool>([
  [
    'add',
    {
      name: 'add',
      label: words,
      help: words,
      example: words,
      params: [item],
      async run([thing], { todo }) {
        await todo.add(thing!);
        return 'added';
      },
    },
  ],
]);

const idsOf = (text: string): number[] =>
  text
    .split(/(<\w+>)/)
    .filter(Boolean)
    .flatMap((part) =>
      (SPECIAL_TOKENS as readonly string[]).includes(part)
        ? [codec.special(part as SpecialToken)]
        : codec.encode(part),
    );

function opinionated(texts: readonly string[]): TokenModel {
  let [dialogue, at] = [-1, 0];
  return {
    context: 128,
    reset() {
      dialogue++;
      at = 0;
    },
    async push() {
      const logits = new Float32Array(codec.vocabSize);
      logits[idsOf(texts[dialogue]!)[at++] ?? 0] = 100;
      return logits;
    },
  };
}

const adds = (thing: string, say = 'done') => `<plan> add<call> add( ${thing})<result><say> ${say}<eos>`;
const vote = (texts: readonly string[], signal?: AbortSignal) =>
  voteOnAction({
    model: opinionated(texts),
    codec,
    tools,
    user: 'put milk on my list',
    constrained: false,
    temperature: 0.4,
    of: texts.length,
    seed: 5,
    ...(signal && { signal }),
  });
const seeds = (n: number) => {
  const rng = createRng(5);
  return Array.from({ length: n }, () => rng.int(2 ** 32));
};

describe('voteOnAction', () => {
  it('goes by what the calls come to, in any words', async () => {
    const texts = [adds('tea'), adds('milk'), adds('milk', 'all right'), adds('my'), adds('milk')];
    expect(await vote(texts)).toEqual({ seed: seeds(2)[1], votes: 3, of: 5 });
  });

  it('does not count who breaks off, and takes the first where all do', async () => {
    const broken = '<plan> add<call> add( milk)<user>';
    expect(await vote([broken, broken, adds('tea')])).toEqual({ seed: seeds(3)[2], votes: 1, of: 3 });
    expect(await vote([broken, broken])).toEqual({ seed: seeds(1)[0], votes: 0, of: 2 });
  });

  it('takes the earlier of two that are equal, and stops at the signal', async () => {
    expect((await vote([adds('tea'), adds('milk')])).seed).toBe(seeds(1)[0]);
    const stop = new AbortController();
    stop.abort();
    expect(await vote([adds('tea'), adds('tea')], stop.signal)).toMatchObject({ votes: 0 });
  });
});
