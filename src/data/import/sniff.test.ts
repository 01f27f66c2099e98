// Files that are no data: what each is said to be, whatever its name says, and what to do.

import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { aboutKind } from '../../catalog/file-kind-words';
import { FILE_KINDS } from '../../catalog/file-kinds';
import { MOST_BYTES } from './limits';
import { previewOf } from './preview';
import { createRng } from '../../lib/rng';
import { draftOf, file, range } from './testing';
import type { ImportFile } from './read-sources';

const rng = createRng(1);
const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const zeros = (n: number) => new Uint8Array(n);
const zip = (...names: string[]) =>
  names.flatMap((name) => [bytes(`PK\x03\x04${'\0'.repeat(26)}${name}`), zeros(200)]);
const problemOf = async (given: ImportFile) => previewOf(await draftOf([given])).problem;

const cases: [kind: string, name: string, content: BlobPart[]][] = [
  ['zip', 'data.csv', zip('train.csv', 'test.csv')],
  ['xlsx', 'data.csv', zip('[Content_Types].xml', 'xl/workbook.xml')],
  ['docx', 'thesis', zip('[Content_Types].xml', 'word/document.xml')],
  ['pptx', 'talk', zip('ppt/presentation.xml')],
  ['ods', 'sheet.ods', zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')],
  ['pytorch', 'model.pt', zip('archive/data.pkl')],
  ['old-office', 'data.xls', [bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), zeros(500)]],
  ['pdf', 'paper', [bytes('%PDF-1.7\n%âãÏÓ\n')]],
  ['image', 'shot.txt', [bytes('\x89PNG\r\n\x1a\n'), zeros(99)]],
  ['image', 'photo.json', [bytes('\xff\xd8\xff\xe0\0\x10JFIF'), zeros(99)]],
  ['image', 'a.webp', [bytes('RIFF\x10\0\0\0WEBPVP8 '), zeros(99)]],
  ['audio', 'a.wav', [bytes('RIFF\x10\0\0\0WAVEfmt '), zeros(99)]],
  ['video', 'a.mp4', [bytes('\0\0\0\x18ftypmp42'), zeros(99)]],
  ['archive', 'a.7z', [bytes('7z\xbc\xaf\x27\x1c'), zeros(99)]],
  ['compressed', 'a.csv.zst', [bytes('\x28\xb5\x2f\xfd'), zeros(99)]],
  ['tar', 'a.tar', [bytes('train.csv'), zeros(248), bytes('ustar\x0000'), zeros(99)]],
  ['sqlite', 'app.db', [bytes('SQLite format 3\0'), zeros(99)]],
  ['arrow', 'x.arrow', [bytes('ARROW1\0\0'), zeros(99)]],
  ['arrow', 'cache.arrow', [bytes('\xff\xff\xff\xff\x10\x01\0\0'), zeros(99)]],
  ['numpy', 'x.npy', [bytes('\x93NUMPY\x01\0'), zeros(99)]],
  ['pickle', 'x.pkl', [bytes('\x80\x04\x95\x10\0\0\0'), zeros(99)]],
  ['hdf5', 'x.h5', [bytes('\x89HDF\r\n\x1a\n'), zeros(99)]],
  ['gguf', 'model.gguf', [bytes('GGUF\x03\0\0\0'), zeros(99)]],
  ['safetensors', 'model.bin', [bytes('\x40\0\0\0\0\0\0\0{"__metadata__":{"format":"pt"}}'), zeros(99)]],
  ['onnx', 'model.onnx', [bytes('\x08\x08\x12\x07pytorch'), zeros(99)]],
  ['program', 'a.exe', [bytes('MZ\x90\0\x03\0'), zeros(99)]],
  ['binary', 'junk.csv', [Uint8Array.from(range(3000), () => Math.floor(rng.next() * 256))]],
  ['binary', 'zeros.csv', [zeros(3000)]],
  ['empty', 'nothing.csv', []],
  ['empty', 'blank.csv', ['\n \n\t\n']],
  ['html', 'data.csv', ['<!DOCTYPE html>\n<html><head><title>x</title></head><body></body></html>']],
  ['xml', 'data.txt', ['<?xml version="1.0"?>\n<rows><row>a</row></rows>\n']],
  ['rtf', 'data.txt', ['{\\rtf1\\ansi Hello}']],
  ['lfs', 'train.csv', ['version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 12\n']],
  [
    'notebook',
    'train.ipynb',
    [
      JSON.stringify(
        { cells: [{ cell_type: 'code', source: ['x'] }], metadata: {}, nbformat: 4, nbformat_minor: 5 },
        null,
        1,
      ),
    ],
  ],
  [
    'model-json',
    'tokenizer.json',
    [
      JSON.stringify({
        version: '1.0',
        added_tokens: [{ id: 0 }],
        pre_tokenizer: null,
        model: { vocab: { a: 1 } },
      }),
    ],
  ],
  [
    'model-json',
    'config.json',
    [JSON.stringify({ architectures: ['BertModel'], model_type: 'bert', hidden_size: 8 }, null, 2)],
  ],
  ['run', 'run.json', [JSON.stringify({ format: 'retort-run/1', config: {}, series: { step: [1] } })]],
  [
    'code',
    'train.py',
    ['import pandas as pd\nfrom os import path\n\ndef load(name):\n    return pd.read_csv(name)\n'],
  ],
];

describe('what is no data', () => {
  test.each(cases)('%s: %s', async (kind, name, content) => {
    const problem = await problemOf(file(name, ...content));
    expect(problem).toMatchObject({ unreadable: { file: name, kind } });
    const { label, remedy } = aboutKind(problem!.unreadable!.kind);
    expect(problem!.message).toBe(`“${name}” is ${label.en}. ${remedy.en}`);
  });

  test('each kind has its words', () => {
    for (const kind of FILE_KINDS) {
      const { label, remedy } = aboutKind(kind);
      for (const text of [label, remedy]) {
        expect(text.en).toMatch(/\w/);
        expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
      }
    }
  });

  test('a folder, or a file that is gone', async () => {
    const gone = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    const blob = { size: 4096, slice: () => ({ arrayBuffer: gone }) } as unknown as Blob;
    expect((await problemOf({ name: 'data', blob }))?.message).toMatch(
      /“data” cannot be read: it is a folder, or/,
    );
  });

  test('texts that begin like something else are texts', async () => {
    for (const first of [
      'GGUF,models',
      'BZh,x',
      'ID3,tags',
      'ORC,monsters',
      'MZ,x',
      'II*,x',
      'Bud1 is here,x',
    ]) {
      const rows = range(6).map((i) => `say ${i},${i % 2 ? 'a' : 'b'}`);
      expect(await problemOf(file('x.csv', `text,label\n${first}\n${rows.join('\n')}`))).toBeNull();
      expect((await problemOf(file('x.csv', `${first}\n${rows.join('\n')}`)))?.unreadable).toBeUndefined();
    }
  });
});

describe('gzip', () => {
  const rows = `text,label\n${range(8)
    .map((i) => `say ${i},${i % 2 ? 'a' : 'b'}`)
    .join('\n')}`;
  test('is unpacked, and that is said', async () => {
    const preview = previewOf(
      await draftOf([
        file('train.csv.gz', gzipSync(rows)),
        file('test.csv.gz', gzipSync('text,label\nx,a\n')),
      ]),
    );
    expect(preview).toMatchObject({
      problem: null,
      files: [{ notes: ['gzip'], parts: [{ split: 'train' }] }, { parts: [{ split: 'test' }] }],
    });
  });
  test('what is in it is named; what is damaged or swells is refused', async () => {
    expect(
      await problemOf(
        file('x.tgz', gzipSync(Buffer.concat([bytes('a.csv'), zeros(252), bytes('ustar\x0000'), zeros(99)]))),
      ),
    ).toMatchObject({ unreadable: { kind: 'tar' } });
    expect(await problemOf(file('x.gz', gzipSync(rows).subarray(0, 30)))).toMatchObject({
      code: 'file-broken',
    });
    expect(await problemOf(file('bomb.gz', gzipSync(Buffer.alloc(MOST_BYTES + 10, 'a'))))).toMatchObject({
      code: 'file-too-large',
    });
  });
});
