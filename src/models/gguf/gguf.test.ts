import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tokenizer, trainTokenizer } from '../../data/tokenizer';
import { createRng } from '../../lib/rng';
import { type ModelBundle, newCard } from '../bundle';
import { readModel } from '../formats';
import { type TransformerConfig, weightShapes } from '../transformer-config';
import { type GgufType, pack, unpack } from './blocks';
import { parseGguf, serialiseGguf, type Tensor } from './container';
import { writeGguf } from './write-gguf';

const tokenizer = trainTokenizer([' set an alarm', ' set an alarm'], 280);
const config: TransformerConfig = {
  model_type: 'llama',
  vocab_size: 280,
  hidden_size: 32,
  intermediate_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  max_position_embeddings: 32,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  tie_word_embeddings: false,
  key_smearing: false,
  embedding_smearing: false,
};
const rng = createRng(3);
const normals = (length: number) => Float32Array.from({ length }, () => rng.normal());
const weights = Object.fromEntries(
  [...weightShapes(config)].map(([name, shape]) => [
    name,
    { shape, data: normals(shape.reduce((a, b) => a * b)) },
  ]),
);
const bundle: ModelBundle = {
  card: newCard({ task: 'agent', name: 'mine', origin: 'distilled', weights }),
  network: { kind: 'decoder', config },
  weights,
  tokenizer,
  toolNames: ['alarm'],
};
const quiet = { onProgress: () => undefined, signal: new AbortController().signal };
const write = (choice: string) => writeGguf(bundle, 'mine', { choice, ...quiet })[0]!;
const read = ({ name, content }: { name: string; content: string | Uint8Array<ArrayBuffer> }) =>
  readModel([{ name, blob: new Blob([content]) }], {
    origin: 'imported',
    readTokenizer: Tokenizer.fromJson,
  });

describe('GGUF', () => {
  it('in float32 comes back as it went, bit for bit', async () => {
    const back = await read(write('F32'));
    expect(back.weights).toEqual(weights);
    expect(back.network).toEqual(bundle.network);
    expect(back.toolNames).toEqual(['alarm']);
    expect(back.tokenizer!.toJson()).toBe(tokenizer.toJson());
  });

  // an error of half a step in a block of 32: d/2 of d = 1/127, and of d = 1/8 (a whole step at the far end of the range)
  it.each([
    ['Q8_0', 0.5 / 127 + 2 ** -11],
    ['Q4_0', 1 / 8 + 2 ** -11],
  ] as const)('%s keeps each weight to a share of the largest in its block', (type, share) => {
    const data = normals(32 * 50);
    const back = unpack(pack(data, type), type, data.length);
    for (let block = 0; block < data.length; block += 32) {
      const most = Math.max(...data.subarray(block, block + 32).map(Math.abs));
      for (let i = block; i < block + 32; i++)
        expect(Math.abs(back[i]! - data[i]!)).toBeLessThanOrEqual(share * most);
    }
    expect([...unpack(pack(new Float32Array(32), type), type, 32)].every((value) => value === 0)).toBe(true);
  });

  it('tells of a file without a tokeniser', async () => {
    const file = (write('F16').content as Uint8Array<ArrayBuffer>).slice();
    const key = new TextEncoder().encode('huggingface');
    const at = file.findIndex((_, i) => key.every((byte, n) => file[i + n] === byte));
    file[at] = 'H'.charCodeAt(0);
    await expect(read({ name: 'a.gguf', content: file })).rejects.toMatchObject({ code: 'tokenizer-wrong' });
  });

  const tensor = (name: string): Tensor => ({
    name,
    shape: [2, 4],
    type: 'F32' as GgufType,
    bytes: new Uint8Array(32).fill(1),
  });
  /** The file with the eight bytes of the n-th tensor's offset set. */
  const moved = (offset: bigint): Uint8Array => {
    const file = serialiseGguf(new Map(), [tensor('a'), tensor('b')]);
    // header 24, then a: 8 + 1 name, 4 + 16 shape, 4 type, 8 offset; b the same
    new DataView(file.buffer).setBigUint64(24 + 41 + 33, offset, true);
    return file;
  };

  it.each([
    ['the magic alone', Uint8Array.of(0x47, 0x47, 0x55, 0x46), /no GGUF/],
    ['two tensors over each other', moved(0n), /lies over/],
    ['a tensor past the end', moved(64n), /ends within b|promises/],
    ['a huge offset', moved(2n ** 63n), /promises more/],
    ['two of one name', serialiseGguf(new Map(), [tensor('a'), tensor('a')]), /two tensors a/],
  ])('refuses %s', (_, file, message) => {
    expect(() => parseGguf(file)).toThrow(message);
  });

  it('whatever is changed in a file, it is read or refused by name', () => {
    const file = write('Q8_0').content as Uint8Array;
    fc.assert(
      fc.property(fc.nat(4000), fc.nat(255), fc.nat(file.length), (at, byte, end) => {
        const changed = file.slice(0, end % 3 === 0 ? end : file.length);
        if (at < changed.length) changed[at] = byte;
        try {
          parseGguf(changed);
        } catch (error) {
          expect(error).toMatchObject({ name: 'RetortError' });
        }
      }),
      { numRuns: 300 },
    );
  });
});
