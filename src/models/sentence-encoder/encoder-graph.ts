// Whether an ONNX file is a sentence encoder, and what of one: read from its head fields alone, before anything of it is in memory.
// Ids [B, T] go in, hidden states [B, T, D] or sentences [B, D] come out.

import { fromBinary } from '@bufbuild/protobuf';
import { RetortError } from '../../lib/errors';
import {
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataLocation,
  TensorProto_DataType,
  TensorProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from '../onnx/onnx-proto';
import { BlobFields, type Field } from './blob-fields';

/** Inputs that are known, all int64 [B, T]. */
export const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'] as const;
export type InputName = (typeof INPUTS)[number];

export interface EncoderGraph {
  inputs: readonly InputName[];
  output: string;
  /** Whether the output is a vector for each sentence, not for each token. */
  pooled: boolean;
  /** Rows of the table in which input ids are looked up; null where no such table was found. */
  vocabulary: number | null;
  parameters: number;
}

/** Largest file: a quantised encoder has some 20 to 600 MB, and it is in memory twice while it loads. */
const MOST_BYTES = 1.5e9;
const MOST_INFO_BYTES = 4096;

const { graph } = ModelProtoSchema.field;
const { node, initializer, input, output } = GraphProtoSchema.field;
const { name, dims, dataLocation } = TensorProtoSchema.field;
const { opType, input: reads, output: makes } = NodeProtoSchema.field;
const { FLOAT, INT64 } = TensorProto_DataType;

const no = (why: string): RetortError =>
  new RetortError(
    'encoder-unfit',
    `This ONNX file is no sentence encoder that can be used here: ${why}. Choose one that takes input_ids and gives hidden states, such as all-MiniLM-L6-v2.`,
  );

interface Value {
  type: number;
  rank: number;
}

function valueOf({ type }: ValueInfoProto): Value {
  const tensor = type?.value.case === 'tensorType' ? type.value.value : undefined;
  return { type: tensor?.elemType ?? 0, rank: tensor?.shape?.dim.length ?? 0 };
}

/** Throws RetortError: 'file-too-large', 'encoder-unfit' where it is another network, 'model-truncated' where it is broken. */
export async function readEncoderGraph(file: Blob): Promise<EncoderGraph> {
  if (file.size > MOST_BYTES)
    throw new RetortError(
      'file-too-large',
      `This file has ${(file.size / 1e9).toFixed(1)} GB, and the page takes encoders of up to ${MOST_BYTES / 1e9} GB. Choose a smaller or a quantised one, such as model_int8.onnx.`,
    );
  const fields = new BlobFields(file);
  const values = { [input.number]: new Map<string, Value>(), [output.number]: new Map<string, Value>() };
  const weights = new Map<string, number[]>();
  /** Where a node's first output comes from, by the node's kind and inputs. */
  const nodes = new Map<string, { kind: string; from: string[] }>();
  let found = false;
  for await (const part of fields.in()) {
    if (part.number !== graph.number) continue;
    found = true;
    for await (const field of fields.in(part)) {
      if (field.number === node.number) await readNode(fields, field, nodes);
      else if (field.number === initializer.number) await readWeight(fields, field, weights);
      else if (field.number in values) {
        const info = await readInfo(fields, field);
        values[field.number]!.set(info.name, valueOf(info));
      }
    }
  }
  if (!found) throw no('there is no graph in it');
  const ins = values[input.number]!;
  for (const constant of weights.keys()) ins.delete(constant); // older files list weights as inputs
  const outs = [...values[output.number]!].filter(([, { type }]) => type === FLOAT);
  const strange = [...ins.keys()].find((one) => !(INPUTS as readonly string[]).includes(one));
  if (strange !== undefined) throw no(`it asks for “${strange.slice(0, 60)}”`);
  if (!ins.has('input_ids')) throw no('it takes no input_ids');
  for (const [one, { type, rank }] of ins)
    if (type !== INT64 || rank !== 2) throw no(`${one} is not int64 [batch, tokens]`);
  const pooled = outs.find(([one, { rank }]) => rank === 2 && one === 'sentence_embedding');
  const chosen = pooled ?? outs.find(([, { rank }]) => rank === 3);
  if (!chosen) throw no('it gives neither hidden states in float32 nor a sentence_embedding');
  return {
    inputs: INPUTS.filter((one) => ins.has(one)),
    output: chosen[0],
    pooled: pooled !== undefined,
    vocabulary: tableRows(nodes, weights),
    parameters: [...weights.values()].reduce((sum, sizes) => sum + sizes.reduce((a, b) => a * b, 1), 0),
  };
}

async function readInfo(fields: BlobFields, { from, to }: Field): Promise<ValueInfoProto> {
  if (to - from > MOST_INFO_BYTES) throw no('what goes in or out is described too long');
  try {
    return fromBinary(ValueInfoProtoSchema, await fields.bytes(from, to));
  } catch (cause) {
    if (cause instanceof RetortError) throw cause;
    throw no('what goes in or out cannot be read');
  }
}

/** Sizes by name, of weights with two sizes or more; others are constants of the graph. */
async function readWeight(fields: BlobFields, part: Field, weights: Map<string, number[]>): Promise<void> {
  const sizes: number[] = [];
  let own = '';
  for await (const field of fields.in(part)) {
    if (field.number === dims.number) {
      if (Number.isNaN(field.value)) for (const size of await packed(fields, field)) sizes.push(size);
      else sizes.push(field.value);
      if (sizes.length > 8) throw no('a weight has too many sizes');
    } else if (field.number === name.number) own = await fields.text(field);
    else if (field.number === dataLocation.number && field.value === TensorProto_DataLocation.EXTERNAL)
      throw no('its weights lie in a second file (.onnx_data); take an export in one file');
  }
  if (sizes.length > 0) weights.set(own, sizes);
}

async function packed(fields: BlobFields, { from, to }: Field): Promise<number[]> {
  if (to - from > 80) throw no('a weight has too many sizes');
  const sizes: number[] = [];
  let [size, factor] = [0, 1];
  for (const byte of await fields.bytes(from, to)) {
    size += (byte & 127) * factor;
    factor *= 128;
    if (byte < 128) {
      sizes.push(size);
      [size, factor] = [0, 1];
    }
  }
  return sizes;
}

async function readNode(
  fields: BlobFields,
  part: Field,
  nodes: Map<string, { kind: string; from: string[] }>,
): Promise<void> {
  const from: string[] = [];
  let [kind, to] = ['', ''];
  for await (const field of fields.in(part)) {
    if (field.number === opType.number) kind = await fields.text(field);
    else if (field.number === reads.number) from.push(await fields.text(field));
    else if (field.number === makes.number) to ||= await fields.text(field);
  }
  nodes.set(to, { kind, from });
}

/** Of the table that is looked into by input_ids, be it quantised. */
function tableRows(
  nodes: ReadonlyMap<string, { kind: string; from: readonly string[] }>,
  weights: ReadonlyMap<string, readonly number[]>,
): number | null {
  for (const { kind, from } of nodes.values()) {
    if (kind !== 'Gather' || from[1] !== 'input_ids') continue;
    const table = from[0]!;
    const made = nodes.get(table);
    return weights.get(made?.kind === 'DequantizeLinear' ? made.from[0]! : table)?.[0] ?? null;
  }
  return null;
}
