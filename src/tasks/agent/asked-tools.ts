// Tools as a language model is told of them, OpenAI's schemas, and its calls as this page's agent writes them.

import type { ArgType, Tool, ToolCall } from '../../agent/types';
import { normalise } from '../../agent/normalise';
import { canonicalDate } from '../../agent/words/dates';
import { argumentText } from '../../data/chat-dialogues';
import type { JsonSchema } from '../../data/chat-set';
import { mismatch } from '../../data/json-schema';
import type { ToolDefinition } from '../../models/bundle';
import type { SaidCall, ToolSpec } from '../../models/language-model/language-model';

/** What can be wrong with a call. */
export type CallFault = 'json' | 'unknown-tool' | 'types';

export interface AskedTool {
  spec: ToolSpec;
  schema: JsonSchema;
  /** Arguments that fit the schema, in the tool's order. */
  argsOf(given: Readonly<Record<string, unknown>>): string[];
}

const SCHEMAS: Record<ArgType['kind'], JsonSchema & { description?: string }> = {
  number: { type: 'number' },
  expression: {
    type: 'string',
    description: 'Arithmetic with numbers, + - * / ^ and brackets: 12 * (7 + 1)',
  },
  enum: { type: 'string' },
  city: { type: 'string', description: 'In lower case, as it was said.' },
  time: { type: 'string', description: '24 hours: 07:30' },
  date: { type: 'string', description: 'Month and day, "dec 25", or the name of a holiday, "christmas".' },
  text: { type: 'string', description: 'In the words of the request.' },
  free: {},
};

/** An argument as the agent writes it. */
function written(type: ArgType, value: unknown): string {
  if (type.kind === 'number') return String(value);
  const text = String(value).trim();
  const iso = /^\d{4}-(\d\d)-(\d\d)$/.exec(text);
  if (type.kind === 'date' && iso) return canonicalDate(Number(iso[1]), Number(iso[2])) ?? text;
  return type.kind === 'enum' || type.kind === 'city' ? text.toLowerCase() : normalise(text);
}

/** @param definitions of tools of a person's own, which bring their schemas. */
export function askedTools(
  tools: ReadonlyMap<string, Tool>,
  definitions?: readonly ToolDefinition[],
): ReadonlyMap<string, AskedTool> {
  if (definitions)
    return new Map(
      definitions.map(({ name, description, parameters }) => {
        const schema = parameters as JsonSchema;
        const names = Object.keys(schema.properties ?? {});
        const argsOf: AskedTool['argsOf'] = (given) => names.map((param) => argumentText(given[param]));
        return [name, { spec: { name, description, parameters }, schema, argsOf }];
      }),
    );
  return new Map(
    [...tools.values()].map(({ name, help, params }) => {
      const properties = Object.fromEntries(
        params.map(({ name: param, type, help: about }) => {
          const { description = '', ...schema } = SCHEMAS[type.kind];
          const words = [about.en, description].filter(Boolean).join(' ');
          return [
            param,
            { ...schema, ...(type.kind === 'enum' && { enum: [...type.values] }), description: words },
          ];
        }),
      );
      const schema: JsonSchema = {
        type: 'object',
        properties,
        required: params.map((param) => param.name),
        additionalProperties: false,
      };
      const argsOf: AskedTool['argsOf'] = (given) =>
        params.map((param) => written(param.type, given[param.name]));
      return [name, { spec: { name, description: help.en, parameters: schema }, schema, argsOf }];
    }),
  );
}

/** The arguments of a call that the agent wrote, as a model writes them: JSON. */
export function writtenArguments({ name, args }: ToolCall, asked: ReadonlyMap<string, AskedTool>): string {
  const params = Object.entries(asked.get(name)?.schema.properties ?? {});
  const given = params.flatMap(([param, { type }], i) => {
    const arg = args[i];
    if (arg === undefined) return [];
    const number = type === 'number' || type === 'integer' ? Number(arg) : NaN;
    return [[param, Number.isFinite(number) ? number : arg]];
  });
  return JSON.stringify(Object.fromEntries(given));
}

/** The call as the agent writes it, or what is wrong with it. */
export function readCall(
  { name, arguments: text }: SaidCall,
  asked: ReadonlyMap<string, AskedTool>,
): { call: ToolCall } | { fault: CallFault; why: string } {
  const tool = asked.get(name);
  if (!tool) return { fault: 'unknown-tool', why: `There is no tool ${name}.` };
  let given: unknown;
  try {
    given = JSON.parse(text === '' ? '{}' : text);
  } catch {
    return { fault: 'json', why: 'The arguments are no JSON.' };
  }
  const wrong = mismatch(given, { type: 'object', ...tool.schema }, 'arguments');
  if (wrong) return { fault: 'types', why: `${wrong}.` };
  return { call: { name, args: tool.argsOf(given as Record<string, unknown>) } };
}
