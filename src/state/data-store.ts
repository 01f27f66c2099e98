// A person's own data: the sets and models kept on this device, and the import under way, if the dialog is at one. Rows and
// weights are in the worker and in IndexedDB; here is only what the page shows.

import { createStore } from 'zustand/vanilla';
import type { Finding } from '../catalog/data-findings';
import type { FileKind } from '../catalog/file-kinds';
import type { RecipeFacts } from '../catalog/recipe';
import { modelTeacher } from '../catalog/run-config';
import type { DataPreview, DataRow, DataSet, FileChoices, ImportChoices } from '../protocol/data-messages';
import type { EncoderCard } from '../protocol/encoder-card';
import type { Described } from '../protocol/language-model';
import type { Events } from '../protocol/messages';
import type { ModelCard } from '../protocol/model-card';

export type { EncoderCard } from '../protocol/encoder-card';
export type { ModelCard } from '../protocol/model-card';
export type { DataPreview, DataRow, DataSet, FileChoices, ImportChoices } from '../protocol/data-messages';

/** Rows on show. */
export interface RowsPage {
  finding: Finding | null;
  offset: number;
  rows: readonly DataRow[];
  total: number;
}

export interface Problem {
  code: string;
  message: string;
  /** A file that is none that can be read, and what it is. */
  unreadable?: { file: string; kind: FileKind } | undefined;
}

/** An import from the choice of files until the set is kept. */
export interface Importing {
  importId: number;
  files: readonly { name: string; blob: Blob }[];
  /** By file. */
  choices: readonly FileChoices[];
  /** Of the import as a whole. */
  whole: ImportChoices;
  /** What the worker does now; null where it waits for the person. */
  busy: 'reading' | 'storing' | null;
  progress: { done: number; total: number };
  /** The last one that came; an older one stays while the files are read anew. */
  preview: DataPreview | null;
  page: RowsPage | null;
}

export interface DataState {
  /** Newest first. */
  sets: readonly DataSet[];
  /** Newest first. */
  models: readonly ModelCard[];
  /** Newest first. */
  encoders: readonly EncoderCard[];
  /** Language models, behind an address or in a file, newest first. */
  languageModels: readonly Described[];
  /** Whether the dialog is open. */
  open: boolean;
  importing: Importing | null;
  /** Why the last thing did not work; shown in the dialog. */
  problem: Problem | null;
}

export function createDataStore() {
  return createStore<DataState>()(() => ({
    sets: [],
    models: [],
    encoders: [],
    languageModels: [],
    open: false,
    importing: null,
    problem: null,
  }));
}

type DataStore = ReturnType<typeof createDataStore>;

/** The model of this device that a config names as teacher; undefined where it names a size, or one that is not here. */
export const modelNamed = (models: readonly ModelCard[], teacher: string): ModelCard | undefined =>
  models.find((card) => modelTeacher(card) === teacher);

/** What a recipe goes by. */
export const recipeFacts = ({ rows, unlabelled, labels, settings }: DataSet): RecipeFacts => ({
  rows: rows.train,
  unlabelled: Math.min(unlabelled, rows.train),
  labels,
  settings,
});

/** Changes the import under way, if it is the one that a message is about. */
function change(store: DataStore, importId: number, to: (importing: Importing) => Partial<Importing>): void {
  store.setState(({ importing }) =>
    importing?.importId === importId ? { importing: { ...importing, ...to(importing) } } : {},
  );
}

export function noteDataProgress(store: DataStore, { importId, done, total }: Events['data.progress']): void {
  change(store, importId, () => ({ progress: { done, total } }));
}

export function notePreview(store: DataStore, importId: number, preview: DataPreview): void {
  change(store, importId, () => ({ preview, busy: null, page: null }));
}

export function noteRows(store: DataStore, importId: number, page: RowsPage): void {
  change(store, importId, () => ({ page }));
}

/** A model is kept. The list may have been read anew already. */
export function noteModel(store: DataStore, card: ModelCard): void {
  store.setState(({ models }) => ({ models: [card, ...models.filter(({ id }) => id !== card.id)] }));
}

export function noteStored(store: DataStore, importId: number, set: DataSet): void {
  store.setState(({ importing, sets }) => ({
    sets: [set, ...sets.filter(({ id }) => id !== set.id)], // the list may have been read anew already
    ...(importing?.importId === importId && { importing: null, problem: null }),
  }));
}

/** A draft that cannot be kept stays on show; files that gave none go back to the choice of files. */
export function noteDataFailure(store: DataStore, importId: number, problem: Problem): void {
  store.setState(({ importing }) =>
    importing?.importId === importId
      ? { problem, importing: importing.preview && { ...importing, busy: null } }
      : {},
  );
}

/** The worker is gone and the draft with it. */
export function abandonImport(store: DataStore, problem: Problem): void {
  store.setState(({ importing }) => (importing ? { importing: null, problem } : {}));
}
