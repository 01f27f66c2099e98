// One model speaks, the others listen: they are fed the same tokens, so that every token the speaker writes can be shown with
// its probability under all of them.

import { probabilityOf } from '../agent/loop';
import type { TokenModel } from '../agent/types';
import { nextTask } from '../lib/next-task';
import type { Voice } from '../protocol/messages';
import type { SpeakingModel } from './speaking-model';

/** Milliseconds of computation before other tasks get a turn. */
const TURN = 8;

export type Probabilities = Partial<Record<Voice, number>>;

export interface HeardModel extends TokenModel {
  /** Probability of a token as the next one, under each model whose vocabulary is the speaker's. */
  probabilities(id: number): Probabilities;
}

/** @param models who is at hand; the speaker must be among them. */
export function heardModel(speaker: Voice, models: ReadonlyMap<Voice, SpeakingModel>): HeardModel {
  const { tokenizer, decoder: first } = models.get(speaker)!;
  const decoders = [...models]
    .filter(([, model]) => model.tokenizer === tokenizer) // probabilities of other vocabularies mean nothing here
    .map(([who, { decoder }]) => ({ who, decoder }));
  const logits = new Map<Voice, Float32Array>();
  let length = 0;
  let turnEnds = 0;
  return {
    context: first.context,
    reset() {
      length = 0;
      for (const { decoder } of decoders) decoder.reset(0);
    },
    async push(ids) {
      if (performance.now() > turnEnds) {
        await nextTask();
        turnEnds = performance.now() + TURN;
      }
      length += ids.length;
      for (const { who, decoder } of decoders)
        if (length <= decoder.context) logits.set(who, decoder.feed([{ slot: 0, ids }])[0]!);
        else logits.delete(who); // a listener with a shorter memory drops out
      return logits.get(speaker)!;
    },
    probabilities: (id) =>
      Object.fromEntries([...logits].map(([who, values]) => [who, probabilityOf(values, id)])),
  };
}
