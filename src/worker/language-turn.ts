// A turn of the chat with a language model that teaches: its calls through the same cards as an agent's, run in the page; its faults go back
// to it, and the person sees them.

import { simulatedEnvironment } from '../agent/sim-environment';
import type { Tool, ToolCall, Transcript } from '../agent/types';
import { RetortError } from '../lib/errors';
import type { LanguageModel } from '../models/language-model/language-model';
import type { Replies } from '../protocol/replies';
import type { Post } from './post';

export interface LanguageTurnOptions {
  post: Post;
  id: number;
  text: string;
  /** The turns before it, which it remembers. */
  before: readonly Transcript[];
  model: LanguageModel;
  /** Whose calls the page runs, or that know their results. */
  tools: ReadonlyMap<string, Tool>;
  /** 0: the likeliest answer. */
  temperature: number;
  signal: AbortSignal;
}

/** Throws RetortError: what asking throws, 'reply-broken' where it said nothing or went on calling. */
export async function languageTurn(options: LanguageTurnOptions): Promise<Partial<Replies['chat.send']>> {
  const { post, id, text, before, model, tools, temperature, signal } = options;
  const { askDialogue, DialogueFault, historyOf } = await import('../tasks/agent/asked-dialogue');
  const { askedTools } = await import('../tasks/agent/asked-tools');
  let call: ToolCall = { name: '', args: [] };
  let index = -1;
  const asked = askedTools(tools);
  try {
    const { plan, say } = await askDialogue({
      ...{ model, tools, temperature, signal },
      asked,
      history: historyOf(before, { model, asked }),
      environment: simulatedEnvironment(0), // for the tools' type only: page-tools.ts sends every call to the page
      user: text,
      // drawn answers are other ones each time, the likeliest one is remembered
      seed: temperature > 0 ? Math.trunc(performance.now()) : 0,
      lenient: true,
      onCall: (next) => {
        call = next;
        post('chat.call', { id, index: ++index, call });
      },
      onResult: (result, error) =>
        post('chat.call', { id, index, call, ...(error ? { error: error.message } : { result }) }),
    });
    return { plan, say };
  } catch (error) {
    if (error instanceof RetortError && error.code === 'cancelled') return { stopped: true };
    if (!(error instanceof DialogueFault)) throw error;
    throw new RetortError(
      'reply-broken',
      `${model.name} did not finish. ${error.message} Say it in other words.`,
    );
  }
}
