// A person's own sets as task "intents" reads them: sentences with labels as they are, dialogues as requests with the first tool
// as their label.

import { chatSetSchema, requestsOf } from '../data/chat-set';
import { type TextSet, textSetSchema } from '../data/text-set';
import { RetortError } from '../lib/errors';
import { readDataSet } from '../storage/data-sets';
import type { RetortDatabase } from '../storage/database';
import * as v from 'valibot';

/** Throws RetortError('data-set-unknown') where the set is not on this device. */
export async function readTextSet(db: RetortDatabase, id: string): Promise<TextSet> {
  const found = await readDataSet(db, id);
  if (!found)
    throw new RetortError(
      'data-set-unknown',
      'This data set is not on this device. Import it, or choose the built-in one.',
    );
  const { set, content } = found;
  if (set.kind === 'chats') {
    const chats = v.safeParse(chatSetSchema, content);
    if (chats.success) return requestsOf(chats.output);
  } else {
    const texts = v.safeParse(textSetSchema, content);
    if (texts.success) return texts.output;
  }
  throw new RetortError(
    'data-set-unknown',
    `“${set.name}” is stored in a form that this version cannot read. Remove it and import it again.`,
  );
}
