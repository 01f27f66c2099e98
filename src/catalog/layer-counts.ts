// How many layers the models of an experiment have, before any of them is there.

import { sizes } from './catalog';
import type { RunConfig } from './run-config';
import { SHIPPED_LAYERS, SHIPPED_TEACHER } from './tasks/agent';
import type { ModelSize } from './types';

const layersIn = (size: ModelSize): number => (size.kind === 'mlp' ? size.hidden.length : size.layers);

/** Of a size or of the shipped teacher; null for a model of the person's own, which says so when the run starts. */
export function layersOf(model: string): number | null {
  if (model === SHIPPED_TEACHER) return SHIPPED_LAYERS;
  const size = sizes.find(({ id }) => id === model);
  return size ? layersIn(size) : null;
}

/** Of any model of the catalogue, for those that nobody knows. */
export const MOST_LAYERS = Math.max(...sizes.map(layersIn));

/** Null where the teacher's are not known yet. */
export const layerCounts = ({ student, teacher }: Pick<RunConfig, 'student' | 'teacher'>) => ({
  student: layersOf(student) ?? MOST_LAYERS,
  teacher: layersOf(teacher),
});
