// What a file says of itself, and what is refused before it is taken into memory.

import { describe, expect, it } from 'vitest';
import { readGgufFacts } from './gguf-facts';
import { tinyGguf } from './testing';

const facts = (file: Uint8Array<ArrayBuffer>) => readGgufFacts(new Blob([file]), 'tiny.gguf');

/** One that says that it has so many bytes. */
const sized = (content: Uint8Array<ArrayBuffer>, bytes: number): Blob =>
  Object.defineProperty(new Blob([content]), 'size', { value: bytes });

describe('a language model’s file', () => {
  it('says what it is and what it takes', async () => {
    const file = tinyGguf();
    expect(await facts(file)).toMatchObject({
      name: 'tiny.gguf',
      model: 'tiny',
      licence: 'mit',
      architecture: 'llama',
      bytes: file.length,
      width: 32,
      context: 1024,
    });
    const { parameters, memory } = await facts(file);
    expect(parameters).toBeGreaterThan(20_000);
    expect(memory).toBeGreaterThan(file.length);
  });

  it.each([
    [
      'no GGUF file',
      new TextEncoder().encode('a photograph, and a long one at that, of a cat'),
      'no GGUF file',
    ],
    ['an unknown kind', tinyGguf([['general.architecture', 'abacus']]), 'does not run here (abacus)'],
    ['an encoder', tinyGguf([['general.architecture', 'nomic-bert']]), 'Sentence encoders'],
    ['one part of several', tinyGguf([['split.count', { u32: 3 }]]), 'llama-gguf-split'],
    ['one without layers', tinyGguf([['llama.block_count', { u32: 0 }]]), 'how large it is'],
    ['a cut one', tinyGguf().slice(0, 3000), 'broken'],
  ])('is refused by name: %s', async (_, file, why) => {
    await expect(facts(file)).rejects.toThrow(why);
  });

  it('is refused where it is too large, with what to do', async () => {
    await expect(readGgufFacts(sized(tinyGguf(), 8e9), 'large.gguf')).rejects.toMatchObject({
      code: 'file-too-large',
      message: expect.stringContaining('8.0 GB'),
    });
  });

  it('is refused by name, whatever its head promises', async () => {
    const file = tinyGguf();
    for (let at = 0; at < 400; at += 7) {
      const hostile = file.slice();
      hostile.fill(0xff, at, at + 8);
      await facts(hostile).catch((error: { code?: string }) =>
        expect(['model-unknown', 'model-truncated', 'file-too-large']).toContain(error.code),
      );
    }
  });
});
