// The teacher that comes with the page, and what people asked of it.

import { readFileSync } from 'node:fs';
import { normalise } from '../src/agent/normalise';
import { Tokenizer } from '../src/data/tokenizer';
import type { ModelBundle } from '../src/models/bundle';
import { readFolder } from '../src/models/hugging-face/read-folder';
import { parseSafetensors } from '../src/models/safetensors';

const file = (name: string) => readFileSync(`public/models/agent-teacher/${name}`);

export const shippedTeacher = (): ModelBundle =>
  readFolder(
    {
      config: file('config.json').toString(),
      tokenizer: file('tokenizer.json').toString(),
      weights: () => parseSafetensors(Uint8Array.from(file('model.safetensors'))),
    },
    { name: 'teacher', origin: 'shipped' },
    Tokenizer.fromJson,
  );

/** Prompts of people's requests, as ids up to where the agent plans. */
export function prompts({ tokenizer }: ModelBundle, most: number): number[][] {
  const written = JSON.parse(readFileSync('scripts/teacher/written.json', 'utf8')) as unknown;
  const requests = strings(written).filter((text) => text.split(' ').length > 3);
  return requests
    .slice(0, most)
    .map((text) => [
      tokenizer!.special('<user>'),
      ...tokenizer!.encode(` ${normalise(text)}`),
      tokenizer!.special('<plan>'),
    ]);
}

const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(strings)
      : [];
