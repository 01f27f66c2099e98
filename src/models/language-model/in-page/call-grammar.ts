// What a reply with tools may be, written token by token: words, or calls whose JSON fits their schemas. A rule takes a text from a place on
// and says where it may be done; of a text that is only begun it says that it could go on. So a token may come next if the text with it
// could still become whole. Not llama.cpp's own grammars: wllama 2.4.0 never tells them what was written.

import type { ToolSpec } from '../language-model';

/** As models write calls that learnt to (Hermes, Qwen, SmolLM). */
const OPEN = '<tool_call>';
const CLOSE = '</tool_call>';
/** Of lists and objects within each other. */
const DEEPEST = 4;

/** Ends: places where the rule may be done. open: the text ended within it. */
interface Taken {
  ends: readonly number[];
  open: boolean;
}
type Rule = (text: string, at: number) => Taken;

const NOTHING: Taken = { ends: [], open: false };

const literal =
  (word: string): Rule =>
  (text, at) => {
    if (text.startsWith(word, at)) return { ends: [at + word.length], open: false };
    return { ends: [], open: word.startsWith(text.slice(at)) };
  };

const all =
  (...rules: readonly Rule[]): Rule =>
  (text, at) =>
    rules.reduce<Taken>(
      (taken, rule) => {
        const next = taken.ends.map((end) => rule(text, end));
        return {
          ends: [...new Set(next.flatMap(({ ends }) => ends))],
          open: taken.open || next.some(({ open }) => open),
        };
      },
      { ends: [at], open: false },
    );

const one =
  (...rules: readonly Rule[]): Rule =>
  (text, at) => {
    const taken = rules.map((rule) => rule(text, at));
    return { ends: taken.flatMap(({ ends }) => ends), open: taken.some(({ open }) => open) };
  };

const maybe = (rule: Rule): Rule => one(literal(''), rule);

/** A text of the pattern's whole matches; `begun` matches what could become one. */
const pattern =
  (whole: RegExp, begun: RegExp): Rule =>
  (text, at) => {
    const found = new RegExp(whole.source, 'uy');
    found.lastIndex = at;
    const end = found.exec(text) ? found.lastIndex : null;
    const rest = text.slice(at);
    return { ends: end === null ? [] : [end], open: new RegExp(`^(?:${begun.source})$`, 'u').test(rest) };
  };

const STRING = pattern(
  /"(?:[^"\\\n\r\t]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/,
  /(?:"(?:[^"\\\n\r\t]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*(?:\\(?:u[0-9a-fA-F]{0,3})?)?)?/,
);
const INTEGER = pattern(/-?(?:0|[1-9]\d{0,15})/, /-?(?:(?:0|[1-9]\d{0,15}))?/);
const NUMBER = pattern(/-?(?:0|[1-9]\d{0,15})(?:\.\d{1,15})?/, /-?(?:(?:0|[1-9]\d{0,15})(?:\.\d{0,15})?)?/);

/** As json-schema.ts heeds it. */
interface Schema {
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}

function listed(item: Rule): Rule {
  const more: Rule = (text, at) => maybe(all(literal(', '), item, more))(text, at);
  return all(literal('['), maybe(all(item, more)), literal(']'));
}

/** Members in the schema's order, of which only the required ones must be there. */
function members({ properties = {}, required = [] }: Schema, depth: number): Rule {
  const rest = (entries: readonly [string, Schema][], first: boolean): Rule => {
    const [entry, ...others] = entries;
    if (!entry) return literal('');
    const [name, schema] = entry;
    const written = all(
      literal(`${first ? '' : ', '}${JSON.stringify(name)}: `),
      valueOf(schema, depth + 1),
      rest(others, false),
    );
    return required.includes(name) ? written : one(written, rest(others, first));
  };
  return all(literal('{'), rest(Object.entries(properties), true), literal('}'));
}

function valueOf(schema: Schema, depth = 0): Rule {
  if (schema.enum) return one(...schema.enum.map((value) => literal(JSON.stringify(value))));
  if (depth > DEEPEST) return STRING;
  const types = schema.type === undefined ? [] : [schema.type].flat();
  const rules = types.flatMap((type): Rule[] => {
    switch (type) {
      case 'string':
        return [STRING];
      case 'integer':
        return [INTEGER];
      case 'number':
        return [NUMBER];
      case 'boolean':
        return [literal('true'), literal('false')];
      case 'null':
        return [literal('null')];
      case 'array':
        return [listed(valueOf(schema.items ?? {}, depth + 1))];
      case 'object':
        return [members(schema, depth)];
      default:
        return [];
    }
  });
  return rules.length > 0
    ? one(...rules)
    : one(STRING, NUMBER, literal('true'), literal('false'), literal('null'));
}

/** Whether a reply may begin, go on and be done so. */
export interface ReplyGrammar {
  /** Whether the text could become a reply. */
  mayBe(text: string): boolean;
  /** Whether it is one: it may end here. */
  isWhole(text: string): boolean;
}

export function replyGrammar(tools: readonly ToolSpec[]): ReplyGrammar {
  const call = all(
    literal(`${OPEN}\n`),
    one(
      ...tools.map(({ name, parameters }) =>
        all(
          literal(`{"name": ${JSON.stringify(name)}, "arguments": `),
          valueOf({ type: 'object', ...(parameters as Schema) }),
          literal('}'),
        ),
      ),
    ),
    literal(`\n${CLOSE}`),
  );
  const calls: Rule = all(call, (text, at) => maybe(all(literal('\n'), calls))(text, at));
  const take = (text: string): Taken => (tools.length > 0 ? calls(text, 0) : NOTHING);
  /** Words that call nothing: no call begins in them. */
  const areWords = (text: string): boolean => tools.length === 0 || !text.includes(OPEN.slice(0, 6));
  return {
    mayBe(text) {
      const { ends, open } = take(text);
      return open || ends.includes(text.length) || areWords(text);
    },
    isWhole: (text) => take(text).ends.includes(text.length) || (text.trim() !== '' && areWords(text)),
  };
}

/** The calls of a reply as they were written, and the words where it has none. */
export function readReply(text: string): { content: string; calls: { name: string; arguments: string }[] } {
  const calls = text
    .split(OPEN)
    .slice(1)
    .flatMap((part) => {
      const [, name, args] =
        /^\s*\{"name": ("(?:[^"\\]|\\.)*"), "arguments": (.*)\}\s*(?:<\/tool_call>\s*)?$/su.exec(part) ?? [];
      return name === undefined || args === undefined
        ? []
        : [{ name: JSON.parse(name) as string, arguments: args }];
    });
  return { content: calls.length > 0 ? '' : text, calls };
}

/** A call as it stands in what was said before. */
export const writtenCall = (name: string, args: string): string =>
  `${OPEN}\n{"name": ${JSON.stringify(name)}, "arguments": ${args}}\n${CLOSE}`;
