// Hostile run files.

import { bytesOf, type Hostile, validOf } from './bytes';

const text = new TextDecoder().decode((await validOf('run-file'))['run.json']);
const wrong = (what: string, json: string, code: Hostile[2] = 'file-shape'): Hostile => [
  what,
  { 'run.json': bytesOf(json) },
  code,
];

export const hostile: readonly Hostile[] = [
  wrong('brackets without end', '[{"config":'.repeat(1e5)),
  wrong('keys of all objects', '{"config":{},"__proto__":{"format":"retort-run/1"}}'),
  wrong('columns of other lengths', text.replace('"series": {', '"series": {"more": [1, 2],')),
  wrong('another version', text.replace('retort-run/1', 'retort-run/9')),
  // it is left out
  wrong('a column __proto__', text.replace('"series": {', '"series": {"__proto__": [1],'), 'accepted'),
];
