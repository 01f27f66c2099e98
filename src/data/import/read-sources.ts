// From files to sources of rows: what each file is, the tools that are listed anywhere, the rows or dialogues, and the names of
// labels that are numbers. What is wrong with one file is its own problem; the others can still be looked at.

import { errorOf, type RetortError } from '../../lib/errors';
import type { ChatTool } from '../chat-set';
import { fileError } from './file-error';
import type { Opened } from './file-format';
import { formatFor } from './formats';
import { nameLabels, rename } from './label-names';
import { MOST_BYTES } from './limits';
import type { Pace } from './pace';
import { areChats, readChats, readChatTools } from './read-chats';
import { type FileFacts, readFile } from './read-file';
import { readRows } from './read-rows';
import type { FileChoices, ReadSource } from './source';

export interface ImportFile {
  name: string;
  blob: Blob;
}

/** A file that was opened, still to be read. */
type Waiting = { file: FileFacts; format: string; tools?: ChatTool[] } & Extract<
  Opened,
  { records: unknown } | { read: unknown }
>;

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
  const opened: (Waiting | ReadSource)[] = [];
  for (const { name, blob } of files)
    opened.push(await settled(name, blob.size, () => open(name, blob, pace)));
  // all tools first: dialogues are checked against them, whichever file comes first
  const tools = new Map<string, ChatTool>();
  for (const one of opened)
    for (const tool of ('tools' in one && one.tools) || []) tools.set(tool.name, tool);
  const sources: ReadSource[] = [];
  for (const [i, one] of opened.entries())
    sources.push(
      'read' in one || 'records' in one
        ? await settled(one.file.name, one.file.bytes, () => read(one, choices[i] ?? {}, tools, pace))
        : one,
    );
  nameLabels(sources);
  return { sources, tools: [...tools.values()] };
}

/** Recognises and opens a file; one that holds no rows is a source already. */
async function open(name: string, blob: Blob, pace: Pace): Promise<Waiting | ReadSource> {
  const seen = await readFile(name, blob, pace);
  const { facts: file } = seen;
  const { id: format, open } = formatFor(seen);
  const opened = await open(seen, pace);
  if ('tools' in opened) return { file, format: 'tools', tools: opened.tools, parts: [] };
  if ('labelNames' in opened) return { file, format: 'names', names: opened.labelNames, parts: [] };
  if ('read' in opened || !areChats(opened.records)) return { file, format, ...opened };
  return { file, format: 'chats', ...opened, tools: await readChatTools(file, opened.records, pace) };
}

async function read(
  opened: Waiting,
  choices: FileChoices,
  tools: ReadonlyMap<string, ChatTool>,
  pace: Pace,
): Promise<ReadSource> {
  const { file, format } = opened;
  if ('read' in opened) return { file, format, ...(await opened.read(choices)) };
  if (format !== 'chats') {
    const source = await readRows(file, format, opened.records, choices, pace);
    const names = opened.names?.get(source.columns?.names[source.columns.label] ?? '');
    if (names) rename(source, new Map(names.map((name, i) => [`${i}`, name])), file.name);
    return source;
  }
  if (tools.size > 0) return readChats(file, opened.records, tools, pace);
  throw fileError(
    'file-shape',
    { file: file.name, line: 1 },
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
