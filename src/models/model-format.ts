// A form in which a model comes as files, or leaves as files: one file of formats/ each, found by itself. Adding a form is adding
// a file. All forms are loaded together, so whatever is large in one is imported by it when it is used.

import type { RunConfig } from '../catalog/run-config';
import type { Localised } from '../lib/localised';
import type { ExportChoice, Snippet, Unfit } from '../protocol/model-export';
import type { ModelCard } from '../protocol/model-card';
import type { Evaluation } from '../protocol/training';
import type { ModelBundle, StorableCodec } from './bundle';
import type { TwinRun } from './torchrun/twin-run';

export interface ModelFile {
  /** With its folder, where the browser tells it: "mine/config.json". */
  name: string;
  blob: Blob;
}

export interface ReadModelOptions {
  origin: ModelCard['origin'];
  /** A tokeniser from its tokenizer.json. Throws RetortError('tokenizer-wrong'). */
  readTokenizer(json: string): StorableCodec;
}

/** What a run came to, as far as it is stored. */
export interface RunFacts {
  config: RunConfig;
  /** The last of each arm. */
  evaluations: readonly Evaluation[];
}

export interface WriteModelOptions {
  /** Id of one of the form's choices. */
  choice: string;
  /** Of the run that the model is of; null where that is gone, or there was none. */
  run: RunFacts | null;
  /** The same run from its last checkpoint on, for those who go on with it elsewhere. Throws RetortError where it cannot go on. */
  continuation?: (() => Promise<TwinRun>) | null;
  onProgress(done: number, total: number): void;
  /** Long work heeds it. */
  signal: AbortSignal;
}

export interface WrittenFile {
  /** Its path in the form's folder: "model.safetensors". */
  name: string;
  content: string | Uint8Array<ArrayBuffer>;
}

/** How models leave in a form. */
export interface ModelWriting {
  /** Null where it can hold the model; else why not, and what to do. @param run that the model is of. */
  unfit(bundle: ModelBundle, run?: RunFacts | null): Unfit | null;
  /** What a person can choose, one at least, the first by default. */
  choices: readonly ExportChoice[];
  /**
   * The files, in a folder of their own or, where it is one, alone. Throws RetortError('cancelled') at the signal.
   * @param name of the folder, or of the file without its ending.
   */
  write(bundle: ModelBundle, name: string, options: WriteModelOptions): Promise<readonly WrittenFile[]>;
  /** How the written model is run; the tests of forms run exactly these. */
  snippets(bundle: ModelBundle, name: string, choice: string): readonly Snippet[];
}

export interface ModelFormat {
  id: string;
  label: Localised;
  /** Absent where models are only read in this form. */
  writing?: ModelWriting;
  /** Asked only where no other form claims the files: says what is missing, where it is not whole. */
  general?: boolean;
  /** Whether files that were chosen together are a model in this form. */
  claims(files: readonly ModelFile[]): boolean;
  /** The model, under a name that the files suggest. Throws RetortError: 'model-unknown', 'model-truncated' or 'tokenizer-wrong'. */
  read(files: readonly ModelFile[], options: ReadModelOptions): Promise<ModelBundle>;
}
