// First weights that are a finished model's instead of the seed's: whether they fit the student that the run is about to train.

import { taskOf } from '../catalog/catalog';
import type { RunConfig } from '../catalog/run-config';
import { RetortError } from '../lib/errors';
import type { ModelBundle } from '../models/bundle';
import { shapesOf } from '../models/network-shapes';
import { floatWeights } from '../models/quantised';
import { sizeIdOf } from '../models/sizes';
import type { FloatWeights } from '../models/weights';

/** A student, as Task.student has it. */
type Student = Omit<ModelBundle, 'card' | 'weights'>;

/** What can be told before anything is prepared. Throws RetortError('start-unfit'). */
export function checkStart(start: ModelBundle, { task, student, plainStudent }: RunConfig): void {
  const { card, network } = start;
  if (card.task !== task)
    throw unfit(start, `it is a model of “${nameOf(card.task)}”, and this run is of “${nameOf(task)}”`);
  if (sizeIdOf(network) !== student) throw unfit(start, 'its size is another one than the student’s');
  if (network.kind === 'decoder' && network.config.key_smearing === plainStudent)
    throw unfit(
      start,
      `it ${plainStudent ? 'is no plain Llama, and the student is one' : 'is a plain Llama, and the student is none'}`,
    );
}

/** The weights of a model as a student's first ones. Throws RetortError('start-unfit') that says what does not fit. */
export function startWeights(start: ModelBundle, student: Student): FloatWeights {
  if (start.tokenizer?.toJson() !== student.tokenizer?.toJson())
    throw unfit(start, 'its tokeniser is another one than this run’s: other data, or another vocabulary');
  if (start.labels && student.labels && start.labels.join('\n') !== student.labels.join('\n'))
    throw unfit(start, 'it tells other classes apart than this run’s');
  if (!sameShape(start, student)) throw unfit(start, 'its layers have other sizes than the student’s');
  return floatWeights(start.weights);
}

const nameOf = (task: string): string => taskOf(task)?.label.en ?? task;

const unfit = ({ card }: ModelBundle, why: string): RetortError =>
  new RetortError(
    'start-unfit',
    `The student cannot start from “${card.name}”: ${why}. Press “Start student here” at that model in the library, which sets all this, or have the first weights drawn from the seed.`,
  );

function sameShape({ network: a }: Student, { network: b }: Student): boolean {
  const [ours, theirs] = [shapesOf(a), shapesOf(b)];
  return (
    a.kind === b.kind &&
    ours.size === theirs.size &&
    [...ours].every(([name, shape]) => theirs.get(name)?.join() === shape.join())
  );
}
