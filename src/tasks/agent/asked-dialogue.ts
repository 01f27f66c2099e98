// A turn with a language model: it is given the request and the tools, its calls run, their results go back, until it answers in words.
// One for a student to learn from must be without a fault; in the chat a fault goes back to the model as the call's result.

import { errorResult } from '../../agent/loop';
import { MOST_STEPS } from '../../agent/constrain';
import { runCall } from '../../agent/registry';
import type { Environment, Tool, ToolCall, Transcript } from '../../agent/types';
import { RetortError } from '../../lib/errors';
import type { LanguageModel, Message } from '../../models/language-model/language-model';
import { type AskedTool, type CallFault, readCall, writtenArguments } from './asked-tools';

/** Tokens that it may write before each result. */
const MOST_TOKENS = 256;

export type DialogueFaultKind = CallFault | 'cut' | 'empty' | 'too-many';

/** What is wrong with what the model wrote. */
export class DialogueFault extends Error {
  constructor(
    readonly fault: DialogueFaultKind,
    why: string,
  ) {
    super(why);
  }
}

export interface AskedDialogue {
  model: LanguageModel;
  tools: ReadonlyMap<string, Tool>;
  asked: ReadonlyMap<string, AskedTool>;
  environment: Environment;
  /** What was said before, grown by this turn; none: it begins. */
  history?: Message[];
  user: string;
  temperature: number;
  seed: number;
  /** A fault goes back to the model in place of a result; else it ends the dialogue. */
  lenient?: boolean;
  signal?: AbortSignal | undefined;
  onCall?(call: ToolCall): void;
  onResult?(result: string, error?: RetortError): void;
}

/** What was said in turns before, as the model would have heard and said it. */
export function historyOf(
  turns: readonly Transcript[],
  { model, asked }: Pick<AskedDialogue, 'model' | 'asked'>,
): Message[] {
  if (turns.length === 0) return [];
  const said = turns.flatMap(({ user, steps, say }, turn): Message[] => [
    { role: 'user', content: user },
    ...steps.flatMap(({ call, result }, step): Message[] => {
      const id = `before_${turn}_${step}`;
      const written = { id, name: call.name, arguments: writtenArguments(call, asked) };
      return [
        { role: 'assistant', content: '', calls: [written] },
        { role: 'tool', content: result, callId: id },
      ];
    }),
    { role: 'assistant', content: say },
  ]);
  return [{ role: 'system', content: model.prompts.agent }, ...said];
}

/** Throws DialogueFault, and what asking throws. */
export async function askDialogue(options: AskedDialogue): Promise<Transcript> {
  const { model, asked, user, temperature, seed, lenient = false, signal } = options;
  const messages = options.history ?? [];
  if (messages.length === 0) messages.push({ role: 'system', content: model.prompts.agent });
  messages.push({ role: 'user', content: user });
  const specs = [...asked.values()].map(({ spec }) => spec);
  const steps: Transcript['steps'] = [];
  for (;;) {
    const said = await model.say(
      { messages, tools: specs, temperature, most: MOST_TOKENS, seed },
      { signal },
    );
    if (said.cut && !lenient) throw new DialogueFault('cut', 'It was cut off.');
    if (said.calls.length === 0) {
      const say = said.content.trim();
      if (say === '') throw new DialogueFault('empty', 'It said nothing.');
      messages.push({ role: 'assistant', content: said.content });
      return { user, plan: steps.map(({ call }) => call.name), steps, say };
    }
    messages.push({ role: 'assistant', content: said.content, calls: said.calls });
    for (const one of said.calls) {
      if (steps.length >= MOST_STEPS)
        throw new DialogueFault('too-many', `It made more than ${MOST_STEPS} calls.`);
      const read = readCall(one, asked);
      if ('fault' in read && !lenient) throw new DialogueFault(read.fault, read.why);
      const call = 'call' in read ? read.call : { name: one.name, args: [one.arguments] };
      options.onCall?.(call);
      const result = 'call' in read ? await run(call, options) : refuse(read.why, options);
      steps.push({ call, result });
      messages.push({ role: 'tool', content: result, callId: one.id });
    }
  }
}

/** A tool that fails says so, and the model may say so too: a request can have no other end. */
async function run(call: ToolCall, { tools, environment, onResult }: AskedDialogue): Promise<string> {
  try {
    const result = await runCall(call, environment, tools);
    onResult?.(result);
    return result;
  } catch (error) {
    if (!(error instanceof RetortError) || error.code !== 'tool-failed') throw error;
    onResult?.(errorResult(error), error);
    return errorResult(error);
  }
}

function refuse(why: string, { onResult }: AskedDialogue): string {
  const error = new RetortError('tool-failed', `${why} The model made a faulty call.`);
  onResult?.(errorResult(error), error);
  return errorResult(error);
}
