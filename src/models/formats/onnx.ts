// ONNX, which onnxruntime runs on servers, phones and in pages: the graph, with the config and tokeniser that a Hugging Face folder has.

import { RetortError } from '../../lib/errors';
import { readFolder } from '../hugging-face/read-folder';
import type { ModelFile, ModelFormat } from '../model-format';
import { snippetsOf } from '../onnx/snippets';

const called =
  (end: string) =>
  ({ name }: ModelFile) =>
    name.toLowerCase().endsWith(end);

export const format: ModelFormat = {
  id: 'onnx',
  label: { en: 'ONNX', 'zh-CN': 'ONNX' },
  // many folders hold the same model in both forms, and of safetensors any program's are read
  claims: (files) => files.some(called('.onnx')) && !files.some(called('.safetensors')),
  async read(files, { origin, readTokenizer }) {
    const [model, config, tokenizer] = ['.onnx', 'config.json', 'tokenizer.json'].map((end) =>
      files.find((file) => called(end)(file) && !called('_config.json')(file)),
    );
    if (!config)
      throw new RetortError(
        'model-unknown',
        'This ONNX file came without its config.json. Choose all files of the exported folder together.',
      );
    const [{ readOnnx }, bytes] = await Promise.all([import('../onnx/read-onnx'), model!.blob.arrayBuffer()]);
    const content = {
      config: await config.blob.text(),
      tokenizer: tokenizer ? await tokenizer.blob.text() : null,
      weights: () => readOnnx(new Uint8Array(bytes)),
    };
    const [file, folder] = model!.name.split('/').reverse() as [string, string?];
    return readFolder(content, { name: folder ?? file.replace(/\.onnx$/i, ''), origin }, readTokenizer);
  },
  writing: {
    unfit: () => null,
    choices: [
      { id: 'float32', label: { en: 'float32', 'zh-CN': 'float32' } },
      { id: 'int8', label: { en: 'int8, a quarter of the size', 'zh-CN': 'int8，大小为四分之一' } },
    ],
    write: async (bundle, name, options) =>
      (await import('../onnx/write-onnx')).writeOnnx(bundle, name, options),
    snippets: snippetsOf,
  },
};
