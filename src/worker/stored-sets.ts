// A person's own sets as the tasks read them. Intents: sentences with labels as they are, dialogues as requests with the first tool
// as their label. Agent: dialogues.

import { type ChatSet, chatSetSchema, requestsOf } from '../data/chat-set';
import { type TextSet, textSetSchema } from '../data/text-set';
import { RetortError } from '../lib/errors';
import { readDataSet } from '../storage/data-sets';
import type { RetortDatabase } from '../storage/database';
import * as v from 'valibot';

async function found(db: RetortDatabase, id: string) {
  const found = await readDataSet(db, id);
  if (found) return found;
  throw new RetortError(
    'data-set-unknown',
    'This data set is not on this device. Import it, or choose the built-in one.',
  );
}

const unreadable = (name: string): RetortError =>
  new RetortError(
    'data-set-unknown',
    `“${name}” is stored in a form that this version cannot read. Remove it and import it again.`,
  );

/** Throws RetortError('data-set-unknown') where the set is not on this device, or holds no chats. */
export async function readChatSet(db: RetortDatabase, id: string): Promise<ChatSet> {
  const { set, content } = await found(db, id);
  if (set.kind !== 'chats')
    throw new RetortError(
      'data-set-unknown',
      `“${set.name}” has sentences with labels, not chats with tool calls. Choose a set of chats, or task “Sentence intents”.`,
    );
  const chats = v.safeParse(chatSetSchema, content);
  if (chats.success) return chats.output;
  throw unreadable(set.name);
}

/** Throws RetortError('data-set-unknown') where the set is not on this device. */
export async function readTextSet(db: RetortDatabase, id: string): Promise<TextSet> {
  const { set, content } = await found(db, id);
  if (set.kind === 'chats') {
    const chats = v.safeParse(chatSetSchema, content);
    if (chats.success) return requestsOf(chats.output);
  } else {
    const texts = v.safeParse(textSetSchema, content);
    if (texts.success) return texts.output;
  }
  throw unreadable(set.name);
}
