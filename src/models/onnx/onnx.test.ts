import { create, toBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallClassifier, smallDecoder, smallMlp, SMEARED } from '../../../ecosystem/small-models';
import { Tokenizer } from '../../data/tokenizer';
import { RetortError } from '../../lib/errors';
import type { ModelBundle } from '../bundle';
import { readModel } from '../formats';
import type { WrittenFile } from '../model-format';
import { ModelProtoSchema } from './onnx-proto';
import { readOnnx } from './read-onnx';
import { writeOnnx } from './write-onnx';

const written = (bundle: ModelBundle, choice = 'float32'): Record<string, WrittenFile['content']> =>
  Object.fromEntries(
    writeOnnx(bundle, 'mine', { choice, run: null, onProgress: () => undefined }).map((file) => [
      file.name,
      file.content,
    ]),
  );
const read = (files: Record<string, WrittenFile['content']>): Promise<ModelBundle> =>
  readModel(
    Object.entries(files).map(([name, content]) => ({ name: `mine/${name}`, blob: new Blob([content]) })),
    { origin: 'imported', readTokenizer: Tokenizer.fromJson },
  );
const graphOf = (bundle: ModelBundle, choice?: string): Uint8Array<ArrayBuffer> =>
  written(bundle, choice)['model.onnx'] as Uint8Array<ArrayBuffer>;

describe('ONNX', () => {
  it.each([
    ['a plain decoder', smallDecoder()],
    ['a smeared decoder', smallDecoder(SMEARED)],
    ['an untied decoder of two heads', smallDecoder({ tie_word_embeddings: false, intent_classes: 3 })],
    ['a classifier', smallClassifier()],
    ['an MLP', smallMlp()],
  ])('comes back as it went, bit for bit: %s', async (_, bundle) => {
    const back = await read(written(bundle));
    expect(back.weights).toEqual(bundle.weights);
    expect(back.network).toEqual(bundle.network);
    expect(back.labels).toEqual(bundle.labels);
    expect(back.toolNames).toEqual(bundle.toolNames);
    expect(back.tokenizer?.toJson()).toBe(bundle.tokenizer?.toJson());
    expect(back.card.name).toBe('mine');
  });

  it('of 8 bits takes less than 30 % of the bytes', () => {
    const student = smallDecoder({ vocab_size: 512, intermediate_size: 176 }); // as large as the default student
    const [whole, small] = [graphOf(student), graphOf(student, 'int8')];
    expect(small.length / whole.length).toBeLessThan(0.3);
  });

  it.each([
    ['another program’s', { producerName: 'pytorch', graph: {} }, /another program/],
    ['nobody’s', {}, /another program/],
  ])('of %s is refused', async (_, model, message) => {
    const file = toBinary(ModelProtoSchema, create(ModelProtoSchema, model));
    await expect(read({ ...written(smallMlp()), 'model.onnx': file })).rejects.toThrow(message);
  });

  it('beside safetensors is left alone', async () => {
    const { 'model.onnx': graph, ...rest } = written(smallMlp());
    await expect(read({ ...rest, 'model.safetensors': '', 'model.onnx': graph! })).rejects.toThrow(/header/);
  });

  it('of 8 bits is not read back', async () => {
    await expect(read(written(smallMlp(), 'int8'))).rejects.toThrow(/8 bits/);
  });

  it('tells of a file without its config', async () => {
    const file = graphOf(smallMlp());
    await expect(read({ 'model.onnx': file })).rejects.toThrow(/config\.json/);
  });

  it('whatever is changed in a file, it is read or refused by name', () => {
    const file = graphOf(smallMlp());
    fc.assert(
      fc.property(fc.nat(file.length), fc.nat(255), fc.nat(file.length), (at, byte, end) => {
        const changed = file.slice(0, end % 3 === 0 ? end : file.length);
        if (at < changed.length) changed[at] = byte;
        try {
          readOnnx(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(RetortError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
