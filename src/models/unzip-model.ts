// The files of a model that came as one zip, as "Export model" saves it. What each entry promises to become is held against a limit
// before any is unpacked, and paths are names only: nothing is written anywhere.

import { RetortError } from '../lib/errors';
import type { ModelFile } from './model-format';

/** Of all entries together, unpacked; a model that a page can hold is smaller. */
const MOST_BYTES = 1.2e9;
const MOST_FILES = 200;
/** Weights hardly shrink; a tokeniser does, to a tenth. */
const MOST_SHRUNK = 100;

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
  const broken = (why: string, cause?: unknown): RetortError =>
    new RetortError(
      'file-broken',
      `“${name}” is no zip that can be read: ${why}. Download or export it again.`,
      { cause },
    );
  let bytes = 0;
  const paths = new Set<string>();
  try {
    const entries = unzipSync(new Uint8Array(await blob.arrayBuffer()), {
      filter({ name: path, size, originalSize }) {
        if (path.endsWith('/')) return false;
        if (!isPlain(path)) throw broken('a name in it leads elsewhere');
        if (paths.has(path)) throw broken('a file is in it twice');
        bytes += Math.max(size, originalSize); // what is not packed has its size, whatever it promises
        if (!(bytes <= MOST_BYTES) || paths.add(path).size > MOST_FILES) throw tooLarge();
        if (originalSize > 1e6 + MOST_SHRUNK * size) throw tooLarge();
        return true;
      },
    });
    return Object.entries(entries).map(([path, content]) => ({
      name: path,
      blob: new Blob([content as Uint8Array<ArrayBuffer>]),
    }));
  } catch (error) {
    if (error instanceof RetortError) throw error;
    throw broken('it is damaged or cut off', error);
  }
}

/** A path below where it is, and not one that makes trouble as a key. */
const isPlain = (path: string): boolean =>
  path !== '' && path !== '__proto__' && !/^\/|\\|^[a-z]:|\0/i.test(path) && !path.split('/').includes('..');
