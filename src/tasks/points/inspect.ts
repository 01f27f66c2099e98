// A point under the microscope: one row of numbers through each network, and the layers compared over a grid of the plane.

import { EXTENT } from '../../data/points';
import { RetortError } from '../../lib/errors';
import { upTo } from '../../lib/up-to';
import { chosenRow, type InspectTask, type Request } from '../inspect';
import { lookInto, lookIntoAll } from '../look';

/** Places along each side of the grid over which layers are compared. */
const SIDE = 12;

/** Rows [n·width] over which layers are compared: the plane, or the training rows where inputs are no points of it. */
function comparedRows({ transfer }: Request, width: number): Float32Array {
  if (width === 2) {
    const at = (i: number) => EXTENT * ((2 * i + 1) / SIDE - 1);
    return Float32Array.from(upTo(SIDE * SIDE).flatMap((i) => [at(i % SIDE), at(Math.floor(i / SIDE))]));
  }
  const rows = upTo(Math.min(transfer?.total ?? 0, SIDE * SIDE));
  return Float32Array.from(rows.flatMap((row) => [...transfer!.numbers!(row)]));
}

export const inspect: InspectTask = async (request) => {
  const { subject, models, larger, transfer, signal } = request;
  const { network } = models.values().next().value!;
  const widths = network.kind === 'mlp' ? network.config.widths : [];
  const [width, classes] = [widths[0]!, widths.at(-1)!];
  const row = chosenRow(request);
  if (subject.kind === 'text' || (row === null && width !== 2)) {
    throw new RetortError(
      'config-invalid',
      width === 2
        ? 'This run has learnt points. Give x and y, or choose a point of the map.'
        : `The examples of this run are ${width} numbers each. Choose a training row.`,
    );
  }
  const numbers = subject.kind === 'point' ? Float32Array.of(subject.x, subject.y) : transfer!.numbers!(row!);
  const others = comparedRows(request, width);
  const n = others.length / width;
  const inputs = Float32Array.of(...numbers, ...others);
  const specimen = { inputs, shape: [n + 1, width] as const, shown: 1, items: n + 1 };
  const label = row === null ? null : transfer!.label(row);
  return {
    text: [...numbers].map((x) => x.toFixed(2)).join(', '),
    point: width === 2 ? { x: numbers[0]!, y: numbers[1]! } : null,
    row,
    pieces: [],
    foretold: null,
    classes: upTo(classes).map((k) => String(k + 1)),
    right: [label ?? -1],
    rightBy: label === null ? 'nobody' : 'label',
    ...(await lookIntoAll(models, specimen, signal)),
    larger:
      larger?.network.kind === 'mlp' && larger.network.config.widths[0] === width
        ? { name: larger.card.name, logits: (await lookInto(larger, specimen)).logits }
        : null,
    written: null,
  };
};
