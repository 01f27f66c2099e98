// Parsing of received messages. Whatever is wrong with one is RetortError('bad-message').

import * as v from 'valibot';
import { RetortError } from '../lib/errors';
import { type Command, type Commands, type Event, commandSchemas, eventSchemas } from './messages';
import { type Answer, answerSchema, type Replies, replySchemas } from './replies';

const envelope = v.object({ name: v.string(), payload: v.unknown() });
const commandId = v.object({ id: v.number() });

const notUnderstood = (): RetortError =>
  new RetortError('bad-message', 'A message between page and worker was not understood. Reload the page.');

function parsePayload(name: string, schema: v.GenericSchema, payload: unknown): unknown {
  const result = v.safeParse(schema, payload);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new RetortError(
    'bad-message',
    `Message "${name}" was malformed (${v.getDotPath(issue) ?? 'payload'}: ${issue.message}). Reload the page.`,
  );
}

function parse(
  schemas: Record<string, v.GenericSchema>,
  message: unknown,
): { name: string; payload: unknown } {
  const outer = v.safeParse(envelope, message);
  if (!outer.success) throw notUnderstood();
  const { name, payload } = outer.output;
  // own names only: "constructor" is no message
  const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  if (!schema) throw notUnderstood();
  return { name, payload: parsePayload(name, schema, payload) };
}

/** The id that a command is to be answered by; null where the message has none. */
export function idOf(message: unknown): number | null {
  const result = v.safeParse(commandId, message);
  return result.success ? result.output.id : null;
}

/** Throws RetortError('bad-message'). */
export function parseCommand(message: unknown): Command {
  const id = idOf(message);
  if (id === null) throw notUnderstood();
  return { id, ...parse(commandSchemas, message) } as Command;
}

/** Throws RetortError('bad-message'). */
export const parseEvent = (message: unknown) => parse(eventSchemas, message) as Event;

/** An answer to a command; null where the message is none. */
export function parseAnswer(message: unknown): Answer | null {
  const result = v.safeParse(answerSchema, message);
  return result.success ? result.output : null;
}

/** What an answer brings for a command of this name. Throws RetortError('bad-message'). */
export function parseReply<K extends keyof Commands>(name: K, payload: unknown): Replies[K] {
  const schemas: Partial<Record<keyof Commands, v.GenericSchema>> = replySchemas;
  const schema = schemas[name];
  return (schema ? parsePayload(name, schema, payload) : undefined) as Replies[K];
}
