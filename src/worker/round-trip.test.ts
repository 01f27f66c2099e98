// Forms that a model comes back from, each as the page saves it, several files as a zip: the same model, bit for bit in float32.

import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { smallClassifier, smallDecoder, smallMlp, SMEARED } from '../../ecosystem/small-models';
import { Tokenizer } from '../data/tokenizer';
import { ModelExport } from './model-export';
import { readModel } from '../models/formats';

const bundles = {
  'a plain decoder': smallDecoder(),
  'an untied decoder': smallDecoder({ tie_word_embeddings: false }),
  'a smeared decoder': smallDecoder(SMEARED),
  'a classifier': smallClassifier(),
  'an MLP': smallMlp(),
};
type Name = keyof typeof bundles;
const all = Object.keys(bundles) as Name[];
const cases: readonly (readonly [form: string, choice: string, of: Name])[] = [
  ...all.map((of) => ['hf-folder', 'F32', of] as const),
  ...all.map((of) => ['onnx', 'float32', of] as const),
  ...all.slice(0, 2).map((of) => ['gguf', 'F32', of] as const),
];

it.each(cases)('%s (%s) of %s', async (form, choice, of) => {
  const bundle = bundles[of];
  const exports = new ModelExport({
    post: () => undefined,
    bundle: () => Promise.resolve({ ...bundle, card: { ...bundle.card, run: null } }),
    withDatabase: () => Promise.reject(new Error('no run is looked up')),
    continuation: () => Promise.reject(new Error('no run goes on')),
  });
  const file = await exports.write({ exportId: 1, model: 'mine', form, choice });
  const options = { origin: 'imported' as const, readTokenizer: Tokenizer.fromJson };
  const back = await readModel([file], options);
  expect(back.weights).toEqual(bundle.weights);
  expect(back.network).toEqual(bundle.network);
  expect(back.tokenizer?.toJson()).toBe(bundle.tokenizer?.toJson());
  expect(back.labels).toEqual(bundle.labels);
  // and packed by another program, once more
  const again = zipSync({ [`outer/${file.name}`]: new Uint8Array(await file.blob.arrayBuffer()) });
  if (!file.name.endsWith('.zip'))
    expect(
      (await readModel([{ name: 'mine.zip', blob: new Blob([again.slice()]) }], options)).weights,
    ).toEqual(bundle.weights);
});
