// A stored run made ready where it stands, for those who go on with it in another way: elsewhere (continuation.ts), or with a smaller
// model (compressor.ts). Nothing is trained: teachers that it has trained lie in storage.

import type { Checkpoint } from '../protocol/checkpoint';
import type { Experiment } from '../tasks/experiment';
import type { Bundles } from './bundles';
import type { EngineRoom } from './engine-room';
import type { RunDeps } from './run';
import { RunStore } from './run-store';
import type { WithDatabase } from './with-database';

export interface StoredRunDeps extends Pick<
  RunDeps,
  'post' | 'textSet' | 'chatSet' | 'encoder' | 'languageModel'
> {
  engine: Pick<EngineRoom, 'ready' | 'orLost'>;
  bundles: Pick<Bundles, 'bundle' | 'shipped' | 'dialogues'>;
  withDatabase: WithDatabase;
}

/** To be disposed of. Throws RetortError: 'checkpoint-gone', 'cancelled', or what preparing throws. */
export async function storedExperiment(
  id: string,
  deps: StoredRunDeps,
  signal: AbortSignal,
): Promise<{ experiment: Experiment; checkpoint: Checkpoint }> {
  const checkpoint = await new RunStore(id, deps.withDatabase, deps.post).checkpoint();
  return { experiment: await experimentAt(checkpoint, deps, signal), checkpoint };
}

/** The same of a run whose checkpoint is at hand. */
export async function experimentAt(
  checkpoint: Checkpoint,
  { engine, bundles, textSet, chatSet, encoder, languageModel }: Omit<StoredRunDeps, 'post' | 'withDatabase'>,
  signal: AbortSignal,
): Promise<Experiment> {
  const { prepareExperiment } = await engine.ready();
  const deps = {
    bundle: (model: string) => bundles.bundle(model),
    tokenizer: async () => (await bundles.shipped()).tokenizer!,
    dialogues: () => bundles.dialogues(),
    ...{ textSet, chatSet, encoder, languageModel, signal },
  };
  return engine.orLost(prepareExperiment(checkpoint.config, deps, checkpoint));
}
