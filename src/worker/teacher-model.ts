// A transformer that came as files: config, tokeniser, weights in plain arrays. Checks that they belong together. Where the
// files come from is shipped-teacher.ts and the person.

import * as v from 'valibot';
import { Tokenizer } from '../data/tokenizer';
import { RetortError } from '../lib/errors';
import { createDecoder } from '../models/decoder';
import { parseSafetensors, type StoredTensor } from '../models/safetensors';
import { parseTransformerConfig, type TransformerConfig } from '../models/transformer-config';
import type { SpeakingModel } from './speaking-model';

export interface TeacherModel extends SpeakingModel {
  source: 'shipped' | 'loaded';
  config: TransformerConfig;
  weights: Readonly<Record<string, StoredTensor>>;
  tokenizer: Tokenizer;
  tokenizerJson: string;
  parameters: number;
}

/** A key of our own in config.json: the tools that the model learnt to call. */
const knownTools = v.fallback(
  v.nullable(
    v.pipe(
      v.object({ tools: v.array(v.string()) }),
      v.transform(({ tools }) => tools),
    ),
  ),
  null,
);

/** Throws RetortError: 'model-unknown', 'model-truncated' or 'tokenizer-wrong', each with what to do. */
export async function readTeacher(
  source: TeacherModel['source'],
  files: { config: string; tokenizer: string; weights: ArrayBuffer },
): Promise<TeacherModel> {
  const config = parseTransformerConfig(files.config);
  const tokenizer = Tokenizer.fromJson(files.tokenizer);
  if (tokenizer.vocabSize !== config.vocab_size)
    throw new RetortError(
      'tokenizer-wrong',
      `The tokenizer has ${tokenizer.vocabSize} tokens and the model ${config.vocab_size}. Choose the tokenizer.json that was saved with the model.`,
    );
  const weights = parseSafetensors(files.weights);
  const decoder = await createDecoder(config, weights);
  const parameters = Object.values(weights).reduce((sum, { data }) => sum + data.length, 0);
  const toolNames = v.parse(knownTools, JSON.parse(files.config));
  return {
    source,
    config,
    weights,
    decoder,
    tokenizer,
    toolNames,
    tokenizerJson: files.tokenizer,
    parameters,
  };
}
