// Whether a call that a person has typed is one that an agent can write: it fits the tool's schema, and what it copies stands in the
// message, in a result or in what was said before. What cannot be written under the grammar (constrain.ts) could be learnt by heart, but
// never be said again.

import { RetortError } from '../lib/errors';
import { argumentCandidates, type Material, operandSupply } from './candidates';
import { normalise } from './normalise';
import type { ArgType, Tool, ToolCall } from './types';

/** Offers that a message names, at most. */
const MOST_OFFERED = 6;

/** What the words offer for an argument; null where it is written freely. */
export function offeredFor(type: ArgType, material: Material): string[] | null {
  if (type.kind === 'free') return null;
  if (type.kind === 'expression') return [...operandSupply(material).keys()];
  return argumentCandidates(type, material);
}

/** An argument as calls write it. */
const written = (arg: string, { kind }: ArgType): string =>
  kind === 'enum' || kind === 'city' || kind === 'free'
    ? arg.trim()
    : kind === 'time' || kind === 'date'
      ? arg.trim().toLowerCase()
      : normalise(arg);

const unfit = (message: string): RetortError => new RetortError('correction-unfit', message);

function checked(arg: string, tool: Tool, at: number, material: Material): string {
  const { name, type } = tool.params[at]!;
  const text = written(arg, type);
  if (text === '') throw unfit(`${tool.name} needs ${name}. Fill it in, or say that it should have asked.`);
  if (/[,()]/.test(text) && type.kind !== 'expression')
    throw unfit(`${name} cannot hold a comma or brackets. Write “&” between several items.`);
  const offered = offeredFor(type, material);
  const parts = type.kind === 'expression' ? (text.match(/\d+(?:\.\d+)?/g) ?? []) : [text];
  const strange = parts.find((part) => offered !== null && !offered.includes(part));
  if (strange === undefined) return text;
  const some = offered!.slice(0, MOST_OFFERED).join(', ');
  throw unfit(
    type.kind === 'enum'
      ? `${name} cannot be “${strange}”. It is one of: ${type.values.join(', ')}.`
      : `“${strange}” does not stand in the message, so the agent could not write it as ${name}. ${some === '' ? 'Choose another tool, or say that it should have asked.' : `The message offers: ${some}.`}`,
  );
}

/** The call as it is written. Throws RetortError('correction-unfit') with what to do. */
export function checkCall(
  { name, args }: ToolCall,
  tools: ReadonlyMap<string, Tool>,
  material: Material,
): ToolCall {
  const tool = tools.get(name);
  if (!tool) throw unfit(`There is no tool ${name}. Choose one from the list.`);
  return { name, args: tool.params.map((_, at) => checked(args[at] ?? '', tool, at, material)) };
}
