// Reads a model folder in Hugging Face layout (config.json, model.safetensors, tokenizer.json) into a decoder of several
// sequences and its tokeniser.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '../../src/data/tokenizer';
import { createDecoder } from '../../src/models/create-decoder';
import type { Decoder } from '../../src/models/decoder';
import { readFolder } from '../../src/models/hugging-face/read-folder';
import { parseSafetensors } from '../../src/models/safetensors';
import type { TransformerConfig } from '../../src/models/transformer-config';

/** Dialogues that are written side by side. */
const AT_ONCE = 32;

export interface LoadedModel {
  decoder: Decoder;
  codec: Tokenizer;
  tokenizerJson: string;
  parameters: number;
}

export async function loadModel(folder: string): Promise<LoadedModel> {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const tokenizerJson = read('tokenizer.json');
  const { buffer: weights } = new Uint8Array(readFileSync(join(folder, 'model.safetensors')));
  const { card, network, ...model } = readFolder(
    { config: read('config.json'), tokenizer: tokenizerJson, weights: () => parseSafetensors(weights) },
    { name: folder, origin: 'imported' },
    Tokenizer.fromJson,
  );
  return {
    decoder: await createDecoder(network.config as TransformerConfig, model.weights, AT_ONCE),
    codec: Tokenizer.fromJson(tokenizerJson),
    tokenizerJson,
    parameters: card.parameters,
  };
}
