// Reads a model folder in Hugging Face layout (config.json, model.safetensors, tokenizer.json) into a decoder of several
// sequences and its tokeniser.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '../../src/data/tokenizer';
import { createDecoder } from '../../src/models/create-decoder';
import type { Decoder } from '../../src/models/decoder';
import { parseSafetensors } from '../../src/models/safetensors';
import { parseTransformerConfig, weightShapes } from '../../src/models/transformer-config';

/** Dialogues that are written side by side. */
const AT_ONCE = 32;

export interface LoadedModel {
  decoder: Decoder;
  codec: Tokenizer;
  tokenizerJson: string;
  parameters: number;
}

export async function loadModel(folder: string): Promise<LoadedModel> {
  const config = parseTransformerConfig(readFileSync(join(folder, 'config.json'), 'utf8'));
  const tokenizerJson = readFileSync(join(folder, 'tokenizer.json'), 'utf8');
  const weights = parseSafetensors(new Uint8Array(readFileSync(join(folder, 'model.safetensors'))));
  const sizes = [...weightShapes(config).values()].map((shape) => shape.reduce((a, b) => a * b));
  return {
    decoder: await createDecoder(config, weights, AT_ONCE),
    codec: Tokenizer.fromJson(tokenizerJson),
    tokenizerJson,
    parameters: sizes.reduce((a, b) => a + b),
  };
}
