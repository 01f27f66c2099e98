// AdamW (Loshchilov, Hutter 2019, arXiv 1711.05101) as torch.optim.AdamW has it, with clip_grad_norm_'s clipping before:
//   g ← g·min(1, clip/(‖g‖+1e−6))   w ← w·(1 − lr·decay)   m ← β1·m + (1−β1)·g   v ← β2·v + (1−β2)·g²
//   w ← w − lr/(1−β1^t) · m/(√v/√(1−β2^t) + ε)
// The learning rate is given at each step, so that a person may move it; schedules live elsewhere. Nothing is read from the
// device: it refuses a step itself where ‖g‖ is not finite. One kernel where the backend has it, some eighteen a weight else.

import {
  add,
  cast,
  concat,
  div,
  isFinite,
  keep,
  minimum,
  mul,
  reshape,
  sqrt,
  slice,
  square,
  sub,
  type Tensor,
  tidy,
  type Variable,
  where,
  zeros,
} from '@tensorflow/tfjs-core';
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

export interface AdamWOptions {
  beta1?: number;
  beta2?: number;
  eps?: number;
  weightDecay?: number;
  /** Weights that are not shrunk: gains, biases, embeddings. */
  noDecay?: (name: string) => boolean;
  /** Largest global norm of the gradients; Infinity: never clipped. */
  clipNorm?: number;
}

interface Slot {
  weight: Variable;
  /** Where its numbers begin among the moments. */
  at: number;
  decays: boolean;
}

export class AdamW implements Optimizer {
  private readonly slots = new Map<string, Slot>();
  private readonly options: Required<AdamWOptions>;
  /** The moments of all weights in a row, one after the other: one kernel can reach them all. */
  private readonly m: Variable;
  private readonly v: Variable;
  private steps = 0;

  /** Keeps two moments for each trainable weight. */
  constructor(params: Params, options: AdamWOptions = {}) {
    this.options = {
      beta1: 0.9,
      beta2: 0.999,
      eps: 1e-8,
      weightDecay: 0.01,
      noDecay: () => false,
      clipNorm: Infinity,
      ...options,
    };
    let at = 0;
    for (const [name, weight] of Object.entries(params)) {
      if (!weight.trainable) continue;
      this.slots.set(name, { weight, at, decays: !this.options.noDecay(name) });
      at += weight.size;
    }
    const moment = (label: string) => tidy(() => variable(zeros([at]), label, false));
    [this.m, this.v] = [moment('m'), moment('v')];
  }

  step(grads: Record<string, Tensor>, learningRate: number, norm: Tensor = globalNorm(grads)): Tensor {
    this.steps++;
    const entries = Object.entries(grads).map(([name, g]) => ({ ...slotOf(this.slots, name, g), g }));
    if (entries.length > 0 && !this.fusedStep(entries, learningRate, norm)) {
      tidy(() => this.composedStep(grads, learningRate, norm));
    }
    return norm;
  }

  private fusedStep(entries: readonly (Slot & { g: Tensor })[], rate: number, norm: Tensor): boolean {
    if (!hasFused(FUSED.adamw)) return false;
    const { beta1, beta2, eps, weightDecay, clipNorm } = this.options;
    for (const x of [...entries.map(({ weight }) => weight), this.m, this.v]) own(x);
    const inputs = { w: entries.map(({ weight }) => weight), g: entries.map(({ g }) => g) };
    const each = entries.flatMap(
      ({ at, decays }, i) =>
        [
          [`at${i}`, at],
          [`decay${i}`, decays ? weightDecay : 0],
        ] as const,
    );
    runFused(
      FUSED.adamw,
      { ...numbered(inputs), m: this.m, v: this.v, norm },
      {
        count: entries.length,
        rate,
        beta1,
        beta2,
        epsilon: eps,
        clip: clipNorm < Infinity ? clipNorm : 0,
        correction1: 1 - beta1 ** this.steps,
        correction2: 1 - beta2 ** this.steps,
        ...Object.fromEntries(each),
      },
    );
    return true;
  }

  private composedStep(grads: Record<string, Tensor>, rate: number, norm: Tensor): void {
    const { beta1, beta2, eps, weightDecay, clipNorm } = this.options;
    const fine = isFinite(norm);
    // 1 for a step, 0 for none: then m·1 + 0, w·1 − m·0
    const go = cast(fine, 'float32');
    const shrink = clipNorm < Infinity ? minimum(div(clipNorm, add(norm, 1e-6)), 1) : null;
    const kept = (share: number) => sub(1, mul(go, share));
    const [kept1, kept2, keptWeight] = [kept(1 - beta1), kept(1 - beta2), kept(rate * weightDecay)];
    // m/(√v/c + ε)/(1−β1^t) = m·c/(1−β1^t) / (√v + ε·c), with c = √(1−β2^t): one kernel less
    const c = Math.sqrt(1 - beta2 ** this.steps);
    const scale = mul(go, (rate * c) / (1 - beta1 ** this.steps));
    const moments: [m: Tensor, v: Tensor][] = [];
    for (const [name, { weight, at, decays }] of this.slots) {
      const [m, v] = [slice(this.m, at, weight.size), slice(this.v, at, weight.size)];
      const raw = grads[name] && reshape(grads[name], [weight.size]);
      if (!raw) {
        moments.push([m, v]);
        continue;
      }
      const [first, second] = tidy(() => {
        const g = where(fine, shrink ? mul(raw, shrink) : raw, 0);
        const first = add(mul(m, kept1), mul(g, 1 - beta1));
        const second = add(mul(v, kept2), mul(square(g), 1 - beta2));
        const change = reshape(div(mul(first, scale), add(sqrt(second), eps * c)), weight.shape);
        weight.assign(sub(decays && weightDecay > 0 ? mul(weight, keptWeight) : weight, change));
        return [first, second] as [Tensor, Tensor];
      });
      moments.push([first, second]);
    }
    this.m.assign(concat(moments.map(([m]) => m)));
    this.v.assign(concat(moments.map(([, v]) => v)));
  }

  async state(): Promise<OptimizerState> {
    const { steps: step } = this; // of this moment, as the moments are
    const [m, v] = [keep(this.m.clone()), keep(this.v.clone())];
    const rows = [await read(m), await read(v)].map((row) => momentsByName(this.slots, row as Float32Array));
    m.dispose();
    v.dispose();
    return { step, m: rows[0]!, v: rows[1]! };
  }

  restore(state: OptimizerState): void {
    const [m, v] = [momentRow(this.slots, state.m), momentRow(this.slots, state.v)];
    tidy(() => this.m.assign(tensor(m, [m.length])));
    tidy(() => this.v.assign(tensor(v, [v.length])));
    this.steps = state.step;
  }

  dispose(): void {
    this.m.dispose();
    this.v.dispose();
    this.slots.clear();
  }
}
