// The weights of an ONNX file that Retort wrote: its initialisers, by name. The graph is not looked at, since config.json beside it says
// what network it is; graphs of other programs are refused. Reads field by field, so that a hostile file takes no more memory than it
// has bytes.

import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { RetortError } from '../../lib/errors';
import type { StoredTensor } from '../safetensors';
import { FLOAT, INT8, INT64, PRODUCER } from './graph';
import { GraphProtoSchema, ModelProtoSchema, TensorProtoSchema } from './onnx-proto';

const { producerName, graph } = ModelProtoSchema.field;
const { initializer } = GraphProtoSchema.field;
const { name, dims, dataType, rawData } = TensorProtoSchema.field;

/** Throws RetortError: 'model-unknown' where it is no file of ours in float32, 'model-truncated' where it is broken. */
export function readOnnx(file: Uint8Array<ArrayBuffer>): Record<string, StoredTensor> {
  try {
    return weightsOf(file);
  } catch (cause) {
    if (cause instanceof RetortError) throw cause;
    throw broken('it is cut off, or no ONNX', cause); // the reader's own errors
  }
}

function weightsOf(file: Uint8Array): Record<string, StoredTensor> {
  let ours = false;
  const graphs: Uint8Array[] = [];
  eachField(file, {
    [producerName.number]: (reader) => (ours = textOf(reader) === PRODUCER),
    [graph.number]: (reader) => graphs.push(reader.bytes()),
  });
  if (!ours)
    throw new RetortError(
      'model-unknown',
      'This ONNX file was written by another program, and only the ones that Retort wrote are read. Choose the same model as safetensors or GGUF.',
    );
  const weights = new Map<string, StoredTensor>();
  for (const bytes of graphs)
    eachField(bytes, {
      [initializer.number](reader) {
        const tensor = tensorOf(reader.bytes());
        if (!tensor) return;
        if (weights.has(tensor.name)) throw broken('a weight is in it twice');
        weights.set(tensor.name, tensor);
      },
    });
  return Object.fromEntries([...weights].map(([key, { shape, data }]) => [key, { shape, data }]));
}

/** A weight; null for a constant of the graph. */
function tensorOf(bytes: Uint8Array): (StoredTensor & { name: string }) | null {
  const shape: number[] = [];
  let [own, type, raw]: [string, number, Uint8Array] = ['', 0, new Uint8Array()];
  eachField(bytes, {
    [dims.number](reader) {
      if (shape.push(Number(reader.int64())) > 8) throw broken('a weight has too many sizes');
    },
    [dataType.number]: (reader) => (type = reader.int32()),
    [name.number]: (reader) => (own = textOf(reader)),
    [rawData.number]: (reader) => (raw = reader.bytes()),
  });
  if (type === INT64 || /^c\d+$/.test(own)) return null;
  if (type === INT8)
    throw new RetortError(
      'model-unknown',
      'This ONNX file holds weights of 8 bits, and those of 32 are read. Choose the model as it was exported in float32.',
    );
  if (type !== FLOAT) throw broken('a weight is of another kind than float32');
  if (raw.length !== 4 * shape.reduce((a, b) => a * b, 1)) throw broken('a weight has the wrong length');
  return { name: own, shape, data: new Float32Array(raw.slice().buffer) };
}

type Readers = Readonly<Record<number, (reader: BinaryReader) => unknown>>;

/** Hands the fields that it has readers for to them, and skips the rest. Throws what the reader throws at a broken message. */
function eachField(message: Uint8Array, readers: Readers): void {
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    // ours has no groups, and skipping them recurses
    if (type === WireType.StartGroup) throw broken('it holds what ONNX does not');
    const read = readers[field];
    if (read) read(reader);
    else reader.skip(type, field);
  }
}

/** Names are short. */
function textOf(reader: BinaryReader): string {
  const bytes = reader.bytes();
  if (bytes.length > 500) throw broken('a name in it is too long');
  return new TextDecoder().decode(bytes);
}

const broken = (why: string, cause?: unknown): RetortError =>
  new RetortError('model-truncated', `This ONNX file is broken: ${why}. Download or export it again.`, {
    cause,
  });
