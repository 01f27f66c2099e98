// A model as Hugging Face lays it out: config.json, tokenizer.json and weights in safetensors. The teacher that comes with the page lies
// so, too. A decoder with smearing, a classifier and an MLP leave with the Python that runs them beside it.

import { RetortError } from '../../lib/errors';
import type { ModelBundle } from '../bundle';
import { readFolder } from '../hugging-face/read-folder';
import { snippetsOf } from '../hugging-face/snippets';
import type { ModelFile, ModelFormat } from '../model-format';
import { parseShards } from '../safetensors';

export const format: ModelFormat = {
  id: 'hf-folder',
  label: { en: 'Hugging Face folder', 'zh-CN': 'Hugging Face 文件夹' },
  general: true,
  claims: () => true,
  async read(files, { origin, readTokenizer }) {
    const { config, tokenizer, weights } = partsOf(files);
    const shards = await Promise.all(weights.map(({ blob }) => blob.arrayBuffer()));
    const content = {
      config: await config.blob.text(),
      tokenizer: tokenizer ? await tokenizer.blob.text() : null,
      weights: () => parseShards(shards),
    };
    return readFolder(content, { name: nameOf(weights[0]!.name), origin }, readTokenizer);
  },
  writing: {
    unfit: () => null,
    choices: [
      { id: 'F32', label: { en: 'float32', 'zh-CN': 'float32' } },
      { id: 'F16', label: { en: 'float16, half the size', 'zh-CN': 'float16，大小减半' } },
    ],
    write: async (bundle: ModelBundle, name, options) =>
      (await import('../hugging-face/write-folder')).writeFolder(bundle, name, options),
    snippets: (bundle, name) => snippetsOf(bundle, name),
  },
};

interface Parts {
  config: ModelFile;
  tokenizer: ModelFile | undefined;
  /** One or more. */
  weights: ModelFile[];
}

/** Throws RetortError('model-unknown') naming the files that are missing. */
function partsOf(files: readonly ModelFile[]): Parts {
  const base = ({ name }: ModelFile): string => name.toLowerCase().split('/').at(-1)!;
  const config = files.find((file) => base(file) === 'config.json');
  const tokenizer = files.find((file) => base(file) === 'tokenizer.json');
  const weights = files.filter((file) => base(file).endsWith('.safetensors'));
  if (config && weights.length > 0) return { config, tokenizer, weights };
  const wanted = [
    config ? [] : ['config.json'],
    tokenizer ? [] : ['tokenizer.json'],
    weights.length > 0 ? [] : ['model.safetensors'],
  ].flat();
  throw new RetortError(
    'model-unknown',
    `A model needs three files; ${wanted.join(' and ')} did not come along. Choose config.json, tokenizer.json and model.safetensors together, or one GGUF file, or a zip of them.`,
  );
}

/** The folder's name where files have one, else the file's own, but for the one that every model has. */
function nameOf(path: string): string {
  const [name, folder] = path.split('/').reverse() as [string, string?];
  const own = name.replace(/(-\d+-of-\d+)?\.safetensors$/i, '');
  return folder ?? (own.toLowerCase() === 'model' ? new Date().toISOString().slice(0, 10) : own);
}
