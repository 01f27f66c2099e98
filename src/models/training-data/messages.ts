// A dialogue as messages with tool calls, in OpenAI's form, which TRL, LLaMA-Factory and ms-swift read, and this page too; and the
// tools as JSON schemas beside them.

import type { Tool, Transcript } from '../../agent/types';
import type { ToolDefinition } from '../bundle';

export interface Message {
  role: 'user' | 'assistant' | 'tool';
  content: string;
  tool_calls?: { id: string; type: 'function'; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
}

export interface Chat {
  messages: Message[];
  tools: { type: 'function'; function: ToolDefinition }[];
}

const KINDS: Readonly<Record<string, string>> = { number: 'number', integer: 'integer' };

/** The page's own tools as definitions. */
export const definitionOf = ({ name, help, params }: Tool): ToolDefinition => ({
  name,
  description: help.en,
  parameters: {
    type: 'object',
    properties: Object.fromEntries(
      params.map((param) => [
        param.name,
        { type: KINDS[param.type.kind] ?? 'string', description: param.help.en },
      ]),
    ),
    required: params.map((param) => param.name),
  },
});

/** Names of a tool's arguments, in their order. */
const argumentsOf = ({ parameters }: ToolDefinition): string[] => {
  const { properties = {} } = parameters as { properties?: object };
  return Object.keys(properties);
};

/** A dialogue, turn by turn. @param known by name; an argument of a tool that is not there is named by its place. */
export function chatOf(turns: readonly Transcript[], known: ReadonlyMap<string, ToolDefinition>): Chat {
  let calls = 0;
  const messages = turns.flatMap(({ user, steps, say }): Message[] => [
    { role: 'user', content: user },
    ...steps.flatMap(({ call, result }): Message[] => {
      const definition = known.get(call.name);
      const names = definition ? argumentsOf(definition) : [];
      const given = Object.fromEntries(call.args.map((arg, i) => [names[i] ?? `argument_${i + 1}`, arg]));
      const id = `call_${++calls}`;
      const called = { name: call.name, arguments: JSON.stringify(given) };
      return [
        { role: 'assistant', content: '', tool_calls: [{ id, type: 'function', function: called }] },
        { role: 'tool', content: result, tool_call_id: id },
      ];
    }),
    { role: 'assistant', content: say },
  ]);
  const used = new Set(turns.flatMap(({ steps }) => steps.map(({ call }) => call.name)));
  return {
    messages,
    tools: [...used].flatMap((name) => {
      const definition = known.get(name);
      return definition ? [{ type: 'function' as const, function: definition }] : [];
    }),
  };
}
