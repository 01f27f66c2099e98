// A language model that is asked for a sentence's label, as whoever makes vectors of sentences: a sentence's vector is how sure the model is of
// each label, [K]. So all that is done with an encoder's vectors is done with its answers: a head on them that begins as they are, less each
// label's mean over the sentences (an LLM has labels that it always likes; calibrated so, one of 135M tells SNIPS at 59 to 65 %
// in place of 37), goes on from there where labels are known, and is asked in the chat.
// K labels.

import { RetortError } from '../../lib/errors';
import { throwIfCancelled } from '../../lib/cancelled';
import { inParallel } from '../../lib/in-parallel';
import type { LanguageModel } from '../../models/language-model/language-model';
import type { SentenceEncoder } from '../../models/sentence-encoder/sentence-encoder';

/** What a label is called in an answer: its words up to a colon, after which they only explain. */
export const answerOf = (words: string): string => words.split(':')[0]!.trim().toLowerCase();

/** What the model reads about a sentence. */
export const labelPrompt = (prompt: string, words: readonly string[], sentence: string): string =>
  prompt
    .replaceAll('{{labels}}', words.map((said) => `- ${said}`).join('\n'))
    .replaceAll('{{sentence}}', sentence.replace(/\s+/g, ' ').trim());

/** @param words what the labels mean, by class, [K]. Throws RetortError('config-invalid') where two labels would be answered alike. */
export function labelScorer(model: LanguageModel, id: string, words: readonly string[]): SentenceEncoder {
  const answers = words.map(answerOf);
  const twice = answers.find((answer, k) => answer === '' || answers.indexOf(answer) !== k);
  if (twice !== undefined)
    throw new RetortError(
      'config-invalid',
      `Two labels have the words “${twice}”, so that no answer can tell them apart. Change them under “Words for the labels”.`,
    );
  if (!model.prompts.label.includes('{{sentence}}'))
    throw new RetortError(
      'config-invalid',
      'The prompt for labels has no {{sentence}} in it, so the model would not see any. Put it back under “LLM teacher…”.',
    );
  const K = answers.length;
  return {
    id,
    name: model.name,
    parameters: model.parameters,
    width: K,
    async embed(texts, { signal, onProgress }) {
      const scores = new Float32Array(texts.length * K); // [n, K]
      let done = 0;
      await inParallel(texts.length, model.atOnce, async (i) => {
        throwIfCancelled(signal);
        const content = labelPrompt(model.prompts.label, words, texts[i]!);
        scores.set(await model.score({ messages: [{ role: 'user', content }], answers }, { signal }), i * K);
        onProgress?.(++done, texts.length);
      });
      return scores;
    },
  };
}

/** The head that leaves scores as they are, [K·K]. */
export function sameScores(K: number): Float32Array {
  const weights = new Float32Array(K * K);
  for (let k = 0; k < K; k++) weights[k * K + k] = 1;
  return weights;
}
