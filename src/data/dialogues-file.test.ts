import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dialogue } from '../corpus/dialogue';
import { generateDialogues } from '../corpus/generate';
import { formatDialogues, readDialogues } from './dialogues-file';

const replies = new Map([
  ['alarm', ['alarm set for {result}', '{result} it is']],
  ['timer', ['ok, {result}']],
]);
let train: Dialogue[];
let test: Dialogue[];
let text: string;
const bytesOf = (content: string): ArrayBuffer => new TextEncoder().encode(content).buffer;

beforeAll(async () => {
  train = await generateDialogues({ seed: 2, count: 60, split: 'train', talks: 0.3 });
  test = await generateDialogues({ seed: 2, count: 10, split: 'both' });
  text = formatDialogues({ train, test, replies });
}, 60_000);

describe('dialogues.jsonl', () => {
  it('gives dialogues and replies back, gzipped or not, with the same fingerprint', async () => {
    const packed = Uint8Array.from(gzipSync(text)).buffer;
    const [one, other] = [await readDialogues(bytesOf(text)), await readDialogues(packed)];
    for (const set of [one, other]) {
      expect(set.count).toBe(60);
      expect(train.some(({ later }) => later !== undefined)).toBe(true);
      expect(train.map((_, i) => set.dialogue(i))).toEqual(train);
      expect(set.test()).toEqual(test);
      expect(set.replies).toEqual(replies);
    }
    expect(one.fingerprint).toBe(other.fingerprint);
    const changed = await readDialogues(bytesOf(text.replace('"seed":', '"seed":1')));
    expect(changed.fingerprint).not.toBe(one.fingerprint);
  });

  it('says where a file is broken', async () => {
    const packed = gzipSync(text);
    const broken = [
      Uint8Array.from(packed.subarray(0, packed.length - 100)).buffer,
      bytesOf(''),
      bytesOf('<html></html>'),
      bytesOf(text.slice(0, text.length / 2)),
      bytesOf(text.replace('retort-dialogues/1', 'retort-dialogues/9')),
    ];
    for (const file of broken)
      await expect(readDialogues(file)).rejects.toMatchObject({ code: 'model-truncated' });
    const set = await readDialogues(bytesOf(text.replace('"text":"<user>', '"text":"<plan>')));
    expect(() => set.dialogue(0)).toThrow(/cut off/);
  });
});
