// What a GGUF file says of its language model, read from its head alone: some megabytes of it, whatever it has, and nothing is made of them
// that the file only promises.

import { RetortError } from '../../../lib/errors';
import type { ModelFile } from '../../../protocol/language-model';
import { parseHead, type ReadValue } from '../../gguf/container';
import { ARCHITECTURES } from './architectures';

/** Bytes; a vocabulary of 260,000 tokens with its merges has 12 MB. */
const MOST_HEAD = 48e6;
/** Bytes. The whole file lies in WebAssembly's memory, and with it what the network needs to think. */
const MOST_FILE = 1.5e9;
/** Tokens that are thought of at once: room for the page's tools and a talk. */
const CONTEXT = 4096;

export interface GgufFacts extends ModelFile {
  /** As the file is called: what files call themselves is seldom what people call them. */
  model: string;
  licence: string;
}

/** Throws RetortError: 'model-unknown', 'model-truncated' or 'file-too-large', each with what to do. */
export async function readGgufFacts(blob: Blob, name: string): Promise<GgufFacts> {
  const beginning = new Uint8Array(await blob.slice(0, MOST_HEAD).arrayBuffer());
  const { metadata, tensors } = parseHead(beginning, blob.size);
  const architecture = text(metadata.get('general.architecture'));
  const of = (key: string): number => number(metadata.get(`${architecture}.${key}`));
  if (number(metadata.get('split.count')) > 1)
    throw unfit('is one part of several', 'Put them together first: llama-gguf-split --merge.');
  if (/bert|embed/.test(architecture))
    throw unfit(
      'reads sentences and writes none',
      'As ONNX it can be a teacher under “Sentence encoders…”; choose a language model here.',
    );
  if (!ARCHITECTURES.has(architecture))
    throw unfit(
      `is of a kind that does not run here (${architecture.slice(0, 40) || 'it says none'})`,
      'Choose a Llama, Qwen, Gemma, Phi or SmolLM, or run it behind an address.',
    );
  if (blob.size > MOST_FILE)
    throw new RetortError(
      'file-too-large',
      `This file has ${(blob.size / 1e9).toFixed(1)} GB, and a page can hold one of ${MOST_FILE / 1e9}. Choose a smaller model or fewer bits a weight (Q4_0), or run it behind an address.`,
    );
  if (metadata.get('tokenizer.ggml.tokens') === undefined || tensors.length === 0)
    throw unfit('has no vocabulary or no weights', 'Choose the file of a whole language model.');
  const [layers, width] = [of('block_count'), of('embedding_length')];
  if (!(layers >= 1 && width >= 1)) throw unfit('does not say how large it is', 'Download it again.');
  const heads = Math.max(1, of('attention.head_count'));
  const shared = of('attention.head_count_kv') || heads;
  const context = Math.min(CONTEXT, of('context_length') || CONTEXT);
  const parameters = tensors.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  // the file, what it remembers of a text (keys and values in half precision), the runtime with its vocabulary, and room to think
  const remembered = 2 * 2 * layers * context * width * (shared / heads);
  return {
    name,
    bytes: blob.size,
    architecture,
    parameters,
    width,
    context,
    memory: Math.round(blob.size + remembered + 200e6),
    model: name.replace(/\.gguf$/i, ''),
    licence: text(metadata.get('general.license')),
  };
}

const text = (value: ReadValue | undefined): string => (typeof value === 'string' ? value.slice(0, 200) : '');
/** 0 where there is none; the largest of a list, which some have a value a layer. */
const number = (value: ReadValue | undefined): number =>
  typeof value === 'number'
    ? value
    : Array.isArray(value)
      ? Math.max(0, ...value.slice(0, 1000).map(number))
      : 0;

const unfit = (what: string, remedy: string): RetortError =>
  new RetortError('model-unknown', `This GGUF file ${what}. ${remedy}`);
