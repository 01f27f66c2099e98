// A look into one network: what a forward pass with all taps shows of one example. The weights are a copy, put on the device for the look
// alone, so that it neither disturbs training nor ends with the run.
// N positions with logits, V classes, n items that are kept of what was fed, D width, H heads.

import { dispose, read, type Tensor, tensor } from '../engine/tensor';
import { LEAST_THINGS, similarities } from '../evaluation/metrics/cka';
import { throwIfCancelled } from '../lib/cancelled';
import { upTo } from '../lib/up-to';
import { type ModelBundle, networkOf } from '../models/bundle';
import { tidyTaps } from '../models/taps';
import type { Inspection, ModelView, Viewed } from '../protocol/inspection';

/** As a network takes it. */
export interface Specimen {
  inputs: Int32Array | Float32Array;
  shape: readonly [number, number];
  positions?: Int32Array | undefined;
  /** Rows of logits that are shown; the first ones. */
  shown: number;
  /** Items whose hidden states are compared: pieces of the text before any padding, or rows of numbers. */
  items: number;
}

export interface Look extends Omit<ModelView, 'who'> {
  /** By hidden state, [items·D]. */
  hidden: Float32Array[];
}

/** The corner [H·n·n] of maps [1, H, T, T], a byte for each probability. */
function bytesOf(map: ArrayLike<number>, H: number, T: number, n: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(H * n * n);
  for (let h = 0; h < H; h++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) bytes[(h * n + i) * n + j] = Math.round(255 * map[(h * T + i) * T + j]!);
  return bytes;
}

/** Looks once; the device is left as it was. */
export async function lookInto(
  bundle: Pick<ModelBundle, 'network' | 'weights'>,
  specimen: Specimen,
): Promise<Look> {
  const { inputs, shape, positions, shown, items } = specimen;
  const model = networkOf(bundle);
  const { layers, heads } = model.shape;
  const seen = tidyTaps(() =>
    model.forward(tensor(inputs, shape), {
      positions: positions && tensor(positions, [positions.length]),
      want: { hidden: upTo(layers + 1), ...(heads > 0 && { attention: upTo(layers) }) },
    }),
  );
  dispose(model.params);
  const hidden = [...(seen.hidden?.values() ?? [])];
  const attention = [...(seen.attention?.values() ?? [])];
  try {
    const V = seen.logits.shape[1]!;
    const numbers = async (x: Tensor) => Float32Array.from(await read(x)); // sync point
    const logits = (await numbers(seen.logits)).slice(0, shown * V);
    const states = [];
    for (const x of hidden) states.push((await numbers(x)).slice(0, items * x.shape.at(-1)!));
    const maps = [];
    for (const x of attention)
      maps.push({ heads, map: bytesOf(await read(x), heads, x.shape.at(-1)!, items) }); // sync point
    return { logits, hidden: states, attention: maps };
  } finally {
    dispose([seen.logits, seen.present ?? [], ...hidden, ...attention]);
  }
}

/** Looks into each model, the teacher first, and compares the layers of the first two. */
export async function lookIntoAll(
  models: ReadonlyMap<Viewed, Pick<ModelBundle, 'network' | 'weights'>>,
  specimen: Specimen,
  signal: AbortSignal | undefined,
): Promise<Pick<Inspection, 'views' | 'similarity'>> {
  const looks = new Map<Viewed, Look>();
  for (const [who, model] of models) {
    throwIfCancelled(signal);
    looks.set(who, await lookInto(model, specimen));
  }
  const [teacher, student] = [looks.get('teacher'), looks.get('student')];
  return {
    views: [...looks].map(([who, { logits, attention }]) => ({ who, logits, attention })),
    similarity:
      teacher && student && specimen.items >= LEAST_THINGS
        ? {
            rows: 'teacher',
            columns: 'student',
            items: specimen.items,
            cka: similarities(teacher.hidden, student.hidden, specimen.items),
          }
        : null,
  };
}
