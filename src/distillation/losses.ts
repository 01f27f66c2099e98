// The losses of all distillation methods, collected from one file per method (methods/<id>.ts, the same ids as
// catalog/methods), and the loss without a teacher. Each is differentiated by the student's logits only.

import { softmaxCrossEntropy } from '../engine/ops/softmax-cross-entropy';
import type { DistillationInputs, DistillationLoss } from '../engine/ops/distillation-loss';
import { scalar, type Tensor } from '../engine/tensor';
import { RetortError } from '../lib/errors';

export type MethodInputs = DistillationInputs;
/** Loss and its two parts, scalars; the soft part as it enters the loss, T² included. */
export type MethodLoss = (inputs: MethodInputs) => DistillationLoss;

const modules = import.meta.glob<{ loss: MethodLoss }>(['./methods/*.ts', '!./methods/*.test.ts'], {
  eager: true,
});
const losses = new Map(
  Object.entries(modules).map(([path, { loss }]) => [/([^/]+)\.ts$/.exec(path)![1]!, loss]),
);

/** Ids of the methods that have a loss. */
export const methodIds: readonly string[] = [...losses.keys()];

/** A method's loss. Throws RetortError('config-invalid') where there is none of that id. */
export function methodLoss(id: string): MethodLoss {
  const loss = losses.get(id);
  if (!loss) {
    throw new RetortError(
      'config-invalid',
      `There is no distillation method ${id}. Choose one from the list.`,
    );
  }
  return loss;
}

/** λ = 1: cross-entropy of the right answers, the teacher not asked. logits [N, V], labels [N], mask [N]. */
export function hardLoss(inputs: {
  studentLogits: Tensor;
  labels: Tensor;
  hardMask: Tensor;
}): DistillationLoss {
  const loss = softmaxCrossEntropy(inputs.studentLogits, inputs.labels, inputs.hardMask);
  return { loss, ce: loss, kl: scalar(0) };
}
