// A person's own chats as the agent task learns them: what was asked first, the calls made for it with their answers, and the
// reply. Tools come from their JSON schemas: arguments in the order of the properties, each copied or written freely, unless
// the schema lists its values; a call's result is the one that the chats tell, for nobody can run these tools here.
// Not the corpus that comes with the page (corpus/), whose tools run.

import { MOST_STEPS } from '../agent/constrain';
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

/** The first request of a chat and what the assistant did about it: all up to the person's next words. */
function firstExchange(chat: Chat): Chat {
  const answered = chat.findIndex(({ role }) => role === 'assistant');
  const next = chat.findIndex(({ role }, i) => role === 'user' && i > answered && answered >= 0);
  return next < 0 ? chat : chat.slice(0, next);
}

/** Whether the person says more after the first answer, of which the agent learns nothing. */
export const hasLaterTurns = (chat: Chat): boolean => firstExchange(chat).length < chat.length;

/** Whether the first request takes more calls than the agent's grammar allows. */
export const hasManyCalls = (chat: Chat): boolean =>
  firstExchange(chat).reduce(
    (n, message) => n + (message.role === 'assistant' ? message.calls.length : 0),
    0,
  ) > MOST_STEPS;

/** The first exchange of a chat, as the agent learns it. */
export function transcriptOf(chat: Chat, tools: ReadonlyMap<string, ChatTool>): Transcript {
  const asked: string[] = [];
  const steps: (Transcript['steps'][number] & { answered: boolean })[] = [];
  let say = '';
  for (const message of firstExchange(chat)) {
    if (message.role === 'user') asked.push(message.content);
    else if (message.role === 'assistant') {
      for (const call of message.calls)
        steps.push({ call: callOf(call, tools), result: '', answered: false });
      if (message.calls.length === 0) say = message.content;
    } else if (message.role === 'tool') {
      const step =
        message.call === undefined
          ? steps.find(({ call, answered }) => !answered && call.name === nameOf(message.name))
          : steps[message.call];
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
      const transcript = transcriptOf(chat, byName);
      for (const { call, result } of transcript.steps)
        if (!results.has(keyOf(call))) results.set(keyOf(call), result);
      if (hasManyCalls(chat)) return [];
      const golds = [transcript.steps.map(({ call }) => call)];
      return [{ transcript, golds, ambiguous: false, world: { now: 0, seed: 0, todo: [] } }];
    });
  const [train, test] = [dialogues([...set.train, ...set.validation]), dialogues(set.test)];
  const tools = set.tools.map((tool) => recordedTool(tool, results));
  return { train, test, tools: new Map(tools.map((tool) => [tool.name, tool])) };
}
