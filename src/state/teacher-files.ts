// A teacher from the person's own files: finds config, tokeniser and weights among them and reads them. Whether they are a
// model is for the worker to say.

import { RetortError } from '../lib/errors';
import type { Commands } from '../protocol/messages';

export interface TeacherFiles {
  /** What the worker accepted last, for the one that comes after a crash. */
  loaded: Commands['teacher.load'] | null;
}

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
  return { config: configText, tokenizer: tokenizerText, weights: buffer };
}
