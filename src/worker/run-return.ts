// A run that went on under PyTorch and comes back: checked whole first, then stored as the same run, with its curves, its checkpoint
// and its models, so that it can be talked with and continued. The file is one that train.py wrote.

import { racersOf } from '../catalog/arms';
import { parseRunConfig } from '../catalog/run-config';
import { AVERAGE, STEP, under } from '../distillation/checkpoint';
import { RetortError } from '../lib/errors';
import type { ModelBundle, Network } from '../models/bundle';
import { checkShapes, ownWeights } from '../models/check-weights';
import {
  parseSafetensors,
  readMetadata,
  serialiseSafetensors,
  type StoredTensor,
} from '../models/safetensors';
import { readRunMetadata } from '../models/torchrun/run-about';
import { shapesOf } from '../models/network-shapes';
import type { Checkpoint } from '../protocol/checkpoint';
import type { Commands } from '../protocol/messages';
import type { Replies } from '../protocol/replies';
import { saveCheckpoint } from '../storage/checkpoints';
import { parseRunFile, type RunSeries } from '../storage/run-file';
import { recordOf } from '../storage/record-of-file';
import { loadRun, saveRun } from '../storage/runs';
import { bundleOf, keepModel } from './stored-models';
import type { WithDatabase } from './with-database';

type Tensors = Readonly<Record<string, StoredTensor>>;

/** Throws RetortError: 'file-shape' for another file, 'model-truncated' for weights that are not the run's, 'storage-full'. */
export async function takeBackRun(
  { name, blob }: Commands['run.takeBack'],
  withDatabase: WithDatabase,
): Promise<Replies['run.takeBack']> {
  const file = await blob.arrayBuffer();
  const metadata = readRunMetadata(readMetadata(file));
  if (!metadata)
    throw new RetortError(
      'file-shape',
      `“${name}” is not a run that PyTorch went on with. Choose result.safetensors, or a file of checkpoints/, from the run’s folder.`,
    );
  const { retort: about, run: text, series } = metadata;
  const { run } = parseRunFile(text);
  const { config } = parseRunConfig(run.config);
  // checked
  const tensors = parseSafetensors(file);
  const steps = racersOf(config).map((id) => tensors[`${id}/${STEP}`]?.data[0] ?? NaN);
  const step = steps[0]!;
  if (!steps.every((other) => other === step && other >= about.step && other <= config.steps))
    throw new RetortError(
      'file-shape',
      `“${name}” stands at step ${steps.join(', ')}, and its run goes from ${about.step} to ${config.steps}. Choose a file that train.py wrote.`,
    );
  const none = serialiseSafetensors({}, 'F32').buffer;
  const arms: Record<string, ArrayBuffer> = {};
  const bundles = new Map<string, ModelBundle>();
  for (const [id, card] of Object.entries(about.cards))
    bundles.set(id, bundleOf(card, { ...about.content, weights: none }));
  const student = bundles.get('student');
  if (!student)
    throw new RetortError('file-shape', `“${name}” has no student. Choose a file that train.py wrote.`);
  for (const id of racersOf(config)) {
    const mine = under(tensors, `${id}/`);
    const weights = checked(mine, student.network);
    arms[id] = serialiseSafetensors(mine, 'F32').buffer;
    const bundle = bundles.get(id);
    if (bundle) bundles.set(id, { ...bundle, weights });
  }

  // stored
  const checkpoint: Checkpoint = { config, stage: 'student', step, arms, watch: null, ...about.checkpoint };
  const known = await withDatabase((db) => loadRun(db, about.id));
  const record = known ?? recordOf(run, about.id, name);
  await withDatabase(async (db) => {
    for (const [who, bundle] of bundles)
      await keepModel(db, bundle, { id: `${about.id}.${who}`, run: about.id, kept: false });
    await saveCheckpoint(db, about.id, checkpoint);
    const longer = {
      ...record,
      config,
      step,
      status: 'stopped' as const,
      series: grown(record.series, about.step, series),
    };
    await saveRun(db, longer);
  });
  return { run: about.id };
}

/** The weights that count, all there and all numbers: the averages where the arm has them. */
function checked(arm: Tensors, network: Network): Record<string, StoredTensor> {
  const shapes = shapesOf(network);
  checkShapes(shapes, arm);
  const average = under(arm, AVERAGE);
  const counts = Object.keys(average).length > 0 ? average : arm;
  const own = [...shapes.keys()].flatMap((name) => (counts[name] ? [[name, counts[name]] as const] : []));
  return ownWeights(shapes, Object.fromEntries(own));
}

/** The curves up to where the run left, and from there the new ones. */
function grown(
  before: RunSeries,
  left: number,
  rows: readonly {
    arm: RunSeries['arm'][number];
    step: number;
    loss: number;
    terms: Record<string, number>;
  }[],
): RunSeries {
  const kept = before.arm.flatMap((arm, i) => {
    const terms = Object.entries(before.terms).flatMap(([id, column]) =>
      column[i] == null ? [] : [[id, column[i]] as const],
    );
    const row = { arm, step: before.step[i]!, loss: before.loss[i]!, terms: Object.fromEntries(terms) };
    // teachers and assistants count steps of their own
    return rows.some((one) => one.arm === arm) && row.step > left ? [] : [row];
  });
  const all = [...kept, ...rows];
  const ids = [...new Set(all.flatMap(({ terms }) => Object.keys(terms)))];
  return {
    arm: all.map(({ arm }) => arm),
    step: all.map(({ step }) => step),
    loss: all.map(({ loss }) => loss),
    terms: Object.fromEntries(ids.map((id) => [id, all.map(({ terms }) => terms[id] ?? null)])),
  };
}
