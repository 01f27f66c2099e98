// Which layers of a student learn from which layers of its teacher, as text: "1-2,2-4", the student's layer first. Layers are
// counted from 1; 0 is what enters the first one. Whether two models have such layers is told apart from how it is written.

import type { LayerMapParam } from './types';

export interface LayerPair {
  student: number;
  teacher: number;
}

/** How many layers two models have. */
export interface LayerCounts {
  student: number;
  teacher: number;
}

const WRITTEN = /^\d{1,2}-\d{1,2}(,\d{1,2}-\d{1,2}){0,63}$/;

const inOrder = (pairs: readonly LayerPair[]): LayerPair[] =>
  [...pairs].sort((a, b) => a.student - b.student || a.teacher - b.teacher);

/** The pairs of a text, in order and each once; null where it is no such text. */
export function readLayerMap(text: string): LayerPair[] | null {
  if (!WRITTEN.test(text)) return null;
  const pairs = [...new Set(text.split(','))].map((pair) => {
    const [student, teacher] = pair.split('-').map(Number) as [number, number];
    return { student, teacher };
  });
  return inOrder(pairs);
}

export const writeLayerMap = (pairs: readonly LayerPair[]): string =>
  inOrder(pairs)
    .map(({ student, teacher }) => `${student}-${teacher}`)
    .join(',');

/** The standard map: evenly spread, the middle of the student, or the last layer of both. */
export function standardMap(
  { standard, lowest }: LayerMapParam,
  { student, teacher }: LayerCounts,
): LayerPair[] {
  const partner = (layer: number): LayerPair => ({
    student: layer,
    teacher: student === 0 ? 0 : Math.max(Math.min(layer, 1), Math.round((layer * teacher) / student)),
  });
  if (standard === 'last') return [{ student, teacher }];
  if (standard === 'middle') return [partner(Math.ceil(student / 2))];
  return Array.from({ length: student - lowest + 1 }, (_, i) => partner(i + lowest));
}

/** The pairs of a map that one of two models has no layer for. */
export const unknownPairs = (
  pairs: readonly LayerPair[],
  { lowest }: LayerMapParam,
  counts: LayerCounts,
): LayerPair[] =>
  pairs.filter(
    ({ student, teacher }) =>
      Math.min(student, teacher) < lowest || student > counts.student || teacher > counts.teacher,
  );
