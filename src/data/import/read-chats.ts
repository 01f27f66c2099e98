// Dialogues with tool calls from the records of a file, whichever form chat-forms.ts found them in. A dialogue that breaks the rules
// (unknown tool, arguments that do not fit the tool's schema, an answer to no call) is left out with its reason; a list of
// tools that is none stops the import. @see https://platform.openai.com/docs/guides/function-calling

import type { Finding } from '../../catalog/data-findings';
import { type Chat, type ChatMessage, type ChatTool, requestOf } from '../chat-set';
import { hasLaterTurns, hasManyCalls } from '../chat-dialogues';
import { argumentsOf } from './call-arguments';
import { chatIn, type RawMessage } from './chat-forms';
import { bitOf } from './examine';
import { Fault } from './fault';
import { fileError } from './file-error';
import { MOST_ROWS } from './limits';
import type { Pace } from './pace';
import type { FileFacts } from './read-file';
import { firstOf, type Records } from './records';
import { noRows, type Part, type RawRows, type ReadSource } from './source';
import { parseTools } from './tool-lists';

/** Records that are looked at: the first may be broken. */
const LOOKED_AT = 20;

/** Whether a file has dialogues. */
export const areChats = (records: Records): boolean =>
  firstOf(records, LOOKED_AT).some(({ value }) => chatIn(value) !== null);

/** The tools that the dialogues of a file list, each once. */
export async function readChatTools(file: FileFacts, records: Records, pace: Pace): Promise<ChatTool[]> {
  const tools = new Map<string, ChatTool>();
  const seen = new Set<string>();
  for (const { value, line, at } of records.walk()) {
    const listed = chatIn(value)?.tools;
    const text = typeof listed === 'string' ? listed : JSON.stringify(listed);
    if (text === undefined || seen.has(text)) continue; // most lines list the same
    seen.add(text);
    const parsed = parseTools(listed);
    if (!parsed)
      throw fileError(
        'file-shape',
        { file: file.name, line },
        'its list of tools is no list of functions with name, description and parameters (a JSON schema). Correct it.',
      );
    for (const tool of parsed) tools.set(tool.name, tool);
    if (pace.tired) await pace.rest(at, records.end);
  }
  return [...tools.values()];
}

type ChatRows = Required<RawRows>;

/** Reads the dialogues; each is a row whose text is what was asked and whose label is the tool called first. */
export async function readChats(
  file: FileFacts,
  records: Records,
  tools: ReadonlyMap<string, ChatTool>,
  pace: Pace,
): Promise<ReadSource> {
  const parts = new Map<string, Part & { rows: ChatRows }>();
  let total = 0;
  for (const { list, value, line, at } of records.walk()) {
    let part = parts.get(list);
    if (!part)
      parts.set(
        list,
        (part = { name: list, rows: { ...noRows(), identity: [], faults: new Map(), chats: [] } }),
      );
    addChat(part.rows, value, line, tools);
    if (++total > MOST_ROWS)
      throw fileError(
        'file-too-large',
        { file: file.name, line },
        `there are more than ${MOST_ROWS} chats. Import a part of the file.`,
      );
    if (total % 64 === 0 && pace.tired) await pace.rest(at, records.end);
  }
  const found = [...parts.values()];
  // lists of other things, beside those of dialogues
  const withChats = found.filter(({ rows }) => rows.chats.some((chat) => chat !== null));
  return { file, format: 'chats', parts: withChats.length > 0 ? withChats : found };
}

function addChat(rows: ChatRows, value: unknown, line: number, tools: ReadonlyMap<string, ChatTool>): void {
  const row = rows.lines.length;
  rows.lines.push(line);
  try {
    const { chat, found } = chatOf(value, tools);
    const request = requestOf(chat);
    rows.texts.push(request.text);
    rows.labels.push(request.tool);
    rows.identity.push(JSON.stringify(chat.filter(({ role }) => role !== 'system')));
    rows.chats.push(chat);
    const flags =
      found |
      (hasLaterTurns(chat) ? bitOf('later-turns') : 0) |
      (hasManyCalls(chat) ? bitOf('many-calls') : 0);
    if (flags > 0) rows.faults.set(row, { flags });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    rows.texts.push(JSON.stringify(chatIn(value)?.messages ?? value).slice(0, 300));
    rows.labels.push('');
    rows.identity.push('');
    rows.chats.push(null);
    rows.faults.set(row, { flags: bitOf(error.finding), detail: error.message });
  }
}

/** @returns the dialogue, and bits of what was found in it. Throws Fault. */
function chatOf(value: unknown, tools: ReadonlyMap<string, ChatTool>): { chat: Chat; found: number } {
  const raw = chatIn(value);
  if (!raw || raw.messages.length === 0) throw bad('it has no messages');
  let found = 0;
  /** Calls that wait for an answer. */
  const open: { id: string | undefined; name: string; call: number }[] = [];
  let calls = 0;
  const chat = raw.messages.map((message, i): ChatMessage => {
    const where = `message ${i + 1}${typeof message.role === 'string' ? ` (${message.role})` : ''}`;
    const content = contentOf(message, where);
    switch (message.role) {
      case 'system':
      case 'user':
        return { role: message.role, content };
      case 'assistant': {
        if (content === '' && message.calls.length === 0) throw bad(`${where} has neither words nor calls`);
        return {
          role: 'assistant',
          content,
          calls: message.calls.map(({ id, name, args }) => {
            if (typeof name !== 'string' || name === '') throw bad(`${where} has a call without a name`);
            const tool = tools.get(name);
            if (!tool) throw new Fault('unknown-tool', `${name} is not in the list of tools`);
            open.push({ id, name, call: calls++ });
            const read = argumentsOf(args, tool);
            if (read.doubled) found |= bitOf('double-encoded');
            return { name, args: read.args };
          }),
        };
      }
      case 'tool': {
        const at = answered(open, message);
        if (at < 0)
          throw bad(`${where} answers ${message.id ?? message.name ?? ''}, which was not called before`);
        const { name, call } = open.splice(at, 1)[0]!;
        return { role: 'tool', name, content, call };
      }
      default:
        throw bad(
          message.role === undefined
            ? `${where} has no role`
            : `message ${i + 1} has the role “${String(message.role)}”, and not user, assistant, system or tool`,
        );
    }
  });
  if (!chat.some(({ role, content }) => role === 'user' && content.trim() !== ''))
    throw bad('the user says nothing');
  if (!chat.some(({ role }) => role === 'assistant')) throw bad('the assistant says nothing');
  return { chat, found };
}

const bad = (why: string): Fault => new Fault('bad-chat' satisfies Finding, why);

/** The open call that a message answers: by its id where calls have one, else the first of the tool that it names. */
function answered(
  open: readonly { id: string | undefined; name: string }[],
  { id, name }: RawMessage,
): number {
  const byId = id === undefined ? -1 : open.findIndex((call) => call.id === id);
  if (byId >= 0) return byId;
  return open.findIndex(
    (call) => (id === undefined || call.id === undefined) && call.name === (name ?? call.name),
  );
}

/** Pieces of text as one; an object as JSON. Throws Fault where there is more than text. */
function contentOf({ role, content }: RawMessage, where: string): string {
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) {
    const pieces = content as (string | { type?: unknown; text?: unknown })[];
    if (pieces.every((piece) => typeof piece === 'object' && typeof piece?.text === 'string'))
      return pieces.map((piece) => (piece as { text: string }).text).join('\n');
    const other = pieces.find(
      (piece) => typeof piece === 'object' && /image|audio|file|video/.test(`${String(piece?.type)}`),
    );
    if (other && role !== 'tool')
      throw bad(
        `${where} has a piece of type ${String((other as { type: unknown }).type)}: models here read text alone`,
      );
  }
  return JSON.stringify(content);
}
