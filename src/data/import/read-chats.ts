// JSON Lines of dialogues in the OpenAI messages form, {"messages": […], "tools": […]}, and lists of tools in files of their own.
// A dialogue that breaks the rules (unknown tool, arguments that do not fit the tool's schema, an answer to no call) is left
// out with its reason; a line that is no JSON stops the import. @see https://platform.openai.com/docs/guides/function-calling

import * as v from 'valibot';
import type { Finding } from '../../catalog/data-findings';
import {
  type Chat,
  type ChatCall,
  type ChatMessage,
  type ChatTool,
  type JsonSchema,
  requestOf,
} from '../chat-set';
import { hasLaterTurns, hasManyCalls } from '../chat-dialogues';
import { bitOf } from './examine';
import { fileError } from './file-error';
import { mismatch } from './json-schema';
import type { Pace } from './pace';
import { jsonLines } from './read-json-lines';
import type { TextFile } from './read-text';
import { noRows, type RawRows, type ReadSource } from './source';

const jsonObject = v.record(v.string(), v.unknown());
const parametersSchema: v.GenericSchema<unknown, JsonSchema> = v.looseObject({
  type: v.optional(v.union([v.string(), v.array(v.string())])),
  enum: v.optional(v.array(v.unknown())),
  properties: v.optional(
    v.record(
      v.string(),
      v.lazy(() => parametersSchema),
    ),
  ),
  required: v.optional(v.array(v.string())),
  items: v.optional(v.lazy(() => parametersSchema)),
});
const toolSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  description: v.optional(v.string(), ''),
  parameters: v.optional(parametersSchema, {}),
});
const toolsSchema = v.array(
  v.union([
    toolSchema,
    v.pipe(
      v.object({ type: v.literal('function'), function: toolSchema }),
      v.transform((entry) => entry.function),
    ),
  ]),
);

const contentSchema = v.optional(
  v.nullable(
    v.union([
      v.string(),
      v.pipe(
        v.array(v.object({ type: v.literal('text'), text: v.string() })),
        v.transform((pieces) => pieces.map(({ text }) => text).join('\n')),
      ),
    ]),
  ),
);
const callSchema = v.object({
  id: v.optional(v.string()),
  function: v.object({ name: v.string(), arguments: v.union([v.string(), jsonObject]) }),
});
const messageSchema = v.variant('role', [
  v.object({ role: v.picklist(['system', 'developer', 'user']), content: contentSchema }),
  v.object({
    role: v.literal('assistant'),
    content: contentSchema,
    tool_calls: v.optional(v.nullable(v.array(callSchema))),
  }),
  v.object({
    role: v.literal('tool'),
    content: contentSchema,
    tool_call_id: v.optional(v.string()),
    name: v.optional(v.string()),
  }),
]);
const messagesSchema = v.pipe(v.array(messageSchema), v.minLength(1));

/** A dialogue that is left out. */
class Fault extends Error {
  constructor(
    readonly finding: Finding,
    message: string,
  ) {
    super(message);
  }
}

/** The tools of a list; null where it is none. */
export function parseTools(list: unknown): ChatTool[] | null {
  const parsed = v.safeParse(toolsSchema, list);
  return parsed.success && parsed.output.length > 0 ? parsed.output : null;
}

/** Whether a file's first line is a dialogue. */
export function areChats(file: Pick<TextFile, 'name' | 'text'>): boolean {
  const [first] = jsonLines(file);
  return first !== undefined && Array.isArray(first.value['messages']);
}

/** The tools that the lines of a file list, each once. */
export async function readChatTools(file: TextFile, pace: Pace): Promise<ChatTool[]> {
  const tools = new Map<string, ChatTool>();
  const seen = new Set<string>();
  for (const { value, line, at } of jsonLines(file)) {
    if (value['tools'] === undefined || value['tools'] === null) continue;
    const text = JSON.stringify(value['tools']);
    if (seen.has(text)) continue; // most lines list the same
    seen.add(text);
    const listed = parseTools(value['tools']);
    if (!listed)
      throw fileError(
        'file-shape',
        { file: file.name, line },
        '“tools” is no list of functions with name, description and parameters (a JSON schema). Correct it.',
      );
    for (const tool of listed) tools.set(tool.name, tool);
    if (pace.tired) await pace.rest(at, file.text.length);
  }
  return [...tools.values()];
}

/** Reads the dialogues; each is a row whose text is what was asked and whose label is the tool called first. */
export async function readChats(
  file: TextFile,
  tools: ReadonlyMap<string, ChatTool>,
  pace: Pace,
): Promise<ReadSource> {
  const { text, ...about } = file;
  const rows: Required<RawRows> = { ...noRows(), identity: [], faults: new Map(), chats: [] };
  for (const { value, line, at } of jsonLines(file)) {
    const row = rows.lines.length;
    rows.lines.push(line);
    try {
      const chat = chatOf(value['messages'], tools);
      const request = requestOf(chat);
      rows.texts.push(request.text);
      rows.labels.push(request.tool);
      rows.identity.push(JSON.stringify(chat.filter(({ role }) => role !== 'system')));
      rows.chats.push(chat);
      const flags =
        (hasLaterTurns(chat) ? bitOf('later-turns') : 0) | (hasManyCalls(chat) ? bitOf('many-calls') : 0);
      if (flags > 0) rows.faults.set(row, { flags });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      rows.texts.push(JSON.stringify(value['messages'] ?? value).slice(0, 300));
      rows.labels.push('');
      rows.identity.push('');
      rows.chats.push(null);
      rows.faults.set(row, { flags: bitOf(error.finding), detail: error.message });
    }
    if (row % 64 === 0 && pace.tired) await pace.rest(at, text.length);
  }
  return { file: about, format: 'chats', parts: [{ name: '', rows }] };
}

/** Throws Fault. */
function chatOf(input: unknown, tools: ReadonlyMap<string, ChatTool>): Chat {
  const parsed = v.safeParse(messagesSchema, input);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Fault('bad-chat', `messages.${v.getDotPath(issue) ?? ''}: ${issue.message}`);
  }
  /** Calls that wait for an answer, by id where they have one. */
  const open: { id: string | undefined; name: string }[] = [];
  const chat = parsed.output.map((message): ChatMessage => {
    const content = message.content ?? '';
    if (message.role === 'assistant') {
      const calls = (message.tool_calls ?? []).map(({ id, function: { name, arguments: written } }) => {
        open.push({ id, name });
        return callOf(name, written, tools);
      });
      if (content === '' && calls.length === 0)
        throw new Fault('bad-chat', 'an assistant message has neither words nor calls');
      return { role: 'assistant', content, calls };
    }
    if (message.role !== 'tool') return { role: message.role === 'user' ? 'user' : 'system', content };
    const { tool_call_id: id, name } = message;
    const at = open.findIndex((call) =>
      id === undefined ? call.name === (name ?? call.name) : call.id === id,
    );
    if (at < 0)
      throw new Fault('bad-chat', `a tool answers ${id ?? name ?? ''}, which was not called before`);
    return { role: 'tool', name: open.splice(at, 1)[0]!.name, content };
  });
  if (!chat.some(({ role, content }) => role === 'user' && content.trim() !== ''))
    throw new Fault('bad-chat', 'the user says nothing');
  if (!chat.some(({ role }) => role === 'assistant'))
    throw new Fault('bad-chat', 'the assistant says nothing');
  return chat;
}

function callOf(
  name: string,
  written: string | Record<string, unknown>,
  tools: ReadonlyMap<string, ChatTool>,
): ChatCall {
  const tool = tools.get(name);
  if (!tool) throw new Fault('unknown-tool', `${name} is not in the list of tools`);
  let args: unknown = written;
  if (typeof written === 'string') {
    try {
      args = JSON.parse(written === '' ? '{}' : written);
    } catch {
      throw new Fault('bad-arguments', `the arguments of ${name} are no JSON`);
    }
  }
  if (typeof args !== 'object' || args === null || Array.isArray(args))
    throw new Fault('bad-arguments', `the arguments of ${name} are no object`);
  const wrong = mismatch(args, { type: 'object', ...tool.parameters }, 'arguments');
  if (wrong) throw new Fault('bad-arguments', `${name}: ${wrong}`);
  return { name, args: args as Record<string, unknown> };
}
