// Lists of tools in the forms that people have: OpenAI's, with or without "type": "function", the older "functions", Anthropic's
// input_schema, as JSON or as a text of JSON. What Arrow fills with null is absent; the types of Python and Java are
// synonyms of JSON Schema's.

import * as v from 'valibot';
import type { ChatTool, JsonSchema } from '../chat-set';

const TYPES: Readonly<Record<string, string>> = {
  dict: 'object',
  hashmap: 'object',
  map: 'object',
  float: 'number',
  double: 'number',
  int: 'integer',
  long: 'integer',
  bool: 'boolean',
  str: 'string',
  char: 'string',
  list: 'array',
  tuple: 'array',
  set: 'array',
  arraylist: 'array',
  none: 'null',
};
const KNOWN: ReadonlySet<string> = new Set([
  'object',
  'number',
  'integer',
  'boolean',
  'string',
  'array',
  'null',
]);

/** "float", "List[int]", "str, optional" → a type of JSON Schema; undefined for any other, which is not heeded. */
function typeOf(name: string): string | undefined {
  const [word = ''] = /^\w*/.exec(name.trim().toLowerCase())!;
  const type = TYPES[word] ?? word;
  return KNOWN.has(type) ? type : undefined;
}

/** A text of JSON as its value, any other value as it is. @param depth texts within texts. */
export function unpacked(value: unknown, depth = 1): unknown {
  if (depth === 0 || typeof value !== 'string' || !/^\s*["[{]/.test(value)) return value;
  try {
    return unpacked(JSON.parse(value), depth - 1);
  } catch {
    return value;
  }
}

/** Objects without what is null in them; lists as they are. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutNulls(inner)]));
}

const schemaSchema: v.GenericSchema<unknown, JsonSchema> = v.pipe(
  v.looseObject({
    type: v.optional(v.union([v.string(), v.array(v.string())])),
    enum: v.optional(v.array(v.unknown())),
    properties: v.optional(
      v.record(
        v.string(),
        v.lazy(() => schemaSchema),
      ),
    ),
    required: v.optional(v.union([v.array(v.string()), v.boolean()])),
    items: v.optional(v.lazy(() => schemaSchema)),
  }),
  v.transform(({ type, required, ...rest }): JsonSchema => {
    const types = type === undefined ? [] : [type].flat().map(typeOf);
    return {
      ...rest,
      // one type that nobody knows makes all of them say nothing
      ...(types.length > 0 &&
        !types.includes(undefined) && { type: types.length > 1 ? (types as string[]) : types[0] }),
      ...(Array.isArray(required) && { required }),
    };
  }),
);

/** {"city": {"type": "str"}, …} without the object around it, as some lists have it. */
function wrapped(parameters: unknown): unknown {
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) return parameters;
  const values = Object.values(parameters) as unknown[];
  const isBare =
    values.length > 0 &&
    !('properties' in parameters) &&
    values.every((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
  return isBare ? { type: 'object', properties: parameters } : parameters;
}

const functionSchema = v.pipe(
  v.object({
    name: v.pipe(v.string(), v.minLength(1)),
    description: v.optional(v.string(), ''),
    parameters: v.optional(v.unknown()),
    input_schema: v.optional(v.unknown()),
  }),
  v.transform(({ name, description, parameters, input_schema }) => ({
    name,
    description,
    parameters: wrapped(withoutNulls(unpacked(parameters ?? input_schema ?? {}))),
  })),
  v.object({ name: v.string(), description: v.string(), parameters: schemaSchema }),
);
const toolSchema = v.union([
  functionSchema,
  v.pipe(
    v.object({ function: v.pipe(v.unknown(), v.transform(unpackedOnce), functionSchema) }),
    v.transform((entry) => entry.function),
  ),
]);
function unpackedOnce(value: unknown): unknown {
  return unpacked(value);
}
const toolsSchema = v.array(v.pipe(v.unknown(), v.transform(unpackedOnce), toolSchema));

/** The tools of a list, none of an empty one or of nothing; null where it is no list of tools. */
export function parseTools(list: unknown): ChatTool[] | null {
  const value = withoutNulls(unpacked(list));
  if (value === null || value === undefined || value === '') return [];
  const parsed = v.safeParse(toolsSchema, Array.isArray(value) ? value : [value]);
  return parsed.success ? parsed.output : null;
}
