// All forms in which a model is read from files, found by file.

import type { ModelBundle } from './bundle';
import type { ModelFile, ModelFormat, ReadModelOptions } from './model-format';

const modules = import.meta.glob<{ format: ModelFormat }>('./formats/*.ts', { eager: true });

/** Particular ones before general ones. */
const formats: readonly ModelFormat[] = Object.values(modules)
  .map(({ format }) => format)
  .sort((a, b) => Number(a.general ?? false) - Number(b.general ?? false));

/** A model from files that were chosen together. Throws RetortError that says what is wrong, and what to do. */
export function readModel(files: readonly ModelFile[], options: ReadModelOptions): Promise<ModelBundle> {
  return formats.find((format) => format.claims(files))!.read(files, options); // a general one claims any
}
