import { describe, expect, it } from 'vitest';
import { parseTranscripts, serialiseTranscripts } from './transcripts-file';

const rows = [[1, 300, 2, 65, 5, 66, 6], [], [1, 511]];

describe('transcripts.bin', () => {
  it('gives the ids back, and the mask that follows from them', () => {
    const read = parseTranscripts(serialiseTranscripts(rows, 'tokens').buffer, 'tokens');
    expect(read.map(({ ids }) => ids)).toEqual(rows);
    expect(read[0]!.agentMask).toEqual([0, 0, 1, 1, 1, 1, 1]);
  });

  it('refuses a file of another tokeniser, or cut off anywhere', () => {
    const file = serialiseTranscripts(rows, 'tokens').buffer;
    expect(() => parseTranscripts(file, 'other')).toThrow(/another tokeniser/);
    for (let length = 0; length < file.byteLength; length++) {
      expect(() => parseTranscripts(file.slice(0, length), 'tokens')).toThrow(/cut off/);
    }
  });
});
