// The tools as the worker's dialogue sees them: same names and arguments, but each runs in the page, which has the to-do
// list, the clock's alarms and the playground's controls.

import type { Tool, ToolCall } from '../agent/types';
import { RetortError } from '../lib/errors';
import type { Commands } from '../protocol/messages';
import type { Post } from './post';

const cancelled = () =>
  new RetortError('cancelled', 'The reply was stopped before the tool had answered. Send the message again.');

export class PageTools {
  #waiting = new Map<number, (answer: Commands['tool.result']) => void>();
  #lastId = 0;

  constructor(private readonly post: Post) {}

  /** The tools, for one chat; a call that waits when the chat is stopped fails. */
  forChat(tools: ReadonlyMap<string, Tool>, chatId: number, signal: AbortSignal): ReadonlyMap<string, Tool> {
    const remote = ([name, tool]: readonly [string, Tool]): [string, Tool] => [
      name,
      { ...tool, run: (args) => this.#request(chatId, { name, args }, signal) },
    ];
    return new Map([...tools].map(remote));
  }

  /** The page's answer; one that nobody waits for any more is dropped. */
  answer(answer: Commands['tool.result']): void {
    this.#waiting.get(answer.requestId)?.(answer);
  }

  #request(chatId: number, call: ToolCall, signal: AbortSignal): Promise<string> {
    const requestId = ++this.#lastId;
    return new Promise<string>((resolve, reject) => {
      const stop = () => reject(cancelled());
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      this.#waiting.set(requestId, ({ result, error }) => {
        if (result === undefined)
          reject(new RetortError('tool-failed', error ?? `${call.name} gave no answer. Try again.`));
        else resolve(result);
      });
      this.post('tool.request', { requestId, chatId, call });
    }).finally(() => this.#waiting.delete(requestId));
  }
}
