// Writes the tokeniser's test fixture, one command: node scripts/run.mjs scripts/tokenizer-fixture.ts
// A small tokeniser trained here goes to src/data/fixtures/tokenizer.json; Hugging Face's own tokenizers package
// (pip install tokenizers) then encodes the sentences below with it, and tokenizer.test.ts compares.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { trainTokenizer } from '../src/data/tokenizer';

const things = [
  'milk',
  'cat food',
  'the dentist',
  'a birthday cake',
  'new shoes',
  'the invoice',
  'my brother',
];
const places = ['tokyo', 'new york', 'sao paulo', 'london', 'sydney', 'paris', 'cairo', 'mumbai'];
const units = ['km', 'miles', 'kg', 'pounds', 'cups', 'ml', 'minutes', 'hours'];
const TRAINING = [
  ...things.flatMap((thing) => [
    ` remind me to buy ${thing}`,
    ` put ${thing} on my list`,
    ` todo_add( ${thing})`,
  ]),
  ...places.flatMap((place) => [
    ` what time is it in ${place} ?`,
    ` time( ${place})`,
    ` what's the time in ${place}`,
  ]),
  ...units.flatMap((unit, i) => [
    ` convert ${7 * i + 3} ${unit}`,
    ` how many ${unit} in ${12.5 * i}`,
    ` ${i + 1} ${unit}`,
  ]),
];

export const SENTENCES = [
  ' what time is it in tokyo ?',
  ' convert 12.75 km to miles and add 3',
  'no leading space',
  ' reminnd me too byu mlik plz',
  '  two  spaces   three ',
  ' tabs\tand\nlines\r\n end\n',
  ' 1234567890 ٣ ½ ②',
  " what's o'clock dogs ' x-ray 'quoted' -dash- it’s",
  ' 你好，世界！现在几点',
  ' こんにちは 한국어 العربية हिन्दी',
  ' 👍🏽 👨‍👩‍👧 🇫🇷 ❤️ 1️⃣',
  ' naïve café cafe\u0301 ẞ İstanbul',
  ' <call> is text, <eos too',
  ' calculate( ( 3 + 4 ) * 2 ^ 0.5)',
  ' soft_targets; a,b;c(d)e!?...',
  ' \u0085\u00a0\u3000\ufeff\u200b odd blanks',
  '',
  ' ',
];

export default function main(): void {
  const folder = 'src/data/fixtures';
  writeFileSync(`${folder}/tokenizer.json`, trainTokenizer(TRAINING, 400).toJson());
  const python = `
import json, sys
from tokenizers import Tokenizer
tokenizer = Tokenizer.from_file('${folder}/tokenizer.json')
# the input has no special tokens; a person's "<call>" must stay text
tokenizer.encode_special_tokens = True
encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids
rows = [{'text': text, 'ids': encode(text), 'decoded': tokenizer.decode(encode(text))} for text in json.load(sys.stdin)]
tokenizer.encode_special_tokens = False
whole = '<user> 2 km ?<plan> none<say> hi<eos>'
rows_special = [{'text': whole, 'ids': encode(whole)}]
json.dump({'plain': rows, 'special': rows_special}, open('${folder}/encodings.json', 'w'), ensure_ascii=False, indent=1)
`;
  execFileSync('python3', ['-c', python], {
    input: JSON.stringify(SENTENCES),
    stdio: ['pipe', 'inherit', 'inherit'],
  });
}
