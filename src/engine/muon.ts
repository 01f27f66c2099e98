// Muon (Keller Jordan 2024, https://kellerjordan.github.io/posts/muon/): momentum whose update of each matrix is made orthogonal
// by five Newton-Schulz steps, so that every direction of the matrix learns at the same speed. For the matrices inside a network;
// embeddings and gains take AdamW, which is in here for them. As pytorch/muon.py has it, the update scaled by 0.2·√max(rows,
// columns), AdamW's size (Moonlight, arXiv 2502.16982), so that one learning rate and one weight decay serve both:
//   g ← g·min(1, clip/(‖g‖+1e−6))   m ← m + (1−μ)(g − m)   u ← g + μ(m − g)   X ← u/(‖u‖_F + 1e−7)
//   five times, of a tall X: A ← XᵀX, X ← X·(3.4445 I − 4.7750 A + 2.0315 A²), of a wide one the same from the left
//   w ← w·(1 − lr·decay) − lr·0.2·√max(rows, columns)·X
// As AdamW it reads nothing from the device and refuses a step whose norm is not finite. One kernel where the backend has it.
// n matrices of one shape, r rows, c columns, s = min(r, c).

import {
  add,
  cast,
  concat,
  div,
  isFinite,
  keep,
  matMul,
  minimum,
  mul,
  reshape,
  slice,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tidy,
  type Variable,
  where,
  zeros,
} from '@tensorflow/tfjs-core';
import { AdamW, type AdamWOptions } from './adamw';
import { hasFused, runFused } from './kernels/fused';
import { FUSED } from './kernels/names';
import {
  globalNorm,
  momentRow,
  momentsByName,
  numbered,
  type Optimizer,
  type OptimizerState,
  own,
  slotOf,
} from './optimizer';
import { type Params, read, tensor, variable } from './tensor';

/** Its author's: steep near 0, so that five steps bring singular values from 0.01 to between 0.7 and 1.2. */
const [NEWTON_A, NEWTON_B, NEWTON_C] = [3.4445, -4.775, 2.0315];
const NEWTON_STEPS = 5;

export interface MuonOptions extends AdamWOptions {
  /** Which weights are its own: matrices inside the network. AdamW has the others. */
  matrices: (name: string) => boolean;
  momentum?: number;
}

interface Slot {
  weight: Variable;
  /** Where its numbers begin among the momenta. */
  at: number;
}

/** About U·Vᵀ of each matrix U·S·Vᵀ in x [n, r, c]. */
function orthogonalise(x: Tensor): Tensor {
  const [, r, c] = x.shape as [number, number, number];
  const tall = r >= c;
  let y = div(x, add(sqrt(sum(square(x), [1, 2], true)), 1e-7)); // [n, r, c]
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const a = matMul(y, y, tall, !tall); // [n, s, s]
    const b = add(mul(a, NEWTON_B), mul(matMul(a, a), NEWTON_C)); // [n, s, s]
    y = add(mul(y, NEWTON_A), tall ? matMul(y, b) : matMul(b, y)); // [n, r, c]
  }
  return y;
}

export class Muon implements Optimizer {
  private readonly slots = new Map<string, Slot>();
  private readonly options: Required<Pick<MuonOptions, 'momentum' | 'weightDecay' | 'clipNorm'>>;
  /** The momenta of all matrices in a row, those of one shape next to each other. */
  private readonly m: Variable;
  private readonly rest: AdamW;

  constructor(params: Params, options: MuonOptions) {
    const { matrices, momentum = 0.95, ...others } = options;
    this.options = { momentum, weightDecay: 0.01, clipNorm: Infinity, ...others };
    const all = Object.entries(params).filter(([, weight]) => weight.trainable);
    const mine = all.filter(([name]) => matrices(name));
    const shapeOf = ([, weight]: (typeof mine)[number]) => weight.shape.join();
    let at = 0;
    for (const [name, weight] of mine.sort((a, b) => (shapeOf(a) < shapeOf(b) ? -1 : 1))) {
      this.slots.set(name, { weight, at });
      at += weight.size;
    }
    this.m = tidy(() => variable(zeros([at]), 'momentum', false));
    this.rest = new AdamW(Object.fromEntries(all.filter(([name]) => !matrices(name))), others);
  }

  step(grads: Record<string, Tensor>, learningRate: number, norm: Tensor = globalNorm(grads)): Tensor {
    const mine = Object.entries(grads).filter(([name]) => this.slots.has(name));
    const others = Object.entries(grads).filter(([name]) => !this.slots.has(name));
    this.rest.step(Object.fromEntries(others), learningRate, norm);
    const entries = mine.map(([name, g]) => ({ ...slotOf(this.slots, name, g), g }));
    if (entries.length > 0 && !this.fusedStep(entries, learningRate, norm)) {
      tidy(() => this.composedStep(new Map(mine), learningRate, norm));
    }
    return norm;
  }

  private fusedStep(entries: readonly (Slot & { g: Tensor })[], rate: number, norm: Tensor): boolean {
    if (!hasFused(FUSED.muon)) return false;
    const { momentum, weightDecay: decay, clipNorm } = this.options;
    for (const x of [...entries.map(({ weight }) => weight), this.m]) own(x);
    const tensors = { w: entries.map(({ weight }) => weight), g: entries.map(({ g }) => g) };
    const clip = clipNorm < Infinity ? clipNorm : 0;
    runFused(
      FUSED.muon,
      { ...numbered<Tensor>(tensors), m: this.m, norm },
      {
        count: entries.length,
        rate,
        momentum,
        decay,
        clip,
        ...numbered({ at: entries.map(({ at }) => at) }),
      },
    );
    return true;
  }

  private composedStep(grads: ReadonlyMap<string, Tensor>, rate: number, norm: Tensor): void {
    const { momentum, weightDecay, clipNorm } = this.options;
    const fine = isFinite(norm);
    const go = cast(fine, 'float32'); // 1 for a step, 0 for none
    const shrink = clipNorm < Infinity ? minimum(div(clipNorm, add(norm, 1e-6)), 1) : 1;
    const keepWeight = sub(1, mul(go, rate * weightDecay));
    const momenta: Tensor[] = [];
    for (const group of this.groups()) {
      const [{ weight: first, at }] = group.map(([, slot]) => slot) as [Slot];
      const [r, c] = first.shape as [number, number];
      const shape = [group.length, r, c];
      const before = reshape(slice(this.m, at, group.length * first.size), shape); // [n, r, c]
      // a matrix without a gradient keeps momentum and weight
      const has = tensor(
        group.map(([name]) => Number(grads.has(name))),
        [group.length, 1, 1],
      );
      const raw = concat(group.map(([name]) => reshape(grads.get(name) ?? zeros([r, c]), [1, r, c])));
      const [momentum_, turned] = tidy((): [Tensor, Tensor] => {
        const g = where(fine, mul(raw, shrink), 0); // [n, r, c]
        const m = add(before, mul(mul(sub(g, before), 1 - momentum), mul(has, go)));
        const update = orthogonalise(add(g, mul(sub(m, g), momentum)));
        return [m, mul(update, mul(go, rate * 0.2 * Math.sqrt(Math.max(r, c))))];
      });
      momenta.push(reshape(momentum_, [momentum_.size]));
      for (const [i, [name, { weight }]] of group.entries()) {
        if (!grads.has(name)) continue;
        const change = reshape(slice(turned, [i, 0, 0], [1, r, c]), [r, c]);
        weight.assign(sub(mul(weight, keepWeight), change));
      }
    }
    this.m.assign(concat(momenta));
  }

  /** Slots of one shape together, in the order of the momenta. */
  private groups(): [string, Slot][][] {
    const groups = new Map<string, [string, Slot][]>();
    for (const entry of this.slots) {
      const key = entry[1].weight.shape.join();
      groups.set(key, [...(groups.get(key) ?? []), entry]);
    }
    return [...groups.values()];
  }

  async state(): Promise<OptimizerState> {
    const row = keep(this.m.clone());
    const rest = this.rest.state(); // of the same moment
    const mine = momentsByName(this.slots, (await read(row)) as Float32Array);
    row.dispose();
    const { step, m, v } = await rest;
    return { step, m: { ...m, ...mine }, v };
  }

  restore(state: OptimizerState): void {
    const row = momentRow(this.slots, state.m);
    this.rest.restore(state);
    tidy(() => this.m.assign(tensor(row, [row.length])));
  }

  dispose(): void {
    this.m.dispose();
    this.rest.dispose();
    this.slots.clear();
  }
}
