// A teacher from the person's own files: finds config, tokeniser and weights among them and reads them. Whether they are a
// model is for the worker to say.

import { RetortError } from '../lib/errors';
import type { Commands } from '../protocol/messages';

/** Throws RetortError('model-unknown') naming the files that are missing. */
export async function readTeacherFiles(files: Iterable<File>): Promise<Commands['teacher.load']> {
  const all = [...files];
  const find = (fits: (name: string) => boolean) => all.find((file) => fits(file.name.toLowerCase()));
  const config = find((name) => name === 'config.json');
  const tokenizer = find((name) => name === 'tokenizer.json');
  const weights = find((name) => name.endsWith('.safetensors'));
  if (!config || !tokenizer || !weights) {
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
  const [configText, tokenizerText, buffer] = await Promise.all([
    config.text(),
    tokenizer.text(),
    weights.arrayBuffer(),
  ]);
  return { name: nameOf(weights), config: configText, tokenizer: tokenizerText, weights: buffer };
}

/** The folder's name where files have one, else the file's own, but for the one that every model has. */
function nameOf({ name, webkitRelativePath }: File): string {
  const folder = webkitRelativePath?.split('/').at(-2);
  const own = name.replace(/\.safetensors$/i, '');
  return folder ?? (own.toLowerCase() === 'model' ? new Date().toISOString().slice(0, 10) : own);
}
