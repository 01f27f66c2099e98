import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { unzipModel } from './unzip-model';

const zipOf = (bytes: Uint8Array, name = 'mine.zip') => ({
  name,
  blob: new Blob([bytes as Uint8Array<ArrayBuffer>]),
});

it('gives the files of a zip with their folder', async () => {
  const files = await unzipModel(zipOf(zipSync({ mine: { 'config.json': strToU8('{}') } })));
  expect(files.map(({ name }) => name)).toEqual(['mine/config.json']);
  expect(await files[0]!.blob.text()).toBe('{}');
});

it('refuses what is no zip, is cut off, or has too many files', async () => {
  await expect(unzipModel(zipOf(strToU8('no zip')))).rejects.toMatchObject({ code: 'file-broken' });
  const whole = zipSync({ 'a.bin': new Uint8Array(5000) });
  await expect(unzipModel(zipOf(whole.subarray(0, 60)))).rejects.toMatchObject({ code: 'file-broken' });
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`${i}`, new Uint8Array(0)]));
  await expect(unzipModel(zipOf(zipSync(many)))).rejects.toMatchObject({ code: 'file-too-large' });
});

it('refuses a bomb by what it promises, before anything is unpacked', async () => {
  const bytes = zipSync({ 'model.safetensors': new Uint8Array(1000) });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const central = bytes.findIndex(
    (_, i) => view.byteLength - i > 4 && view.getUint32(i, true) === 0x02014b50,
  );
  view.setUint32(central + 24, 0xfffffff0, true); // its size unpacked
  await expect(unzipModel(zipOf(bytes))).rejects.toMatchObject({ code: 'file-too-large' });
});

it('a small promise that is not kept gives no more than was promised', async () => {
  const bytes = zipSync({ 'a.bin': [new Uint8Array(100_000), { level: 9 }] });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const central = bytes.findIndex(
    (_, i) => view.byteLength - i > 4 && view.getUint32(i, true) === 0x02014b50,
  );
  view.setUint32(central + 24, 10, true);
  const files = await unzipModel(zipOf(bytes)).catch(() => []);
  for (const { blob } of files) expect(blob.size).toBeLessThanOrEqual(10);
});
