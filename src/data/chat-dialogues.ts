// A person's own chats as the agent task learns them, turn by turn: what was asked, the calls made for it with their answers, and the
// reply. Tools come from their JSON schemas: arguments in the order of the properties, each copied or written freely, unless
// the schema lists its values; a call's result is the one that the chats tell, for nobody can run these tools here.
// Not the corpus that comes with the page (corpus/), whose tools run.

import { MOST_STEPS } from '../agent/constrain';
import { MOST_TURNS } from '../agent/loop';
import { normalise } from '../agent/normalise';
import type { ArgType, Tool, ToolCall, Transcript } from '../agent/types';
import { RetortError } from '../lib/errors';
import type { Chat, ChatSet, ChatTool, JsonSchema } from './chat-set';
import type { Dialogue } from '../corpus/dialogue';

/** Words of an answer that the agent reads, and of a reply that it learns: what is longer is cut, or few chats would fit a context. */
const RESULT_WORDS = 24;
const REPLY_WORDS = 24;

/** Stands for an argument that was left out; normalised text has no such mark. */
const LEFT_OUT = '_';
/** The marks of a call, in their full-width forms, which normalised text does not have either. */
const MARKS: Readonly<Record<string, string>> = { ',': '，', '(': '（', ')': '）', ';': '；' };

const cutWords = (text: string, most: number): string => {
  const words = normalise(text).split(' ');
  if (words.length <= most) return words.join(' ');
  // at the end of a sentence, if there is one in the second half
  const cut = words.slice(0, most);
  const end = cut.findLastIndex((word) => /^[.!?]$/.test(word));
  return cut.slice(0, end >= most / 2 ? end + 1 : most).join(' ');
};

/** A value as a call writes it: as the person would, without the marks that a call is made of. */
export function argumentText(value: unknown): string {
  if (value === undefined || value === null) return LEFT_OUT;
  const text = Array.isArray(value)
    ? value.map((item) => (typeof item === 'object' ? JSON.stringify(item) : String(item))).join(' ; ')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
  return normalise(text).replace(/[,();]/g, (mark) => MARKS[mark]!) || LEFT_OUT;
}

/** How an argument may be written: one of the schema's values, or free. */
function argType(schema: JsonSchema, required: boolean): ArgType {
  const values = schema.enum ?? (schema.type === 'boolean' ? [true, false] : null);
  if (!values) return { kind: 'free' };
  return { kind: 'enum', values: [...new Set([...values, ...(required ? [] : [null])].map(argumentText))] };
}

/** A name as a plan writes it. */
const nameOf = (name: string): string =>
  name.replace(/[^\p{L}\p{N}_.-]/gu, '_').replace(/^(?![\p{L}_])/u, '_');

const paramsOf = ({ parameters }: ChatTool): [string, JsonSchema][] =>
  Object.entries(parameters.properties ?? {});

function callOf(
  { name, args }: { name: string; args: Record<string, unknown> },
  tools: ReadonlyMap<string, ChatTool>,
): ToolCall {
  return {
    name: nameOf(name),
    args: paramsOf(tools.get(name)!).map(([param]) => argumentText(args[param])),
  };
}

/** A chat turn by turn: what the person says and all that the assistant does about it, up to the person's next words. */
function exchangesOf(chat: Chat): Chat[] {
  const exchanges: Chat[] = [];
  let from = 0;
  let answered = false;
  for (const [i, { role }] of chat.entries()) {
    if (role === 'user' && answered) {
      exchanges.push(chat.slice(from, i));
      [from, answered] = [i, false];
    }
    answered ||= role === 'assistant';
  }
  // words that nobody answered teach nothing, unless there are no others
  return answered || exchanges.length === 0 ? [...exchanges, chat.slice(from)] : exchanges;
}

const callsIn = (chat: Chat): number =>
  chat.reduce((n, message) => n + (message.role === 'assistant' ? message.calls.length : 0), 0);

/** The turns that the agent learns: the first ones, up to one that takes more calls than its grammar allows. */
function turnsOf(chat: Chat): Chat[] {
  const turns = exchangesOf(chat).slice(0, MOST_TURNS);
  const many = turns.findIndex((turn) => callsIn(turn) > MOST_STEPS);
  return many < 0 ? turns : turns.slice(0, many);
}

/** Whether the chat goes on after the turns that the agent learns. */
export const hasLaterTurns = (chat: Chat): boolean => exchangesOf(chat).length > MOST_TURNS;

/** Whether the first request takes more calls than the agent's grammar allows. */
export const hasManyCalls = (chat: Chat): boolean => callsIn(exchangesOf(chat)[0]!) > MOST_STEPS;

/** The first turn of a chat, as the agent learns it. */
export const transcriptOf = (chat: Chat, tools: ReadonlyMap<string, ChatTool>): Transcript =>
  transcriptOfTurn(exchangesOf(chat)[0]!, 0, tools);

/** @param earlier calls that the chat has before this turn. */
function transcriptOfTurn(turn: Chat, earlier: number, tools: ReadonlyMap<string, ChatTool>): Transcript {
  const asked: string[] = [];
  const steps: (Transcript['steps'][number] & { answered: boolean })[] = [];
  let say = '';
  for (const message of turn) {
    if (message.role === 'user') asked.push(message.content);
    else if (message.role === 'assistant') {
      for (const call of message.calls)
        steps.push({ call: callOf(call, tools), result: '', answered: false });
      if (message.calls.length === 0) say = message.content;
    } else if (message.role === 'tool') {
      const step =
        message.call === undefined
          ? steps.find(({ call, answered }) => !answered && call.name === nameOf(message.name))
          : steps[message.call - earlier];
      if (step) Object.assign(step, { result: cutWords(message.content, RESULT_WORDS), answered: true });
    }
  }
  return {
    user: normalise(asked.join('\n')),
    plan: steps.map(({ call }) => call.name),
    steps: steps.map(({ call, result }) => ({ call, result })),
    say: cutWords(say, REPLY_WORDS) || 'done .',
  };
}

/** The turns of a chat that the agent learns; none where the first one takes too many calls. */
function transcriptsOfChat(chat: Chat, tools: ReadonlyMap<string, ChatTool>): Transcript[] {
  let earlier = 0;
  return turnsOf(chat).map((turn) => {
    const transcript = transcriptOfTurn(turn, earlier, tools);
    earlier += callsIn(turn);
    return transcript;
  });
}

const keyOf = ({ name, args }: ToolCall): string => JSON.stringify([name, args]);

/** A tool whose results are known from the chats alone. */
function recordedTool(tool: ChatTool, results: ReadonlyMap<string, string>): Tool {
  const name = nameOf(tool.name);
  const { required = [] } = tool.parameters;
  const both = (text: string) => ({ en: text, 'zh-CN': text });
  return {
    name,
    label: both(tool.name),
    help: both(tool.description),
    example: both(''),
    params: paramsOf(tool).map(([param, schema]) => ({
      name: param,
      type: argType(schema, required.includes(param)),
      help: both(''),
    })),
    run: async (args) => {
      const result = results.get(keyOf({ name, args }));
      if (result !== undefined) return result;
      throw new RetortError(
        'tool-failed',
        `no chat of the set has this call, so its result is not known. ${tool.name} is a tool of your own data: nothing in this page runs it.`,
      );
    },
  };
}

/** Tools of which no results are known, as a model without its chats has them. */
export const toolsOf = (definitions: readonly ChatTool[]): ReadonlyMap<string, Tool> =>
  new Map(definitions.map((tool) => [tool.name, recordedTool(tool, new Map())]));

export interface ChatDialogues {
  train: Dialogue[];
  test: Dialogue[];
  tools: ReadonlyMap<string, Tool>;
}

/**
 * The set's dialogues and tools; those of many calls are left out. Validation chats are trained on too: nothing of the agent's
 * training looks at them.
 */
export function chatDialogues(set: ChatSet): ChatDialogues {
  const byName = new Map(set.tools.map((tool) => [tool.name, tool]));
  const results = new Map<string, string>();
  const dialogues = (chats: readonly Chat[]) =>
    chats.flatMap((chat): Dialogue[] => {
      const turns = transcriptsOfChat(chat, byName);
      for (const { call, result } of turns.flatMap(({ steps }) => steps))
        if (!results.has(keyOf(call))) results.set(keyOf(call), result);
      const [first, ...later] = turns.map((transcript) => ({
        transcript,
        golds: [transcript.steps.map(({ call }) => call)],
        ambiguous: false,
      }));
      if (!first) return [];
      const world = { now: 0, seed: 0, todo: [] };
      return [{ ...first, ...(later.length > 0 && { later }), world }];
    });
  const [train, test] = [dialogues([...set.train, ...set.validation]), dialogues(set.test)];
  const tools = set.tools.map((tool) => recordedTool(tool, results));
  return { train, test, tools: new Map(tools.map((tool) => [tool.name, tool])) };
}
