// AdamW (Loshchilov, Hutter 2019, arXiv 1711.05101) as torch.optim.AdamW has it, with clip_grad_norm_'s clipping before:
//   g ← g·min(1, clip/(‖g‖+1e−6))   w ← w·(1 − lr·decay)   m ← β1·m + (1−β1)·g   v ← β2·v + (1−β2)·g²
//   w ← w − lr/(1−β1^t) · m/(√v/√(1−β2^t) + ε)
// The learning rate is given at each step, so that a person may move it; schedules live elsewhere. Nothing is read from the
// device: it refuses a step itself where ‖g‖ is not finite. One kernel where the backend has it, some eighteen a weight else.

import {
  add,
  backend,
  cast,
  concat,
  div,
  isFinite,
  keep,
  minimum,
  mul,
  reshape,
  scalar,
  sqrt,
  slice,
  square,
  sub,
  sum,
  type Tensor,
  tidy,
  type Variable,
  where,
  zeros,
} from '@tensorflow/tfjs-core';
import { RetortError } from '../lib/errors';
import { hasFused, runFused } from './kernels/fused';
import { FUSED } from './kernels/names';
import { sameShape } from './ops/shapes';
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

/** For checkpoints: moments by the weights' names, row-major. */
export interface AdamWState {
  step: number;
  m: Record<string, Float32Array>;
  v: Record<string, Float32Array>;
}

interface Slot {
  weight: Variable;
  /** Where its numbers begin among the moments. */
  at: number;
  decays: boolean;
}

/** Euclidean norm of all gradients together, a scalar: 0 of none. Where it is not finite, a step changes nothing. */
export function globalNorm(grads: Record<string, Tensor>): Tensor {
  const all = Object.values(grads);
  if (all.length === 0) return scalar(0);
  const [fused] = runFused(FUSED.globalNorm, numbered({ g: all })) ?? [];
  if (fused) return fused;
  // not addN: on WebGPU it binds all its inputs to one shader, which takes ten at most
  const squares = () => all.map((gradient) => reshape(sum(square(gradient)), [1]));
  return tidy(() => sqrt(sum(concat(squares()))));
}

/** { w: [a, b] } -> { w0: a, w1: b }, as kernels name what comes in any number. */
const numbered = (lists: Record<string, readonly Tensor[]>): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(lists).flatMap(([name, list]) => list.map((x, i) => [`${name}${i}`, x] as const)),
  );

/**
 * Gives a variable numbers of its own where it shares them (a clone, a reshape, what it was made from): the kernel writes in
 * place, and a copy that somebody kept must stay as it was.
 */
function own(x: Variable): void {
  if (backend().refCount(x.dataId) > 1) tidy(() => x.assign(add(x, 0)));
}

export class AdamW {
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

  /**
   * One update of every weight that has a gradient; none where the gradients' norm is not finite, which only the device knows
   * then (the count of steps goes on). Returns the global norm before clipping, a scalar that belongs to the caller; give it
   * where it is known already. Does not dispose of the gradients. Throws RetortError('shape') for a gradient of another shape.
   */
  step(grads: Record<string, Tensor>, learningRate: number, norm: Tensor = globalNorm(grads)): Tensor {
    this.steps++;
    const entries = Object.entries(grads).map(([name, g]) => ({ ...this.slot(name, g), g }));
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

  private slot(name: string, gradient: Tensor): Slot {
    const slot = this.slots.get(name);
    if (!slot)
      throw new RetortError('internal', `AdamW: no trainable weight is called ${name}. Start a new run.`);
    sameShape('AdamW', { [name]: slot.weight, gradient });
    return slot;
  }

  /** Reads the moments from the device, for a checkpoint. */
  async state(): Promise<AdamWState> {
    const state: AdamWState = { step: this.steps, m: {}, v: {} };
    const [m, v] = [keep(this.m.clone()), keep(this.v.clone())];
    const [first, second] = [await read(m), await read(v)];
    for (const [name, { weight, at }] of this.slots) {
      state.m[name] = Float32Array.from(first.subarray(at, at + weight.size));
      state.v[name] = Float32Array.from(second.subarray(at, at + weight.size));
    }
    m.dispose();
    v.dispose();
    return state;
  }

  /** Goes on from a state. Throws RetortError('shape') where it does not belong to these weights. */
  restore(state: AdamWState): void {
    const [m, v] = [new Float32Array(this.m.size), new Float32Array(this.v.size)];
    for (const [name, { weight, at }] of this.slots) {
      const [first, second] = [state.m[name], state.v[name]];
      if (first?.length !== weight.size || second?.length !== weight.size) {
        throw new RetortError(
          'shape',
          `The checkpoint has no moments for ${name}. Start this run again from its beginning.`,
        );
      }
      m.set(first, at);
      v.set(second, at);
    }
    tidy(() => this.m.assign(tensor(m, [m.length])));
    tidy(() => this.v.assign(tensor(v, [v.length])));
    this.steps = state.step;
  }

  /** Frees the moments; the weights stay. */
  dispose(): void {
    this.m.dispose();
    this.v.dispose();
    this.slots.clear();
  }
}
