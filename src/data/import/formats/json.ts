// JSON: lists of rows, one chat, columns of rows; or, where it is one thing that is no rows, a list of tools or of labels' names.

import type { ChatTool } from '../../chat-set';
import type { FileFormat } from '../file-format';
import { namesInJson } from '../label-names';
import { areChats } from '../read-chats';
import { formatOf } from '../recognise';
import { jsonLists, recordsOf } from '../records';
import { parseTools } from '../tool-lists';
import { turnedRows } from '../turned-rows';

export const format: FileFormat = {
  id: 'json',
  label: { en: 'JSON', 'zh-CN': 'JSON' },
  general: true,
  claims: ({ kind, text }) => kind === 'text' && formatOf(text!) === 'json',
  async open({ facts: { name }, text: some }) {
    const text = some!;
    const longest = text.trimStart().startsWith('[') ? LONGEST_TOOL_LIST : LONGEST_WHOLE;
    const whole = text.length <= longest ? parsed(text) : undefined;
    const tools = toolsIn(whole);
    if (tools) return { tools };
    const labelNames = namesInJson(whole);
    if (labelNames) return { labelNames };
    const rows = isOneChat(whole) ? [whole] : turnedRows(whole);
    return { records: rows ? recordsOf(rows) : jsonLists({ name, text }) };
  },
};

/** Characters up to which a JSON file may be one thing, not a list of rows. */
const LONGEST_WHOLE = 10_000_000;
const LONGEST_TOOL_LIST = 1_000_000;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // the reader of rows says what is wrong with it
  }
}

const isOneChat = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && areChats(recordsOf([value]));

/** A list of tools, by itself or as the one thing in an object; null for anything else. */
function toolsIn(value: unknown): ChatTool[] | null {
  if (typeof value !== 'object' || value === null || isOneChat(value)) return null;
  const { tools, functions = tools } = value as { tools?: unknown; functions?: unknown };
  const list: unknown = Array.isArray(value) ? value : functions;
  const [first] = Array.isArray(list) ? (list as unknown[]) : [list];
  // most lists are rows, which need not be looked at one by one
  if (typeof first === 'object' && first !== null && !('name' in first) && !('function' in first))
    return null;
  const listed = parseTools(list);
  // rows with a name and a description would pass for tools without parameters
  return listed &&
    listed.length > 0 &&
    (functions || listed.some(({ parameters }) => Object.keys(parameters).length > 0))
    ? listed
    : null;
}
