// What the worker of a language model does with a question. One model a worker, so that its memory goes with it.

import { RetortError } from '../../../lib/errors';
import { errorFields } from '../../../protocol/errors';
import type { Answer, Question } from './messages';
import { Speaker } from './speaker';
import { loadLlama } from './wllama';

let speaker: Speaker | null = null;

/** Never rejects. */
export async function answer(question: Question, alive: () => void): Promise<Answer> {
  try {
    if ('load' in question) {
      speaker = new Speaker(await loadLlama(question.load), alive);
      return { loaded: true };
    }
    if (!speaker) throw new RetortError('internal', 'No language model is loaded.');
    if ('score' in question) return { scores: await speaker.score(question.score) };
    if ('say' in question) return { said: await speaker.say(question.say) };
    return { vectors: await speaker.embed(question.embed) };
  } catch (error) {
    return { error: errorFields(error) };
  }
}
