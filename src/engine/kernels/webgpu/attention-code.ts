// What the shaders of attention and of its gradient have in common: how a head lies in memory, how rows are turned to their
// positions and keys are smeared. Rows are held as vectors of four where a head's halves allow it, else as single numbers;
// all loops over a row are written out, so that a row stays in registers.

import { type Tensor, type TensorInfo, tensor1d } from '@tensorflow/tfjs-core';
import { constant } from '../../constants';
import { each, type Shader } from './program';

/** Invocations of a workgroup: each takes one query (or one key). */
export const THREADS = 64;

export interface Heads {
  heads: number;
  causal: boolean;
  /** Base of the rotary angles; 0: no positions. */
  theta: number;
  masked: boolean;
  /** Width of a head. */
  d: number;
}

export interface Layout extends Heads {
  type: 'f32' | 'vec4<f32>';
  /** Vectors a row, and pairs of vectors that turn together (0: none turn). */
  row: number;
  pairs: number;
  /** What a row is worked through by: pairs, or vectors where none turn. */
  items: number;
  /** Rows that shared memory holds at a time (of two kinds: 8 kB). */
  block: number;
}

export function layoutOf(options: Heads): Layout {
  const { d, theta } = options;
  const lanes = d % 8 === 0 ? 4 : 1;
  const row = d / lanes;
  const pairs = theta === 0 ? 0 : row / 2;
  const block = 2 ** Math.max(0, Math.min(6, Math.floor(Math.log2(1024 / d))));
  return {
    ...options,
    type: lanes === 4 ? 'vec4<f32>' : 'f32',
    row,
    pairs,
    items: pairs || row,
    block,
  };
}

/** The part of a shader that does not depend on what it computes. */
export const attentionShader = (name: string, { d, causal, masked, theta }: Layout) =>
  ({
    key: `${name} ${d} ${causal} ${masked} ${theta !== 0}`,
    workgroup: [THREADS, 1, 1],
    ints: ['T', 'heads'],
  }) satisfies Partial<Shader>;

/** cos and sin of the angles, [T, d/2] each, one after the other; made once. */
export const turnsTable = (T: number, d: number, theta: number): Tensor =>
  constant(`turns ${T} ${d} ${theta}`, () => {
    const half = d / 2;
    const angle = (i: number) => Math.floor(i / half) * theta ** (-(i % half) / half);
    const of = (f: (x: number) => number) => Array.from({ length: T * half }, (_, i) => f(angle(i)));
    return tensor1d([...of(Math.cos), ...of(Math.sin)], 'float32');
  });

/** The buffers that not every attention has. */
export function optionalReads({ type, pairs, masked }: Layout): Shader['reads'] {
  return { ...(pairs > 0 && { turns: type }), ...(masked && { keyMask: 'f32' }) };
}

export function optionalBuffers({ pairs, d, theta }: Layout, T: number, keyMask?: TensorInfo): TensorInfo[] {
  return [...(pairs > 0 ? [turnsTable(T, d, theta)] : []), ...(keyMask ? [keyMask] : [])];
}

/** Where this workgroup's head begins (in vectors), and the distance of two positions. */
export const placeOfHead = ({ row }: Layout): string => `
  let item = i32(workgroupId.y);
  let batch = item / uniforms.heads;
  let head = item % uniforms.heads;
  let stride = uniforms.heads * ${row};
  let base = batch * uniforms.T * stride + head * ${row};`;

/** Functions: an inner product of two vectors, and the turn of a pair to (or back from, sign −1) a position. */
export const helpers = ({ type, pairs }: Layout): string => `
  fn inner(a: ${type}, b: ${type}) -> f32 { return ${type === 'f32' ? 'a * b' : 'dot(a, b)'}; }
  ${
    pairs > 0
      ? `struct Pair { low: ${type}, high: ${type} };
      fn turn(low: ${type}, high: ${type}, position: i32, pair: i32, sign: f32) -> Pair {
        let at = position * ${pairs} + pair;
        let c = turns[at];
        let s = sign * turns[uniforms.T * ${pairs} + at];
        return Pair(low * c - high * s, high * c + low * s);
      }`
      : ''
  }`;

/** Declares name0, name1, … as the row at `at` of a buffer, turned to `position` and scaled. */
export function loadRow(
  name: string,
  buffer: string,
  at: string,
  { row }: Layout,
  turned?: { pairs: number; position: string; scale: string },
) {
  if (!turned) return each(row, (i) => `let ${name}${i} = ${buffer}[${at} + ${i}];`);
  const { pairs, position, scale } = turned;
  if (pairs === 0) return each(row, (i) => `let ${name}${i} = ${buffer}[${at} + ${i}] * ${scale};`);
  return each(
    pairs,
    (i) => `
      let ${name}Pair${i} = turn(${buffer}[${at} + ${i}], ${buffer}[${at} + ${i + pairs}], ${position}, ${i}, 1.0);
      let ${name}${i} = ${name}Pair${i}.low * ${scale};
      let ${name}${i + pairs} = ${name}Pair${i}.high * ${scale};`,
  );
}

/** Fills `tile` [block][row] with the rows of `first`.. that `read` gives (an expression of `position` and `i`), turned. */
export function fillTurned(tile: string, first: string, layout: Layout, read: (i: string) => string) {
  const { row, pairs, items, block } = layout;
  return `for (var item = i32(localIndex); item < ${block * items}; item += ${THREADS}) {
    let position = min(${first} + item / ${items}, uniforms.T - 1);
    let i = item % ${items};
    let to = item / ${items} * ${row} + i;
    ${
      pairs > 0
        ? `let pair = turn(${read('i')}, ${read(`(i + ${pairs})`)}, position, i, 1.0);
        ${tile}[to] = pair.low;
        ${tile}[to + ${pairs}] = pair.high;`
        : `${tile}[to] = ${read('i')};`
    }
  }`;
}

/** Fills `tile` [block][row] with rows as they are. Past the last position stands the last one again: never counted. */
export const fillPlain = (tile: string, first: string, { row, block }: Layout, buffer: string): string => `
  for (var item = i32(localIndex); item < ${block * row}; item += ${THREADS}) {
    let position = min(${first} + item / ${row}, uniforms.T - 1);
    ${tile}[item] = ${buffer}[base + position * stride + item % ${row}];
  }`;

/** A vector of the smeared keys, k'_t = g·k_t + (1−g)·k_{t−1}, k'_0 = k_0; `g` is a variable of the shader. */
export const smearedKey = (i: string): string =>
  `(g * k[base + position * stride + ${i}] + (1.0 - g) * k[base + max(position - 1, 0) * stride + ${i}])`;
