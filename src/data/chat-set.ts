// Dialogues with tool calls in three parts, and the tools: what an import of chats becomes. Plain data, simpler than the OpenAI
// form it comes from: arguments are parsed, a tool's answer names its tool. Not the transcript of this page's own agent.

import * as v from 'valibot';
import type { TextSet, TextSplit } from './text-set';

export interface ChatTool {
  name: string;
  description: string;
  /** JSON schema of the arguments: an object. */
  parameters: JsonSchema;
}

/** What Retort heeds of JSON Schema; other words in it are kept and not heeded. */
export interface JsonSchema {
  type?: string | string[] | undefined;
  enum?: unknown[] | undefined;
  properties?: Record<string, JsonSchema> | undefined;
  required?: string[] | undefined;
  items?: JsonSchema | undefined;
  additionalProperties?: unknown;
}

export interface ChatCall {
  name: string;
  args: Record<string, unknown>;
}

export type ChatMessage =
  | { role: 'system' | 'user'; content: string }
  | { role: 'assistant'; content: string; calls: ChatCall[] }
  | {
      role: 'tool';
      name: string;
      content: string;
      /** Which of the chat's calls it answers, counted from 0; absent in sets that were kept without it. */
      call?: number | undefined;
    };

export type Chat = readonly ChatMessage[];

export interface ChatSet {
  tools: readonly ChatTool[];
  train: readonly Chat[];
  validation: readonly Chat[];
  test: readonly Chat[];
}

const chatsSchema = v.array(
  v.array(v.custom<ChatMessage>((value) => typeof value === 'object' && value !== null && 'role' in value)),
);
/** For sets that come from storage. */
export const chatSetSchema = v.object({
  tools: v.array(
    v.custom<ChatTool>((value) => typeof value === 'object' && value !== null && 'name' in value),
  ),
  train: chatsSchema,
  validation: chatsSchema,
  test: chatsSchema,
});

/** The label of a request that no tool answers. */
export const NO_CALL = 'none';

/** What the person asked for before the first call, and the tool called first: a sentence and its intent. */
export function requestOf(chat: Chat): { text: string; tool: string } {
  const texts: string[] = [];
  for (const message of chat) {
    if (message.role === 'user') texts.push(message.content);
    else if (message.role === 'assistant' && message.calls.length > 0)
      return { text: texts.join('\n'), tool: message.calls[0]!.name };
  }
  return { text: texts[0] ?? '', tool: NO_CALL };
}

/** The requests with the first tool as their label, for task "intents". */
export function requestsOf({ train, validation, test }: ChatSet): TextSet {
  const requests = [train, validation, test].map((chats) => chats.map(requestOf));
  const labels = [...new Set(requests.flat().map(({ tool }) => tool))].sort();
  const splitOf = (split: ReturnType<typeof requestOf>[]): TextSplit => ({
    texts: split.map(({ text }) => text),
    labels: Int32Array.from(split, ({ tool }) => labels.indexOf(tool)),
  });
  const none = labels.indexOf(NO_CALL);
  return {
    labels,
    train: splitOf(requests[0]!),
    validation: splitOf(requests[1]!),
    test: splitOf(requests[2]!),
    outOfScope: none < 0 ? null : none,
  };
}
