// The arguments of a call as an object that fits the tool's schema: unpacked, also where they were encoded twice, and without what
// Arrow and careful models write as null for "not given".

import type { ChatTool, JsonSchema } from '../chat-set';
import { Fault } from './fault';
import { mismatch } from '../json-schema';

/** JSON within JSON within JSON; nobody means more. */
const MOST_ENCODED = 3;

/** Throws Fault. @returns `doubled`: whether they were encoded more than once. */
export function argumentsOf(
  written: unknown,
  { name, parameters }: ChatTool,
): { args: Record<string, unknown>; doubled: boolean } {
  let args: unknown = written ?? {};
  let times = 0;
  for (; typeof args === 'string' && times < MOST_ENCODED; times++) {
    try {
      args = args.trim() === '' ? {} : (JSON.parse(args) as unknown);
    } catch {
      throw new Fault('bad-arguments', `the arguments of ${name} are no JSON`);
    }
    args ??= {};
  }
  if (typeof args !== 'object' || args === null || Array.isArray(args))
    throw new Fault('bad-arguments', `the arguments of ${name} are no object`);
  const schema = { type: 'object', ...parameters };
  const given = withoutAbsent(args as Record<string, unknown>, schema);
  const wrong = mismatch(given, schema, 'arguments');
  if (wrong) throw new Fault('bad-arguments', `${name}: ${wrong}`);
  return { args: given, doubled: times > 1 };
}

/** An object without its nulls, except where the schema asks for the value or has null among its own. */
function withoutAbsent(value: Record<string, unknown>, schema: JsonSchema): Record<string, unknown> {
  const { properties = {}, required = [] } = schema;
  const kept = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const mayBeNull = own && ([own.type].flat().includes('null') || own.enum?.includes(null));
    if (inner === null && !mayBeNull && !required.includes(name)) return [];
    return own && typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? [[name, withoutAbsent(inner as Record<string, unknown>, own)]]
      : [[name, inner]];
  });
  return Object.fromEntries(kept);
}
