// The three matrix products of a linear layer y = x·Wᵀ (x [N, I], W [O, I]) and of its gradients, in tiles: a workgroup of
// 8×8 invocations brings slices of both factors into shared memory, each invocation keeps its share of the result in registers
// (8×8 numbers, or 4×4 where there would be too few tiles to keep a GPU busy). Where the summed length is great and the result
// small (the weights' gradient), the sum is cut into parts which sums.ts adds up. A GPU in software takes matmul-direct.ts.
// Where the adapter has subgroups, a row of invocations reads each number of A from shared memory once and passes it round.
// No half floats: with factors of order 1 kept in f16, sums of 16 and of 512 are wrong by up to 0.006 and 0.024 (summed in f32;
// 2e-6 and 4e-5 with f32 factors), and the engine promises 1e-4.
//   C [M, N] = A [M, K] · B [K, N]

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { DIRECT_TILE, directProduct } from './matmul-direct';
import type { Product } from './product';
import { each, empty, run, type Shader, sizeOf } from './program';
import { sumRows } from './sums';

/** Invocations along each side of a workgroup, and how much of K it takes at a time. */
export const SIDE = 8;
const DEPTH = 16;
/** Fewer tiles than this leave a GPU's cores idle. */
const ENOUGH_TILES = 128;
const ENOUGH_IN_SOFTWARE = 4;
/** The shortest part of a sum that is worth its own workgroup. */
const SHORTEST_PART = 128;

/** What products are computed by; 'subgroups' asks for the device's feature and subgroups of SIDE invocations at least. */
export type Way = 'direct' | 'tiles' | 'subgroups';

/**
 * Code that fills `tile` [DEPTH][width] (K first) from a matrix. Along K: four of K in a row, as one vec4 where K allows it,
 * else one by one; across: neighbours along the tile's width.
 */
function fill(
  tile: string,
  source: string,
  width: number,
  start: string,
  end: string,
  alongK: boolean,
  wide: boolean,
) {
  const threads = SIDE * SIDE;
  if (!alongK) {
    return each(
      (DEPTH * width) / threads,
      (i) => `{
        let item = localIndex + ${i * threads}u;
        let at = ${start} + i32(item % ${width}u);
        let k = k0 + i32(item / ${width}u);
        var value = 0.0;
        if (at < ${end} && k < last) { value = ${source}[k * ${end} + at]; }
        ${tile}[item] = value;
      }`,
    );
  }
  const quads = DEPTH / 4;
  return each(
    (quads * width) / threads,
    (i) => `{
      let item = localIndex + ${i * threads}u;
      let line = item / ${quads}u;
      let quad = item % ${quads}u;
      let at = ${start} + i32(line);
      let k = k0 + 4 * i32(quad);
      var value = vec4<f32>();
      if (at < ${end}) {
        ${
          wide
            ? `if (k < last) { value = ${source}[(at * uniforms.K + k) / 4]; }`
            : each(4, (j) => `if (k + ${j} < last) { value[${j}] = ${source}[at * uniforms.K + k + ${j}]; }`)
        }
      }
      let to = 4u * quad * ${width}u + line;
      ${each(4, (j) => `${tile}[to + ${j * width}u] = value[${j}];`)}
    }`,
  );
}

/** Declares a0, a1, …: A's numbers of this k, as vectors of four alike. A row of invocations (one localId.y) needs the same. */
function rowOfA(block: number, width: number, subgroups: boolean): string {
  const first = `k * ${width}u + localId.y * ${block}u`;
  if (!subgroups) return each(block, (i) => `let a${i} = vec4<f32>(aTile[${first} + ${i}u]);`);
  return `
    let mine = aTile[${first} + localId.x % ${block}u];
    ${each(block, (i) => `let a${i} = vec4<f32>(subgroupShuffle(mine, rowStart + ${i}u));`)}`;
}

function tiledProduct({ K, aAlongK, bAlongK }: Product, block: 4 | 8, subgroups: boolean): Shader {
  const width = SIDE * block;
  const quads = block / 4;
  const wideA = aAlongK && K % 4 === 0;
  const wideB = bAlongK && K % 4 === 0;
  return {
    key: `matmul ${subgroups ? 'by subgroups ' : ''}${block} ${aAlongK} ${bAlongK} ${wideA} ${wideB}`,
    workgroup: [SIDE, SIDE, 1],
    writes: { c: 'f32' },
    reads: { a: wideA ? 'vec4<f32>' : 'f32', b: wideB ? 'vec4<f32>' : 'f32' },
    ints: ['M', 'N', 'K', 'part'],
    code: () => `
      ${subgroups ? 'enable subgroups;' : ''}
      var<workgroup> aTile: array<f32, ${DEPTH * width}>;
      var<workgroup> bTile: array<f32, ${DEPTH * width}>;
      fn run() {
        let row = i32(workgroupId.y) * ${width};
        let column = i32(workgroupId.x) * ${width};
        let first = i32(workgroupId.z) * uniforms.part;
        let last = min(first + uniforms.part, uniforms.K);
        ${each(block, (i) => each(quads, (j) => `var sum${i}_${j} = vec4<f32>();`))}
        ${subgroups ? 'let rowStart = subgroupExclusiveAdd(1u) - localId.x;' : ''}
        for (var step = 0; step < uniforms.part; step += ${DEPTH}) {
          let k0 = first + step;
          ${fill('aTile', 'a', width, 'row', 'uniforms.M', aAlongK, wideA)}
          ${fill('bTile', 'b', width, 'column', 'uniforms.N', bAlongK, wideB)}
          workgroupBarrier();
          for (var k = 0u; k < ${DEPTH}u; k++) {
            let bAt = k * ${width}u + localId.x * ${block}u;
            ${each(quads, (j) => `let b${j} = vec4<f32>(${[0, 1, 2, 3].map((i) => `bTile[bAt + ${4 * j + i}u]`).join(', ')});`)}
            ${rowOfA(block, width, subgroups)}
            ${each(block, (i) => each(quads, (j) => `sum${i}_${j} = fma(a${i}, b${j}, sum${i}_${j});`))}
          }
          workgroupBarrier();
        }
        let at = vec2<i32>(row + i32(localId.y) * ${block}, column + i32(localId.x) * ${block});
        let start = i32(workgroupId.z) * uniforms.M * uniforms.N + at.x * uniforms.N + at.y;
        ${each(block, (i) => `if (at.x + ${i} < uniforms.M) { ${each(block, (j) => `if (at.y + ${j} < uniforms.N) { c[start + ${i} * uniforms.N + ${j}] = sum${i}_${j >> 2}[${j & 3}]; }`)} }`)}
      }`,
  };
}

/** The shader for this product on this GPU, its tile, and how many of them keep the GPU busy. */
function choose(product: Product, way: Way) {
  if (way === 'direct') {
    return { ...DIRECT_TILE, enough: ENOUGH_IN_SOFTWARE, shader: directProduct(product) };
  }
  const tile = (block: number) => SIDE * block;
  const tiles = Math.ceil(product.M / tile(8)) * Math.ceil(product.N / tile(8));
  const block = tiles >= ENOUGH_TILES ? 8 : 4;
  return {
    rows: tile(block),
    columns: tile(block),
    enough: ENOUGH_TILES,
    shader: tiledProduct(product, block, way === 'subgroups'),
  };
}

/** C as a new tensor of this shape. */
function multiply(
  backend: WebGPUBackend,
  a: TensorInfo,
  b: TensorInfo,
  product: Product,
  way: Way,
  shape: number[],
): TensorInfo {
  const { M, N, K } = product;
  const { rows, columns, enough, shader } = choose(product, way);
  const grid = [Math.ceil(N / columns), Math.ceil(M / rows)] as const;
  const wanted = Math.ceil(enough / (grid[0] * grid[1]));
  const parts = Math.max(1, Math.min(wanted, Math.floor(K / SHORTEST_PART)));
  const part = Math.ceil(K / parts / DEPTH) * DEPTH;
  const used = Math.ceil(K / part);
  const c = empty(backend, used === 1 ? shape : [used, ...shape]);
  run(backend, shader, [c, a, b], { M, N, K, part }, [...grid, used]);
  if (used === 1) return c;
  const total = sumRows(backend, c, used, shape);
  backend.disposeData(c.dataId);
  return total;
}

/** y [.., O] = x [.., I] · wᵀ */
export function linear(backend: WebGPUBackend, x: TensorInfo, w: TensorInfo, way: Way): TensorInfo {
  const [N, K] = w.shape as [number, number];
  const product = { M: sizeOf(x) / K, N, K, aAlongK: true, bAlongK: true };
  return multiply(backend, x, w, product, way, [...x.shape.slice(0, -1), N]);
}

/** dx [.., I] = dy [.., O] · w */
export function linearInput(backend: WebGPUBackend, dy: TensorInfo, w: TensorInfo, way: Way): TensorInfo {
  const [K, N] = w.shape as [number, number];
  const product = { M: sizeOf(dy) / K, N, K, aAlongK: true, bAlongK: false };
  return multiply(backend, dy, w, product, way, [...dy.shape.slice(0, -1), N]);
}

/** dw [O, I] = dyᵀ · x, summed over all rows. */
export function linearWeight(backend: WebGPUBackend, x: TensorInfo, dy: TensorInfo, way: Way): TensorInfo {
  const [N, M] = [x.shape.at(-1)!, dy.shape.at(-1)!];
  const product = { M, N, K: sizeOf(x) / N, aAlongK: false, bAlongK: false };
  return multiply(backend, dy, x, product, way, [M, N]);
}
