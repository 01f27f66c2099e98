// The layer map of a run: the person's, or the standard one of the two models, once it is found to name layers that they have.

import { LAYERS } from '../catalog/feature-params';
import { type LayerPair, readLayerMap, standardMap, unknownPairs, writeLayerMap } from '../catalog/layer-map';
import type { LayerMapParam } from '../catalog/types';
import { settingParam } from '../catalog/settings';
import { RetortError } from '../lib/errors';
import type { ModelShape } from '../models/taps';
import type { MethodContext, Needs } from './method';

const NOTHING_ATTENDS =
  'Nothing attends in these networks, so there is no attention to compare. Choose a method on answers, hidden states or relations.';

/** Throws RetortError('config-invalid') where a map names a layer that a model lacks, or more pairs than the method compares. */
export function layerPairs(
  { student, teacher, settings }: MethodContext,
  method: string,
): readonly LayerPair[] {
  const param = settingParam(method, LAYERS) as LayerMapParam;
  const counts = { student: student.layers, teacher: teacher.layers };
  const pairs = readLayerMap(String(settings[LAYERS] ?? '')) ?? standardMap(param, counts);
  const unknown = unknownPairs(pairs, param, counts);
  if (unknown.length > 0) {
    throw new RetortError(
      'config-invalid',
      `There is no layer map ${writeLayerMap(unknown)}: ${layersOf('the student', student, param)}, and ${layersOf('the teacher', teacher, param)}. ` +
        (counts.student === 0 || counts.teacher === 0
          ? 'Choose models with hidden layers, or a method that compares answers alone.'
          : 'Connect layers that both have, the student’s first.'),
    );
  }
  if (!param.single || pairs.length === 1) return pairs;
  throw new RetortError(
    'config-invalid',
    `This method compares one pair of layers, and the map ${writeLayerMap(pairs)} has ${pairs.length}. Keep one of them.`,
  );
}

function layersOf(who: string, { layers }: ModelShape, { lowest }: LayerMapParam): string {
  return layers < lowest ? `${who} has no hidden layer` : `${who} has layers ${lowest} to ${layers}`;
}

/** The hidden states of the one pair of layers that a method compares. */
export const hiddenOf =
  (method: string) =>
  (of: MethodContext): Needs => {
    const pairs = layerPairs(of, method);
    const { student, teacher } = pairs[0]!;
    return { student: { hidden: [student] }, teacher: { hidden: [teacher] }, pairs };
  };

/** Throws RetortError('config-invalid') where one of the models has no attention. */
export function requireAttention({ student, teacher }: MethodContext): void {
  if (student.heads === 0 || teacher.heads === 0) throw new RetortError('config-invalid', NOTHING_ATTENDS);
}
