// A transformer as Hugging Face lays it out: config.json, tokenizer.json and weights in safetensors. Checks that they belong
// together. The teacher that comes with the page lies so, too.

import * as v from 'valibot';
import { RetortError } from '../../lib/errors';
import type { ModelCard } from '../../protocol/model-card';
import { type ModelBundle, newCard } from '../bundle';
import { checkWeights } from '../decoder';
import type { ModelFile, ModelFormat, ReadModelOptions } from '../model-format';
import { parseSafetensors } from '../safetensors';
import { parseTransformerConfig } from '../transformer-config';

export const format: ModelFormat = {
  id: 'hf-folder',
  label: { en: 'Hugging Face folder', 'zh-CN': 'Hugging Face 文件夹' },
  general: true,
  claims: () => true,
  async read(files, { origin, readTokenizer }) {
    const { config, tokenizer, weights } = partsOf(files);
    const [configText, tokenizerText, buffer] = await Promise.all([
      config.blob.text(),
      tokenizer.blob.text(),
      weights.blob.arrayBuffer(),
    ]);
    const content = { config: configText, tokenizer: tokenizerText, weights: buffer };
    return readFolder(content, { name: nameOf(weights.name), origin }, readTokenizer);
  },
};

/** A key of our own in config.json: the page's tools that the model learnt to call. */
const knownTools = v.fallback(
  v.pipe(
    v.object({ tools: v.array(v.string()) }),
    v.transform(({ tools }): readonly string[] | undefined => tools),
  ),
  undefined,
);

/** Throws RetortError: 'model-unknown', 'model-truncated' or 'tokenizer-wrong', each with what to do. */
export function readFolder(
  files: { config: string; tokenizer: string; weights: ArrayBuffer },
  about: Pick<ModelCard, 'name' | 'origin'>,
  readTokenizer: ReadModelOptions['readTokenizer'],
): ModelBundle {
  const config = parseTransformerConfig(files.config);
  const tokenizer = readTokenizer(files.tokenizer);
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

/** Throws RetortError('model-unknown') naming the files that are missing. */
function partsOf(files: readonly ModelFile[]): Record<'config' | 'tokenizer' | 'weights', ModelFile> {
  const find = (fits: (name: string) => boolean) =>
    files.find(({ name }) => fits(name.toLowerCase().split('/').at(-1)!));
  const config = find((name) => name === 'config.json');
  const tokenizer = find((name) => name === 'tokenizer.json');
  const weights = find((name) => name.endsWith('.safetensors'));
  if (config && tokenizer && weights) return { config, tokenizer, weights };
  const wanted = [
    config ? [] : ['config.json'],
    tokenizer ? [] : ['tokenizer.json'],
    weights ? [] : ['model.safetensors'],
  ].flat();
  throw new RetortError(
    'model-unknown',
    `A teacher needs three files; ${wanted.join(' and ')} did not come along. Choose config.json, tokenizer.json and model.safetensors together.`,
  );
}

/** The folder's name where files have one, else the file's own, but for the one that every model has. */
function nameOf(path: string): string {
  const [name, folder] = path.split('/').reverse() as [string, string?];
  const own = name.replace(/\.safetensors$/i, '');
  return folder ?? (own.toLowerCase() === 'model' ? new Date().toISOString().slice(0, 10) : own);
}
