// Hostile tokenizer.json of an encoder: ids that are none, no words.

import { bytesOf, type Hostile, jsonOf, validOf } from './bytes';

interface TokenizerJson {
  model: { vocab: Record<string, unknown> | null };
}
const valid = jsonOf((await validOf('encoder-words'))['tokenizer.json']) as unknown as TokenizerJson;
const wrong = (what: string, change: (file: TokenizerJson) => unknown): Hostile => {
  const copy = structuredClone(valid);
  change(copy);
  return [what, { 'tokenizer.json': bytesOf(JSON.stringify(copy)) }, 'tokenizer-wrong'];
};

export const hostile: readonly Hostile[] = [
  ['no JSON', { 'tokenizer.json': bytesOf('{'.repeat(1e5)) }, 'tokenizer-wrong'],
  wrong('no words', (file) => (file.model.vocab = null)),
  wrong('an id that is a fraction', (file) => (file.model.vocab!['set'] = 1.5)),
  wrong('an id that is a text', (file) => (file.model.vocab!['set'] = 'x')),
  wrong('an id below 0', (file) => (file.model.vocab!['set'] = -1)),
];
