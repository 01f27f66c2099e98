// One run of a config through the product's own code under Node, and what its models come to: for the benchmarks of presets and
// methods.

import { readFileSync } from 'node:fs';
import { type Arm, ASSISTANTS } from '../../src/catalog/arms';
import { BUILT_IN_SET, type RunConfig } from '../../src/catalog/run-config';
import { SHIPPED_TEACHER } from '../../src/catalog/tasks/agent';
import { readDialogues, type ShippedDialogues } from '../../src/data/dialogues-file';
import type { TextSet } from '../../src/data/text-set';
import { Tokenizer } from '../../src/data/tokenizer';
import { readTranscripts } from '../../src/data/transcripts-file';
import type { ModelBundle } from '../../src/models/bundle';
import type { Evaluation } from '../../src/protocol/training';
import { type Experiment, prepareExperiment } from '../../src/tasks/experiment';
import type { SentenceEncoder } from '../../src/models/sentence-encoder/sentence-encoder';
import { pageEncoder } from '../../src/tasks/intents/page-encoder';
import { throughTeacher } from '../../src/tasks/testing';
import { readFolder } from '../../src/models/hugging-face/read-folder';
import { parseSafetensors } from '../../src/models/safetensors';

const SHIPPED = 'public/models/agent-teacher';
const shippedText = (name: string) => readFileSync(`${SHIPPED}/${name}`, 'utf8');

const bytes = (name: string) => Uint8Array.from(readFileSync(`${SHIPPED}/${name}`));
const dialogues = (): Promise<ShippedDialogues> => readDialogues(bytes('dialogues.jsonl.gz').buffer);

/** The teacher of the agent task as the page's worker has it. */
async function shippedTeacher(): Promise<ModelBundle> {
  const tokenizer = shippedText('tokenizer.json');
  const { fingerprint } = await dialogues();
  const files = {
    config: shippedText('config.json'),
    tokenizer,
    weights: () => parseSafetensors(bytes('model.safetensors')),
  };
  const bundle = readFolder(files, { name: SHIPPED_TEACHER, origin: 'shipped' }, Tokenizer.fromJson);
  const basis = { tokenizerJson: tokenizer, dialogues: fingerprint };
  return {
    ...bundle,
    card: { ...bundle.card, dataSet: BUILT_IN_SET },
    transcripts: () => readTranscripts(bytes('transcripts.bin.gz').buffer, basis),
  };
}

let encoder: Promise<SentenceEncoder> | null = null;

/** The same as a sentence encoder. What it made of a sentence is remembered: it is frozen, and every seed asks for the same. */
async function shippedEncoder(id: string): Promise<SentenceEncoder> {
  const frozen = pageEncoder(id, await shippedTeacher());
  const known = new Map<string, Float32Array>();
  return {
    ...frozen,
    async embed(texts, hooks) {
      const { width: D } = frozen;
      const fresh = [...new Set(texts)].filter((text) => !known.has(text));
      const made = await frozen.embed(fresh, hooks); // [fresh, D]
      for (const [i, text] of fresh.entries()) known.set(text, made.subarray(i * D, (i + 1) * D));
      const vectors = new Float32Array(texts.length * D); // [n, D]
      for (const [i, text] of texts.entries()) vectors.set(known.get(text)!, i * D);
      return vectors;
    },
  };
}

/** What one model comes to, as a share. */
export interface Figure {
  arm: Arm;
  share: number;
  n: number;
  /** All that a check says, by the ids of catalog/figures.ts. */
  all: Evaluation['figures'];
}

/** A run whose student is at step 0. @param set in place of the sentences that come with the page. */
export async function readyExperiment(config: RunConfig, set: TextSet | null = null): Promise<Experiment> {
  const experiment = await prepareExperiment(config, {
    bundle: shippedTeacher,
    dialogues,
    tokenizer: async () => Tokenizer.fromJson(shippedText('tokenizer.json')),
    encoder: ({ id }) => (encoder ??= shippedEncoder(id)),
    ...(set && { textSet: async () => set, builtInSet: set }),
  });
  await throughTeacher(experiment);
  return experiment;
}

/** The whole run: figures of all models, sizes, seconds. */
export async function runOnce(config: RunConfig, set: TextSet | null = null) {
  const began = performance.now();
  const experiment = await readyExperiment(config, set);
  const prepared = performance.now();
  for (const arm of experiment.stage.arms) for await (const _ of arm.train());
  const trained = performance.now();
  const figures: Figure[] = [];
  const assistants = ASSISTANTS.slice(0, config.assistants.length);
  const racing = experiment.stage.arms.map(({ id }) => id);
  for (const arm of [...experiment.teachers, ...assistants, ...racing]) {
    const written = await (await experiment.writer(arm))?.({});
    const checked = (await experiment.evaluate(arm))!;
    const all = { ...checked.figures, ...written?.figures };
    if (written) figures.push({ arm, share: all['exactCall']!, n: written.written, all });
    else figures.push({ arm, share: all['accuracy'] ?? all['intentAccuracy']!, n: checked.n, all });
  }
  const { parameters } = experiment;
  experiment.dispose();
  const seconds = { teacher: (prepared - began) / 1000, students: (trained - prepared) / 1000 };
  return { figures, parameters: parameters!, seconds };
}
