// A matrix product for GPUs that the processor plays (lavapipe, SwiftShader): each invocation computes 4×4 numbers straight from
// the buffers. There, shared memory is memory like any other and every barrier switches all invocations over, so that tiles
// (matmul.ts) take twice the processor's time. Right on any GPU, only not the fastest on a real one.

import type { Product } from './product';
import { each, type Shader } from './program';

/** Invocations along N and along M, and the numbers of each in either direction. */
const [ACROSS, DOWN, BLOCK] = [16, 4, 4];

/** What a workgroup computes. */
export const DIRECT_TILE = { rows: DOWN * BLOCK, columns: ACROSS * BLOCK };

/** Four of K, as a vector: K is a factor's last axis, or its first. */
function four(buffer: string, at: string, width: string, alongK: boolean, wide: boolean): string {
  if (wide) return `${buffer}[(${at} * uniforms.K + k) / 4]`;
  const one = (j: number) => `${buffer}[${place(at, `(k + ${j})`, width, alongK)}]`;
  return `vec4<f32>(${[0, 1, 2, 3].map(one).join(', ')})`;
}

const place = (at: string, k: string, width: string, alongK: boolean): string =>
  alongK ? `${at} * uniforms.K + ${k}` : `${k} * ${width} + ${at}`;

export function directProduct({ K, aAlongK, bAlongK }: Product): Shader {
  const wideA = aAlongK && K % 4 === 0;
  const wideB = bAlongK && K % 4 === 0;
  const M = 'uniforms.M';
  const N = 'uniforms.N';
  return {
    key: `matmul direct ${K % 4 === 0} ${aAlongK} ${bAlongK} ${wideA} ${wideB}`,
    workgroup: [ACROSS, DOWN, 1],
    writes: { c: 'f32' },
    reads: { a: wideA ? 'vec4<f32>' : 'f32', b: wideB ? 'vec4<f32>' : 'f32' },
    ints: ['M', 'N', 'K', 'part'],
    code: () => `
      fn run() {
        let row = (i32(workgroupId.y) * ${DOWN} + i32(localId.y)) * ${BLOCK};
        let column = i32(workgroupId.x) * ${ACROSS * BLOCK} + i32(localId.x);
        let first = i32(workgroupId.z) * uniforms.part;
        let last = min(first + uniforms.part, uniforms.K);
        ${each(BLOCK, (i) => `let m${i} = min(row + ${i}, ${M} - 1); let n${i} = min(column + ${i * ACROSS}, ${N} - 1);`)}
        ${each(BLOCK * BLOCK, (i) => `var sum${i} = 0.0;`)}
        var k = first;
        for (; k + 3 < last; k += 4) {
          ${each(BLOCK, (j) => `let b${j} = ${four('b', `n${j}`, N, bAlongK, wideB)};`)}
          ${each(BLOCK, (i) => `let a${i} = ${four('a', `m${i}`, M, aAlongK, wideA)};\n${each(BLOCK, (j) => `sum${i * BLOCK + j} += dot(a${i}, b${j});`)}`)}
        }
        ${
          K % 4 === 0
            ? ''
            : `for (; k < last; k++) {
          ${each(BLOCK, (j) => `let b${j} = b[${place(`n${j}`, 'k', N, bAlongK)}];`)}
          ${each(BLOCK, (i) => `let a${i} = a[${place(`m${i}`, 'k', M, aAlongK)}];\n${each(BLOCK, (j) => `sum${i * BLOCK + j} += a${i} * b${j};`)}`)}
        }`
        }
        let start = i32(workgroupId.z) * ${M} * ${N};
        ${each(BLOCK, (i) => `if (row + ${i} < ${M}) { ${each(BLOCK, (j) => `if (column + ${j * ACROSS} < ${N}) { c[start + (row + ${i}) * ${N} + column + ${j * ACROSS}] = sum${i * BLOCK + j}; }`)} }`)}
      }`,
  };
}
