// What a distillation method is: one file in methods/ (the same id as its words in catalog/methods), and the loss without a
// teacher. A method says which taps of the models it needs, brings weights of its own where it has any (projections), and turns
// a step into a loss and its terms. Whoever logs, draws, stores or exports goes by the ids of the terms.
// N positions that carry loss, V classes.

import { softmaxCrossEntropy } from '../engine/ops/softmax-cross-entropy';
import type { LayerPair } from '../catalog/layer-map';
import { settingsOf } from '../catalog/settings';
import type { Settings, SettingValue } from '../catalog/types';
import type { Batch } from '../data/batches';
import type { Params, Tensor } from '../engine/tensor';
import { RetortError } from '../lib/errors';
import type { StoredTensor } from '../models/safetensors';
import type { Forwarded, ModelShape, Want } from '../models/taps';
import type { TeacherTargets } from './targets/targets';

/** A step as a method sees it. Tensors are the caller's; the teacher's carry no gradient. */
export interface MethodStep {
  /** The student's logits [N, V] and the taps that were asked for. */
  student: Forwarded;
  teacher: TeacherTargets;
  /** What both were asked about, as plain numbers. */
  batch: Batch;
  /** Right answers, int32 [N]; 0 where hardMask is. */
  labels: Tensor;
  /** [N], above 0 where the right answer counts. */
  hardMask: Tensor;
  /** [N], above 0 where the teacher counts. */
  softMask: Tensor;
  /** [N], 1 where the token belongs to the plan; of the agent alone. */
  plan?: Tensor | undefined;
  /** [N], 1 where the student itself wrote the token; absent where it wrote none. */
  own?: Tensor | undefined;
  temperature: number;
  /** Weight of the hard labels, 0 to 1. */
  lambda: number;
  /** Counted from 0. */
  step: number;
  /** Of the run, in all. */
  steps: number;
  /** As the method's needs() said when the run began. */
  pairs: readonly LayerPair[];
  /** All of the method's own parameters, by their names in the catalogue. */
  settings: MethodSettings;
  /** Weights of the method's own, by the names that createParams gave. */
  params: Params;
}

export type MethodSettings = Readonly<Record<string, SettingValue>>;

/** The two networks, and how the method is set. */
export interface MethodContext {
  student: ModelShape;
  teacher: ModelShape;
  settings: MethodSettings;
}

/** Taps of both models, and which layers they are of. */
export interface Needs {
  student?: Want;
  teacher?: Want;
  /** Which layer of the student is compared with which of the teacher. */
  pairs?: readonly LayerPair[];
}

/** Scalars: the loss, which alone has a gradient, and its terms by the ids of the catalogue, none of them "loss". */
export interface MethodLoss {
  loss: Tensor;
  terms: Readonly<Record<string, Tensor>>;
}

export interface Method {
  /** Of its file, under which its settings stand; methodOf() says it. */
  id?: string;
  /** Who teaches in place of the run's teacher: an average of the student's own weights (targets/self-targets.ts), or the dialogues as they are written. */
  taughtBy?: 'self' | 'transcripts';
  /** Tokens of a vocabulary of the student's own, which the teacher need not share; absent: the teacher's. */
  ownTokens?(settings: MethodSettings): number;
  /** Whether the teacher reads rows with the right answer in them (tasks/agent/hints.ts). */
  readsHints?: boolean;
  /** What the models must show besides logits. Throws RetortError('config-invalid') where they cannot. */
  needs?(of: MethodContext): Needs;
  /** First weights of the method's own: trained and saved with the arm, left out of the student's size. */
  createParams?(of: MethodContext, seed: number): Record<string, StoredTensor>;
  loss(step: MethodStep): MethodLoss;
}

const modules = import.meta.glob<{ method: Method }>(['./methods/*.ts', '!./methods/*.test.ts'], {
  eager: true,
});
const methods = new Map<string, Method>(
  Object.entries(modules).map(([path, { method }]) => {
    const id = /([^/]+)\.ts$/.exec(path)![1]!;
    return [id, { ...method, id }];
  }),
);

/** Ids of the methods that have a module. */
export const methodIds: readonly string[] = [...methods.keys()];

/** Throws RetortError('config-invalid') where there is none of that id. */
export function methodOf(id: string): Method {
  const method = methods.get(id);
  if (method) return method;
  throw new RetortError('config-invalid', `There is no distillation method ${id}. Choose one from the list.`);
}

/** A method's parameters as they stand. */
export const settingsIn = (method: Method, settings: Settings): MethodSettings =>
  method.id === undefined ? {} : settingsOf(settings, method.id);

/** The model's weights and the method's own under `method.`, as optimisers and checkpoints see them. */
export const withMethodParams = <T>(
  model: Readonly<Record<string, T>>,
  own: Readonly<Record<string, T>>,
): Record<string, T> => ({
  ...model,
  ...Object.fromEntries(Object.entries(own).map(([name, x]) => [`method.${name}`, x])),
});

/** λ = 1: cross-entropy of the right answers, the teacher not asked. logits [N, V], labels [N], mask [N]. */
export function hardLoss(logits: Tensor, labels: Tensor, hardMask: Tensor): MethodLoss {
  const loss = softmaxCrossEntropy(logits, labels, hardMask);
  return { loss, terms: { ce: loss } };
}
