// What agents with a second head make of a request before they answer it: its intent, by each model at hand that has such a head.

import { ROOM_TO_ANSWER } from '../agent/loop';
import { promptIds, promptWords } from '../data/prompts';
import { softmax } from '../lib/distributions';
import type { Events, Voice } from '../protocol/messages';
import { rankIntents } from './rank-intents';
import type { SpeakingModel } from './speaking-model';

/** The intents, the speaker's likeliest first; null where the speaker has one head. */
export function recognise(
  speaker: Voice,
  models: ReadonlyMap<Voice, SpeakingModel>,
  text: string,
): Omit<Events['chat.intents'], 'id'> | null {
  const { labels } = models.get(speaker)!;
  if (!labels) return null;
  const answers = new Map<Voice, Float32Array>();
  for (const [who, { decoder, tokenizer, labels: known }] of models) {
    if (known?.join('\n') !== labels.join('\n')) continue;
    decoder.reset(0);
    const words = promptWords(text, tokenizer, decoder.context - ROOM_TO_ANSWER);
    decoder.feed([{ slot: 0, ids: promptIds(words, tokenizer) }]);
    answers.set(who, Float32Array.from(softmax(decoder.intentLogits()!, 1)));
  }
  const ranked = rankIntents(speaker, answers, labels);
  return { intent: ranked[0]!.intent, ranked, missing: [] };
}
