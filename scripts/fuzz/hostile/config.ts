// Hostile configs: models that would be larger than a page, and settings that are none.

import type { Files } from '../parsers';
import { bytesOf, type Hostile, jsonOf, validOf } from './bytes';

const folder = await validOf('config');
const classifier = await validOf('config', 4);
const text = (json: string): Files => ({ ...folder, 'config.json': bytesOf(json) });
const changed = (changes: object, of = folder): Files => ({
  ...of,
  'config.json': bytesOf(JSON.stringify({ ...jsonOf(of['config.json']), ...changes })),
});
const infinite = JSON.stringify({ ...jsonOf(folder['config.json']), rope_theta: 777 }).replace(
  '777',
  '1e999',
);

export const hostile: readonly Hostile[] = [
  [
    'a million million weights',
    changed({ hidden_size: 1e6, intermediate_size: 1e6, head_dim: null }),
    'file-too-large',
  ],
  ['a million layers', changed({ num_hidden_layers: 1e6 }), 'model-unknown'],
  ['an infinite theta', text(infinite), 'model-unknown'],
  ['no object', text('null'), 'model-unknown'],
  ['keys of all objects', text('{"__proto__":{"model_type":"llama"}}'), 'model-unknown'],
  // as models for long texts have them: it is read, for shorter ones
  ['a million positions', changed({ max_position_embeddings: 1e6 }), 'accepted'],
  ['a padding that is no token', changed({ pad_token_id: 1e9 }, classifier), 'model-unknown'],
  ['no classes', changed({ labels: [] }, classifier), 'model-unknown'],
];
