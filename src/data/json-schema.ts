// Whether a value fits a JSON schema, as far as tool lists use it: type, enum, properties, required, items and
// additionalProperties: false. Other keywords are not heeded, so nothing is refused on their account.

import type { JsonSchema } from './chat-set';

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number' && Number.isInteger(value)) return 'integer';
  return typeof value;
}

/** What does not fit, in words; null where all does. @param at name of the value in the words. */
export function mismatch(value: unknown, schema: JsonSchema, at: string): string | null {
  const { type, properties = {}, required = [], items, additionalProperties } = schema;
  const is = typeOf(value);
  const types = type === undefined ? [] : [type].flat();
  const fits = types.includes(is) || (is === 'integer' && types.includes('number'));
  if (types.length > 0 && !fits) return `${at} is ${is}, not ${types.join(' or ')}`;
  if (schema.enum && !schema.enum.some((one) => JSON.stringify(one) === JSON.stringify(value)))
    return `${at} is ${JSON.stringify(value)}, not one of ${JSON.stringify(schema.enum)}`;
  if (Array.isArray(value) && items) {
    for (const [i, item] of value.entries()) {
      const wrong = mismatch(item, items, `${at}[${i}]`);
      if (wrong) return wrong;
    }
  }
  if (is !== 'object') return null;
  const given = value as Record<string, unknown>;
  const missing = required.find((name) => !Object.hasOwn(given, name));
  if (missing !== undefined) return `${at}.${missing} is missing`;
  for (const [name, inner] of Object.entries(given)) {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!known && additionalProperties === false) return `${at}.${name} is not in the tool’s schema`;
    const wrong = known && mismatch(inner, known, `${at}.${name}`);
    if (wrong) return wrong;
  }
  return null;
}
