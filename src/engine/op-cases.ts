// Every op as a question with a known answer: inputs of any size from a seed, how the op computes it, how its float64 twin
// does. One list serves the unit tests and the check of a backend's kernels when it starts (kernel-check.ts).

import type { Tensor } from '@tensorflow/tfjs-core';
import type { Rng } from '../lib/rng';
import { activation } from './ops/activation';
import { attention } from './ops/attention';
import { attentionMap } from './ops/attention-map';
import { interClassRows, intraClass } from './ops/correlation';
import { decoupledLoss } from './ops/decoupled-loss';
import { distillationLoss } from './ops/distillation-loss';
import type { Divergence } from './ops/divergence';
import { dropout, dropoutMask } from './ops/dropout';
import { embedding } from './ops/embedding';
import { angleLoss, distanceLoss, similarityLoss } from './ops/gram-losses';
import { squaredLoss } from './ops/squared-loss';
import { smearEmbedding } from './ops/embedding-smear';
import { splitHeads } from './ops/heads';
import { linear, linearBias } from './ops/linear';
import { maskedMean } from './ops/masked-mean';
import { policyGradientRows } from './ops/policy-gradient';
import { meanOverHeads, resplitHeads, selfProducts } from './ops/relations';
import { relationLoss } from './ops/relation-loss';
import { rmsNorm } from './ops/rms-norm';
import { rowLoss } from './ops/row-loss';
import { add, reshape } from './ops/shape-ops';
import { softmaxCrossEntropy } from './ops/softmax-cross-entropy';
import { swiglu } from './ops/swiglu';
import { standardised } from './ops/soft-labels';
import * as twin from './reference';
import { type Grid, grid } from './reference';
import { tensor } from './tensor';

export interface OpCase {
  name: string;
  /** What the op is differentiable by, in order. */
  inputs: readonly Grid[];
  op: (inputs: readonly Tensor[]) => Tensor;
  twin: (inputs: readonly Grid[]) => Float64Array;
}

/** B batch, T positions, D width, O outputs, V classes, H heads; N = B·T rows. D/H is even. Inputs are of order `scale` (1). */
export interface Sizes {
  B: number;
  T: number;
  D: number;
  O: number;
  V: number;
  H: number;
  scale?: number;
}

type Build = (sizes: Sizes, rng: Rng) => OpCase;

function normal(rng: Rng, shape: readonly number[], scale = 1): Grid {
  const size = shape.reduce((product, n) => product * n, 1);
  // float32 values, so that op and twin start from the same numbers
  return grid(
    shape,
    Float32Array.from({ length: size }, () => scale * rng.normal()),
  );
}

const integers = (rng: Rng, length: number, below: number) =>
  Int32Array.from({ length }, () => rng.int(below));
const one = (value: number) => Float64Array.of(value);

function attentionCase(
  label: string,
  causal: boolean,
  rope: boolean,
  smear: boolean,
  masked: boolean,
  what: 'output' | 'map' = 'output',
): Build {
  return ({ B, T, D, H, scale }, rng) => {
    const keyMask = masked ? Float32Array.from({ length: B * T }, () => Number(rng.next() < 0.7)) : undefined;
    const shape = [B, T, D];
    const options = { heads: H, causal, ropeTheta: rope ? 10_000 : null };
    const [q, k, smearing] = [normal(rng, shape, scale), normal(rng, shape, scale), normal(rng, [H])];
    const on = (keySmear: Tensor | undefined) => ({
      ...options,
      ...(keySmear && { keySmear }),
      ...(keyMask && { keyMask: tensor(keyMask, [B, T]) }),
    });
    const twinOn = (q: Grid, k: Grid, keySmear: Grid | undefined) => ({
      ...options,
      ...{ q, k },
      ...(keySmear && { keySmear }),
      ...(keyMask && { keyMask }),
    });
    const gates = smear ? [smearing] : [];
    if (what === 'map') {
      return {
        name: `attentionMap (${label})`,
        inputs: [q, k, ...gates],
        op: ([q, k, keySmear]) => attentionMap(q!, k!, on(keySmear)),
        twin: ([q, k, keySmear]) => twin.attentionMap(twinOn(q!, k!, keySmear)),
      };
    }
    return {
      name: `attention (${label})`,
      inputs: [q, k, normal(rng, shape), ...gates],
      op: ([q, k, v, keySmear]) => attention(q!, k!, v!, on(keySmear)),
      twin: ([q, k, v, keySmear]) => twin.attention({ ...twinOn(q!, k!, keySmear), v: v! }),
    };
  };
}

function lossCase(temperature: number, lambda: number, divergence?: Divergence): Build {
  return ({ B, T, V, scale = 1 }, rng) => {
    const N = B * T;
    const teacher = normal(rng, [N, V], 3 * scale);
    const labels = integers(rng, N, V);
    const [hardMask, softMask] = [integers(rng, N, 2), integers(rng, N, 2)];
    return {
      name: divergence
        ? `divergenceLoss (${Object.values(divergence).join(', ')})`
        : `distillationLoss (T = ${temperature}, λ = ${lambda})`,
      inputs: [normal(rng, [N, V], 2 * scale)],
      op: ([studentLogits]) =>
        distillationLoss({
          studentLogits: studentLogits!,
          teacherLogits: tensor(Float32Array.from(teacher.data), [N, V]),
          labels: tensor(labels, [N]),
          hardMask: tensor(hardMask, [N]),
          softMask: tensor(softMask, [N]),
          temperature,
          lambda,
          ...(divergence && { divergence }),
        }).loss,
      twin: ([student]) =>
        one(
          twin.distillationLoss({
            student: student!,
            teacher,
            labels,
            hardMask,
            softMask,
            temperature,
            lambda,
            ...(divergence && { divergence }),
          }).loss,
        ),
    };
  };
}

const crossEntropyCase: Build = ({ B, T, V }, rng) => {
  const N = B * T;
  const labels = integers(rng, N, V);
  const mask = integers(rng, N, 2);
  return {
    name: 'softmaxCrossEntropy',
    inputs: [normal(rng, [N, V], 2)],
    op: ([logits]) => softmaxCrossEntropy(logits!, tensor(labels, [N]), tensor(mask, [N])),
    twin: ([student]) =>
      one(
        twin.distillationLoss({
          student: student!,
          teacher: student!,
          labels,
          hardMask: mask,
          softMask: mask,
          temperature: 1,
          lambda: 1,
        }).loss,
      ),
  };
};

/** One of the two parts, of two classes at least: a single one has no others. */
const decoupledCase =
  (part: 'target' | 'others'): Build =>
  ({ B, T, V: classes, scale = 1 }, rng) => {
    const [N, V] = [B * T, Math.max(2, classes)];
    const teacher = normal(rng, [N, V], 3 * scale);
    const targets = integers(rng, N, V);
    const weights = Float32Array.from(targets, (_, n) => Number(n % 3 !== 1));
    return {
      name: `decoupledLoss (${part})`,
      inputs: [normal(rng, [N, V], 2 * scale)],
      op: ([logits]) =>
        decoupledLoss({
          logits: logits!,
          teacherLogits: tensor(Float32Array.from(teacher.data), [N, V]),
          classes: tensor(targets, [N]),
          weights: tensor(weights, [N]),
          temperature: 2,
        })[part],
      twin: ([student]) =>
        one(
          twin.decoupledLosses({ student: student!, teacher, classes: targets, weights, temperature: 2 })[
            part
          ],
        ),
    };
  };

const standardisedCase: Build = ({ B, T, V }, rng) => ({
  name: 'standardised',
  // a slope: of a row of nearly equal numbers the gradient has no digits
  inputs: [
    grid(
      [B * T, V],
      normal(rng, [B * T, V], 0.2).data.map((x, i) => x + (i % V)),
    ),
  ],
  op: ([logits]) => standardised(logits!),
  twin: ([logits]) => twin.standardised(logits!),
});

const embeddingCase: Build = ({ B, T, V, D }, rng) => {
  const ids = integers(rng, B * T, V);
  return {
    name: 'embedding',
    inputs: [normal(rng, [V, D])],
    op: ([table]) => embedding(tensor(ids, [B, T]), table!),
    twin: ([table]) => twin.embedding(ids, table!),
  };
};

const maskedMeanCase: Build = ({ B, T, D }, rng) => {
  const mask = integers(rng, B * T, 2); // rows without any 1 among them
  return {
    name: 'maskedMean',
    inputs: [normal(rng, [B, T, D])],
    op: ([x]) => maskedMean(x!, tensor(Float32Array.from(mask), [B, T])),
    twin: ([x]) => twin.maskedMean(x!, mask),
  };
};

/** Of how rows lie to one another: at least three, which are no two alike. */
const gramCase =
  (name: 'distanceLoss' | 'angleLoss' | 'similarityLoss'): Build =>
  ({ B, T, D, O, scale }, rng) => {
    const n = Math.min(6, B * T + 2);
    const y = normal(rng, [n, O + 2]);
    const op = { distanceLoss, angleLoss, similarityLoss }[name];
    return {
      name,
      inputs: [normal(rng, [n, D + 2], scale)],
      op: ([x]) => op(x!, tensor(Float32Array.from(y.data), y.shape)),
      twin: ([x]) => one(twin[name](x!, y)),
    };
  };

const correlationCase =
  (part: 'inter' | 'intra'): Build =>
  ({ B, T, V: classes }, rng) => {
    const [N, V, temperature] = [B * T + 2, Math.min(40, classes + 2), 2];
    // waves: where a row or column hardly varies, a correlation has no digits; of two numbers it is 1 or −1
    const waves = (phase: number) =>
      grid(
        [N, V],
        normal(rng, [N, V], 0.2).data.map(
          (x, i) => x + 2 * Math.sin(phase + 2.1 * Math.floor(i / V) + 1.7 * (i % V)),
        ),
      );
    const teacher = waves(2);
    const mask = Float32Array.from({ length: N }, (_, n) => Number(n < 3 || rng.next() < 0.7));
    return {
      name: `correlation (${part})`,
      inputs: [waves(1)],
      op: ([z]) => {
        const [y, counts] = [tensor(Float32Array.from(teacher.data), [N, V]), tensor(mask, [N])];
        return part === 'intra'
          ? intraClass(z!, counts, y, temperature)
          : rowLoss(z!, counts, interClassRows(y, temperature));
      },
      twin: ([student]) =>
        one(twin.correlationLosses({ student: student!, teacher, mask, temperature })[part]),
    };
  };

const relationCase =
  (label: 'words' | 'causal'): Build =>
  ({ B, T, D, H, scale }, rng) => {
    const theirs = normal(rng, [B, 1, T, 4], scale);
    // a place that counts has a word, and so has the first
    const words = Float32Array.from({ length: B * T }, (_, i) => Number(i % T === 0 || rng.next() < 0.7));
    const weights = words.map((word) => word * Number(rng.next() < 0.8));
    const places = { heads: 2, ...(label === 'words' && { words }) };
    return {
      name: `relationLoss (${label})`,
      inputs: [normal(rng, [B, H, T, D / H], scale)],
      op: ([x]) =>
        relationLoss(x!, tensor(Float32Array.from(theirs.data), theirs.shape), {
          heads: 2,
          weights: tensor(weights, [B, T]),
          words: label === 'words' ? tensor(words, [B, T]) : null,
        }),
      twin: ([x]) => one(twin.relationLoss(x!, theirs, { ...places, weights })),
    };
  };

export const BUILDERS: readonly Build[] = [
  ({ B, T, D, O }, rng) => ({
    name: 'linear',
    inputs: [normal(rng, [B, T, D]), normal(rng, [O, D])],
    op: ([x, w]) => linear(x!, w!),
    twin: ([x, w]) => twin.linear(x!, w!),
  }),
  ({ B, D, O }, rng) => ({
    name: 'linearBias',
    inputs: [normal(rng, [B, D]), normal(rng, [O, D]), normal(rng, [O])],
    op: ([x, w, b]) => linearBias(x!, w!, b!),
    twin: ([x, w, b]) => twin.linear(x!, w!, b),
  }),
  ...(['tanh', 'relu'] as const).map((kind): Build => {
    return ({ B, D }, rng) => ({
      name: kind,
      inputs: [normal(rng, [B, D])],
      op: ([x]) => activation(x!, kind),
      twin: ([x]) => twin.activation(x!, kind),
    });
  }),
  ({ B, T, D }, rng) => ({
    name: 'add and reshape',
    inputs: [normal(rng, [B, T, D]), normal(rng, [B * T, D])],
    op: ([a, b]) => add(a!, reshape(b!, [B, T, D])),
    twin: ([a, b]) => a!.data.map((value, i) => value + b!.data[i]!),
  }),
  embeddingCase,
  ({ B, T, D, scale }, rng) => ({
    name: 'smearEmbedding',
    inputs: [normal(rng, [B, T, D], scale), normal(rng, [D])],
    op: ([x, mix]) => smearEmbedding(x!, mix!),
    twin: ([x, mix]) => twin.smearEmbedding(x!, mix!),
  }),
  ({ B, T, D, scale }, rng) => ({
    name: 'rmsNorm',
    inputs: [normal(rng, [B, T, D], scale), normal(rng, [D])],
    op: ([x, gain]) => rmsNorm(x!, gain!, 1e-5),
    twin: ([x, gain]) => twin.rmsNorm(x!, gain!, 1e-5),
  }),
  ({ B, T, D, scale }, rng) => ({
    name: 'swiglu',
    inputs: [normal(rng, [B, T, D], scale), normal(rng, [B, T, D])],
    op: ([gate, up]) => swiglu(gate!, up!),
    twin: ([gate, up]) => twin.swiglu(gate!, up!),
  }),
  maskedMeanCase,
  ({ B, T, D }, rng) => {
    const seed = rng.int(2 ** 31);
    return {
      name: 'dropout',
      inputs: [normal(rng, [B, T, D])],
      op: ([x]) => dropout(x!, 0.25, seed),
      twin: ([x]) => {
        const mask = dropoutMask(B * T * D, 0.25, seed);
        return x!.data.map((value, i) => value * mask[i]!);
      },
    };
  },
  attentionCase('causal, rotary, smeared', true, true, true, false),
  attentionCase('full, masked', false, true, false, true),
  attentionCase('causal, smeared, masked, no positions', true, false, true, true),
  attentionCase('full, no positions', false, false, false, false),
  attentionCase('causal, rotary, smeared', true, true, true, false, 'map'),
  attentionCase('full, masked', false, true, false, true, 'map'),
  ({ B, T, D, H }, rng) => ({
    name: 'splitHeads',
    inputs: [normal(rng, [B, T, D])],
    op: ([x]) => splitHeads(x!, H),
    twin: ([x]) => twin.splitHeads(x!, H),
  }),
  ({ B, T, D, H }, rng) => ({
    name: 'resplitHeads',
    inputs: [normal(rng, [B, H, T, D])],
    op: ([x]) => resplitHeads(x!, D),
    twin: ([x]) => twin.resplitHeads(x!, D),
  }),
  ({ B, T, D, H, scale }, rng) => ({
    name: 'selfProducts',
    inputs: [normal(rng, [B, H, T, D / H], scale)],
    op: ([x]) => selfProducts(x!),
    twin: ([x]) => twin.selfProducts(x!),
  }),
  ({ B, T, H }, rng) => ({
    name: 'meanOverHeads',
    inputs: [normal(rng, [B, H, T, T])],
    op: ([x]) => meanOverHeads(x!),
    twin: ([x]) => twin.meanOverHeads(x!),
  }),
  ({ B, T, D }, rng) => {
    const N = B * T;
    const y = normal(rng, [N, D]);
    const weights = Float32Array.from({ length: N }, (_, n) => Number(n === 0 || rng.next() < 0.7));
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    return {
      name: 'squaredLoss',
      inputs: [normal(rng, [N, D])],
      op: ([x]) => squaredLoss(x!, tensor(Float32Array.from(y.data), [N, D]), tensor(weights, [N]), 0.5),
      twin: ([x]) =>
        one(
          x!.data.reduce(
            (total, value, i) => total + 0.5 * weights[Math.floor(i / D)]! * (value - y.data[i]!) ** 2,
            0,
          ) / all,
        ),
    };
  },
  relationCase('words'),
  relationCase('causal'),
  gramCase('distanceLoss'),
  gramCase('angleLoss'),
  gramCase('similarityLoss'),
  correlationCase('inter'),
  correlationCase('intra'),
  crossEntropyCase,
  ({ B, T, V }, rng) => {
    const actions = integers(rng, B * T, V);
    const advantages = normal(rng, [B * T]);
    const weights = Float32Array.from(actions, (_, n) => Number(n % 3 !== 1));
    return {
      name: 'policyGradientRows',
      inputs: [normal(rng, [B * T, V])],
      op: ([logits]) =>
        rowLoss(
          logits!,
          tensor(weights, [B * T]),
          policyGradientRows(tensor(actions, [B * T]), tensor(Float32Array.from(advantages.data), [B * T])),
        ),
      twin: ([logits]) =>
        one(twin.policyGradient(logits!, { actions, advantages: advantages.data, weights })),
    };
  },
  decoupledCase('target'),
  decoupledCase('others'),
  standardisedCase,
  lossCase(1, 0.5),
  lossCase(4, 0.1),
  lossCase(0.5, 1),
  lossCase(10, 0),
  // reverse KL, soft cross-entropy, symmetric KL, JSD, skewed KL both ways, total variation
  ...[
    [0, 0, 1, 1, 0, 0],
    [1, 0, 0, 1, 0, 1],
    [0.4, 0, 0.6, 1, 0, 0],
    [0.3, 0.3, 0.7, 0.3, 0, 0],
    [1, 0.1, 0, 1, 0, 0],
    [0, 0, 1, 0.9, 0, 0],
    [0, 0, 0, 1, 1, 0],
  ].map(([forward, forwardSkew, reverse, reverseSkew, variation, entropy]) =>
    lossCase(2, 0.2, {
      forward: forward!,
      forwardSkew: forwardSkew!,
      reverse: reverse!,
      reverseSkew: reverseSkew!,
      variation: variation!,
      entropy: entropy!,
    }),
  ),
];
