// Each method on features and relations through real models, of other widths, heads and layers than their teachers': value and
// gradients, of the model's weights and the projections, against float64 twins by finite differences; what does not count; identities.

import { beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../catalog/types';
import type { Batch } from '../data/batches';
import { valueAndGradients } from '../engine/gradients';
import * as twin from '../engine/reference';
import { type Grid, grid, slopeAlong } from '../engine/reference';
import { dispose, read, tensor, tidy } from '../engine/tensor';
import { useBackend } from '../engine/testing';
import { createRng } from '../lib/rng';
import { upTo } from '../lib/up-to';
import { encoderShapes } from '../models/encoder';
import { mlpShapes } from '../models/mlp';
import { encoderModel, mlpModel, type Model, transformerModel } from '../models/model';
import { type TransformerConfig, weightShapes } from '../models/transformer-config';
import {
  drawnWeights,
  mlpTwin,
  paramsOf,
  transformerTwin,
  type TwinForward,
  type TwinWeights,
} from '../models/twin';
import { methodOf, type MethodStep, settingsIn, withMethodParams } from './method';
import { methodParts } from './testing';

beforeAll(() => useBackend('cpu'));

type Kind = 'decoder' | 'encoder' | 'mlp';
const V = 7;
const [B, T] = [3, 5];

const student: TransformerConfig = {
  model_type: 'llama',
  vocab_size: V,
  hidden_size: 8,
  intermediate_size: 6,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  max_position_embeddings: 6,
  rms_norm_eps: 1e-5,
  rope_theta: 10_000,
  tie_word_embeddings: true,
  key_smearing: true,
  embedding_smearing: true,
};
const teacher: TransformerConfig = {
  ...student,
  hidden_size: 12,
  num_attention_heads: 3,
  num_hidden_layers: 3,
};
const encoderOf = (config: TransformerConfig) => ({ ...config, classes: 3, pad_token_id: 0 });

const IDS = Int32Array.from([1, 2, 3, 4, 5, 6, 0, 2, 0, 0, 3, 3, 1, 5, 2]); // 0 is padding to the encoder alone
const NUMBERS = Float32Array.from({ length: 2 * 6 }, (_, i) => Math.sin(3 * i));

const masks = (softMask: number[]) => ({
  labels: Int32Array.from(softMask, (_, i) => i % 3),
  hardMask: Float32Array.from(softMask, (_, i) => i % 2),
  softMask: Float32Array.from(softMask),
});
const BATCHES: Record<Kind, Batch> = {
  decoder: {
    inputs: IDS,
    shape: [B, T],
    positions: Int32Array.of(1, 2, 3, 5, 6, 7, 11, 12, 13, 14),
    ...masks([1, 1, 0, 1, 1, 1, 1, 1, 1, 0]),
    rows: [0, 1, 2],
  },
  encoder: { inputs: IDS, shape: [B, T], ...masks([1, 1, 1]), rows: [0, 1, 2] },
  mlp: { inputs: NUMBERS, shape: [6, 2], ...masks([1, 1, 0, 1, 1, 1]), rows: upTo(6) },
};

interface Side {
  weights: TwinWeights;
  model: Model;
  twin(): Partial<TwinForward> & Pick<TwinForward, 'logits' | 'hidden'>;
  /** Of hidden state l. */
  widths: readonly number[];
  heads: number;
}

function sideOf(kind: Kind, config: TransformerConfig, widths: readonly number[], seed: number): Side {
  if (kind === 'mlp') {
    const weights = drawnWeights(mlpShapes(widths), seed);
    const model = mlpModel(stored(weights));
    return { weights, model, twin: () => mlpTwin(weights, grid([6, 2], NUMBERS)), widths, heads: 0 };
  }
  const used = kind === 'encoder' ? encoderOf(config) : config;
  const weights = drawnWeights(
    kind === 'encoder' ? encoderShapes(encoderOf(config)) : weightShapes(config),
    seed,
  );
  const model =
    kind === 'encoder'
      ? encoderModel(encoderOf(config), stored(weights))
      : transformerModel(config, stored(weights));
  const states = new Array<number>(config.num_hidden_layers + 1).fill(config.hidden_size);
  return {
    weights,
    model,
    twin: () => transformerTwin(weights, used, IDS, B),
    widths: states,
    heads: config.num_attention_heads,
  };
}

const stored = (w: TwinWeights) =>
  Object.fromEntries(
    Object.entries(w).map(([name, { shape, data }]) => [
      name,
      { shape: [...shape], data: Float32Array.from(data) },
    ]),
  );

/** Rows of numbers at some of their numbers. */
const rowsAt = (data: Float64Array, width: number, at: readonly number[]): Grid =>
  grid(
    [at.length, width],
    at.flatMap((n) => [...data.subarray(n * width, (n + 1) * width)]),
  );

const softmax = (scores: readonly number[]): number[] => {
  const top = Math.max(...scores);
  const e = scores.map((x) => Math.exp(x - top));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((x) => x / sum);
};

/** What a step is about, in plain numbers. */
interface Told {
  kind: Kind;
  mine: Side;
  theirs: Side;
  own: TwinWeights;
  /** Places [b·T + t], or rows, that count. */
  places: readonly number[];
  /** Which positions a position may be related to. */
  seen(place: number): number[];
}

function projected({ own }: Told, name: string, rows: Grid): Float64Array {
  return twin.linear(rows, own[`${name}.weight`]!, own[`${name}.bias`]);
}

function squares(told: Told, name: string, s: number, t: number, factor: number): number {
  const { mine, theirs, places } = told;
  const [a, b] = [mine.twin().hidden[s]!, theirs.twin().hidden[t]!];
  const E = theirs.widths[t]!;
  const got = projected(told, name, rowsAt(a, mine.widths[s]!, places));
  const aim = rowsAt(b, E, places).data;
  return (factor * got.reduce((sum, x, i) => sum + (x - aim[i]!) ** 2, 0)) / E / places.length;
}

function representatives({ kind, mine, theirs, places }: Told, s: number, t: number): [Grid, Grid] {
  const of = (side: Side, layer: number): Grid => {
    const [data, D] = [side.twin().hidden[layer]!, side.widths[layer]!];
    if (kind !== 'encoder') return rowsAt(data, D, places);
    const means = upTo(B).flatMap((b) => {
      const words = places.filter((place) => Math.floor(place / T) === b);
      return upTo(D).map((d) => words.reduce((sum, n) => sum + data[n * D + d]!, 0) / words.length);
    });
    return grid([B, D], means);
  };
  return [of(mine, s), of(theirs, t)];
}

function attentionTerm({ mine, theirs, places }: Told, s: number, t: number): number {
  const [a, b] = [mine.twin().attention![s]!, theirs.twin().attention![t]!];
  // heads differ: their means
  const meanMap = (map: Float64Array, heads: number, place: number, key: number) =>
    upTo(heads).reduce(
      (sum, h) => sum + map[((Math.floor(place / T) * heads + h) * T + (place % T)) * T + key]!,
      0,
    ) / heads;
  const all = places.flatMap((place) =>
    upTo(T).map((key) => (meanMap(a, mine.heads, place, key) - meanMap(b, theirs.heads, place, key)) ** 2),
  );
  return all.reduce((x, y) => x + y, 0) / places.length;
}

const LAST = 1;

function relationTerm({ mine, theirs, places, seen }: Told, A: number): number {
  const [a, b] = [mine.twin().relations![LAST]!, theirs.twin().relations![2]!];
  let total = 0;
  for (const part of ['query', 'key', 'value'] as const) {
    const scores = (side: Side, data: Float64Array, head: number, place: number): number[] => {
      const D = side.widths[0]!;
      const [d, r] = [D / side.heads, D / A];
      const numbers = (at: number) =>
        upTo(r).map((j) => {
          const i = head * r + j;
          return data[((Math.floor(at / T) * side.heads + Math.floor(i / d)) * T + (at % T)) * d + (i % d)]!;
        });
      const q = numbers(place);
      return seen(place).map((at) => numbers(at).reduce((sum, x, j) => sum + x * q[j]!, 0) / Math.sqrt(r));
    };
    for (const place of places) {
      for (let head = 0; head < A; head++) {
        const [q, p] = [
          softmax(scores(mine, a[part], head, place)),
          softmax(scores(theirs, b[part], head, place)),
        ];
        total += p.reduce((sum, x, i) => sum + x * Math.log(x / q[i]!), 0);
      }
    }
  }
  return total / 3 / A / places.length;
}

/** What each method adds to Hinton's loss, its weights included, over the standard maps of the two models. */
const TWINS: Record<string, (told: Told) => number> = {
  hint: (told) => squares(told, 'hint', 1, told.kind === 'mlp' ? 1 : 2, 0.5),
  tinybert: (told) =>
    squares(told, 'hidden', 0, 0, 1) +
    squares(told, 'hidden', 1, 2, 1) +
    squares(told, 'hidden', 2, 3, 1) +
    attentionTerm(told, 0, 1) +
    attentionTerm(told, 1, 2),
  minilm: (told) => relationTerm(told, 4),
  rkd(told) {
    const [x, y] = representatives(told, 2, told.kind === 'mlp' ? 2 : 3);
    return 25 * twin.distanceLoss(x, y) + 50 * twin.angleLoss(x, y);
  },
  sp(told) {
    const [x, y] = representatives(told, 2, told.kind === 'mlp' ? 2 : 3);
    return 3000 * twin.similarityLoss(x, y);
  },
  dist({ mine, theirs, kind }) {
    const { positions, softMask, labels } = BATCHES[kind];
    const K = kind === 'decoder' ? V : 3;
    const at = positions ? [...positions] : upTo(labels.length);
    const of = (side: Side) => rowsAt(side.twin().logits, K, at);
    const { inter, intra } = twin.correlationLosses({
      student: of(mine),
      teacher: of(theirs),
      mask: softMask,
      temperature: 2,
    });
    return 2 * inter + 2 * intra;
  },
};

const [TEMPERATURE, LAMBDA] = [2, 0.25];

/** The whole loss in float64. */
function lossTwin(told: Told, method: string): number {
  const { kind, mine, theirs } = told;
  const { positions, labels, hardMask, softMask } = BATCHES[kind];
  const K = kind === 'decoder' ? V : 3;
  const at = positions ? [...positions] : upTo(labels.length);
  const { loss } = twin.distillationLoss({
    student: rowsAt(mine.twin().logits, K, at),
    teacher: rowsAt(theirs.twin().logits, K, at),
    ...{ labels, hardMask, softMask, temperature: TEMPERATURE, lambda: LAMBDA },
  });
  return loss + (1 - LAMBDA) * TWINS[method]!(told);
}

/** Both models, the method's weights, and a step about them. @param tapped rows that the teacher's taps are of. */
function setUp(kind: Kind, method: string, settings: Settings = {}, tapped?: readonly number[]) {
  const mine = sideOf(kind, student, [2, 5, 4, 3], 3);
  const theirs = sideOf(kind, teacher, [2, 6, 6, 3], 4);
  const batch = BATCHES[kind];
  const { needs, methodParams: drawn } = methodParts(methodOf(method), mine.model, theirs.model, settings);
  const own = drawnWeights(new Map(Object.entries(drawn).map(([name, x]) => [name, x.shape])), 5);
  dispose(drawn);
  const methodParams = paramsOf(own);
  const isWord = (place: number) => kind !== 'encoder' || IDS[place] !== 0;
  const rows = tapped ?? upTo(batch.shape[0]);
  const counted =
    kind === 'decoder'
      ? [...batch.positions!].filter((_, n) => batch.softMask[n]! > 0)
      : kind === 'encoder'
        ? upTo(B * T)
        : upTo(6).filter((n) => batch.softMask[n]! > 0);
  const rowOf = (place: number) => (kind === 'mlp' ? place : Math.floor(place / T));
  const told: Told = {
    ...{ kind, mine, theirs, own },
    places: counted.filter((place) => isWord(place) && rows.includes(rowOf(place))),
    seen: (place) =>
      upTo(T)
        .map((t) => Math.floor(place / T) * T + t)
        .filter((at) => (kind === 'decoder' ? at <= place : isWord(at))),
  };
  const run = (change: Partial<MethodStep> = {}) =>
    tidy(() => {
      const inputs = tensor(batch.inputs, batch.shape);
      const positions = batch.positions && tensor(batch.positions, [batch.positions.length]);
      const asked = theirs.model.forward(inputs, { positions, want: needs?.teacher });
      const part = (rows: readonly number[]) =>
        theirs.model.forward(tensor(partInputs(batch, rows), [rows.length, T]), { want: needs?.teacher });
      const taps = tapped && tapped.length > 0 ? part(tapped) : {};
      const answers = tapped ? { ...taps, logits: asked.logits, tapped } : asked;
      const n = batch.labels.length;
      const { loss, extras, grads } = valueAndGradients(
        () => {
          const student = mine.model.forward(inputs, { positions, want: needs?.student });
          const { loss, terms } = methodOf(method).loss({
            ...{ student, teacher: answers, batch, temperature: TEMPERATURE, lambda: LAMBDA },
            ...{ step: 0, steps: 10, pairs: needs?.pairs ?? [], params: methodParams },
            settings: settingsIn(methodOf(method), settings),
            labels: tensor(batch.labels, [n]),
            hardMask: tensor(batch.hardMask, [n]),
            softMask: tensor(batch.softMask, [n]),
            ...change,
          });
          return { loss, ...terms };
        },
        withMethodParams(mine.model.params, methodParams),
      );
      return { loss, terms: extras as Record<string, typeof loss>, grads };
    });
  const free = () => dispose([mine.model.params, theirs.model.params, methodParams]);
  return { told, run, free };
}

const partInputs = ({ inputs }: Batch, rows: readonly number[]): Int32Array =>
  Int32Array.from(rows.flatMap((b) => [...inputs.subarray(b * T, (b + 1) * T)]));

const CASES = (['decoder', 'encoder', 'mlp'] as const).flatMap((kind) =>
  Object.keys(TWINS)
    .filter((method) => kind !== 'mlp' || !['tinybert', 'minilm'].includes(method))
    .map((method) => ({ kind, method })),
);

async function compare({ told, run, free }: ReturnType<typeof setUp>, method: string): Promise<void> {
  const { loss, terms, grads } = run();
  const f = () => lossTwin(told, method);
  const expected = f();
  // float32 through two models, sums of some hundred terms; what the terms weigh (up to 3000) weighs their rounding too
  const near = (got: number, aim: number, what: string) =>
    expect(Math.abs(got - aim), what).toBeLessThan(2e-4 * (1 + Math.abs(aim)));
  near((await read(loss))[0]!, expected, 'loss');
  const rng = createRng(11);
  const weights = {
    ...told.mine.weights,
    ...Object.fromEntries(Object.entries(told.own).map(([n, w]) => [`method.${n}`, w])),
  };
  let moved = 0;
  for (const [name, { data }] of Object.entries(weights)) {
    const direction = Float64Array.from(data, () => rng.normal() / Math.sqrt(data.length));
    const got = grads[name] ? await read(grads[name]) : new Float32Array(data.length);
    const along = direction.reduce((sum, d, i) => sum + d * got[i]!, 0);
    if (Math.abs(along) > 1e-3) moved++;
    near(along, slopeAlong(f, data, direction), name);
  }
  expect(moved).toBeGreaterThan(2);
  dispose([loss, terms, grads]);
  free();
}

describe('methods on features', () => {
  it.each(CASES)(
    'have the value and the gradients of the formula: $method, $kind',
    async ({ kind, method }) => {
      await compare(setUp(kind, method), method);
    },
  );

  it.each(CASES.filter(({ kind, method }) => kind === 'decoder' && method !== 'dist'))(
    'count rows with taps alone: $method',
    async ({ kind, method }) => {
      await compare(setUp(kind, method, {}, [0, 2]), method);
    },
  );

  it.each(CASES.filter(({ kind, method }) => kind === 'decoder' && method !== 'dist'))(
    'are Hinton’s loss where no row has taps: $method',
    async ({ kind, method }) => {
      const [made, hinton] = [setUp(kind, method, {}, []), setUp(kind, 'hinton')];
      const [bare, plain] = [made.run(), hinton.run()];
      expect((await read(bare.loss))[0]).toBe((await read(plain.loss))[0]);
      for (const [name, gradient] of Object.entries(plain.grads))
        expect(await read(bare.grads[name]!)).toEqual(await read(gradient));
      for (const id of Object.keys(bare.terms).filter((id) => id !== 'ce' && id !== 'kl'))
        expect((await read(bare.terms[id]!))[0]).toBe(0);
      dispose([plain, bare]);
      made.free();
      hinton.free();
    },
  );
});
