// A run at a step of its student as PyTorch goes on with it: the rows that every step will see, its T, λ and learning rate, and what the
// teacher says, asked in the page's way. What the twin lacks is refused here, by name (models/torchrun/lacking.ts knows the config's
// part of it).

import { racersOf } from '../catalog/arms';
import { settingsOf } from '../catalog/settings';
import { RULES } from '../distillation/arms';
import { Steering } from '../distillation/steering';
import { read, tensor, tidy } from '../engine/tensor';
import { throwIfCancelled } from '../lib/cancelled';
import { RetortError } from '../lib/errors';
import { nextTask } from '../lib/next-task';
import { upTo } from '../lib/up-to';
import { floatWeights } from '../models/quantised';
import { parseSafetensors, type StoredTensor } from '../models/safetensors';
import { lacking } from '../models/torchrun/lacking';
import type { TwinArm, TwinRows, TwinRun } from '../models/torchrun/twin-run';
import type { Checkpoint } from '../protocol/checkpoint';
import type { Experiment, Lesson } from './experiment';

/** Steps drawn before other tasks get a turn. */
const PIECE = 50;

export interface TwinRunOptions {
  metadata: TwinRun['metadata'];
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

const refused = (what: string): RetortError => new RetortError('config-invalid', what);

/** @param experiment made ready from the checkpoint. Throws RetortError('config-invalid') where PyTorch could not go on with it. */
export async function twinRun(
  experiment: Experiment,
  checkpoint: Checkpoint,
  { metadata, signal, onProgress }: TwinRunOptions,
): Promise<TwinRun> {
  const { config, lesson, stage } = experiment;
  const why = lacking(config, checkpoint.labels);
  if (why) throw refused(why.en);
  if (!lesson || stage.id !== 'student')
    throw refused('This run is still with its teacher. Let it reach its student, and export it then.');
  const { twin, student } = lesson.task;
  if (!twin) throw refused('PyTorch has no such task. Let this run go on in the page.');
  const startStep = checkpoint.step;
  if (startStep >= config.steps)
    throw refused('This run is at its last step. Start one with more steps, stop it early, and export that.');

  const plan = planOf(lesson, experiment, startStep);
  const arms = armsOf(experiment);
  const orders: TwinRun['orders'] = {};
  let targets: TwinRun['targets'] = null;
  for (const rows of new Set(arms.map((arm) => arm.rows))) {
    const drawn = await drawAll(lesson, plan, rows, { startStep, signal, onProgress });
    orders[rows] = drawn.order;
    targets ??= drawn.targets;
  }
  const { teacher, teacherWeights } = askedTeacher(lesson, targets);
  return {
    about: {
      task: config.task,
      student: student.network,
      teacher,
      method: config.method,
      settings: settingsOf(config.settings, config.method),
      arms,
      batchSize: config.batchSize,
      startStep,
      steps: config.steps,
      optimizer: twin.optimizer,
      ...(twin.drops ?? { dropout: 0, dropSeed: 0, wordDropout: 0, wordSeed: '' }),
    },
    plan,
    orders,
    rows: upTo(lesson.task.rows.total).map((row) => twin.row(row)),
    targets,
    teacherWeights,
    state: stateOf(checkpoint, arms),
    metadata,
  };
}

/** Courses are those of the run, from where they were. */
function planOf(
  { task, steering }: Lesson,
  { config, controls }: Experiment,
  start: number,
): TwinRun['plan'] {
  const ahead = new Steering({ controls: { ...controls }, steps: config.steps, softTerms: [] });
  ahead.restore(structuredClone(steering.save()));
  const plan: TwinRun['plan'] = { temperature: [], lambda: [], learningRate: [] };
  for (let step = start; step < config.steps; step++) {
    const { temperature, lambda, learningRate } = ahead.at(step);
    plan.temperature.push(temperature);
    plan.lambda.push(lambda);
    plan.learningRate.push(learningRate * task.schedule(step));
  }
  return plan;
}

/** What distillation/arms.ts has of each. */
const armsOf = ({ config }: Experiment): TwinArm[] =>
  racersOf(config).map((id) => {
    const { lambda = null, rows = config.softRows, method = config.method } = RULES[id] ?? {};
    return { id, method, rows, lambda };
  });

interface Drawing extends Pick<TwinRunOptions, 'signal' | 'onProgress'> {
  startStep: number;
}

/** The rows of all steps, and of classifiers what the teacher says about each of them. */
async function drawAll(
  { task }: Lesson,
  plan: TwinRun['plan'],
  rows: TwinRows,
  { startStep, signal, onProgress }: Drawing,
): Promise<{ order: Int32Array; targets: StoredTensor | null }> {
  const K = task.classes?.length ?? 0;
  const logits = new Float32Array(task.rows.total * K);
  const asked = new Set<number>();
  const order: number[] = [];
  for (const [i, lambda] of plan.lambda.entries()) {
    const batch = task.batch(startStep + i, rows === 'labelled' ? 1 : lambda, rows);
    order.push(...batch.rows);
    if (K > 0 && batch.rows.some((row) => !asked.has(row))) {
      const inputs = () => tensor(batch.inputs, batch.shape);
      const said = tidy(
        () => task.teacher.ask(batch, { inputs: inputs(), positions: undefined, temperature: 1 }).logits,
      );
      const values = await read(said); // sync point
      said.dispose();
      for (const [b, row] of batch.rows.entries()) {
        logits.set(values.subarray(b * K, (b + 1) * K), row * K);
        asked.add(row);
      }
    }
    if (i % PIECE !== 0) continue;
    onProgress?.(i, plan.lambda.length);
    throwIfCancelled(signal);
    await nextTask();
  }
  return {
    order: Int32Array.from(order),
    targets: K > 0 ? { shape: [task.rows.total, K], data: logits } : null,
  };
}

/** The network that is asked during the run; none where its answers are there already. */
function askedTeacher(
  { teachers }: Lesson,
  targets: TwinRun['targets'],
): { teacher: TwinRun['about']['teacher']; teacherWeights: TwinRun['teacherWeights'] } {
  if (targets) return { teacher: null, teacherWeights: null };
  const { network, weights, card } = teachers[0]!.bundle;
  if (network.kind === 'decoder' && network.config.tie_word_embeddings)
    return { teacher: network, teacherWeights: floatWeights(weights) };
  throw refused(
    `“${card.name}” has a head of its own beside its table of words, which the twin lacks. Choose a teacher with tied embeddings.`,
  );
}

function stateOf({ arms }: Checkpoint, wanted: readonly TwinArm[]): TwinRun['state'] {
  const state: Record<string, StoredTensor> = {};
  for (const { id } of wanted) {
    const file = arms[id];
    if (!file) throw refused(`The checkpoint has no ${id}. Start this run again from its beginning.`);
    for (const [name, stored] of Object.entries(parseSafetensors(file))) state[`${id}/${name}`] = stored;
  }
  return state;
}
