// How a sentence encoder's words become ids: the same as Python's tokenizers makes of the same tokenizer.json.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPython } from '../scripts/ecosystem.mjs';
import { tinyEncoder } from '../src/models/sentence-encoder/testing';
import { readWords } from '../src/models/sentence-encoder/words';
import { run, scratch } from './python';

const python = findPython('tokenizers');

const pieces = [
  'play',
  'set',
  'cafe',
  'un',
  '##believ',
  '##able',
  '##s',
  '日',
  '本',
  "'",
  's',
  '5',
  '##0',
  '%',
  '-',
  '.',
  'ﬁ',
];
const { tokenizer } = tinyEncoder(pieces);
const texts = [
  'Play the CAFÉ’s songs.',
  "it's unbelievable – 50% off!",
  'unbelievables   set\tset\nplay',
  '日本の play',
  '\u0000play\u200b\ufeff set\u00a0play',
  'e\u0301 cafe\u0301 ﬁ',
  '[CLS] set [SEP] [PAD]',
  'x'.repeat(120),
  'set '.repeat(90),
  '',
  '😀 play',
];

describe.skipIf(!python)('tokenizers', () => {
  it('gives the same ids', () => {
    const directory = scratch();
    writeFileSync(join(directory, 'tokenizer.json'), tokenizer);
    writeFileSync(join(directory, 'texts.json'), JSON.stringify(texts));
    const code = `
import json
from tokenizers import Tokenizer
tokenizer = Tokenizer.from_file("tokenizer.json")
print(json.dumps([tokenizer.encode(text).ids for text in json.load(open("texts.json"))]))`;
    const words = readWords(tokenizer, null);
    expect(texts.map((text) => words.ids(text))).toEqual(JSON.parse(run(python!, directory, code)));
  });
});
