// All forms in which a model is read from files and written to files, found by file.

import { RetortError } from '../lib/errors';
import type { ModelBundle } from './bundle';
import type { ModelFile, ModelFormat, ModelWriting, ReadModelOptions } from './model-format';
import { isZip, unzipModel } from './unzip-model';

const modules = import.meta.glob<{ format: ModelFormat }>(['./formats/*.ts', '!./**/*.test.ts'], {
  eager: true,
});

/** Particular ones before general ones. */
const formats: readonly ModelFormat[] = Object.values(modules)
  .map(({ format }) => format)
  .sort((a, b) => Number(a.general ?? false) - Number(b.general ?? false));

/** A model from files that were chosen together, or from a zip of them. Throws RetortError that says what is wrong, and what to do. */
export async function readModel(
  chosen: readonly ModelFile[],
  options: ReadModelOptions,
): Promise<ModelBundle> {
  const [only] = chosen;
  const files = chosen.length === 1 && isZip(only!) ? await unzipModel(only!) : chosen;
  return formats.find((format) => format.claims(files))!.read(files, options); // a general one claims any
}

/** The forms in which models leave, by id. */
export const writings: ReadonlyMap<string, ModelFormat & { writing: ModelWriting }> = new Map(
  formats.flatMap((form) => (form.writing ? [[form.id, { ...form, writing: form.writing }]] : [])),
);

/** Throws RetortError('config-invalid') where no model leaves in a form of this id. */
export function writingOf(form: string): ModelWriting {
  const found = writings.get(form);
  if (found) return found.writing;
  throw new RetortError('config-invalid', `There is no form ${form} to export. Choose one from the list.`);
}
