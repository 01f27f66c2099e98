// The error of a file that is no data Retort can read: its first sentence says what the file is, its second what to do.

import { aboutKind } from '../../catalog/file-kind-words';
import type { FileKind } from '../../catalog/file-kinds';
import { RetortError } from '../../lib/errors';

export class UnreadableFile extends RetortError {
  constructor(
    readonly file: string,
    /** The page has its own words for it, in the person's language. */
    readonly kind: FileKind,
  ) {
    const { label, remedy } = aboutKind(kind);
    super(kind === 'binary' ? 'file-encoding' : 'file-shape', `“${file}” is ${label.en}. ${remedy.en}`);
  }
}
