// Its download: what is told of it, with a network that answers when the test says so.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SHIPPED_SIZE } from '../catalog/tasks/agent';
import type { Events } from '../protocol/messages';
import { ShippedTeacher } from './shipped-teacher';

test('no total is told before every file has said how long it is, and the end is told once', async () => {
  const told: Events['progress'][] = [];
  const answer = new Map<string, (length: number) => void>();
  const teacher = new ShippedTeacher(
    (name, payload) => void (name === 'progress' && told.push(payload as Events['progress'])),
    () => 'http://localhost/',
    (url) =>
      new Promise((resolve) => {
        const file = String(url).split('/').at(-1)!;
        answer.set(file, (length) =>
          resolve(new Response(new Uint8Array(length), { headers: { 'content-length': String(length) } })),
        );
      }),
  );
  const model = teacher.bundle().catch(() => 'no model'); // the files are only as long as one
  answer.get('config.json')!(300);
  await expect.poll(() => told).toHaveLength(1);
  expect(told).toEqual([{ task: 'teacher', done: 300, total: 0 }]);
  answer.get('tokenizer.json')!(200);
  answer.get('model.safetensors')!(1500);
  expect(await model).toBe('no model');
  expect(told.at(-1)).toEqual({ task: 'teacher', done: 1, total: 1 });
  for (const { total } of told.slice(1, -1)) expect([0, 2000]).toContain(total);
});

test('it is as large as the library says before it is downloaded', async () => {
  const file = (name: string) => readFileSync(`public/models/agent-teacher/${name}`);
  const teacher = new ShippedTeacher(
    () => undefined,
    () => 'http://localhost/',
    async (url) => new Response(file(String(url).split('/').at(-1)!)),
  );
  const { card, tokenizer } = await teacher.bundle();
  expect(SHIPPED_SIZE).toEqual({
    parameters: card.parameters,
    bytes: file('model.safetensors').length,
    vocabulary: tokenizer!.vocabSize,
  });
});
