// The import on small files in the forms that people really have. Not part of the project: looked for beside it, or where
// RETORT_CASES says; skipped where absent. Tests of the same kinds with rows of their own stand beside each reader.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { transcriptOf } from '../chat-dialogues';
import { previewOf, previewRows } from './preview';
import type { FileChoices } from './source';
import { draftOf, findingsOf, pairsOf } from './testing';

const folder =
  process.env['RETORT_CASES'] ?? fileURLToPath(new URL('../../../../shared/cases', import.meta.url));
const read = (names: string, choices: FileChoices[] = []) =>
  draftOf(
    names.split(' ').map((name) => ({ name, blob: new Blob([readFileSync(`${folder}/${name}`)]) })),
    choices,
  );

describe.skipIf(!existsSync(folder))('files as people have them', () => {
  // names, rows read, labels or tools, findings
  test.each<[names: string, rows: number, labels: string, found: object]>([
    ['01-bom-semicolon-commas.csv', 12, 'blinds garden', {}],
    ['03-sep-line.csv', 12, 'blinds garden', {}],
    ['04b-utf8-chinese.csv', 8, '关灯 开灯', {}],
    [
      '05-int-labels.csv 05-categories.json',
      60,
      'alarm balance cancel date email fuel greet hotel insurance joke karaoke light',
      {},
    ],
    ['07-chatito.json', 10, 'greeting lightChange', {}],
    ['07c-short-text-long-label.json', 20, 'affirmation disagreement', {}],
    ['09b-rasa.yml', 8, 'book greet', {}],
    ['22b-semicolon-long-paragraphs.csv', 30, 'complaint praise', { cut: 30 }],
    ['23-emoji.csv', 8, 'bad good', { replacement: 1 }],
    ['24-real.parquet', 200, '0 1 2', {}],
    ['26-imbalance.csv', 203, 'common rare scarce', {}],
    ['28-unknown-header.csv', 30, '1 2 3', {}],
    ['28-unknown-header.csv 28-names-of-labels.csv', 30, 'bones lungs skin', {}],
    ['29-train.csv 29-val.csv', 23, 'reminder todo_list', { contradiction: 1, leak: 1 }],
    ['11a-sharegpt-tools.json', 16, 'none set_light', {}],
    ['12-tools-as-string.jsonl', 12, 'set_light', {}],
    ['13-tools-empty-in-some.jsonl', 18, 'none set_light', {}],
    ['14a-arrow-null-properties.jsonl', 12, 'set_light', {}],
    ['15a-legacy-functions.jsonl', 12, 'set_light', {}],
    ['15c-legacy-call-beside-words.jsonl', 24, 'set_light', {}],
    ['16-double-encoded-arguments.jsonl', 12, 'set_light', { 'double-encoded': 6 }],
    ['17-dict-float-types.jsonl', 9, 'lamps.set', {}],
    ['18-tool-content-object.jsonl', 12, 'set_light', {}],
    ['19-parallel-out-of-order.jsonl', 20, 'get_weather', {}],
    ['20a-array-of-chats.json', 12, 'set_light', {}],
  ])('%s', async (names, rows, labels, found) => {
    const draft = await read(names);
    expect(draft.problem).toBeNull();
    expect(draft.rows.texts).toHaveLength(rows);
    expect(draft.labels).toEqual(labels.split(' '));
    expect(findingsOf(draft)).toEqual(found);
  });

  test('GBK is refused with the remedy', async () => {
    expect((await read('04a-gbk.csv')).problem?.message).toMatch(
      /line 1, column 1: .*Save the file as UTF-8/,
    );
  });

  test('spellings of labels are pointed out', async () => {
    expect(previewOf(await read('06-label-case-space.csv')).spellings).toEqual([
      ['Refund', 'refund', 're fund'],
      ['Lost_Card', 'lost card', 'lost_card'],
    ]);
  });

  test.each(['10-multi-intents.json', '10-multi-intents.jsonl'])(
    '%s offers the first label',
    async (name) => {
      expect((await read(name)).problem?.message).toMatch(/a row may have one only\. Take the first/);
      expect((await read(name, [{ firstLabel: true }])).labels).toEqual(['cancel', 'how_long']);
    },
  );

  test('texts and labels keep their places', async () => {
    for (const [text, label] of pairsOf(await read('07c-short-text-long-label.json')))
      expect(label).toBe(text.startsWith('yes') ? 'affirmation' : 'disagreement');
    expect(pairsOf(await read('09b-rasa.yml'))[4]).toEqual(['a table for 0', 'book']);
  });

  test('answers go to the calls whose ids they name', async () => {
    const draft = await read('19-parallel-out-of-order.jsonl');
    const tools = new Map(draft.tools.map((tool) => [tool.name, tool]));
    for (const chat of draft.given[0]!.rows.chats!)
      for (const { call, result } of transcriptOf(chat!, tools).steps)
        expect(result).toBe(`answer for ${call.args[0]}`);
  });

  test('a contradiction names the other row; a label without a test row is named', async () => {
    const draft = await read('29-train.csv 29-val.csv');
    expect(previewRows(draft, 'contradiction', 0, 1).rows).toMatchObject([
      { file: '29-train.csv', line: 2, twin: { file: '29-val.csv', line: 2, label: 'reminder' } },
    ]);
    expect(previewOf(await read('26-imbalance.csv')).untested).toEqual(['rare']);
  });
});
