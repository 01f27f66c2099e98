// What became of one input: it was read, or refused by a named error with a remedy. Anything else is a defect, and throws.

import { RetortError } from '../../src/lib/errors';
import type { Files, Parser } from './parsers';

/** "accepted", or the code of the refusal. */
export async function outcomeOf(parser: Pick<Parser, 'read'>, files: Files): Promise<string> {
  try {
    await parser.read(files);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof RetortError) || error.code === 'internal') throw error;
    if (!REMEDY.test(error.message)) throw new Error(`No remedy: ${error.message}`, { cause: error });
    return error.code;
  } finally {
    const added = Object.keys(Object.prototype).concat(Object.keys(Object));
    for (const key of added) {
      Reflect.deleteProperty(Object.prototype, key);
      Reflect.deleteProperty(Object, key);
    }
    // eslint-disable-next-line no-unsafe-finally -- worse than whatever was thrown
    if (added.length > 0) throw new Error(`All objects were given ${added.join()}.`);
  }
}

/** A sentence after the first one. */
const REMEDY = /\. \p{Lu}/u;
