// The forms in which people have dialogues, each brought to OpenAI's messages: those themselves, also with the older
// function_call; ShareGPT (conversations with from and value), calls marked as a role or by <tool_call>; a question with the
// calls that answer it. Says nothing on whether a dialogue makes sense: that is read-chats.ts's.

import { unpacked } from './tool-lists';

/** A dialogue before it is checked. */
export interface RawChat {
  messages: RawMessage[];
  /** Its list of tools, in any form; undefined where it has none. */
  tools: unknown;
}

export interface RawCall {
  id?: string | undefined;
  name: unknown;
  /** An object, or a text of JSON. */
  args: unknown;
}

export interface RawMessage {
  /** As written, or OpenAI's name for it. */
  role: unknown;
  content: unknown;
  calls: RawCall[];
  /** Of an answer: the call's id. */
  id?: string | undefined;
  /** Of an answer: the tool. */
  name?: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ROLES: Readonly<Record<string, string>> = {
  human: 'user',
  gpt: 'assistant',
  chatgpt: 'assistant',
  bot: 'assistant',
  model: 'assistant',
  ai: 'assistant',
  developer: 'system',
  function: 'tool',
  observation: 'tool',
  tool_response: 'tool',
  function_response: 'tool',
  ipython: 'tool',
  tool_call: 'function_call',
};

const isMessages = (value: unknown): value is Fields[] =>
  Array.isArray(value) && value.some((one) => isFields(one) && ('role' in one || 'from' in one));

/** The dialogue that a record is; null where it is none. */
export function chatIn(record: unknown): RawChat | null {
  const found = isMessages(record) ? { messages: record, fields: {} as Fields } : messagesOf(record);
  if (!found) return isFields(record) ? questionIn(record) : null;
  const { fields } = found;
  const messages = found.messages.map(messageOf);
  if (typeof fields['system'] === 'string' && fields['system'] !== '' && messages[0]?.role !== 'system')
    messages.unshift({ role: 'system', content: fields['system'], calls: [] });
  return { messages, tools: toolsOf(fields) ?? toolsInWords(messages) };
}

function messagesOf(record: unknown): { messages: Fields[]; fields: Fields } | null {
  if (!isFields(record)) return null;
  for (const key of ['messages', 'conversations', 'conversation', 'dialogue', 'dialog', 'chat', 'turns']) {
    const messages = unpacked(record[key]);
    if (isMessages(messages) || (key === 'messages' && Array.isArray(messages)))
      return { messages, fields: record };
  }
  return null;
}

/** {"query": …, "answers": [{"name": …, "arguments": …}], "tools": …} */
function questionIn(record: Fields): RawChat | null {
  const { query, answers } = record;
  const calls = unpacked(answers);
  if (typeof query !== 'string' || !Array.isArray(calls) || toolsOf(record) === undefined) return null;
  return {
    messages: [
      { role: 'user', content: query, calls: [] },
      { role: 'assistant', content: '', calls: calls.map(callOf) },
    ],
    tools: toolsOf(record),
  };
}

const toolsOf = (fields: Fields): unknown => fields['tools'] ?? fields['functions'] ?? undefined;

/** <tools>[…]</tools> in the system's words. */
function toolsInWords([first]: readonly RawMessage[]): unknown {
  if (first?.role !== 'system' || typeof first.content !== 'string') return undefined;
  return /<tools>\s*(\[.*?\])\s*<\/tools>/s.exec(first.content)?.[1];
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function messageOf(message: unknown): RawMessage {
  if (!isFields(message)) return { role: undefined, content: '', calls: [] };
  const written = message['role'] ?? message['from'];
  const role =
    typeof written === 'string' ? (ROLES[written.toLowerCase()] ?? written.toLowerCase()) : written;
  const content = message['content'] ?? message['value'] ?? '';
  if (role === 'function_call') {
    const calls = [unpacked(content)].flat();
    return { role: 'assistant', content: '', calls: calls.map(callOf) };
  }
  if (role === 'tool') return { role, ...answerOf(message, content), calls: [] };
  if (role !== 'assistant') return { role, content, calls: [] };
  const listed = unpacked(message['tool_calls']);
  const calls = Array.isArray(listed) ? listed.map(callOf) : [];
  const older = unpacked(message['function_call']);
  if (isFields(older) && older['name']) calls.push(callOf(older));
  const marked = callsInWords(content);
  return { role, content: marked.content, calls: [...calls, ...marked.calls] };
}

/** {"id": …, "function": {"name": …, "arguments": …}}, or name and arguments alone. */
function callOf(call: unknown): RawCall {
  if (!isFields(call)) return { name: undefined, args: call };
  const inner = unpacked(call['function']);
  const { name, arguments: args = call['parameters'] ?? {} } = isFields(inner) ? inner : call;
  return { id: textOf(call['id']), name, args };
}

/** <tool_call>{"name": …, "arguments": …}</tool_call>, one or several, among an assistant's words. */
function callsInWords(content: unknown): { content: unknown; calls: RawCall[] } {
  if (typeof content !== 'string' || !content.includes('<tool_call>')) return { content, calls: [] };
  const calls: RawCall[] = [];
  const words = content.replace(/<tool_call>\s*(.*?)\s*<\/tool_call>/gs, (_, call: string) => {
    calls.push(callOf(unpacked(call)));
    return '';
  });
  return { content: words.trim(), calls };
}

/** What a tool answered, to which call or tool if that is said. <tool_response> marks are left out. */
function answerOf(message: Fields, content: unknown): Pick<RawMessage, 'content' | 'id' | 'name'> {
  const words =
    typeof content === 'string'
      ? content.replace(/^\s*<tool_response>\s*(.*?)\s*<\/tool_response>\s*$/s, '$1')
      : content;
  return { content: words, id: textOf(message['tool_call_id']), name: textOf(message['name']) };
}
