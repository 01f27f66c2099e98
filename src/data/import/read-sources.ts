// From files to sources of rows: what each file is, the tools that are listed anywhere, the rows or dialogues, and the names of
// labels that are numbers. What is wrong with one file is its own problem; the others can still be looked at.

import { errorOf, type RetortError } from '../../lib/errors';
import type { ChatTool } from '../chat-set';
import { fileError } from './file-error';
import { nameLabels, namesInJson, rename } from './label-names';
import { MOST_BYTES } from './limits';
import type { Pace } from './pace';
import { areChats, readChats, readChatTools } from './read-chats';
import { readCsv } from './read-csv';
import { type ParquetRows, readParquet } from './read-parquet';
import { readRasa } from './read-rasa';
import { readRows } from './read-rows';
import { type FileFacts, readFile, type TextFile } from './read-text';
import { formatOf } from './recognise';
import { jsonLines, jsonLists, type Records, recordsOf } from './records';
import type { FileChoices, ReadSource } from './source';
import { parseTools } from './tool-lists';
import { turnedRows } from './turned-rows';

export interface ImportFile {
  name: string;
  blob: Blob;
}

/** A file that was recognised, still to be read. */
type Opened =
  | { file: FileFacts; as: 'csv' | 'rasa'; text: TextFile }
  | {
      file: FileFacts;
      as: 'rows';
      format: 'json' | 'json-lines' | 'parquet';
      records: Records;
      names?: ParquetRows['names'];
    }
  | { file: FileFacts; as: 'chats'; records: Records; tools: ChatTool[] };

/** Throws only where it is stopped. */
export async function readSources(
  files: readonly ImportFile[],
  choices: readonly FileChoices[],
  pace: Pace,
): Promise<{ sources: ReadSource[]; tools: ChatTool[] }> {
  const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
  if (bytes > MOST_BYTES) {
    const problem = fileError(
      'file-too-large',
      { file: files[0]!.name },
      `${(bytes / 1e6).toFixed(0)} MB are more than the ${MOST_BYTES / 1e6} MB that fit. Import a part of the file.`,
    );
    return { sources: files.map(({ name, blob }) => unread(name, blob.size, problem)), tools: [] };
  }
  const opened: (Opened | ReadSource)[] = [];
  for (const { name, blob } of files)
    opened.push(await settled(name, blob.size, () => open(name, blob, pace)));
  // all tools first: dialogues are checked against them, whichever file comes first
  const tools = new Map<string, ChatTool>();
  for (const one of opened)
    for (const tool of ('tools' in one && one.tools) || []) tools.set(tool.name, tool);
  const sources: ReadSource[] = [];
  for (const [i, one] of opened.entries())
    sources.push(
      'as' in one
        ? await settled(one.file.name, one.file.bytes, () => read(one, choices[i] ?? {}, tools, pace))
        : one,
    );
  nameLabels(sources);
  return { sources, tools: [...tools.values()] };
}

/** Recognises a file; one that holds no rows is a source already. */
async function open(name: string, blob: Blob, pace: Pace): Promise<Opened | ReadSource> {
  const found = await readFile(name, blob, pace);
  if ('parquet' in found) {
    const { parquet: _, ...file } = found;
    const { records, names } = await readParquet(found, pace);
    return withRecords({ file, as: 'rows', format: 'parquet', records, names }, pace);
  }
  const { text, ...file } = found;
  const format = formatOf(text);
  if (format === 'csv' || format === 'rasa') return { file, as: format, text: found };
  if (format === 'json-lines')
    return withRecords({ file, as: 'rows', format, records: jsonLines(found) }, pace);
  const longest = text.trimStart().startsWith('[') ? LONGEST_TOOL_LIST : LONGEST_WHOLE;
  const whole = text.length <= longest ? parsed(text) : undefined;
  const tools = toolsIn(whole);
  if (tools) return { file, format: 'tools', tools, parts: [] };
  const names = namesInJson(whole);
  if (names) return { file, format: 'names', names, parts: [] };
  const rows = isOneChat(whole) ? [whole] : turnedRows(whole);
  const records = rows ? recordsOf(rows) : jsonLists(found);
  return withRecords({ file, as: 'rows', format, records }, pace);
}

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

async function withRecords(rows: Extract<Opened, { as: 'rows' }>, pace: Pace): Promise<Opened> {
  const { file, records } = rows;
  if (!areChats(records)) return rows;
  return { file, as: 'chats', records, tools: await readChatTools(file, records, pace) };
}

async function read(
  opened: Opened,
  choices: FileChoices,
  tools: ReadonlyMap<string, ChatTool>,
  pace: Pace,
): Promise<ReadSource> {
  if ('text' in opened)
    return opened.as === 'csv' ? readCsv(opened.text, choices, pace) : readRasa(opened.text, pace);
  if (opened.as === 'rows') {
    const source = await readRows(opened.file, opened.format, opened.records, choices, pace);
    const names = opened.names?.get(source.columns?.names[source.columns.label] ?? '');
    if (names) rename(source, new Map(names.map((name, i) => [`${i}`, name])), opened.file.name);
    return source;
  }
  if (tools.size > 0) return readChats(opened.file, opened.records, tools, pace);
  throw fileError(
    'file-shape',
    { file: opened.file.name, line: 1 },
    'chats need the list of tools, as “tools” in their lines or in a JSON file of its own. Choose both files together.',
  );
}

/** What is wrong with a file becomes its problem. */
async function settled<T>(name: string, bytes: number, work: () => Promise<T>): Promise<T | ReadSource> {
  try {
    return await work();
  } catch (error) {
    const problem = errorOf(error);
    if (problem.code === 'cancelled') throw problem;
    return unread(name, bytes, problem);
  }
}

const unread = (name: string, bytes: number, problem: RetortError): ReadSource => ({
  file: { name, bytes, notes: [] },
  format: null,
  parts: [],
  problem,
});
