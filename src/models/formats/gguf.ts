// GGUF, the one file that llama.cpp and what is built on it run. It holds plain Llamas: what Retort adds to one, llama.cpp does not know.

import type { ModelFormat } from '../model-format';
import { snippetsOf } from '../gguf/snippets';

const isGguf = ({ name }: { name: string }): boolean => name.toLowerCase().endsWith('.gguf');

export const format: ModelFormat = {
  id: 'gguf',
  label: { en: 'GGUF', 'zh-CN': 'GGUF' },
  claims: (files) => files.some(isGguf),
  async read(files, { origin, readTokenizer }) {
    const file = files.find(isGguf)!;
    const beside = files.find(({ name }) => name.toLowerCase().endsWith('tokenizer.json'));
    const { readGguf } = await import('../gguf/read-gguf');
    const name = file.name
      .split('/')
      .at(-1)!
      .replace(/\.gguf$/i, '');
    const bytes = new Uint8Array(await file.blob.arrayBuffer());
    return readGguf(bytes, beside ? await beside.blob.text() : null, { name, origin }, readTokenizer);
  },
  writing: {
    unfit({ network: { kind, config } }) {
      if (kind !== 'decoder')
        return {
          why: {
            en: 'GGUF holds models that write. Choose the Hugging Face folder or ONNX.',
            'zh-CN': 'GGUF 只容纳会写文字的模型。请选择 Hugging Face 文件夹或 ONNX。',
          },
        };
      if (!config.key_smearing && !config.embedding_smearing) return null;
      return {
        why: {
          en: 'This model smears keys and embeddings, which llama.cpp does not know. A plain copy of the same size can be distilled from it.',
          'zh-CN': '此模型对键和嵌入做了涂抹，llama.cpp 不认识。可以从它蒸馏出一个同样大小的普通 Llama。',
        },
        remedy: 'plainCopy',
      };
    },
    choices: [
      { id: 'F16', label: { en: 'F16, half precision', 'zh-CN': 'F16，半精度' } },
      { id: 'F32', label: { en: 'F32, bit for bit', 'zh-CN': 'F32，逐位相同' } },
      { id: 'Q8_0', label: { en: 'Q8_0, 8 bits', 'zh-CN': 'Q8_0，8 位' } },
      { id: 'Q4_0', label: { en: 'Q4_0, 4 bits', 'zh-CN': 'Q4_0，4 位' } },
    ],
    write: async (bundle, name, options) =>
      (await import('../gguf/write-gguf')).writeGguf(bundle, name, options),
    snippets: (_, name, choice) => snippetsOf(`${name}-${choice.toLowerCase()}.gguf`),
  },
};
