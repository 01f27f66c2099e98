// Builds an ONNX graph node by node. Weights keep the names and shapes that they have here ([out, in]), so that a reader finds them;
// onnxruntime turns them over once, as it loads.
//
// In 8 bits: matrices as int8, one scale a row, and products in float32 of what DequantizeLinear makes of them. Rounding what goes
// into a product as well (DynamicQuantizeLinear, MatMulInteger) is faster where a network is large, but cost the shipped teacher
// ten times as much (logits off by 2.4 instead of 0.27, and 4 of 60 dialogues by another word), and processors without VNNI overflow
// in it. So 8 bits are for size: a step of so small a network takes rather longer than in float32.

import { create, toBinary } from '@bufbuild/protobuf';
import type { StoredTensor } from '../safetensors';
import { quantiseMatrix } from '../transforms/quantise';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  TensorProto_DataType,
  TensorProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from './onnx-proto';

export const { FLOAT, INT8, INT64 } = TensorProto_DataType;

/** By which a file of ours is known. */
export const PRODUCER = 'Retort';

/** Of 2022: onnxruntime 1.12 and whatever is newer. */
const OPSET = 17n;
const IR_VERSION = 8n;

/** A value in the graph, by name. */
export type Value = string;

type Attribute = number | readonly number[];
/** A size that is known, or the name of one that is not. */
type Size = number | string;

const big = (sizes: readonly number[]): bigint[] => sizes.map(BigInt);

function attributeOf([name, value]: [string, Attribute]) {
  const { INT, INTS } = AttributeProto_AttributeType;
  return create(
    AttributeProtoSchema,
    typeof value === 'number'
      ? { name, type: INT, i: BigInt(value) }
      : { name, type: INTS, ints: big(value) },
  );
}

function valueInfo(name: string, elemType: number, sizes: readonly Size[]): ValueInfoProto {
  const dim = sizes.map((size) => ({
    value:
      typeof size === 'number'
        ? { case: 'dimValue' as const, value: BigInt(size) }
        : { case: 'dimParam' as const, value: size },
  }));
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType, shape: { dim } } } },
  });
}

export class Graph {
  readonly #nodes: NodeProto[] = [];
  readonly #tensors = new Map<string, TensorProto>();
  readonly #inputs: ValueInfoProto[] = [];
  readonly #outputs: ValueInfoProto[] = [];
  /** What was already made, by what it is made of. */
  readonly #made = new Map<string, Value>();

  constructor(
    private readonly weights: Readonly<Record<string, StoredTensor>>,
    private readonly bits: 8 | 32,
  ) {}

  input(name: string, type: number, sizes: readonly Size[]): Value {
    this.#inputs.push(valueInfo(name, type, sizes));
    return name;
  }

  /** Gives a value out under a name of its own. */
  output(name: string, of: Value, type: number, sizes: readonly Size[]): void {
    this.#node('Identity', [of], [name], {});
    this.#outputs.push(valueInfo(name, type, sizes));
  }

  /** A node of one output; of two that are the same, one. */
  op(type: string, inputs: readonly Value[], attributes: Readonly<Record<string, Attribute>> = {}): Value {
    return this.#once(JSON.stringify([type, inputs, attributes]), () => {
      const name = `v${this.#nodes.length}`;
      this.#node(type, inputs, [name], attributes);
      return name;
    });
  }

  ints(values: readonly number[], sizes: readonly number[] = [values.length]): Value {
    return this.#constant(INT64, new BigInt64Array(big(values)), sizes);
  }

  floats(values: readonly number[], sizes: readonly number[] = [values.length]): Value {
    return this.#constant(FLOAT, Float32Array.from(values), sizes);
  }

  /** A weight in float32. */
  weight(name: string): Value {
    const { shape, data } = this.weights[name]!;
    return this.#tensor(name, FLOAT, shape, data);
  }

  /** x [.., in] -> [.., out] by a weight [out, in]. */
  linear(x: Value, name: string): Value {
    const matrix =
      this.bits === 32 ? this.weight(name) : this.op('DequantizeLinear', this.#rounded(name), { axis: 0 });
    return this.op('MatMul', [x, this.op('Transpose', [matrix], { perm: [1, 0] })]);
  }

  /** ids [..] -> rows [.., width] of a weight [rows, width]. */
  lookUp(ids: Value, name: string): Value {
    if (this.bits === 32) return this.op('Gather', [this.weight(name), ids]);
    const [rows, scales] = this.#rounded(name).map((of) => this.op('Gather', [of, ids]));
    const scale = this.op('Unsqueeze', [scales!, this.ints([-1])]); // [.., 1]
    return this.op('Mul', [this.op('Cast', [rows!], { to: FLOAT }), scale]);
  }

  /** The file. */
  toBytes(name: string): Uint8Array<ArrayBuffer> {
    const graph = create(GraphProtoSchema, {
      name,
      node: this.#nodes,
      initializer: [...this.#tensors.values()],
      input: this.#inputs,
      output: this.#outputs,
    });
    const model = create(ModelProtoSchema, {
      irVersion: IR_VERSION,
      opsetImport: [{ domain: '', version: OPSET }],
      producerName: PRODUCER,
      graph,
    });
    return toBinary(ModelProtoSchema, model);
  }

  #node(
    opType: string,
    input: readonly Value[],
    output: readonly Value[],
    attributes: Readonly<Record<string, Attribute>>,
  ): void {
    const attribute = Object.entries(attributes).map(attributeOf);
    this.#nodes.push(create(NodeProtoSchema, { opType, input: [...input], output: [...output], attribute }));
  }

  /** The int8 rows of a weight [N, M], and their scales [N]. */
  #rounded(name: string): [Value, Value] {
    const names: [Value, Value] = [`${name}_quantized`, `${name}_scale`];
    if (!this.#tensors.has(names[0])) {
      const weight = this.weights[name]!;
      const { codes, scales } = quantiseMatrix(weight, 8);
      this.#tensor(names[0], INT8, weight.shape, codes);
      this.#tensor(names[1], FLOAT, [scales.length], scales);
    }
    return names;
  }

  #constant(type: number, data: Float32Array | BigInt64Array, sizes: readonly number[]): Value {
    return this.#once(`${type} ${data.join()} ${sizes.join()}`, () =>
      this.#tensor(`c${this.#tensors.size}`, type, sizes, data),
    );
  }

  #tensor(
    name: string,
    dataType: number,
    sizes: readonly number[],
    { buffer, byteOffset, byteLength }: ArrayBufferView,
  ): Value {
    if (!this.#tensors.has(name)) {
      const rawData = new Uint8Array(buffer, byteOffset, byteLength); // little-endian, as every device of today
      this.#tensors.set(name, create(TensorProtoSchema, { name, dataType, dims: big(sizes), rawData }));
    }
    return name;
  }

  #once(key: string, make: () => Value): Value {
    const made = this.#made.get(key) ?? make();
    this.#made.set(key, made);
    return made;
  }
}
