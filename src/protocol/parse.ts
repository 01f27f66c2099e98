// Parsing of received messages and the error codec: an Error crosses threads as its fields.

import * as v from 'valibot';
import { type ErrorCode, RetortError } from '../lib/errors';
import { type Commands, type Envelope, type Events, commandSchemas, eventSchemas } from './messages';

const envelope = v.object({ name: v.string(), payload: v.unknown() });

function parse(
  schemas: Record<string, v.GenericSchema>,
  message: unknown,
): { name: string; payload: unknown } {
  const outer = v.safeParse(envelope, message);
  // own names only: "constructor" is no message
  const known = outer.success && Object.hasOwn(schemas, outer.output.name);
  const schema = known ? schemas[outer.output.name] : undefined;
  if (!outer.success || !schema)
    throw new RetortError(
      'bad-message',
      'A message between page and worker was not understood. Reload the page.',
    );
  const inner = v.safeParse(schema, outer.output.payload);
  if (!inner.success)
    throw new RetortError(
      'bad-message',
      `Message "${outer.output.name}" was malformed (${v.getDotPath(inner.issues[0]) ?? 'payload'}: ${inner.issues[0].message}). Reload the page.`,
    );
  return { name: outer.output.name, payload: inner.output };
}

/** Throws RetortError('bad-message'). */
export const parseCommand = (message: unknown) => parse(commandSchemas, message) as Envelope<Commands>;
/** Throws RetortError('bad-message'). */
export const parseEvent = (message: unknown) => parse(eventSchemas, message) as Envelope<Events>;

export interface ErrorFields {
  code: ErrorCode;
  message: string;
}

/** What of any thrown value crosses to the other thread. */
export function errorFields(error: unknown): ErrorFields {
  if (error instanceof RetortError) return { code: error.code, message: error.message };
  if (error instanceof Error) return { code: 'internal', message: error.message };
  return { code: 'internal', message: typeof error === 'string' ? error : 'Something unknown was thrown.' };
}
