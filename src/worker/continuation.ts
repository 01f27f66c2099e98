// A stored run as those take it up who go on with it elsewhere (models/torchrun).

import { metadataOf } from '../models/torchrun/run-about';
import { TWIN_FORMAT, type TwinRun } from '../models/torchrun/twin-run';
import type { ModelCard } from '../protocol/model-card';
import { serialiseRunFile } from '../storage/run-file';
import { runFileOf } from '../storage/record-of-file';
import { loadRun } from '../storage/runs';
import { RetortError } from '../lib/errors';
import { storedExperiment, type StoredRunDeps } from './stored-experiment';
import { contentOf } from './stored-models';

export interface ContinuationHooks {
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

/** Throws RetortError: 'checkpoint-gone', 'cancelled', what preparing throws, or 'config-invalid' where PyTorch could not go on. */
export async function continuationOf(
  id: string,
  deps: StoredRunDeps,
  { signal, onProgress }: ContinuationHooks,
): Promise<TwinRun> {
  const record = await deps.withDatabase((db) => loadRun(db, id));
  if (!record)
    throw new RetortError(
      'checkpoint-gone',
      'This run is gone from this device, so it cannot go on. Start it anew.',
    );
  const { twinRun } = await import('../tasks/twin-run');
  const { experiment, checkpoint } = await storedExperiment(id, deps, signal);
  try {
    const cards: Record<string, ModelCard> = {};
    for (const who of ['student', 'baseline'] as const)
      if (experiment.speakers.includes(who)) cards[who] = (await experiment.bundle(who)).card;
    const { teacher, moreTeachers, assistants, steering, step } = checkpoint;
    const about = {
      format: TWIN_FORMAT,
      ...{ id, step, cards },
      checkpoint: { teacher, moreTeachers, assistants, steering },
      content: experiment.lesson ? contentOf(experiment.lesson.task.student) : {},
    } as const;
    const metadata = metadataOf(about, serialiseRunFile(runFileOf(record)));
    return await deps.engine.orLost(twinRun(experiment, checkpoint, { metadata, signal, onProgress }));
  } finally {
    experiment.dispose();
  }
}
