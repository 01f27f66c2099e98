import { readFileSync } from 'node:fs';
import { gunzipSync, strFromU8 } from 'fflate';
import { expect, test } from 'vitest';
import { Tokenizer } from '../data/tokenizer';
import { entry as preset } from '../catalog/presets/agent-default';
import { SHIPPED_TEACHER } from '../catalog/tasks/agent';
import type { TransformerSize } from '../catalog/types';
import { type ModelBundle, newCard } from './bundle';
import { initEncoder, initTransformer } from './init';
import { sizeOf, transformerConfig } from './sizes';
import { format } from './formats/one-page';
import { fromBase64 } from './one-page-model';

const tokenizer = Tokenizer.fromJson(readFileSync(`public/models/${SHIPPED_TEACHER}/tokenizer.json`, 'utf8'));
const config = transformerConfig(
  sizeOf(String(preset.config.student)) as TransformerSize,
  tokenizer.vocabSize,
);

function student(name: string): ModelBundle {
  const weights = initTransformer(config, 1);
  const card = newCard({ task: 'agent', name, origin: 'distilled', weights, teacher: 'agent-teacher' });
  return { card, network: { kind: 'decoder', config }, weights, tokenizer };
}

const write = (bundle: ModelBundle, choice: string) =>
  format.writing!.write(bundle, 'mine', {
    choice,
    run: null,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });

test('the default student is one page of at most 2 MB', async () => {
  const [page, ...others] = await write(student('mine'), 'file');
  expect(others).toEqual([]);
  expect(page!.name).toBe('mine.html');
  const bytes = new TextEncoder().encode(String(page!.content)).length;
  expect(bytes).toBeGreaterThan(1e6); // program and model are in it
  expect(bytes).toBeLessThanOrEqual(2e6);
});

test('a name cannot end the script that it stands in', async () => {
  const name = '</script><script>alert(1)</script><!--';
  const [page] = await write(student(name), 'file');
  const text = String(page!.content);
  expect(text.match(/<script/g)).toHaveLength(2);
  expect(text.match(/<\/script>/g)).toHaveLength(2);
  const packed = /id="packed">([^<]*)</.exec(text)![1]!;
  const model = /globalThis\.retortModel = (.*);\n/.exec(strFromU8(gunzipSync(fromBase64(packed))))![1]!;
  expect((JSON.parse(model) as { name: string }).name).toBe(name);
});

test('a folder has page, program and model apart', async () => {
  const files = await write(student('mine'), 'folder');
  expect(files.map((file) => file.name)).toEqual(['index.html', 'model.js', 'agent.js']);
});

test('what does not write is refused, with what to do', async () => {
  const encoder = { ...config, classes: 3, pad_token_id: 0 };
  const weights = initEncoder(encoder, 1);
  const card = newCard({ task: 'intents', name: 'mine', origin: 'distilled', weights, labels: 3 });
  const classifier: ModelBundle = { card, network: { kind: 'encoder', config: encoder }, weights, tokenizer };
  expect(format.writing!.unfit(classifier)?.why.en).toContain('Tool-using agent');
  await expect(write(classifier, 'file')).rejects.toMatchObject({ code: 'config-invalid' });
});
