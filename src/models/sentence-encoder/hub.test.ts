import { expect, test } from 'vitest';
import { fetchFile } from '../language-model/endpoint/foreign';
import type { FileErrand } from '../language-model/endpoint/messages';
import { HUB, hubFiles } from './hub';

/** A hub with these files of one repository, and what was asked of it. */
function hubOf(paths: readonly string[]) {
  const asked: FileErrand[] = [];
  const bring = async (errand: FileErrand) => {
    asked.push(errand);
    const list = JSON.stringify({ siblings: paths.map((rfilename) => ({ rfilename })) });
    return new Blob([errand.url.startsWith(`${HUB}/api/`) ? list : errand.url]);
  };
  return { asked, bring };
}
const ID = 'sentence-transformers/all-MiniLM-L6-v2';

test('the smallest model that runs everywhere is taken, with its words and how its tokens become one vector', async () => {
  const { asked, bring } = hubOf([
    'README.md',
    'onnx/model.onnx',
    'onnx/model_O4.onnx',
    'onnx/model_qint8_avx512.onnx',
    'tokenizer.json',
    '1_Pooling/config.json',
    'other/tokenizer.json',
  ]);
  const files = await hubFiles(ID, bring, () => undefined);
  expect(files.map(({ name }) => name)).toEqual([
    'onnx/model_qint8_avx512.onnx',
    'tokenizer.json',
    '1_Pooling/config.json',
  ]);
  expect(await files[0]!.blob.text()).toBe(`${HUB}/${ID}/resolve/main/onnx/model_qint8_avx512.onnx`);
  expect(asked.every(({ consent, url }) => consent === HUB && url.startsWith(`${HUB}/`))).toBe(true);
});

test('what is no id asks nothing; a repository without what is needed is refused by name', async () => {
  const empty = hubOf(['README.md']);
  for (const id of ['', 'MiniLM', '../../etc/passwd', 'a/b/c', 'https://x.y/z'])
    await expect(hubFiles(id, empty.bring, () => undefined)).rejects.toMatchObject({ code: 'encoder-unfit' });
  expect(empty.asked).toEqual([]);
  await expect(hubFiles(ID, empty.bring, () => undefined)).rejects.toThrow('has no model in ONNX');
  const wordless = hubOf(['onnx/model.onnx']);
  await expect(hubFiles(ID, wordless.bring, () => undefined)).rejects.toThrow('has no tokenizer.json');
  const broken = async () => new Blob(['<html>']);
  await expect(hubFiles(ID, broken, () => undefined)).rejects.toMatchObject({ code: 'endpoint-broken' });
});

const never = new AbortController().signal;
const errand: FileErrand = { url: `${HUB}/a/b`, consent: HUB, most: 10 };
const answering = (body: string, status = 200): typeof fetch =>
  (async () =>
    new Response(body, { status, headers: { 'Content-Length': String(body.length) } })) as typeof fetch;

test('a file comes with its progress', async () => {
  const told: [number, number][] = [];
  const brought = await fetchFile(errand, never, (...at) => told.push(at), answering('12345'));
  expect('blob' in brought && (await brought.blob.text())).toBe('12345');
  expect(told.at(-1)).toEqual([5, 5]);
});

test('a file that is too long, refused, out of reach or not agreed to does not come, and says why', async () => {
  const fetched = (get: typeof fetch, changed: Partial<FileErrand> = {}) =>
    fetchFile({ ...errand, ...changed }, never, () => undefined, get);
  expect(await fetched(answering('12345678901'))).toMatchObject({ failed: 'endless' });
  expect(await fetched(answering('no', 404))).toMatchObject({ failed: 'refused', why: 'It answered 404.' });
  expect(await fetched(() => Promise.reject(new Error('offline')))).toEqual({
    failed: 'unreachable',
    why: 'offline',
  });
  let asked = 0;
  const counting = (async () => {
    asked++;
    return new Response('');
  }) as typeof fetch;
  expect(await fetched(counting, { consent: null })).toMatchObject({ failed: 'no-consent' });
  expect(await fetched(counting, { url: 'http://huggingface.co/a/b' })).toMatchObject({
    failed: 'no-consent',
  });
  expect(asked).toBe(0);
});
