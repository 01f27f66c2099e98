// A sentence encoder by its hub id, such as "sentence-transformers/all-MiniLM-L6-v2": which of the repository's files are needed, and those
// brought, once the person has agreed. They are then as if they had been chosen.

import * as v from 'valibot';
import { RetortError } from '../../lib/errors';
import type { FileErrand } from '../language-model/endpoint/messages';

/** What the person agrees to. Its files may lie elsewhere: the hub says where, and the way there is followed. */
export const HUB = 'https://huggingface.co';

/** Best first: small ones that run everywhere. */
const MODELS = [
  /(^|\/)model_int8\.onnx$/,
  /(^|\/)model_quantized\.onnx$/,
  /(^|\/)model_q(u)?int8\w*\.onnx$/,
  /(^|\/)model\.onnx$/,
];
const TOKENIZER = /^tokenizer\.json$/;
const POOLING = /^1_Pooling\/config\.json$/;
const MOST_BYTES = { model: 1e9, words: 64e6 };

const listSchema = v.object({ siblings: v.array(v.object({ rfilename: v.string() })) });

export interface HubFile {
  name: string;
  blob: Blob;
}

/** Brings one file; throws RetortError. */
export type BringFile = (
  errand: FileErrand,
  onProgress?: (done: number, total: number) => void,
) => Promise<Blob>;

/** Throws RetortError: what bring() throws, 'encoder-unfit' where the id is none or the repository has not what is needed. */
export async function hubFiles(
  id: string,
  bring: BringFile,
  onProgress: (done: number, total: number) => void,
): Promise<HubFile[]> {
  if (!/^[\w.-]+\/[\w.-]+$/.test(id))
    throw new RetortError(
      'encoder-unfit',
      `“${id}” is no hub id. One has a name, a slash and a name: sentence-transformers/all-MiniLM-L6-v2.`,
    );
  const get = (path: string, most: number, told?: typeof onProgress) =>
    bring({ url: `${HUB}/${path}`, consent: HUB, most }, told);
  const paths = await filesOf(await get(`api/models/${id}`, MOST_BYTES.words));
  const find = (pattern: RegExp) => paths.find((path) => pattern.test(path));
  const model = MODELS.map(find).find((path) => path !== undefined);
  const tokenizer = find(TOKENIZER);
  if (!model || !tokenizer)
    throw new RetortError(
      'encoder-unfit',
      `${id} has no ${model ? 'tokenizer.json' : 'model in ONNX'}. Choose a repository with a folder “onnx”, or export it and choose the files.`,
    );
  const pooling = find(POOLING);
  const small = [tokenizer, ...(pooling ? [pooling] : [])];
  const resolved = (path: string) => `${id}/resolve/main/${path}`;
  const files = await Promise.all(
    small.map(async (path) => ({ name: path, blob: await get(resolved(path), MOST_BYTES.words) })),
  );
  const blob = await get(resolved(model), MOST_BYTES.model, onProgress);
  return [{ name: model, blob }, ...files];
}

async function filesOf(list: Blob): Promise<string[]> {
  try {
    return v.parse(listSchema, JSON.parse(await list.text())).siblings.map(({ rfilename }) => rfilename);
  } catch (cause) {
    throw new RetortError(
      'endpoint-broken',
      'The hub answered something else than a list of files. Try again later, or choose the files yourself.',
      { cause },
    );
  }
}
