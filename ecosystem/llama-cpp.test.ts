// GGUF files as llama.cpp itself runs them: the same ids, and the same greedy tokens as this page's decoder with the same weights.

import { gguf } from '@huggingface/gguf';
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLlama, findLlamaCompletion } from '../scripts/ecosystem.mjs';
import { normalise } from '../src/agent/normalise';
import { Tokenizer } from '../src/data/tokenizer';
import { format } from '../src/models/formats/gguf';
import { readGguf } from '../src/models/gguf/read-gguf';
import { snippetsOf } from '../src/models/gguf/snippets';
import { writeGguf } from '../src/models/gguf/write-gguf';
import { scratch, save } from './python';
import { greedy, smallDecoder } from './small-models';

/** The part of node-llama-cpp that is used here. */
interface Llama {
  loadModel(options: object): Promise<LlamaModel>;
  dispose(): Promise<void>;
}
interface LlamaModel {
  tokenize(text: string, special: boolean): number[];
  createContext(options: object): Promise<{
    getSequence(): { evaluate(tokens: number[], options: object): AsyncIterable<number> };
    dispose(): Promise<void>;
  }>;
}

const address = findLlama();
const commandLine = findLlamaCompletion();
const shipped = (name: string) => readFileSync(resolve('public/models/agent-teacher', name));
const teacherTokens = Tokenizer.fromJson(shipped('tokenizer.json').toString());
const written = JSON.parse(readFileSync(resolve('scripts/teacher/written.json'), 'utf8')) as unknown;
/** Every text in a file of dialogues that people wrote. */
const texts = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(texts)
      : [];

const bundle = smallDecoder();
const odd = smallDecoder({ hidden_size: 48, num_attention_heads: 4, intermediate_size: 80 });
const { tokenizer } = bundle;
const prompt = [tokenizer!.special('<user>'), ...tokenizer!.encode(' convert 5 km to miles')];
const quiet = { onProgress: () => undefined, signal: new AbortController().signal };
const types = ['F32', 'F16', 'Q8_0', 'Q4_0'] as const;
const about = { name: 'small', origin: 'imported' as const };

/** What the snippets print, from the page's own decoder. */
async function spoken(): Promise<string> {
  const codec = tokenizer!;
  const asked = [...prompt, codec.special('<plan>')];
  const ends = [codec.special('<eos>'), codec.special('<result>')];
  const written = await greedy(bundle, asked, 64 - asked.length, ends);
  return codec.decode([...asked, ...(ends.includes(written.at(-1)!) ? written.slice(0, -1) : written)]);
}

describe.skipIf(!commandLine)(
  'llama.cpp’s command line (needs llama-completion: node scripts/ecosystem.mjs)',
  () => {
    it('the snippet writes what the page writes', async () => {
      const directory = scratch();
      save(directory, '.', writeGguf(bundle, 'small', { choice: 'F32', ...quiet }));
      const { code } = snippetsOf('small-f32.gguf').find(({ language }) => language === 'llama.cpp')!;
      const env = { ...process.env, PATH: [dirname(commandLine!), process.env.PATH].join(delimiter) };
      const run = spawnSync('sh', ['-c', code], { cwd: directory, encoding: 'utf8', env });
      rmSync(directory, { recursive: true });
      expect(run.stdout.trim(), run.stderr).toContain((await spoken()).trim());
    });
  },
);

describe.skipIf(!address)('llama.cpp (needs node-llama-cpp: node scripts/ecosystem.mjs)', () => {
  const directory = scratch();
  let llama: Llama;
  beforeAll(async () => {
    for (const choice of types) {
      save(directory, '.', writeGguf(bundle, 'small', { choice, ...quiet }));
      save(directory, '.', writeGguf(odd, 'odd', { choice, ...quiet }));
    }
    const { getLlama } = (await import(/* @vite-ignore */ address!)) as {
      getLlama(options: object): Promise<Llama>;
    };
    llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1, logLevel: 'error' });
  });
  afterAll(async () => {
    // its threads now and then never say that they have ended, and the process of this file ends them in any case
    await Promise.race([llama?.dispose(), sleep(5000)]);
    rmSync(directory, { recursive: true });
  });

  async function writes(name: string, most: number): Promise<number[]> {
    const model = await llama.loadModel({ modelPath: join(directory, name) });
    // the page's decoder remembers keys and values in float32, too
    const kinds = { experimentalKvCacheKeyType: 'F32', experimentalKvCacheValueType: 'F32' };
    const context = await model.createContext({ contextSize: 64, threads: 1, ...kinds });
    const tokens: number[] = [];
    for await (const token of context
      .getSequence()
      .evaluate([...prompt], { temperature: 0, yieldEogToken: true })) {
      tokens.push(token);
      if (tokens.length === most) break;
    }
    await context.dispose();
    return tokens;
  }

  // rows are multiplied in other orders, and with quantised activations where weights are quantised: a tie may fall otherwise late
  it.each(types.flatMap((type) => [`small-${type}`, `odd-${type}`]))(
    'greedy tokens are the same: %s',
    async (name) => {
      const file = `${name.toLowerCase()}.gguf`;
      const back = readGguf(readFileSync(join(directory, file)), null, about, Tokenizer.fromJson);
      const most = /Q/.test(name) ? 8 : 24;
      expect(await writes(file, most)).toEqual(await greedy(back, prompt, most));
    },
  );

  it('the ids of what people write are the same', async () => {
    const teacher = { ...bundle, tokenizer: teacherTokens };
    const table = bundle.weights['model.embed_tokens.weight']!;
    const data = new Float32Array(teacherTokens.vocabSize * 64).fill(0.1);
    const weights = {
      ...bundle.weights,
      'model.embed_tokens.weight': { ...table, shape: [teacherTokens.vocabSize, 64], data },
    };
    save(directory, '.', writeGguf({ ...teacher, weights }, 'teacher', { choice: 'F32', ...quiet }));
    const model = await llama.loadModel({ modelPath: join(directory, 'teacher-f32.gguf') });
    const all = texts(written).map((text) => ` ${normalise(text)}`);
    expect(all.length).toBeGreaterThan(100);
    for (const text of all) {
      const ids = [teacherTokens.special('<user>'), ...teacherTokens.encode(text)];
      expect(model.tokenize(`<user>${text}`, true), text).toEqual(ids);
    }
  });

  it("another program's reader finds what was written", async () => {
    const { metadata, tensorInfos } = await gguf(join(directory, 'small-q4_0.gguf'), {
      allowLocalFile: true,
    });
    expect(metadata).toMatchObject({ 'general.architecture': 'llama', 'llama.block_count': 2 });
    expect(tensorInfos).toHaveLength(2 + 2 * 9);
    expect(tensorInfos.find(({ name }) => name === 'blk.1.ffn_down.weight')).toMatchObject({ dtype: 2 });
  });

  it('the snippet for Node writes what the page writes', async () => {
    symlinkSync(fileURLToPath(new URL('../../', address)), join(directory, 'node_modules'));
    const { code } = snippetsOf('small-f32.gguf').find(({ language }) => language === 'JavaScript')!;
    writeFileSync(join(directory, 'snippet.mjs'), code);
    const run = spawnSync('node', ['snippet.mjs'], { cwd: directory, encoding: 'utf8' });
    expect(run.stdout.trim(), run.stderr).toBe((await spoken()).trim());
  });

  it('what llama.cpp does not know is refused with a way out', () => {
    expect(format.writing!.unfit(bundle)).toBeNull();
    expect(format.writing!.unfit(smallDecoder({ key_smearing: true }))).toMatchObject({
      remedy: 'plainCopy',
    });
  });
});
