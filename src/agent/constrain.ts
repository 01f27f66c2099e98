// Constrained decoding: which token ids may come next in a transcript, given the tools, the user's words and the results so
// far. Plan -> the planned calls in order -> reply. A tool for which the words offer no argument is not offered either.
// It chooses nothing: the model picks among the allowed ids (loop.ts). Written as coroutines, one per rule of the grammar.

import {
  argumentCandidates,
  numberSupply,
  operandSupply,
  type Material,
  type TurnMaterial,
} from './candidates';
import { expression } from './constrain-expression';
import { copiedReply } from './constrain-reply';
import { type Given, saidOnce } from './said-once';
import { buildTrie, exactly, oneOf, unexpectedToken, type Grammar } from './token-trie';
import { NO_TOOL } from './transcript';
import { SPECIAL_TOKENS, type Tool, type ToolParam, type TokenCodec, type Transcript } from './types';

export const MOST_STEPS = 3;
/** Tokens of a reply: of the built-in corpus only those that read out a long list have more than forty. */
const LONGEST_REPLY = 64;
/** Tokens of an argument that is written freely. */
export const LONGEST_FREE = 96;

export interface Constraint {
  /** Ids that may come next, never none until the transcript is finished. */
  allowed(): readonly number[];
  /** Takes the token that was chosen; throws where it was not allowed. */
  advance(id: number): void;
  /** Tells the text of the last call's result, after <result> was written and before the next token. */
  addResult(text: string): void;
}

export interface ConstraintOptions {
  codec: TokenCodec;
  tools: ReadonlyMap<string, Tool>;
  /** The user's message, normalised. */
  user: string;
  /** The turns before it that the model remembers. */
  before?: readonly Transcript[];
  /** The words of replies besides what they copy of results, arguments and the user's words (constrain-reply.ts). */
  replyWords?: readonly string[] | undefined;
  /** Lets replies say anything. */
  freeReplies?: boolean;
}

const wordsIn = (text: string): string[] => text.split(' ').filter((word) => word !== '');

const materialOf = ({ user, steps }: Transcript): TurnMaterial => ({
  words: wordsIn(user),
  results: steps.map(({ result }) => result),
});

const total = (supply: ReadonlyMap<string, number>): number =>
  [...supply.values()].reduce((a, b) => a + b, 0);

/** Whether the words can give this argument. A later step may also use the results of earlier ones, not known yet. */
function possible({ type }: ToolParam, material: Material, later: boolean): boolean {
  if (type.kind === 'expression') return total(operandSupply(material)) + Number(later) >= 2;
  if (type.kind === 'free' || (type.kind === 'number' && later)) return true;
  return argumentCandidates(type, material).length > 0;
}

/** Tokens without any mark of a call, by tokeniser. */
const plainTokens = new WeakMap<TokenCodec, readonly number[]>();

function plainOf(codec: TokenCodec): readonly number[] {
  const known = plainTokens.get(codec);
  if (known) return known;
  const ordinary = Array.from({ length: codec.vocabSize }, (_, id) => id).slice(SPECIAL_TOKENS.length);
  const plain = ordinary.filter((id) => !/[,();]/.test(codec.decode([id])));
  plainTokens.set(codec, plain);
  return plain;
}

/** Any words, at least one token of them, and the mark after them. */
function* freeText(codec: TokenCodec, mark: number): Grammar<void> {
  const plain = plainOf(codec);
  const orMark = [...plain, mark];
  for (let length = 0; ; length++) {
    const id = yield length === 0 ? plain : length < LONGEST_FREE ? orMark : [mark];
    if (id === mark) return;
  }
}

/** The constraint on everything after the user's words; the first token it allows is <plan>. */
export function createConstraint({
  codec,
  tools,
  user,
  before = [],
  replyWords,
  freeReplies = false,
}: ConstraintOptions): Constraint {
  const material = { words: wordsIn(user), results: [] as string[], earlier: before.map(materialOf) };
  /** Arguments that a reply may name. */
  const told: string[] = [];
  const sums: string[] = [];
  const one = (text: string): number => codec.encode(text)[0]!;
  const [semicolon, comma, closing] = [one(';'), one(','), one(')')];
  const [call, result, say, eos] = [
    codec.special('<call>'),
    codec.special('<result>'),
    codec.special('<say>'),
    codec.special('<eos>'),
  ];

  function* plan(): Grammar<string[]> {
    const offered = (later: boolean): string[] =>
      [...tools.values()]
        .filter((tool) => tool.params.every((param) => possible(param, material, later)))
        .map((tool) => tool.name);
    const names: string[] = [];
    let choices = buildTrie([...offered(false), NO_TOOL], codec);
    const ends = (name: string): number[] => {
      if (name === NO_TOOL) return [say];
      return names.length + 1 < MOST_STEPS ? [semicolon, call] : [call];
    };
    for (;;) {
      const { text, ending } = yield* oneOf(choices, ends);
      if (text !== NO_TOOL) names.push(text);
      if (ending !== semicolon) return names;
      choices = buildTrie(offered(true), codec);
    }
  }

  const said = [...material.earlier.flatMap(({ words }) => words), ...material.words];

  /** One argument and the mark after it. @param given those already in this call: nothing is used more often than it is said. */
  function* argument({ type }: ToolParam, mark: number, given: Given[]): Grammar<void> {
    if (type.kind === 'expression') {
      const supply = operandSupply(material);
      sums.push(yield* expression(supply.size > 0 ? supply : new Map([['0', 1]]), codec, mark));
      return;
    }
    if (type.kind === 'free') return yield* freeText(codec, mark);
    let texts = saidOnce(argumentCandidates(type, material), type.kind, given, said);
    if (type.kind === 'number') {
      const supply = numberSupply(material, type.defaults);
      const times = (text: string): number =>
        given.filter((one) => one.kind === 'number' && one.text === text).length;
      const free = texts.filter((text) => times(text) < supply.get(text)!);
      if (free.length > 0) texts = free;
      else if (texts.length === 0) texts = ['0']; // planned for a result that turned out to have no number
    }
    const { text } = yield* oneOf(buildTrie(texts, codec), [mark]);
    told.push(text.replaceAll('_', ' '));
    given.push({ kind: type.kind, text });
  }

  function* oneCall(tool: Tool): Grammar<void> {
    yield* exactly(codec.encode(` ${tool.name}(`));
    const given: Given[] = [];
    for (const [i, param] of tool.params.entries()) {
      yield* argument(param, i + 1 < tool.params.length ? comma : closing, given);
    }
    if (tool.params.length === 0) yield* exactly([closing]);
    yield* exactly([result]);
  }

  function* reply(called: readonly Tool[]): Grammar<void> {
    // what went wrong is told in other words than the tools' own, and people's own chats in any
    const isFree =
      freeReplies || called.some(({ params }) => params.some(({ type }) => type.kind === 'free'));
    if (called.length > 0 && !isFree && !material.results.some((text) => text.startsWith('error'))) {
      const ordinary = replyWords ? new Set(replyWords) : null;
      const texts = [user, ...material.results, ...told];
      return yield* copiedReply({ texts, sums, ordinary }, codec, LONGEST_REPLY);
    }
    const ordinary = Array.from({ length: codec.vocabSize }, (_, id) => id).slice(SPECIAL_TOKENS.length);
    const orEnd = [...ordinary, eos];
    for (let length = 0; ; length++) {
      const id = yield length === 0 ? ordinary : length < LONGEST_REPLY ? orEnd : [eos];
      if (id === eos && length > 0) return;
      if (id < SPECIAL_TOKENS.length) throw unexpectedToken(id);
    }
  }

  function* transcript(): Grammar<void> {
    yield* exactly([codec.special('<plan>')]);
    const names = yield* plan(); // ends by writing the first <call>, or <say>
    for (const [i, name] of names.entries()) {
      yield* oneCall(tools.get(name)!);
      yield* exactly([i + 1 < names.length ? call : say]);
    }
    yield* reply(names.map((name) => tools.get(name)!));
  }

  const grammar = transcript();
  let step = grammar.next();
  return {
    allowed: () => (step.done ? [] : step.value),
    advance: (id) => void (step = grammar.next(id)),
    addResult: (text) => void material.results.push(text),
  };
}
