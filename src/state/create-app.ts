// The page's state put together: stores, bridge, recorder, actions. A factory, so that tests make one with a worker and a
// database of their own; app.ts has the one that the page uses.

import { Bridge, type BridgeOptions } from '../client/bridge';
import type { RetortDatabase } from '../storage/database';
import type { Actions } from './actions';
import { type AppParts, createStores } from './app-parts';
import { chatActions } from './chat-actions';
import { EMBEDDABLE, embeddingOf } from './embedded';
import { lateActions } from './late-actions';
import { Metrics } from './metrics';
import { noteError } from './notice-store';
import { Removals } from './removals';
import { RunLock } from './run-lock';
import { RunRecorder } from './run-recorder';
import { runActions } from './run-actions';
import { createStudyQueue } from './study-queue';
import { studyActions } from './study-actions';
import { trainingActions } from './training-actions';
import { listenToWorker } from './wiring';
import { version } from '../../package.json';

export interface AppOptions {
  /** The address's hash, which may hold an experiment. */
  hash: string;
  /** Its search, which may name a term of the glossary, or what is embedded. */
  search?: string;
  bridge?: BridgeOptions;
  /** Say which tab is at a run. */
  locks?: LockManager | undefined;
  database?: () => Promise<RetortDatabase>;
}

export function createApp({
  hash,
  search = '',
  bridge: bridgeOptions,
  locks,
  database: open = async () => (await import('../storage/database')).openDatabase(),
}: AppOptions) {
  const embedding = embeddingOf({ search, hash });
  const stores = createStores(hash, search, embedding.panels);
  const metrics = new Metrics();
  const bridge = new Bridge(bridgeOptions);
  let opened: Promise<RetortDatabase> | null = null;
  const database = (): Promise<RetortDatabase> => {
    opened ??= open();
    opened.catch(() => (opened = null)); // try again at the next use
    return opened;
  };
  const recorder = new RunRecorder({
    database,
    runs: stores.runs,
    notices: stores.notices,
    metrics,
    lock: new RunLock(locks),
    environment: () => {
      const { report } = stores.engine.getState();
      const { id: backend = 'none', adapter = '', threads = 0 } = report ?? {};
      return { backend, adapter, threads, userAgent: navigator.userAgent, version };
    },
    known: () => {
      const { config, marks, parameters, maps, examples } = stores.training.getState();
      return {
        marks: [...marks],
        examples,
        ...(config && { config }),
        ...(parameters && { parameters }),
        ...(maps && { maps }),
      };
    },
  });
  const complain = (error: unknown) => noteError(stores.notices, error);
  const removals = new Removals({
    database,
    notices: stores.notices,
    complain,
    stores: {
      runs: {
        erase: async (db, id) => (await import('../storage/runs')).deleteRun(db, id),
        refresh: () => recorder.open(),
      },
      models: {
        erase: async (db, id) => (await import('../storage/models')).removeModel(db, id),
        refresh: () => actions.refreshLibrary(),
      },
      corrections: {
        erase: async (db, id) => (await import('../storage/corrections')).eraseCorrection(db, id),
        refresh: async () => actions.refreshCorrections(),
      },
    },
  });
  const parts: AppParts = { stores, metrics, bridge, recorder, removals, database, complain };
  const queue = createStudyQueue(parts);
  const training = trainingActions(parts);
  const runs = runActions(parts, training);
  const actions: Actions = {
    ...training,
    ...chatActions(parts),
    ...runs,
    ...lateActions(
      { exportRun: true, openRunFile: true },
      async () => (await import('./run-file-actions')).runFileActions(parts, runs),
      complain,
    ),
    ...studyActions(parts, queue, training),
    ...lateActions(
      {
        openPart: true,
        takePart: true,
        runPart: true,
        savePart: true,
        closePart: true,
        openClass: true,
        dealClass: true,
        collectClass: true,
        addCodes: true,
        addCodeFiles: true,
        removeCode: true,
      },
      async () => (await import('./class-actions')).classActions(parts, training),
      complain,
    ),
    ...lateActions(
      {
        openData: true,
        closeData: true,
        importFiles: true,
        chooseForFile: true,
        chooseForImport: true,
        showRows: true,
        keepData: true,
        cancelImport: true,
        refreshLibrary: true,
        useDataSet: true,
        removeDataSet: true,
        keepTeacher: true,
        useAsTeacher: true,
        loadTeacherFiles: true,
        removeModel: true,
      },
      async () => (await import('./data-actions')).dataActions(parts),
      complain,
    ),
    ...lateActions(
      {
        listLessons: true,
        openLesson: true,
        openLessonNamed: true,
        predict: true,
        startTrial: true,
        stopTrial: true,
        answerLesson: true,
        leaveLesson: true,
      },
      async () => (await import('./lesson-actions')).lessonActions(parts, queue, actions),
      complain,
    ),
    ...lateActions(
      {
        look: true,
        lookAgain: true,
        cancelLook: true,
        followExample: true,
        findRows: true,
        editLabel: true,
      },
      async () => (await import('./microscope-actions')).microscopeActions(parts),
      complain,
    ),
    ...lateActions(
      { openExport: true, closeExport: true, exportModel: true, cancelExport: true, distillPlainCopy: true },
      async () => (await import('./export-actions')).exportActions(parts, training),
      complain,
    ),
    ...lateActions(
      { keepModel: true, changeModel: true, teachWith: true, startStudent: true, talkWith: true },
      async () => (await import('./library-actions')).libraryActions(parts, actions),
      complain,
    ),
    encoders: async () => (await import('./encoder-actions')).encoderActions(parts),
    languageModels: async () => (await import('./llm-actions')).llmActions(parts),
    ...lateActions(
      {
        openCompress: true,
        compress: true,
        cancelCompression: true,
        closeCompress: true,
        talkToCompressed: true,
      },
      async () => (await import('./compress-actions')).compressActions(parts, runs),
      complain,
    ),
    ...lateActions(
      {
        refreshCorrections: true,
        correctTurn: true,
        closeCorrection: true,
        keepCorrection: true,
        takeBackCorrection: true,
        removeCorrection: true,
        learnCorrections: true,
        cancelLearning: true,
        saveCorrections: true,
      },
      async () => (await import('./correction-actions')).correctionActions(parts),
      complain,
    ),
  };
  listenToWorker(parts, actions);
  queue.listen(); // after the stores have heard
  const nameRejected = (rejected: readonly string[]): void => {
    if (rejected.length === 0) return;
    stores.notices.getState().show({
      kind: 'note',
      code: 'link-rejected',
      message: `Some values cannot be used and have their defaults: ${rejected.join(', ')}.`,
      fields: rejected,
    });
  };
  if (embedding.unknown.length > 0)
    stores.notices.getState().show({
      kind: 'note',
      code: 'embed-unknown',
      message: `The address asks for panels that there are not: ${embedding.unknown.join(', ')}. There are: ${EMBEDDABLE.join(', ')}.`,
      fields: embedding.unknown,
    });
  nameRejected(stores.experiment.getState().rejected);
  stores.experiment.subscribe(({ rejected }, before) => {
    if (rejected !== before.rejected) nameRejected(rejected);
  });
  return { stores, metrics, actions, bridge, recorder, removals, queue };
}
