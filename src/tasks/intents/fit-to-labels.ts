// A finished teacher of intents, fitted to a data set: the rows of its head are put in the order of the set's
// labels, so that whoever asks it, for targets, figures or the chat, hears the classes in the set's order.
// K classes, D width.

import { RetortError } from '../../lib/errors';
import { shapesOf } from '../../models/network-shapes';
import { floatWeights } from '../../models/quantised';
import type { StoredTensor } from '../../models/safetensors';
import type { ModelBundle } from '../../models/bundle';

/** Weights of which each row is a class's, of an encoder and of a head on vectors. */
const HEADS = { encoder: ['score.weight'], mlp: ['layers.0.weight', 'layers.0.bias'] };
/** Names that a message lists. */
const NAMED = 5;

/** Throws RetortError('teacher-unfit') where the set has other labels, 'model-truncated' where weights are missing. */
export function fitToLabels(teacher: ModelBundle, labels: readonly string[]): ModelBundle {
  const { network, labels: known, card } = teacher;
  if (network.kind === 'decoder' || (network.kind === 'mlp' && !teacher.encoder) || !known) {
    throw new RetortError(
      'teacher-unfit',
      `“${card.name}” is no classifier of sentences. Choose one, or a size as teacher, which is trained first.`,
    );
  }
  const lacks = labels.filter((label) => !known.includes(label));
  const knowsMore = known.filter((label) => !labels.includes(label));
  if (lacks.length > 0 || knowsMore.length > 0) throw unfit(lacks, knowsMore);
  for (const [name, shape] of shapesOf(network)) {
    if (teacher.weights[name]?.shape.join() === shape.join()) continue;
    throw new RetortError(
      'model-truncated',
      `The kept teacher lacks ${name}. Remove it under “Your own data…” and let one be trained again.`,
    );
  }
  const order = labels.map((label) => known.indexOf(label)); // [K]
  const weights = floatWeights(teacher.weights);
  const heads = HEADS[network.kind].map((name) => [name, pickRows(weights[name]!, order)]);
  return { ...teacher, labels, weights: { ...weights, ...Object.fromEntries(heads) } };
}

/** Rows of [K, D], or numbers of [K], in another order. */
function pickRows({ shape, data }: StoredTensor, order: readonly number[]): StoredTensor {
  const D = shape[1] ?? 1;
  const picked = new Float32Array(data.length); // [K, D]
  for (const [to, from] of order.entries()) picked.set(data.subarray(from * D, (from + 1) * D), to * D);
  return { shape, data: picked };
}

function unfit(lacks: readonly string[], knowsMore: readonly string[]): RetortError {
  const some = (names: readonly string[]): string =>
    names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ` and ${names.length - NAMED} more` : '');
  const differences = [
    ...(lacks.length > 0 ? [`it does not know ${some(lacks)}`] : []),
    ...(knowsMore.length > 0 ? [`the data set does not have ${some(knowsMore)}`] : []),
  ];
  return new RetortError(
    'teacher-unfit',
    `The kept teacher learnt other labels than those of this data set: ${differences.join('; ')}. Choose the data set that it learnt, or a size as teacher, which is trained on this one.`,
  );
}
