// A turn of the chat with classifiers: what each model at hand makes of the sentence, and the tool of the speaker's intent,
// where there is a tool of that name and the words say its arguments.

import { fillArguments } from '../agent/fill-arguments';
import { normaliseWords } from '../agent/normalise';
import { runCall } from '../agent/registry';
import { simulatedEnvironment } from '../agent/sim-environment';
import type { Tool } from '../agent/types';
import type { Classifier } from '../tasks/intents/classifier';
import { RetortError } from '../lib/errors';
import type { Commands, Voice } from '../protocol/messages';
import type { Post } from './post';
import { rankIntents } from './rank-intents';

/** All that a turn asks of a classifier. */
type Asked = Pick<Classifier, 'labels' | 'classify'>;

export interface IntentTurnOptions {
  post: Post;
  command: Commands['chat.send'];
  classifiers: ReadonlyMap<Voice, Asked>;
  /** Whose calls the page runs. */
  tools: ReadonlyMap<string, Tool>;
}

/** Posts chat.intents and chat.call. Throws RetortError('no-such-speaker') where the speaker is no classifier. */
export async function intentTurn({ post, command, classifiers, tools }: IntentTurnOptions): Promise<void> {
  const { id, text, speaker } = command;
  const chosen = classifiers.get(speaker);
  if (!chosen) {
    throw new RetortError(
      'no-such-speaker',
      `There is no ${speaker} to ask yet. Press Distill first, with the baseline switched on if you want to ask it.`,
    );
  }
  const answers = new Map<Voice, Float32Array>();
  for (const [who, classifier] of classifiers) answers.set(who, await classifier.classify(text));
  const ranked = rankIntents(speaker, answers, chosen.labels);
  const intent = ranked[0]!.intent;
  const tool = tools.get(intent);
  const filled = tool && fillArguments(tool, normaliseWords(text));
  post('chat.intents', { id, intent, ranked, missing: filled?.missing ?? [] });
  if (!tool || !filled || filled.missing.length > 0) return;
  const call = { name: intent, args: filled.args };
  post('chat.call', { id, index: 0, call });
  try {
    // for the tool's type only: page-tools.ts sends every call to the page
    const result = await runCall(call, simulatedEnvironment(0), tools);
    post('chat.call', { id, index: 0, call, result });
  } catch (error) {
    if (!(error instanceof RetortError) || error.code !== 'tool-failed') throw error;
    post('chat.call', { id, index: 0, call, error: error.message });
  }
}
