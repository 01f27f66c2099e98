// A model of a finished run made smaller, as stages after it that go through the one training loop: a few steps that change nothing but
// see which heads and hidden units matter, the cut, and a short healing distillation in which the forward pass already reads what will
// be stored (quantisation-aware: Jacob et al. 2018, arXiv 1712.05877). Then it is measured beside the run's other models. What is
// done to weights is models/transforms; what lasts of it is the worker's business.

import { mainFigure } from '../catalog/catalog';
import { createArm } from '../distillation/arms';
import { methodOf } from '../distillation/method';
import { constant, warmUpCosine } from '../distillation/schedule';
import { liveTargets, type Targets } from '../distillation/targets/targets';
import { gateProbe, type GateProbe } from '../engine/gate-probe';
import { dispose } from '../engine/tensor';
import { timeInTurns } from '../evaluation/timing';
import { throwIfCancelled } from '../lib/cancelled';
import { RetortError } from '../lib/errors';
import { nextTask } from '../lib/next-task';
import { type ModelBundle, networkOf, newCard } from '../models/bundle';
import { createDecoder } from '../models/create-decoder';
import { bytesOf, floatWeights, type Weights } from '../models/quantised';
import { serialiseWeights } from '../models/quantised-safetensors';
import { createEncoder } from '../models/create-encoder';
import { holdTo } from '../models/transforms/hold';
import { type Importance, partsOf, prune, zeroSmallest } from '../models/transforms/prune';
import { countParameters, fromParams } from '../models/weights';
import {
  BESIDE,
  type Beside,
  type Choices,
  type CompressionWork,
  type Measured,
} from '../protocol/compression';
import { timedWriting } from './agent/evaluate-agent';
import type { Experiment, Lesson } from './experiment';
import type { StoredNetwork, Writer } from './task';

/** Steps whose gradients say which parts matter. */
const WEIGHING = 16;
/** Of the run's learning rate: what has been learnt is to be kept. */
const HEALING_RATE = 0.3;
/** Tokens of the sentence that a classifier is timed over. */
const TIMED_SENTENCE = 12;

/** Where a healing is, to go on from. */
export interface HealingStore {
  load(): Promise<ArrayBuffer | null>;
  /** Asked after every step; null where it was not yet time. */
  save(arm: () => Promise<ArrayBuffer>, step: number): Promise<void>;
}

export interface CompressHooks {
  signal?: AbortSignal | undefined;
  onProgress?: ((work: CompressionWork, done: number, total: number) => void) | undefined;
  /** None: it begins anew. */
  healing?: HealingStore | undefined;
}

/** @param experiment at the student's stage. Throws RetortError: 'config-invalid' where it is not, 'cancelled' at the signal. */
export async function compress(
  experiment: Experiment,
  bundle: ModelBundle,
  choices: Choices,
  hooks: CompressHooks = {},
): Promise<ModelBundle> {
  const lesson = lessonOf(experiment);
  const { heads, hidden, zeros, steps } = choices;
  const cut =
    heads > 0 || hidden > 0
      ? prune(bundle, choices, await weigh(experiment, lesson, bundle, hooks))
      : { network: bundle.network, weights: floatWeights(bundle.weights) };
  const begun = zeros > 0 ? zeroSmallest(cut.weights, zeros) : cut.weights;
  const hold = holdTo(begun, { bits: choices.bits === 32 ? null : choices.bits, zeros: zeros > 0 });
  const trained =
    steps > 0
      ? await heal(experiment, lesson, bundle, { ...cut, weights: begun }, hold.held, choices, hooks)
      : begun;
  const weights = hold.settle(trained);
  const { card } = bundle;
  const about = newCard({ task: card.task, name: nameOf(card.name, choices), origin: 'compressed', weights });
  return {
    ...bundle,
    network: cut.network,
    weights,
    card: {
      ...card,
      ...{ id: '', createdAt: about.createdAt, name: about.name, origin: about.origin },
      ...{ parameters: about.parameters, figures: {} },
    },
  };
}

function lessonOf({ lesson, stage }: Experiment): Lesson {
  if (lesson && stage.id === 'student') return lesson;
  throw new RetortError(
    'config-invalid',
    'This run has not come to its student yet. Let it go on, and compress the student then.',
  );
}

/** What a card says: "… int4, heads −50 %, healed 150". */
function nameOf(name: string, { bits, heads, hidden, zeros, steps }: Choices): string {
  const share = (what: string, x: number) => (x > 0 ? [`${what} −${Math.round(100 * x)} %`] : []);
  const done = [
    ...(bits === 32 ? [] : [`int${bits}`]),
    ...share('heads', heads),
    ...share('hidden', hidden),
    ...share('weights', zeros),
    ...(steps > 0 ? [`healed ${steps}`] : []),
  ];
  return [name, ...done].join(', ');
}

/** What both stages share with the run: its rows, its teacher's answers, its T and λ. */
function raceOf({ config, controls }: Experiment, { task }: Lesson) {
  const { temperature, lambda, learningRate, settings, labels } = { ...config, ...controls };
  // no more than answers: a method with taps or rollouts was for a network of the run's own shape
  const targets: Targets = { ask: (batch, asked) => task.teacher.ask(batch, asked) };
  return {
    targets,
    batch: (step: number, of: number) => task.batch(config.steps + step, of),
    method: methodOf('hinton'),
    controls: { temperature, lambda, learningRate, settings, labels },
    rows: config.softRows,
    seed: config.seed,
  };
}

async function weigh(
  experiment: Experiment,
  lesson: Lesson,
  bundle: ModelBundle,
  { signal, onProgress }: CompressHooks,
): Promise<Importance> {
  const gated = partsOf(bundle.network).map(({ units, reads }) => ({ ...reads, units }));
  let probe!: GateProbe;
  const maker = {
    createModel: () => networkOf(bundle, (params) => params),
    createOptimizer: (params: Parameters<typeof gateProbe>[0]) => (probe = gateProbe(params, gated)),
    averages: false,
  };
  const race = { ...raceOf(experiment, lesson), schedule: constant, steps: WEIGHING };
  const arm = createArm('student', maker, race);
  try {
    for await (const { step } of arm.train(signal)) {
      onProgress?.('weighing', step, WEIGHING);
      await nextTask();
    }
    throwIfCancelled(signal);
    return await probe.importance();
  } finally {
    arm.dispose();
  }
}

async function heal(
  experiment: Experiment,
  lesson: Lesson,
  whole: ModelBundle,
  begun: StoredNetwork,
  held: Parameters<typeof networkOf>[1],
  { steps, taughtBy }: Choices,
  { signal, onProgress, healing }: CompressHooks,
) {
  const { task } = lesson;
  const race = raceOf(experiment, lesson);
  const { controls } = race;
  const self = taughtBy === 'self' ? networkOf(whole) : null;
  const maker = {
    createModel: () => networkOf(begun, held),
    createOptimizer: task.createOptimizer,
    averages: task.averages,
  };
  const arm = createArm('student', maker, {
    ...race,
    ...(self && { targets: liveTargets(self) }),
    controls: {
      ...controls,
      learningRate: HEALING_RATE * controls.learningRate,
      // whoever learns from itself is told nothing by hard labels that it has not been told before
      ...(self && controls.lambda === 1 && { lambda: 0 }),
    },
    schedule: warmUpCosine(steps),
    steps,
  });
  try {
    const saved = await healing?.load();
    if (saved) arm.restore(saved);
    onProgress?.('healing', arm.step, steps);
    for await (const { step } of arm.train(signal)) {
      onProgress?.('healing', step, steps);
      await healing?.save(() => arm.save(), step);
      await nextTask();
    }
    throwIfCancelled(signal);
    return await fromParams(arm.model.params);
  } finally {
    arm.dispose();
    if (self) dispose(self.params);
  }
}

export interface Scored {
  score: number;
  n: number;
}

/** The task's main figure of the run's own models, which does not change any more. */
export async function scoreBeside(
  experiment: Experiment,
  hooks: CompressHooks,
): Promise<Map<Beside, Scored>> {
  const scores = new Map<Beside, Scored>();
  for (const who of besidesOf(experiment)) {
    const writer = () => experiment.writer(who);
    const evaluate = () => experiment.evaluate(who, { signal: hooks.signal });
    scores.set(who, await scoreOf(experiment, writer, evaluate, hooks));
  }
  return scores;
}

const besidesOf = ({ speakers }: Experiment): Beside[] => BESIDE.filter((who) => speakers.includes(who));

/** The same of a model that was made smaller, as it is stored. */
export async function scoreCompressed(
  experiment: Experiment,
  bundle: ModelBundle,
  hooks: CompressHooks,
): Promise<Scored> {
  const { task } = lessonOf(experiment);
  const model = networkOf(bundle);
  try {
    return await scoreOf(
      experiment,
      async () => (await task.writer?.('student', model, bundle)) ?? null,
      () => task.evaluate('student', model, { signal: hooks.signal }),
      hooks,
    );
  } finally {
    dispose(model.params);
  }
}

async function scoreOf(
  { config }: Experiment,
  writer: () => Promise<Writer | null>,
  evaluate: () => Promise<{ n: number; figures: Readonly<Record<string, number>> } | null>,
  { signal, onProgress }: CompressHooks,
): Promise<Scored> {
  const figure = mainFigure(config.task);
  throwIfCancelled(signal);
  onProgress?.('scoring', 0, 0);
  const write = await writer();
  if (write) {
    const { figures, written } = await write({
      signal,
      onProgress: (done, total) => onProgress?.('scoring', done, total),
    });
    return { score: figures[figure] ?? 0, n: written };
  }
  const { figures, n } = (await evaluate())!;
  return { score: figures[figure] ?? 0, n };
}

/** Sizes and times of the models, in turns on this device. @param scores of each. */
export async function measure<Name>(
  models: ReadonlyMap<Name, ModelBundle>,
  scores: ReadonlyMap<Name, Scored>,
  { signal, onProgress }: CompressHooks = {},
): Promise<Map<Name, Measured>> {
  const passes = new Map<Name, () => unknown>();
  let things = 1;
  for (const [name, bundle] of models) {
    const timed = await passOf(bundle);
    if (!timed) continue;
    things = timed.things;
    timed.pass();
    passes.set(name, timed.pass);
  }
  const times = await timeInTurns(passes, {
    ...(signal && { signal }),
    onProgress: (done, total) => onProgress?.('timing', done, total),
  });
  const all = new Map<Name, Measured>();
  for (const [name, { weights }] of models) {
    const ms = times.get(name);
    all.set(name, {
      parameters: countParameters(weights),
      bytes: bytesOf(weights),
      zipped: await zippedBytes(weights),
      ms: ms === undefined ? null : ms / things,
      ...scores.get(name)!,
    });
  }
  return all;
}

/** A piece of a model's work as the chat has it done, warm or not; null of those that nobody talks with. */
async function passOf({
  network,
  weights,
}: ModelBundle): Promise<{ pass: () => unknown; things: number } | null> {
  switch (network.kind) {
    case 'decoder': {
      const decoder = await createDecoder(network.config, weights);
      const { write, length } = timedWriting(decoder, network.config.vocab_size);
      return { pass: write, things: length };
    }
    case 'encoder': {
      const encode = await createEncoder(network.config, weights);
      const T = Math.min(TIMED_SENTENCE, network.config.max_position_embeddings);
      const ids = Array.from({ length: T }, (_, i) => 1 + (i % (network.config.vocab_size - 1)));
      return { pass: () => encode(ids), things: 1 };
    }
    case 'mlp':
      return null;
    default:
      return network satisfies never;
  }
}

async function zippedBytes(weights: Weights): Promise<number> {
  const { zlibSync } = await import('fflate');
  return zlibSync(serialiseWeights(weights)).length;
}

/** All of it: the smaller model, its figures on its card, beside those of the run's models. @param known scores of those, where they are known. */
export async function compressAndMeasure(
  experiment: Experiment,
  bundle: ModelBundle,
  choices: Choices,
  { known, ...hooks }: CompressHooks & { known?: ReadonlyMap<Beside, Scored> | undefined } = {},
): Promise<{ made: ModelBundle; scores: ReadonlyMap<Beside, Scored> }> {
  const made = await compress(experiment, bundle, choices, hooks);
  const scores = known ?? (await scoreBeside(experiment, hooks));
  const own = await scoreCompressed(experiment, made, hooks);
  const models = new Map<Beside | 'made', ModelBundle>([['made', made]]);
  for (const who of scores.keys()) models.set(who, await experiment.bundle(who));
  const { made: measured, ...beside } = Object.fromEntries(
    await measure(models, new Map<Beside | 'made', Scored>([...scores, ['made', own]]), hooks),
  ) as Partial<Record<Beside, Measured>> & { made: Measured };
  const figure = mainFigure(experiment.config.task);
  const { id, name } = bundle.card;
  const card = {
    ...made.card,
    figures: { [figure]: own.score },
    compression: { of: { id, name }, choices, figure, measured, beside },
  };
  return { made: { ...made, card }, scores };
}

/** Of measureWays. */
const WHOLE = -1;

/** The run's student as it is, and as each way makes it, all timed in the same turns. */
export async function measureWays(
  experiment: Experiment,
  ways: readonly Choices[],
  hooks: CompressHooks = {},
): Promise<{ whole: Measured; ways: Measured[] }> {
  const student = await experiment.bundle('student');
  const models = new Map([[WHOLE, student]]);
  for (const [i, choices] of ways.entries())
    models.set(i, await compress(experiment, student, choices, hooks));
  const scores = new Map<number, Scored>();
  for (const [i, model] of models) scores.set(i, await scoreCompressed(experiment, model, hooks));
  const measured = await measure(models, scores, hooks);
  return { whole: measured.get(WHOLE)!, ways: ways.map((_, i) => measured.get(i)!) };
}
