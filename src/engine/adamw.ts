// AdamW (Loshchilov, Hutter 2019, arXiv 1711.05101) as torch.optim.AdamW has it, with clip_grad_norm_'s clipping before:
//   g ← g·min(1, clip/(‖g‖+1e−6))   w ← w·(1 − lr·decay)   m ← β1·m + (1−β1)·g   v ← β2·v + (1−β2)·g²
//   w ← w − lr/(1−β1^t) · m/(√v/√(1−β2^t) + ε)
// The learning rate is given at each step, so that a person may move it; schedules live elsewhere. Nothing is read from the
// device. Not fused: some fifteen kernels a weight.

import {
  add,
  concat,
  div,
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
  zerosLike,
} from '@tensorflow/tfjs-core';
import { RetortError } from '../lib/errors';
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

/** Euclidean norm of all gradients together, a scalar: 0 of none. Read before a step, it tells whether to take the step. */
export function globalNorm(grads: Record<string, Tensor>): Tensor {
  const all = Object.values(grads);
  if (all.length === 0) return scalar(0);
  // not addN: on WebGPU it binds all its inputs to one shader, which takes ten at most
  const squares = () => all.map((gradient) => reshape(sum(square(gradient)), [1]));
  return tidy(() => sqrt(sum(concat(squares()))));
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
   * One update of every weight that has a gradient. Returns the gradients' global norm before clipping, a scalar that belongs
   * to the caller; give it where it is known already. Does not dispose of the gradients. Throws RetortError('shape') for a
   * gradient of another shape.
   */
  step(grads: Record<string, Tensor>, learningRate: number, norm: Tensor = globalNorm(grads)): Tensor {
    this.steps++;
    return tidy(() => {
      const entries = Object.entries(grads).map(([name, gradient]) => ({
        slot: this.slot(name, gradient),
        gradient,
      }));
      const shrink =
        this.options.clipNorm < Infinity ? minimum(div(this.options.clipNorm, add(norm, 1e-6)), 1) : null;
      for (const { slot, gradient } of entries) {
        tidy(() => this.update(slot, shrink ? mul(gradient, shrink) : gradient, learningRate));
      }
      return norm;
    });
  }

  private update({ weight, m, v, decays }: Slot, g: Tensor, learningRate: number): void {
    const { beta1, beta2, eps, weightDecay } = this.options;
    m.assign(add(mul(m, beta1), mul(g, 1 - beta1)));
    v.assign(add(mul(v, beta2), mul(square(g), 1 - beta2)));
    // m/(√v/c + ε)/(1−β1^t) = m·c/(1−β1^t) / (√v + ε·c), with c = √(1−β2^t): one kernel less
    const c = Math.sqrt(1 - beta2 ** this.steps);
    const change = div(mul(m, (learningRate * c) / (1 - beta1 ** this.steps)), add(sqrt(v), eps * c));
    weight.assign(
      sub(decays && weightDecay > 0 ? mul(weight, 1 - learningRate * weightDecay) : weight, change),
    );
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
