// Hostile tokenizer.json: patterns that never end, ids beyond reason, keys of all objects.

import { bytesOf, type Hostile, jsonOf, validOf } from './bytes';

interface TokenizerJson {
  model: { vocab: Record<string, number> };
  pre_tokenizer: { pretokenizers: { pattern: { Regex: string } }[] };
}
const valid = jsonOf((await validOf('tokenizer'))['tokenizer.json']) as unknown as TokenizerJson;
const changed = (change: (file: TokenizerJson) => unknown): string => {
  const copy = structuredClone(valid);
  change(copy);
  return JSON.stringify(copy);
};
const wrong = (what: string, json: string, code: Hostile[2] = 'tokenizer-wrong'): Hostile => [
  what,
  { 'tokenizer.json': bytesOf(json) },
  code,
];

export const hostile: readonly Hostile[] = [
  wrong(
    'a pattern that never ends',
    changed((file) => (file.pre_tokenizer.pretokenizers[0]!.pattern.Regex = '(a+)+$')),
  ),
  wrong(
    'an id of 2 ** 52',
    changed((file) => (file.model.vocab['a'] = 2 ** 52)),
  ),
  wrong(
    'an id of 2 ** 31',
    changed((file) => (file.model.vocab['a'] = 2 ** 31)),
  ),
  wrong('a token called __proto__', JSON.stringify(valid).replace('"a":', '"__proto__":')),
  wrong('brackets without end', '[{"a":'.repeat(1e5)),
  // JSON has the last one
  wrong('a token twice', JSON.stringify(valid).replace('"vocab":{', '"vocab":{"a":1,'), 'accepted'),
];
