// One model speaks, the others listen: they are fed the same tokens, so that every token the speaker writes can be shown with
// its probability under all of them.

import { probabilityOf } from '../agent/loop';
import type { TokenModel } from '../agent/types';
import { createDecoder } from '../models/decoder';
import type { Speaker } from '../protocol/messages';
import type { PlainModel } from './teacher-model';

export type Probabilities = Partial<Record<Speaker, number>>;

export interface HeardModel extends TokenModel {
  /** Probability of a token as the next one, under each model whose vocabulary is the speaker's. */
  probabilities(id: number): Probabilities;
}

/** @param models who is at hand; the speaker must be among them. */
export function heardModel(speaker: Speaker, models: ReadonlyMap<Speaker, PlainModel>): HeardModel {
  const own = models.get(speaker)!;
  const vocabulary = own.tokenizer.toJson();
  const decoders = [...models]
    .filter(([who, model]) => who === speaker || model.tokenizer.toJson() === vocabulary)
    .map(([who, model]) => ({ who, decoder: createDecoder(model.config, model.weights) }));
  const first = decoders.find(({ who }) => who === speaker)!.decoder;
  const logits = new Map<Speaker, Float32Array>();
  let length = 0;
  return {
    context: first.context,
    reset() {
      length = 0;
      for (const { decoder } of decoders) decoder.reset();
    },
    push(ids) {
      length += ids.length;
      for (const { who, decoder } of decoders)
        if (length <= decoder.context) logits.set(who, decoder.push(ids));
        else logits.delete(who); // a listener with a shorter memory drops out
      return logits.get(speaker)!;
    },
    probabilities: (id) =>
      Object.fromEntries([...logits].map(([who, values]) => [who, probabilityOf(values, id)])),
  };
}
