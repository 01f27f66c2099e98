// For this folder's tests: commands as the page sends them, answers as it understands them. Not part of the worker.

import { errorFrom } from '../protocol/errors';
import type { Commands } from '../protocol/messages';
import { parseReply } from '../protocol/parse';
import type { Replies } from '../protocol/replies';
import type { createDispatcher } from './dispatch';

/** The page's end of a dispatcher: resolves to the reply, rejects with the error. */
export function sendTo(receive: ReturnType<typeof createDispatcher>) {
  let id = 0;
  return async <K extends keyof Commands>(name: K, payload: Commands[K]): Promise<Replies[K]> => {
    const answer = structuredClone(await receive({ id: ++id, name, payload }));
    if (!answer) throw new Error(`${name} was not answered`);
    if ('error' in answer) throw errorFrom(answer.error);
    return parseReply(name, answer.ok);
  };
}
