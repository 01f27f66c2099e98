// Muon (Keller Jordan 2024, https://kellerjordan.github.io/posts/muon/): momentum whose update of each matrix is made orthogonal
// by five Newton-Schulz steps, so that every direction of the matrix learns at the same speed. For the matrices inside a network;
// embeddings and gains take AdamW, which is in here for them. As pytorch/muon.py has it, the update scaled by 0.2·√max(rows,
// columns), AdamW's size (Moonlight, arXiv 2502.16982), so that one learning rate and one weight decay serve both:
//   g ← g·min(1, clip/(‖g‖+1e−6))   m ← m + (1−μ)(g − m)   u ← g + μ(m − g)   X ← u/(‖u‖_F + 1e−7)
//   five times, of an upright X (a wide one is turned): A ← XᵀX, X ← X·(3.4445 I − 4.7750 A + 2.0315 A²)
//   w ← w·(1 − lr·decay) − lr·0.2·√max(rows, columns)·X
// As AdamW it reads nothing from the device and refuses a step whose norm is not finite. One kernel where the backend has it.
// n matrices, P numbers in all, R × C the longest and widest once they are upright.

import {
  add,
  cast,
  concat,
  div,
  fill,
  isFinite,
  keep,
  matMul,
  minimum,
  mul,
  pad,
  reshape,
  slice,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tidy,
  transpose,
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

/** About U·Vᵀ of each matrix U·S·Vᵀ in x [n, r, c], r ≥ c. Rows and columns of zeros stay so. */
function orthogonalise(x: Tensor): Tensor {
  let y = div(x, add(sqrt(sum(square(x), [1, 2], true)), 1e-7)); // [n, r, c]
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const a = matMul(y, y, true); // [n, c, c]
    const b = add(mul(a, NEWTON_B), mul(matMul(a, a), NEWTON_C)); // [n, c, c]
    y = add(mul(y, NEWTON_A), matMul(y, b)); // [n, r, c]
  }
  return y;
}

/** The longer side of a matrix, and the shorter. */
const sidesOf = ({ weight }: Slot): [long: number, short: number] => {
  const [r, c] = weight.shape as [number, number];
  return [Math.max(r, c), Math.min(r, c)];
};

const isWide = ({ weight }: Slot): boolean => weight.shape[0]! < weight.shape[1]!;

export class Muon implements Optimizer {
  private readonly slots = new Map<string, Slot>();
  private readonly options: Required<Pick<MuonOptions, 'momentum' | 'weightDecay' | 'clipNorm'>>;
  /** The momenta of all matrices in a row. */
  private readonly m: Variable;
  private readonly rest: AdamW;

  constructor(params: Params, options: MuonOptions) {
    const { matrices, momentum = 0.95, ...others } = options;
    this.options = { momentum, weightDecay: 0.01, clipNorm: Infinity, ...others };
    const all = Object.entries(params).filter(([, weight]) => weight.trainable);
    const mine = all.filter(([name]) => matrices(name));
    let at = 0;
    for (const [name, weight] of mine) {
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

  /** All matrices as one stack, turned upright and filled up with zeros: few kernels, whatever their shapes. */
  private composedStep(grads: ReadonlyMap<string, Tensor>, rate: number, norm: Tensor): void {
    const { momentum, weightDecay, clipNorm } = this.options;
    const slots = [...this.slots];
    const fine = isFinite(norm);
    const go = cast(fine, 'float32'); // 1 for a step, 0 for none
    const shrink = clipNorm < Infinity ? minimum(div(clipNorm, add(norm, 1e-6)), 1) : 1;
    const inARow = (of: (name: string, size: number) => Tensor): Tensor =>
      concat(slots.map(([name, { weight }]) => reshape(of(name, weight.size), [weight.size])));
    const raw = inARow((name, size) => grads.get(name) ?? zeros([size])); // [P]
    // a matrix without a gradient keeps its momentum
    const moves = slots.every(([name]) => grads.has(name))
      ? go
      : mul(
          go,
          inARow((name, size) => fill([size], Number(grads.has(name)))),
        );
    const g = where(fine, mul(raw, shrink), 0); // [P]
    const m = add(this.m, mul(mul(sub(g, this.m), 1 - momentum), moves)); // [P]
    const update = add(g, mul(sub(m, g), momentum)); // [P]
    this.m.assign(m);

    const [R, C] = [0, 1].map((side) => Math.max(...slots.map(([, slot]) => sidesOf(slot)[side]!))) as [
      number,
      number,
    ];
    const upright = slots.map(([, slot]) => {
      const { weight, at } = slot;
      const [long, short] = sidesOf(slot);
      const x = reshape(slice(update, at, weight.size), weight.shape);
      return reshape(
        pad(isWide(slot) ? transpose(x) : x, [
          [0, R - long],
          [0, C - short],
        ]),
        [1, R, C],
      );
    });
    const orthogonal = mul(orthogonalise(concat(upright)), mul(go, rate * 0.2)); // [n, R, C]
    const keepWeight = sub(1, mul(go, rate * weightDecay));
    for (const [i, [name, slot]] of slots.entries()) {
      if (!grads.has(name)) continue;
      const [long, short] = sidesOf(slot);
      const x = reshape(slice(orthogonal, [i, 0, 0], [1, long, short]), [long, short]);
      const change = mul(isWide(slot) ? transpose(x) : x, Math.sqrt(long));
      slot.weight.assign(sub(mul(slot.weight, keepWeight), change));
    }
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
