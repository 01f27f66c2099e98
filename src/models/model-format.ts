// A form in which a model comes as files: one file of formats/ each, found by itself. Adding a form is adding a file.

import type { Localised } from '../lib/localised';
import type { ModelCard } from '../protocol/model-card';
import type { ModelBundle, StorableCodec } from './bundle';

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

export interface ModelFormat {
  id: string;
  label: Localised;
  /** Asked only where no other form claims the files: says what is missing, where it is not whole. */
  general?: boolean;
  /** Whether files that were chosen together are a model in this form. */
  claims(files: readonly ModelFile[]): boolean;
  /** The model, under a name that the files suggest. Throws RetortError: 'model-unknown', 'model-truncated' or 'tokenizer-wrong'. */
  read(files: readonly ModelFile[], options: ReadModelOptions): Promise<ModelBundle>;
}
