// How long the default student takes to leave in each form, by the page's own code under Node: milliseconds, the middle of five.

import { readFileSync } from 'node:fs';
import { entry as agent, SHIPPED_TEACHER } from '../src/catalog/tasks/agent';
import type { TransformerSize } from '../src/catalog/types';
import { Tokenizer } from '../src/data/tokenizer';
import { type ModelBundle, newCard } from '../src/models/bundle';
import { initTransformer } from '../src/models/init';
import { sizeOf, transformerConfig } from '../src/models/sizes';
import { ModelExport } from '../src/worker/model-export';

const TIMES = 5;
const GOAL_MS = 2000;
const FORMS = [
  ['hf-folder', 'F32'],
  ['hf-folder', 'F16'],
  ['onnx', 'float32'],
  ['onnx', 'int8'],
  ['gguf', 'F32'],
  ['gguf', 'F16'],
  ['gguf', 'Q8_0'],
  ['gguf', 'Q4_0'],
] as const;

function student(plain: boolean): ModelBundle {
  const tokenizer = Tokenizer.fromJson(
    readFileSync(`public/models/${SHIPPED_TEACHER}/tokenizer.json`, 'utf8'),
  );
  const size = transformerConfig(sizeOf(agent.defaultStudent) as TransformerSize, tokenizer.vocabSize);
  const config = plain ? { ...size, key_smearing: false, embedding_smearing: false } : size;
  const weights = initTransformer(config, 1);
  const card = newCard({ task: 'agent', name: 'student', origin: 'distilled', weights });
  return { card: { ...card, run: null }, network: { kind: 'decoder', config }, weights, tokenizer };
}

export default async function exports(): Promise<void> {
  for (const [form, choice] of FORMS) {
    const bundle = student(form === 'gguf');
    const writer = new ModelExport({
      post: () => undefined,
      bundle: () => Promise.resolve(bundle),
      withDatabase: () => Promise.reject(new Error('no run is looked up')),
      continuation: () => Promise.reject(new Error('no run goes on')),
    });
    const took: number[] = [];
    let bytes = 0;
    for (let i = 0; i < TIMES; i++) {
      const began = performance.now();
      bytes = (await writer.write({ exportId: i, model: 'student', form, choice })).blob.size;
      took.push(performance.now() - began);
    }
    const middle = took.sort((a, b) => a - b)[TIMES >> 1]!;
    console.log(`${form} ${choice}: ${middle.toFixed(0)} ms, ${(bytes / 1e3).toFixed(0)} kB`);
    if (middle > GOAL_MS) process.exitCode = 1;
  }
}
