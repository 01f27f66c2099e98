import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readTranscripts, serialiseTranscripts } from './transcripts-file';

const rows = [[1, 300, 2, 65, 5, 66, 6], [], [1, 511]];
const basis = { tokenizerJson: 'tokens', dialogues: 4_000_000_000 };
const file = serialiseTranscripts(rows, basis).buffer;

describe('transcripts.bin', () => {
  it('gives the ids back, and the mask that follows from them, gzipped or not', async () => {
    const packed = Uint8Array.from(gzipSync(new Uint8Array(file))).buffer;
    for (const bytes of [file, packed]) {
      const read = await readTranscripts(bytes, basis);
      expect(read.map(({ ids }) => ids)).toEqual(rows);
      expect(read[0]!.agentMask).toEqual([0, 0, 1, 1, 1, 1, 1]);
    }
    await expect(readTranscripts(packed.slice(0, 30), basis)).rejects.toThrow(/cut off/);
  });

  it('refuses a file of another tokeniser or of other dialogues, or cut off anywhere', async () => {
    await expect(readTranscripts(file, { ...basis, tokenizerJson: 'other' })).rejects.toThrow(
      /another tokeniser/,
    );
    await expect(readTranscripts(file, { ...basis, dialogues: 1 })).rejects.toThrow(/other dialogues/);
    for (let length = 0; length < file.byteLength; length++) {
      await expect(readTranscripts(file.slice(0, length), basis)).rejects.toThrow(/cut off/);
    }
  });
});
