// What the page's state is made of: the stores, and all that actions and wiring work on. create-app.ts puts it together.

import type { Bridge } from '../client/bridge';
import type { RetortDatabase } from '../storage/database';
import { createClaimsStore } from './claims-store';
import { createClassStore } from './class-store';
import { createChatStore } from './chat-store';
import { createCompressStore } from './compress-store';
import { createCorrectionsStore } from './corrections-store';
import { createDataStore } from './data-store';
import { createEngineStore } from './engine-store';
import { createExportStore } from './export-store';
import { createExperimentStore, experimentIn } from './experiment-store';
import { createMicroscopeStore } from './microscope-store';
import { createLessonStore } from './lesson-store';
import type { Metrics } from './metrics';
import { createNoticeStore } from './notice-store';
import { createPageStore, type PanelName } from './page-store';
import { createProofStore } from './proof-store';
import type { Removals } from './removals';
import type { RunRecorder } from './run-recorder';
import { createRunsStore } from './runs-store';
import { createStudiesStore } from './studies';
import { createTrainingStore } from './training-store';

export type Stores = ReturnType<typeof createStores>;

/** @param search of the address, which may name a term of the glossary. @param embedded panels of a page in a frame. */
export function createStores(hash: string, search: string, embedded: readonly PanelName[]) {
  const { config, rejected } = experimentIn(hash);
  return {
    experiment: createExperimentStore(config, rejected),
    engine: createEngineStore(),
    training: createTrainingStore(),
    chat: createChatStore(),
    notices: createNoticeStore(),
    runs: createRunsStore(),
    claims: createClaimsStore(hash),
    classes: createClassStore(hash),
    studies: createStudiesStore(),
    proof: createProofStore(),
    microscope: createMicroscopeStore(),
    lessons: createLessonStore(),
    page: createPageStore(search, embedded),
    data: createDataStore(),
    exporting: createExportStore(),
    compressing: createCompressStore(),
    corrections: createCorrectionsStore(),
  };
}

/** Everything that actions and wiring work on. */
export interface AppParts {
  stores: Stores;
  metrics: Metrics;
  bridge: Bridge;
  recorder: RunRecorder;
  removals: Removals;
  database(): Promise<RetortDatabase>;
  /** For the rejection of a command that nobody waits for: shows why. */
  complain(error: unknown): void;
}
