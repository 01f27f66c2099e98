// What the glossary says to a message in the chat, and whether it says so in the model's place. Loaded at the first message.

import { TOPICS } from '../agent/words/topics';
import { answerFrom } from '../catalog/glossary-search';
import type { GlossaryEntry } from './chat-store';

const HAN = /\p{Script=Han}/u;

/** The agent's own tool explains some terms, too: there the glossary only adds, for how a model does is what the page shows. */
const agentExplains = (id: string): boolean => id.replaceAll('-', '_') in TOPICS;

export function glossaryAnswer(
  message: string,
): Pick<GlossaryEntry, 'ids' | 'known' | 'chinese' | 'alone'> | null {
  const found = answerFrom(message);
  if (!found) return null;
  const chinese = HAN.test(message); // which no model of the page reads
  const ids = found.entries.map(({ id }) => id);
  return { ids, known: found.known, chinese, alone: chinese || (found.known && !agentExplains(ids[0]!)) };
}
