import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type ModelBundle, newCard } from '../models/bundle';
import { initMlp } from '../models/init';
import { RetortError } from '../lib/errors';
import { ModelExport } from './model-export';

const weights = initMlp([2, 4, 3], 1);
const card = {
  ...newCard({ task: 'points', name: '../evil name', origin: 'distilled', weights }),
  run: null,
};
const bundle: ModelBundle = { card, network: { kind: 'mlp', config: { widths: [2, 4, 3] } }, weights };
const told: unknown[] = [];
const exports = new ModelExport({
  post: (name, payload) => told.push([name, payload]),
  bundle: async (id) => {
    if (id === 'mine') return bundle;
    throw new RetortError('teacher-unknown', 'It is not on this device.');
  },
  withDatabase: () => Promise.reject(new Error('no run is looked up')),
  continuation: () => Promise.reject(new Error('no run goes on')),
});
const order = { exportId: 7, model: 'mine', form: 'hf-folder', choice: 'F32' };

test('tells the forms of a model, those that cannot hold it with the reason, each choice with its snippets', async () => {
  const { forms, card: about, size } = await exports.forms({ model: 'mine' });
  expect([about, size]).toEqual([card, 'mlp-4']);
  const [folder, gguf] = ['hf-folder', 'gguf'].map((id) => forms.find((form) => form.id === id)!);
  expect(folder!.unfit).toBeNull();
  expect(folder!.choices[0]!.snippets[0]!.code).toContain('from_pretrained("evil-name"');
  expect(gguf!.unfit?.why.en).toMatch(/Choose/);
  await expect(exports.forms({ model: 'gone' })).rejects.toMatchObject({ code: 'teacher-unknown' });
});

test('several files come as a zip of one folder with a harmless name', async () => {
  const { name, blob } = await exports.write(order);
  expect(name).toBe('evil-name.zip');
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  expect(Object.keys(files)).toContain('evil-name/model.safetensors');
  expect(Object.keys(files).every((path) => path.startsWith('evil-name/'))).toBe(true);
  expect(told.at(-1)).toEqual(['model.exportProgress', { exportId: 7, done: 1, total: 1 }]);
});

test('a later export cancels the one before; an unknown form is refused', async () => {
  const [first, second] = [exports.write(order), exports.write({ ...order, exportId: 8 })];
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  expect((await second).name).toBe('evil-name.zip');
  await expect(exports.write({ ...order, form: 'constructor' })).rejects.toMatchObject({
    code: 'config-invalid',
  });
});
