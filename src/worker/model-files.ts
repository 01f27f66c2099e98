// A transformer that comes as files, config, tokeniser and weights, as a bundle. Checks that they belong together. Where the files
// come from is shipped-teacher.ts and the person.

import * as v from 'valibot';
import { Tokenizer } from '../data/tokenizer';
import { RetortError } from '../lib/errors';
import { type ModelBundle, newCard } from '../models/bundle';
import { checkWeights } from '../models/decoder';
import { parseSafetensors } from '../models/safetensors';
import { parseTransformerConfig } from '../models/transformer-config';
import type { ModelCard } from '../protocol/model-card';

/** A key of our own in config.json: the page's tools that the model learnt to call. */
const knownTools = v.fallback(
  v.pipe(
    v.object({ tools: v.array(v.string()) }),
    v.transform(({ tools }): readonly string[] | undefined => tools),
  ),
  undefined,
);

/** Throws RetortError: 'model-unknown', 'model-truncated' or 'tokenizer-wrong', each with what to do. */
export function readModelFiles(
  files: { config: string; tokenizer: string; weights: ArrayBuffer },
  about: Pick<ModelCard, 'name' | 'origin'>,
): ModelBundle {
  const config = parseTransformerConfig(files.config);
  const tokenizer = Tokenizer.fromJson(files.tokenizer);
  if (tokenizer.vocabSize !== config.vocab_size)
    throw new RetortError(
      'tokenizer-wrong',
      `The tokenizer has ${tokenizer.vocabSize} tokens and the model ${config.vocab_size}. Choose the tokenizer.json that was saved with the model.`,
    );
  const weights = parseSafetensors(files.weights);
  checkWeights(config, weights);
  const card = newCard({ task: 'agent', weights, ...about });
  const toolNames = v.parse(knownTools, JSON.parse(files.config));
  return { card, network: { kind: 'decoder', config }, weights, tokenizer, toolNames };
}
