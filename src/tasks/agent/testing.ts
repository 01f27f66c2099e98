// For this folder's tests: a tiny teacher of a few dozen dialogues of the real corpus, everything but the learning real. Not part of
// the page.

import { tools } from '../../agent/registry';
import { generateDialogues } from '../../corpus/generate';
import { phrasebook } from '../../corpus/phrasebook';
import type { DialogueSet } from '../../data/dialogues-file';
import { type Tokenizer, trainTokenizer } from '../../data/tokenizer';
import { useBackend } from '../../engine/testing';
import { type ModelBundle, newCard } from '../../models/bundle';
import { createDecoder } from '../../models/create-decoder';
import { initTransformer } from '../../models/init';
import type { TransformerConfig } from '../../models/transformer-config';
import type { ExperimentDeps } from '../experiment';
import { writeTranscripts } from './agent-teacher';

export interface TinyAgent {
  set: DialogueSet;
  tokenizer: Tokenizer;
  teacher: ModelBundle;
  deps: ExperimentDeps;
  /** Held-out dialogues with one right answer. */
  clear: number;
}

export async function tinyAgent(): Promise<TinyAgent> {
  await useBackend('wasm');
  const dialogues = await generateDialogues({ seed: 1, count: 40, split: 'train' });
  const heldOut = await generateDialogues({ seed: 1, count: 12, split: 'both' });
  const set: DialogueSet = {
    count: 40,
    dialogue: (i) => dialogues[i]!,
    test: () => heldOut,
    replies: new Map([...phrasebook].map(([name, { replies }]) => [name, replies])),
  };
  const tokenizer = trainTokenizer(
    dialogues.flatMap(({ transcript }) => [transcript.user, transcript.say]),
    320,
  );
  const config: TransformerConfig = {
    model_type: 'llama',
    vocab_size: tokenizer.vocabSize,
    hidden_size: 16,
    intermediate_size: 24,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    max_position_embeddings: 128,
    rms_norm_eps: 1e-5,
    rope_theta: 10_000,
    tie_word_embeddings: true,
    key_smearing: true,
    embedding_smearing: false,
  };
  const weights = initTransformer(config, 5);
  const decoder = await createDecoder(config, weights, 8);
  const transcripts = await writeTranscripts(decoder, tokenizer, dialogues, tools, {});
  const teacher: ModelBundle = {
    card: { ...newCard({ task: 'agent', name: 'tiny', origin: 'shipped', weights }), dataSet: 'built-in' },
    network: { kind: 'decoder', config },
    weights,
    tokenizer,
    transcripts: async () => transcripts,
  };
  const deps: ExperimentDeps = {
    bundle: () => Promise.resolve(teacher),
    tokenizer: () => Promise.reject(new Error('the teacher brings its own')),
    dialogues: () => Promise.resolve(set),
  };
  return { set, tokenizer, teacher, deps, clear: heldOut.filter(({ ambiguous }) => !ambiguous).length };
}
