// Training data of Rasa: the section "nlu" of its YAML, or the Markdown of its first version. Entities in brackets become their
// words. Stories, rules and domains have no examples and are refused by name. The YAML parser is loaded when it is needed.
// @see https://rasa.com/docs/rasa/training-data-format

import { RetortError } from '../../../lib/errors';
import { fileError } from '../file-error';
import { MOST_ROWS } from '../limits';
import type { Pace } from '../pace';
import type { FileFormat } from '../file-format';
import type { TextFile } from '../read-file';
import { formatOf } from '../recognise';
import { noRows, type RawRows, type ReadSource } from '../source';
import { UnreadableFile } from '../unreadable';

/** [Rome](city), [two](number:2), [Rome]{"entity": "city"} */
const ENTITY = /\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})/g;
const EXAMPLE = /^\s*[-*+]\s+(.*)$/;

export const format: FileFormat = {
  id: 'rasa',
  label: { en: 'Rasa', 'zh-CN': 'Rasa' },
  claims: ({ kind, text }) => kind === 'text' && formatOf(text!) === 'rasa',
  open: async ({ facts: { name }, text }, pace) => ({ read: () => readRasa({ name, text: text! }, pace) }),
};

/** Throws RetortError: 'file-broken' with the line, UnreadableFile for other YAML, 'file-shape' for other files of Rasa. */
async function readRasa(file: TextFile, pace: Pace): Promise<Pick<ReadSource, 'parts'>> {
  const rows = noRows();
  if (/^## *intent:/m.test(file.text)) readMarkdown(file.text, rows);
  else await readYaml(file, rows);
  if (rows.texts.length > MOST_ROWS)
    throw fileError('file-too-large', { file: file.name }, `there are more than ${MOST_ROWS} examples.`);
  await pace.rest(1, 1);
  return { parts: [{ name: '', rows }] };
}

function add(rows: RawRows, example: string, intent: string, line: number): void {
  rows.texts.push(example.replace(ENTITY, '$1'));
  rows.labels.push(intent);
  rows.lines.push(line);
}

function readMarkdown(text: string, rows: RawRows): void {
  let intent: string | null = null;
  for (const [i, line] of text.split('\n').entries()) {
    const title = /^## *(\w+):(.*)$/.exec(line);
    if (title) intent = title[1] === 'intent' ? title[2]!.trim() : null;
    const example = EXAMPLE.exec(line);
    if (example && intent !== null) add(rows, example[1]!, intent, i + 1);
  }
}

async function readYaml({ name, text }: TextFile, rows: RawRows): Promise<void> {
  const { isMap, isScalar, isSeq, LineCounter, parseDocument } = await loadYaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw fileError(
      'file-broken',
      { file: name, line, column: col },
      `this is no YAML: ${error.message.split(' at line')[0]!.split('\n')[0]}. Repair it.`,
    );
  }
  const nlu = document.get('nlu', true);
  if (!isSeq(nlu))
    throw notNlu(name, isMap(document.contents) ? document.contents.items.map(({ key }) => `${key}`) : []);

  /** The lines of a block of examples. */
  const addBlock = (block: unknown, intent: string): void => {
    if (!isScalar(block) || typeof block.value !== 'string') return;
    const [start = 0, end = 0] = block.range ?? [];
    const first = lines.linePos(start).line;
    if (block.type !== 'BLOCK_LITERAL') {
      const example = EXAMPLE.exec(block.value)?.[1] ?? block.value;
      add(rows, example.trim(), intent, first);
      return;
    }
    for (const [i, line] of text.slice(start, end).split('\n').entries()) {
      const example = EXAMPLE.exec(line);
      if (example) add(rows, example[1]!.trim(), intent, first + i);
    }
  };
  for (const entry of nlu.items) {
    if (!isMap(entry) || !entry.has('intent')) continue; // a synonym, a regular expression, a look-up table
    const intent = String(entry.get('intent'));
    const examples: unknown = entry.get('examples', true);
    // one block with a line each, or a list of blocks and of texts
    for (const item of isSeq(examples) ? examples.items : [examples])
      addBlock(isMap(item) ? item.get('text', true) : item, intent);
  }
}

const loadYaml = () =>
  import('yaml').catch((cause: unknown) => {
    throw new RetortError(
      'download-failed',
      'The part of the page that reads YAML could not be loaded. Check the connection and try again.',
      { cause },
    );
  });

function notNlu(name: string, sections: readonly string[]): RetortError {
  const known = sections.filter((section) =>
    /^(?:stories|rules|intents|responses|actions|slots)$/.test(section),
  );
  if (known.length === 0) return new UnreadableFile(name, 'yaml');
  return fileError(
    'file-shape',
    { file: name },
    `this is a file of Rasa with ${known.join(', ')}, but without examples. Choose the file with the section “nlu”, often nlu.yml.`,
  );
}
