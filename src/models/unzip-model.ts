// The files of a model that came as one zip, as "Export model" saves it. What each entry promises to become is held against a limit
// before any is unpacked, and paths are names only: nothing is written anywhere.

import { RetortError } from '../lib/errors';
import type { ModelFile } from './model-format';

/** Of all entries together, unpacked; a model that a page can hold is smaller. */
const MOST_BYTES = 1.2e9;
const MOST_FILES = 200;

export const isZip = ({ name }: ModelFile): boolean => name.toLowerCase().endsWith('.zip');

/** Throws RetortError: 'file-too-large' or 'file-broken', each with what to do. */
export async function unzipModel({ name, blob }: ModelFile): Promise<ModelFile[]> {
  const tooLarge = (): RetortError =>
    new RetortError(
      'file-too-large',
      `“${name}” would unpack to more than a page can hold. Unpack it yourself and choose the model's files.`,
    );
  if (blob.size > MOST_BYTES) throw tooLarge();
  const { unzipSync } = await import('fflate');
  let bytes = 0;
  let files = 0;
  try {
    const entries = unzipSync(new Uint8Array(await blob.arrayBuffer()), {
      filter({ name: path, originalSize }) {
        if (path.endsWith('/')) return false;
        bytes += originalSize;
        if (!(bytes <= MOST_BYTES) || ++files > MOST_FILES) throw tooLarge();
        return true;
      },
    });
    return Object.entries(entries).map(([path, content]) => ({
      name: path,
      blob: new Blob([content as Uint8Array<ArrayBuffer>]),
    }));
  } catch (error) {
    if (error instanceof RetortError) throw error;
    throw new RetortError(
      'file-broken',
      `“${name}” is no zip that can be read, perhaps cut off. Download or export it again.`,
      { cause: error },
    );
  }
}
