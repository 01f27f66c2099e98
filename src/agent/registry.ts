// All tools that run, found by file: adding a tool is adding one file to tools/ (and one of how people ask: corpus/tools/). Runs a call against an Environment and turns
// every failure into RetortError('tool-failed') with a remedy. No tool is written here.

import { RetortError } from '../lib/errors';
import { formatCall } from './transcript';
import type { Environment, Tool, ToolCall } from './types';

const files = import.meta.glob<{ tool?: Tool }>(['./tools/*.ts', '!./tools/*.test.ts'], { eager: true });

/** Every tool by name, in alphabetical order. */
export const tools: ReadonlyMap<string, Tool> = new Map(
  Object.values(files)
    .flatMap(({ tool }) => (tool ? [tool] : []))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((tool) => [tool.name, tool]),
);

/** The tools that a model knows, of those there are: one that was added since it learnt is not for it to call. @param names all by default. */
export function toolsKnown(
  names: Iterable<string> | null | undefined,
  all: ReadonlyMap<string, Tool> = tools,
): ReadonlyMap<string, Tool> {
  if (!names) return all;
  const known = new Set(names);
  return new Map([...all].filter(([name]) => known.has(name)));
}

/** Runs a call; resolves to the tool's short text. Throws RetortError('tool-failed') with a remedy, whatever went wrong. */
export async function runCall(
  call: ToolCall,
  environment: Environment,
  known: ReadonlyMap<string, Tool> = tools,
): Promise<string> {
  const tool = known.get(call.name);
  if (!tool) {
    throw new RetortError(
      'tool-failed',
      `There is no tool named ${call.name}. Ask for one of: ${[...known.keys()].join(', ')}.`,
    );
  }
  if (call.args.length !== tool.params.length || call.args.includes('')) {
    const wanted = formatCall({ name: tool.name, args: tool.params.map((param) => param.name) });
    throw new RetortError(
      'tool-failed',
      `${formatCall(call)} does not fit the tool. It is written ${wanted}.`,
    );
  }
  try {
    const result = await tool.run(call.args, environment);
    return result.replace(/\s+/g, ' ').trim();
  } catch (error) {
    if (error instanceof RetortError && error.code === 'tool-failed') throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new RetortError('tool-failed', `${tool.name} could not run: ${why} Try again with other words.`, {
      cause: error,
    });
  }
}
