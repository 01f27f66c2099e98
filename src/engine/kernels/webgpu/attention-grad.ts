// The gradients of attention.ts. The probabilities P are computed again, row by row; with dP = dO·vᵀ and δ = Σ P·dP,
//   dq = rope⁻¹(Σ P·(dP − δ)·k')/√d     dk' = rope⁻¹(Σ P·(dP − δ)·q)     dv = Σ P·dO
// Four dispatches, since a shader may have no more than eight buffers: turned queries and keys; one invocation a query, which
// walks over the keys once (Σ e·dP·k' and Σ e·k' side by side) and notes its largest score, 1/Σe and δ; one invocation a key,
// which walks over the queries; last, everything is turned back, through the smearing. A fifth adds up the gates' parts.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type AttentionInputs, fillSeen, LOWEST, overKeys } from './attention';
import {
  attentionShader,
  fillPlain,
  type Heads,
  helpers,
  type Layout,
  layoutOf,
  loadRow,
  placeOfHead,
  smearedKey,
  THREADS,
  turnsTable,
} from './attention-code';
import { each, empty, run, type Shader } from './program';
import { sumRows } from './sums';

/** qTurned (scaled by 1/√d) and kTurned (smeared), [B, T, H·d]. */
function turned(layout: Layout): Shader {
  const { type, pairs, items } = layout;
  const read = (i: string) => `q[base + position * stride + ${i}] * uniforms.scale`;
  const both = (i: string) => ({ q: read(i), k: smearedKey(i) });
  const [low, high] = [both('i'), both(`(i + ${pairs})`)];
  const store = (name: 'q' | 'k') =>
    pairs > 0
      ? `let ${name}Pair = turn(${low[name]}, ${high[name]}, position, i, 1.0);
        ${name}Turned[at] = ${name}Pair.low;
        ${name}Turned[at + ${pairs}] = ${name}Pair.high;`
      : `${name}Turned[at] = ${low[name]};`;
  return {
    ...attentionShader('attention, turned', { ...layout, masked: false, causal: false }),
    writes: { qTurned: type, kTurned: type },
    reads: { q: type, k: type, gate: 'f32', ...(pairs > 0 && { turns: type }) },
    floats: ['scale'],
    code: () => `
      ${helpers(layout)}
      fn run() {
        ${placeOfHead(layout)}
        let g = gate[head];
        let index = i32(workgroupId.x * ${THREADS}u + localIndex);
        let position = index / ${items};
        if (position >= uniforms.T) { return; }
        let i = index % ${items};
        let at = base + position * stride + i;
        ${store('q')}
        ${store('k')}
      }`,
  };
}

/** The gradient by the turned queries, and `rows`: (largest score, 1/Σe, δ) of each query, [B, H, T, 4]. */
function byQuery(layout: Layout): Shader {
  const { type, row, block, masked } = layout;
  const lines = (name: string) => Array.from({ length: row }, (_, i) => `${name}${i}`);
  return {
    ...attentionShader('attention gradient by query', layout),
    writes: { dTurned: type, rows: 'vec4<f32>' },
    reads: { qTurned: type, kTurned: type, v: type, dy: type, ...(masked && { keyMask: 'f32' }) },
    code: () => `
      var<workgroup> keys: array<${type}, ${block * row}>;
      var<workgroup> values: array<${type}, ${block * row}>;
      var<workgroup> seen: array<f32, ${block}>;
      ${helpers({ ...layout, pairs: 0 })}
      fn run() {
        ${placeOfHead(layout)}
        let position = i32(workgroupId.x) * ${THREADS} + i32(localIndex);
        let at = base + min(position, uniforms.T - 1) * stride;
        ${loadRow('q', 'qTurned', 'at', layout)}
        ${loadRow('dOut', 'dy', 'at', layout)}
        var highest = f32(${LOWEST});
        var total = 0.0;
        var along = 0.0;
        ${each(row, (i) => `var plain${i} = ${type}(); var sloped${i} = ${type}();`)}
        for (var k0 = 0; k0 < uniforms.T; k0 += ${block}) {
          ${fillPlain('keys', 'k0', layout, 'kTurned')}
          ${fillPlain('values', 'k0', layout, 'v')}
          ${fillSeen(layout)}
          workgroupBarrier();
          ${overKeys(
            layout,
            ['along', ...lines('plain'), ...lines('sloped')],
            `var slope = 0.0;
            ${each(row, (i) => `slope += inner(dOut${i}, values[line + ${i}]);`)}
            let weighed = weight * slope;
            along += weighed;
            ${each(row, (i) => `plain${i} += weight * keys[line + ${i}]; sloped${i} += weighed * keys[line + ${i}];`)}`,
          )}
          workgroupBarrier();
        }
        if (position < uniforms.T) {
          let share = select(1.0 / total, 0.0, total == 0.0);
          let delta = along * share;
          rows[item * uniforms.T + position] = vec4<f32>(highest, share, delta, 0.0);
          ${each(row, (i) => `dTurned[at + ${i}] = (sloped${i} - delta * plain${i}) * share;`)}
        }
      }`,
  };
}

/** The gradients by the turned keys and by the values. */
function byKey(layout: Layout): Shader {
  const { type, row, block, causal, masked } = layout;
  return {
    ...attentionShader('attention gradient by key', layout),
    writes: { dTurned: type, dv: type },
    reads: {
      qTurned: type,
      kTurned: type,
      v: type,
      dy: type,
      rows: 'vec4<f32>',
      ...(masked && { keyMask: 'f32' }),
    },
    code: () => `
      var<workgroup> queries: array<${type}, ${block * row}>;
      var<workgroup> dOuts: array<${type}, ${block * row}>;
      var<workgroup> kept: array<vec4<f32>, ${block}>;
      ${helpers({ ...layout, pairs: 0 })}
      fn run() {
        ${placeOfHead(layout)}
        let own = i32(workgroupId.x) * ${THREADS} + i32(localIndex);
        let at = base + min(own, uniforms.T - 1) * stride;
        ${loadRow('k', 'kTurned', 'at', layout)}
        ${loadRow('v', 'v', 'at', layout)}
        var visible = own < uniforms.T;
        ${masked ? 'visible = visible && keyMask[batch * uniforms.T + min(own, uniforms.T - 1)] != 0.0;' : ''}
        ${each(row, (i) => `var dKey${i} = ${type}(); var dValue${i} = ${type}();`)}
        for (var q0 = 0; q0 < uniforms.T; q0 += ${block}) {
          ${fillPlain('queries', 'q0', layout, 'qTurned')}
          ${fillPlain('dOuts', 'q0', layout, 'dy')}
          if (localIndex < ${block}u) {
            kept[localIndex] = rows[item * uniforms.T + min(q0 + i32(localIndex), uniforms.T - 1)];
          }
          workgroupBarrier();
          if (visible) {
            for (var j = ${causal ? 'max(0, own - q0)' : '0'}; j < min(${block}, uniforms.T - q0); j++) {
              let start = j * ${row};
              var score = 0.0;
              var slope = 0.0;
              ${each(row, (i) => `score += inner(queries[start + ${i}], k${i}); slope += inner(dOuts[start + ${i}], v${i});`)}
              let p = exp(score - kept[j].x) * kept[j].y;
              let s = p * (slope - kept[j].z);
              ${each(row, (i) => `dValue${i} += p * dOuts[start + ${i}]; dKey${i} += s * queries[start + ${i}];`)}
            }
          }
          workgroupBarrier();
        }
        if (own < uniforms.T) {
          ${each(row, (i) => `dTurned[at + ${i}] = dKey${i}; dv[at + ${i}] = dValue${i};`)}
        }
      }`,
  };
}

/** dq and dk from the gradients by the turned ones, and each head's part of the gradient by its gate, [B, H]. */
function turnedBack(layout: Layout): Shader {
  const { type, pairs, items } = layout;
  const offsets = pairs > 0 ? [0, pairs] : [0];
  const back = (name: string, buffer: string, at: string, position: string) =>
    pairs > 0
      ? `let ${name}Pair = turn(${buffer}[${at}], ${buffer}[${at} + ${pairs}], ${position}, i, -1.0);
        let ${name}0 = ${name}Pair.low;
        let ${name}${pairs} = ${name}Pair.high;`
      : `let ${name}0 = ${buffer}[${at}];`;
  return {
    ...attentionShader('attention gradient, turned back', { ...layout, masked: false, causal: false }),
    writes: { dq: type, dk: type, parts: 'f32' },
    reads: { dqTurned: type, dkTurned: type, k: type, gate: 'f32', ...(pairs > 0 && { turns: type }) },
    floats: ['scale'],
    code: () => `
      var<workgroup> share: array<f32, ${THREADS}>;
      ${helpers(layout)}
      fn run() {
        ${placeOfHead(layout)}
        let g = gate[head];
        var sum = 0.0;
        for (var index = i32(localIndex); index < uniforms.T * ${items}; index += ${THREADS}) {
          let t = index / ${items};
          let i = index % ${items};
          let at = base + t * stride + i;
          ${back('query', 'dqTurned', 'at', 't')}
          ${back('key', 'dkTurned', 'at', 't')}
          ${offsets.map((o) => `dq[at + ${o}] = query${o} * uniforms.scale;`).join('\n')}
          // a key enters its own mix with g (the first with 1) and the next one's with 1 − g
          let own = select(g, 1.0, t == 0);
          let before = at - select(stride, 0, t == 0);
          ${offsets.map((o) => `var d${o} = own * key${o}; sum += inner(key${o}, k[at + ${o}] - k[before + ${o}]);`).join('\n')}
          if (t + 1 < uniforms.T) {
            ${back('next', 'dkTurned', '(at + stride)', '(t + 1)')}
            ${offsets.map((o) => `d${o} += (1.0 - g) * next${o};`).join('\n')}
          }
          ${offsets.map((o) => `dk[at + ${o}] = d${o};`).join('\n')}
        }
        share[localIndex] = sum;
        workgroupBarrier();
        if (localIndex == 0u) {
          for (var i = 1u; i < ${THREADS}u; i++) { sum += share[i]; }
          parts[item] = sum;
        }
      }`,
  };
}

/** [dq, dk, dv, dGate] */
export function attentionGrad(
  backend: WebGPUBackend,
  { q, k, v, gate, keyMask, dy }: AttentionInputs & { dy: TensorInfo },
  options: Omit<Heads, 'd' | 'masked'>,
): TensorInfo[] {
  const [B, T, width] = q.shape as [number, number, number];
  const { heads, theta } = options;
  const layout = layoutOf({ ...options, d: width / heads, masked: keyMask !== undefined });
  const turns = theta === 0 ? [] : [turnsTable(T, layout.d, theta)];
  const mask = keyMask ? [keyMask] : [];
  const numbers = { T, heads, scale: 1 / Math.sqrt(layout.d) };
  const grid = (invocations: number) => [Math.ceil(invocations / THREADS), B * heads] as const;
  const like = () => empty(backend, q.shape);
  const [qTurned, kTurned, dqTurned, dkTurned] = [like(), like(), like(), like()];
  const [dq, dk, dv] = [like(), like(), like()];
  const rows = empty(backend, [B, heads, T, 4]);
  const parts = empty(backend, [B, heads]);
  run(backend, turned(layout), [qTurned, kTurned, q, k, gate, ...turns], numbers, grid(T * layout.items));
  run(backend, byQuery(layout), [dqTurned, rows, qTurned, kTurned, v, dy, ...mask], numbers, grid(T));
  run(backend, byKey(layout), [dkTurned, dv, qTurned, kTurned, v, dy, rows, ...mask], numbers, grid(T));
  const last = [dq, dk, parts, dqTurned, dkTurned, k, gate, ...turns];
  run(backend, turnedBack(layout), last, numbers, [1, B * heads]);
  const dGate = sumRows(backend, parts, B, [heads]);
  for (const { dataId } of [qTurned, kTurned, dqTurned, dkTurned, rows, parts]) backend.disposeData(dataId);
  return [dq, dk, dv, dGate];
}
