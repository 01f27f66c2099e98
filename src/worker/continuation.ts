// A stored run made ready where it stands, for those who go on with it elsewhere (models/torchrun). Nothing is trained: teachers that it
// has trained lie in storage.

import { metadataOf } from '../models/torchrun/run-about';
import { TWIN_FORMAT, type TwinRun } from '../models/torchrun/twin-run';
import type { ModelCard } from '../protocol/model-card';
import { serialiseRunFile } from '../storage/run-file';
import { runFileOf } from '../storage/run-record';
import { loadRun } from '../storage/runs';
import { RetortError } from '../lib/errors';
import type { Bundles } from './bundles';
import type { EngineRoom } from './engine-room';
import { RunStore } from './run-store';
import type { RunDeps } from './run';
import { contentOf } from './stored-models';
import type { WithDatabase } from './with-database';

export interface ContinuationDeps extends Pick<RunDeps, 'post' | 'textSet' | 'chatSet' | 'encoder'> {
  engine: Pick<EngineRoom, 'ready' | 'orLost'>;
  bundles: Pick<Bundles, 'bundle' | 'shipped' | 'dialogues'>;
  withDatabase: WithDatabase;
}

export interface ContinuationHooks {
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

/** Throws RetortError: 'checkpoint-gone', 'cancelled', what preparing throws, or 'config-invalid' where PyTorch could not go on. */
export async function continuationOf(
  id: string,
  { engine, bundles, post, textSet, chatSet, encoder, withDatabase }: ContinuationDeps,
  { signal, onProgress }: ContinuationHooks,
): Promise<TwinRun> {
  const checkpoint = await new RunStore(id, withDatabase, post).checkpoint();
  const record = await withDatabase((db) => loadRun(db, id));
  if (!record)
    throw new RetortError(
      'checkpoint-gone',
      'This run is gone from this device, so it cannot go on. Start it anew.',
    );
  const { prepareExperiment } = await engine.ready();
  const { twinRun } = await import('../tasks/twin-run');
  const deps = {
    bundle: (model: string) => bundles.bundle(model),
    tokenizer: async () => (await bundles.shipped()).tokenizer!,
    dialogues: () => bundles.dialogues(),
    ...{ textSet, chatSet, encoder, signal },
  };
  const experiment = await engine.orLost(prepareExperiment(checkpoint.config, deps, checkpoint));
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
    return await engine.orLost(twinRun(experiment, checkpoint, { metadata, signal, onProgress }));
  } finally {
    experiment.dispose();
  }
}
