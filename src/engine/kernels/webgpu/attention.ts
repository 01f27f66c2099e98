// Rotary attention with key smearing, forward: out = softmax(rope(q)·rope(smear(k))ᵀ/√d + mask)·v, head by head. One
// invocation has one query; keys and values come through shared memory in blocks and the softmax is kept up to date on the
// way, so that no [T, T] matrix is ever written (Dao et al. 2022, arXiv 2205.14135). A query that sees no key gives 0.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import {
  attentionShader,
  fillPlain,
  fillTurned,
  type Heads,
  helpers,
  type Layout,
  layoutOf,
  loadRow,
  optionalBuffers,
  optionalReads,
  placeOfHead,
  smearedKey,
  THREADS,
} from './attention-code';
import { each, empty, run, type Shader } from './program';

export interface AttentionInputs {
  q: TensorInfo; // [B, T, H·d]
  k: TensorInfo; // [B, T, H·d]
  v: TensorInfo; // [B, T, H·d]
  /** How much of each key is its own, the rest the one before's; 1 where nothing is smeared. */
  gate: TensorInfo; // [H]
  keyMask?: TensorInfo; // [B, T]
}

/** Where a row's highest score starts: below any score, and finite. */
export const LOWEST = '-1e30';

/** Fills `seen` for the block of keys that begins at k0. */
export const fillSeen = ({ block, masked }: Layout): string => `
  if (localIndex < ${block}u) {
    let position = k0 + i32(localIndex);
    var visible = 0.0;
    if (position < uniforms.T) { visible = ${masked ? 'keyMask[batch * uniforms.T + position]' : '1.0'}; }
    seen[localIndex] = visible;
  }`;

/**
 * The walk over the keys of a block that this invocation's query sees: gives `weight`, e^(score − highest), to the body. Where a
 * score is the highest so far, what was summed before (total, and `sums`) shrinks to the new one.
 */
export const overKeys = ({ row, block, causal }: Layout, sums: string[], body: string): string => `
  let end = min(${block}, ${causal ? 'position + 1' : 'uniforms.T'} - k0);
  for (var j = 0; j < end; j++) {
    if (seen[j] == 0.0) { continue; }
    let line = j * ${row};
    var score = 0.0;
    ${each(row, (i) => `score += inner(q${i}, keys[line + ${i}]);`)}
    if (score > highest) {
      let decay = exp(highest - score);
      highest = score;
      total *= decay;
      ${sums.map((sum) => `${sum} *= decay;`).join('\n')}
    }
    let weight = exp(score - highest);
    total += weight;
    ${body}
  }`;

function shader(layout: Layout): Shader {
  const { type, row, block } = layout;
  const lines = (name: string) => Array.from({ length: row }, (_, i) => `${name}${i}`);
  return {
    ...attentionShader('attention', layout),
    writes: { out: type },
    reads: { q: type, k: type, v: type, gate: 'f32', ...optionalReads(layout) },
    floats: ['scale'],
    code: () => `
      var<workgroup> keys: array<${type}, ${block * row}>;
      var<workgroup> values: array<${type}, ${block * row}>;
      var<workgroup> seen: array<f32, ${block}>;
      ${helpers(layout)}
      fn run() {
        ${placeOfHead(layout)}
        let g = gate[head];
        let position = i32(workgroupId.x) * ${THREADS} + i32(localIndex);
        let clamped = min(position, uniforms.T - 1);
        let at = base + clamped * stride;
        ${loadRow('q', 'q', 'at', layout, { pairs: layout.pairs, position: 'clamped', scale: 'uniforms.scale' })}
        var highest = f32(${LOWEST});
        var total = 0.0;
        ${each(row, (i) => `var sum${i} = ${type}();`)}
        for (var k0 = 0; k0 < uniforms.T; k0 += ${block}) {
          ${fillTurned('keys', 'k0', layout, smearedKey)}
          ${fillSeen(layout)}
          ${fillPlain('values', 'k0', layout, 'v')}
          workgroupBarrier();
          ${overKeys(
            layout,
            lines('sum'),
            each(row, (i) => `sum${i} += weight * values[line + ${i}];`),
          )}
          workgroupBarrier();
        }
        if (position < uniforms.T) {
          let share = select(1.0 / total, 0.0, total == 0.0);
          ${each(row, (i) => `out[at + ${i}] = sum${i} * share;`)}
        }
      }`,
  };
}

/** out [B, T, H·d] */
export function attention(
  backend: WebGPUBackend,
  { q, k, v, gate, keyMask }: AttentionInputs,
  options: Omit<Heads, 'd' | 'masked'>,
): TensorInfo {
  const [B, T, width] = q.shape as [number, number, number];
  const { heads } = options;
  const layout = layoutOf({ ...options, d: width / heads, masked: keyMask !== undefined });
  const out = empty(backend, q.shape);
  const buffers = [out, q, k, v, gate, ...optionalBuffers(layout, T, keyMask)];
  const numbers = { T, heads, scale: 1 / Math.sqrt(layout.d) };
  run(backend, shader(layout), buffers, numbers, [Math.ceil(T / THREADS), B * heads]);
  return out;
}
