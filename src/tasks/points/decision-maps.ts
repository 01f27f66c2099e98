// What each model would answer at every place of the plane: classes and confidence on a grid, for the three maps side by side.

import { EXTENT, type RowData } from '../../data/points';
import { softmax } from '../../engine/ops/predictions';
import { read, tensor, tidy } from '../../engine/tensor';
import type { Model } from '../../models/model';
import type { Arm } from '../../catalog/arms';
import type { DecisionMaps } from '../../protocol/training';

/** Cells along each side. */
export const MAP_SIZE = 64;

/** Centres of the cells [size·size, 2], row 0 at the top. */
function gridPoints(size: number): Float32Array {
  const points = new Float32Array(2 * size * size);
  const at = (i: number): number => EXTENT * ((2 * i + 1) / size - 1);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      points.set([at(column), -at(row)], 2 * (row * size + column));
    }
  }
  return points;
}

const grid = gridPoints(MAP_SIZE);

/** Maps of the given models at a step; one read from the device for each. */
export async function decisionMaps(
  models: readonly { arm: Arm; model: Model }[],
  data: RowData,
  step: number,
): Promise<DecisionMaps> {
  const cells = MAP_SIZE * MAP_SIZE;
  const maps: DecisionMaps['models'] = [];
  for (const { arm, model } of models) {
    const output = tidy(() => softmax(model.forward(tensor(grid, [cells, 2])).logits)); // [cells, K]
    const probabilities = await read(output); // sync point
    output.dispose();
    const label = new Uint8Array(cells);
    const confidence = new Uint8Array(cells);
    for (let i = 0; i < cells; i++) {
      let best = 0;
      for (let k = 1; k < data.classes; k++) {
        if (probabilities[i * data.classes + k]! > probabilities[i * data.classes + best]!) best = k;
      }
      label[i] = best;
      confidence[i] = Math.round(255 * probabilities[i * data.classes + best]!);
    }
    maps.push({ arm, label, confidence });
  }
  const { x, label, n } = data.train;
  const points = {
    x: Float32Array.from({ length: n }, (_, i) => x[2 * i]!),
    y: Float32Array.from({ length: n }, (_, i) => x[2 * i + 1]!),
    label: Uint8Array.from(label),
  };
  return { step, size: MAP_SIZE, extent: EXTENT, classes: data.classes, models: maps, points };
}
