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
  square,
  sub,
  sum,
  type Tensor,
  tidy,
  type Variable,
  where,
  zerosLike,
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
  m: Variable;
  v: Variable;
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
    for (const [name, weight] of Object.entries(params)) {
      if (!weight.trainable) continue;
      const moment = (label: string) => tidy(() => variable(zerosLike(weight), `${name}.${label}`, false));
      const slot = { weight, m: moment('m'), v: moment('v'), decays: !this.options.noDecay(name) };
      this.slots.set(name, slot);
    }
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
      tidy(() => this.composedStep(entries, learningRate, norm));
    }
    return norm;
  }

  private fusedStep(entries: readonly (Slot & { g: Tensor })[], rate: number, norm: Tensor): boolean {
    if (!hasFused(FUSED.adamw)) return false;
    const { beta1, beta2, eps, weightDecay, clipNorm } = this.options;
    for (const { weight, m, v } of entries) for (const x of [weight, m, v]) own(x);
    const tensors = (key: 'weight' | 'm' | 'v' | 'g') => entries.map((entry) => entry[key]);
    const inputs = { w: tensors('weight'), m: tensors('m'), v: tensors('v'), g: tensors('g') };
    const decays = entries.map(({ decays }, i) => [`decay${i}`, decays ? weightDecay : 0] as const);
    runFused(
      FUSED.adamw,
      { ...numbered(inputs), norm },
      {
        count: entries.length,
        rate,
        beta1,
        beta2,
        epsilon: eps,
        clip: clipNorm < Infinity ? clipNorm : 0,
        correction1: 1 - beta1 ** this.steps,
        correction2: 1 - beta2 ** this.steps,
        ...Object.fromEntries(decays),
      },
    );
    return true;
  }

  private composedStep(entries: readonly (Slot & { g: Tensor })[], rate: number, norm: Tensor): void {
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
    for (const { weight, m, v, g: raw, decays } of entries) {
      tidy(() => {
        const g = where(fine, shrink ? mul(raw, shrink) : raw, 0);
        m.assign(add(mul(m, kept1), mul(g, 1 - beta1)));
        v.assign(add(mul(v, kept2), mul(square(g), 1 - beta2)));
        const change = div(mul(m, scale), add(sqrt(v), eps * c));
        weight.assign(sub(decays && weightDecay > 0 ? mul(weight, keptWeight) : weight, change));
      });
    }
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
    const copies = [...this.slots].map(([name, { m, v }]) => ({
      name,
      m: keep(m.clone()),
      v: keep(v.clone()),
    }));
    for (const { name, m, v } of copies) {
      state.m[name] = Float32Array.from(await read(m));
      state.v[name] = Float32Array.from(await read(v));
      m.dispose();
      v.dispose();
    }
    return state;
  }

  /** Goes on from a state. Throws RetortError('shape') where it does not belong to these weights. */
  restore(state: AdamWState): void {
    for (const [name, { weight, m, v }] of this.slots) {
      const [first, second] = [state.m[name], state.v[name]];
      if (first?.length !== weight.size || second?.length !== weight.size) {
        throw new RetortError(
          'shape',
          `The checkpoint has no moments for ${name}. Start this run again from its beginning.`,
        );
      }
      tidy(() => m.assign(tensor(first, weight.shape)));
      tidy(() => v.assign(tensor(second, weight.shape)));
    }
    this.steps = state.step;
  }

  /** Frees the moments; the weights stay. */
  dispose(): void {
    for (const { m, v } of this.slots.values()) {
      m.dispose();
      v.dispose();
    }
    this.slots.clear();
  }
}
