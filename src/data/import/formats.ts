// All formats that rows are read from, found by file.

import type { FileFormat } from './file-format';
import type { SeenFile } from './read-file';
import { UnreadableFile } from './unreadable';

const modules = import.meta.glob<{ format: FileFormat }>('./formats/*.ts', { eager: true });

/** Particular ones before general ones. */
const formats: readonly FileFormat[] = Object.values(modules)
  .map(({ format }) => format)
  .sort((a, b) => Number(a.general ?? false) - Number(b.general ?? false));

/** The format of a file. Throws UnreadableFile where it is none of these. */
export function formatFor(file: SeenFile): FileFormat {
  const format = formats.find((one) => one.claims(file));
  if (format) return format;
  throw new UnreadableFile(
    file.facts.name,
    file.kind === 'text' || file.kind === 'parquet' ? 'binary' : file.kind,
  );
}

/** A format by its id; undefined for what is a part of an import but no format: chats, tools, names. */
export const formatOfId = (id: string | null): FileFormat | undefined =>
  formats.find((format) => format.id === id);
