// Tables as spreadsheets and people write them: separator lines, quoted paragraphs, headers of unknown words.

import { describe, expect, test } from 'vitest';
import { previewOf } from './preview';
import { draftOf, file, findingsOf, pairsOf, range } from './testing';

const table = (text: string, name = 'mine.csv') => draftOf([file(name, text)]);
const shapeOf = async (text: string, name?: string) => previewOf(await table(text, name)).files[0]!;

describe('by what cells are parted', () => {
  test.each([
    ['sep=;', ';'],
    ['SEP=|', '|'],
    ['"sep=,"', ','],
    ['sep=\t', '\t'],
  ])('a line %j is heeded and is no sentence; lines are counted through it', async (line, by) => {
    const rows = range(6).map((i) => `hello ${i}${by}${i % 2 ? 'odd' : 'even'}`);
    const draft = await table(`\ufeff${line}\r\ntext${by}label\r\n${rows.join('\r\n')}`);
    expect(previewOf(draft).files[0]).toMatchObject({ csv: { delimiter: by, header: true } });
    expect(pairsOf(draft)[0]).toEqual(['hello 0', 'even']);
    expect(draft.rows.line[0]).toBe(3);
  });

  test.each([';', ',', '\t', '|'])('quoted paragraphs longer than any sample hide no %j', async (by) => {
    const paragraph = 'We waited, and waited; it came | at last.\n\nBroken, all of it.\n'.repeat(1500);
    const rows = range(5).map((i) => `"Mail ${i}. ${paragraph}"${by}${i % 2 ? 'praise' : 'complaint'}`);
    const draft = await table(`text${by}label\n${rows.join('\n')}\n`);
    expect(draft.sources[0]!.problem).toBeUndefined();
    expect(previewOf(draft).files[0]).toMatchObject({ csv: { delimiter: by, header: true } });
    expect(draft.rows.labels).toEqual(['complaint', 'praise', 'complaint', 'praise', 'complaint']);
  });

  test('commas in every sentence part nothing where semicolons do', async () => {
    const rows = range(8).map((i) => `well, open blind ${i}, please;${i % 2 ? 'blinds' : 'garden'}`);
    expect(await shapeOf(rows.join('\n'))).toMatchObject({ csv: { delimiter: ';', header: false } });
    expect(await shapeOf(`utterance;kind\n${rows.join('\n')}`)).toMatchObject({
      csv: { delimiter: ';', header: true },
    });
  });

  test('a list of sentences is one column, however many commas they have', async () => {
    const draft = await table('yes, please\nno\nwell, if you must, do\nmaybe, maybe\nnever\n');
    expect(previewOf(draft).files[0]!.columns!.names).toHaveLength(1);
    expect(draft.problem?.message).toMatch(/text without labels/);
  });
});

describe('whether the first row has names', () => {
  test('words above numbers', async () => {
    const rows = range(9).map((i) => `${(i % 3) + 1},"Case ${i}. We saw, and noted."`);
    const draft = await table(`condition_label,medical_abstract\n${rows.join('\n')}`);
    expect(previewOf(draft).files[0]).toMatchObject({
      csv: { header: true },
      columns: { names: ['condition_label', 'medical_abstract'], text: 1, label: 0 },
    });
    expect(draft.labels).toEqual(['1', '2', '3']);
  });

  test('single words above sentences, and a label that never comes again', async () => {
    const rows = range(12).map((i) => `wie geht es ${i},${i % 2 ? 'frage' : 'gruss'}`);
    expect(await shapeOf(`aeusserung,absicht\n${rows.join('\n')}`)).toMatchObject({
      csv: { header: true },
      columns: { names: ['aeusserung', 'absicht'], text: 0, label: 1 },
    });
    // the same without one
    expect(await shapeOf(rows.join('\n'))).toMatchObject({ csv: { header: false } });
  });

  test('where that cannot be told, a first row with a label of its own is pointed out', async () => {
    const rows = range(8).map((i) => `word${i},${i % 2 ? 'b' : 'a'}`);
    const draft = await table(`aeusserung,absicht\n${rows.join('\n')}`);
    expect(previewOf(draft).files[0]).toMatchObject({ csv: { header: false } });
    expect(findingsOf(draft)).toEqual({ 'perhaps-names': 1 });
    expect(findingsOf(await table(rows.join('\n')))).toEqual({});
  });
});

describe('columns', () => {
  const choose = async (header: string, row: (i: number) => string) => {
    const { columns } = await shapeOf(`${header}\n${range(12).map(row).join('\n')}`);
    return [columns!.names[columns!.text], columns!.names[columns!.label]];
  };
  test('ids, dates, addresses and constants are neither', async () => {
    expect(
      await choose('nr,uuid,when,wording,source,kind', (i) =>
        [
          i,
          `9f8e7d6c-0000-4000-8000-00000000${1000 + i}`,
          `2026-01-${10 + i}`,
          `ok ${i}`,
          'web',
          i % 2 ? 'up' : 'down',
        ].join(','),
      ),
    ).toEqual(['wording', 'kind']);
  });
  test('names go before the numbers that they name', async () => {
    expect(await choose('text,label,label_text', (i) => `say ${i},${i % 2},${i % 2 ? 'yes' : 'no'}`)).toEqual(
      ['text', 'label_text'],
    );
  });
  test('a confidence is no label', async () => {
    expect(await choose('wording,sure,kind', (i) => `say it ${i},0.9${i},${i % 2 ? 'x' : 'y'}`)).toEqual([
      'wording',
      'kind',
    ]);
  });
});

test('several labels in a cell are refused with an offer: the first of each', async () => {
  const text = `text,label\n${range(8)
    .map((i) => `say ${i},"${i % 2 ? "['card', 'arrival']" : "['cancel']"}"`)
    .join('\n')}`;
  const refused = await draftOf([file('many.csv', text)]);
  expect(refused.problem).toMatchObject({
    code: 'labels-unfit',
    message: expect.stringMatching(/line 3: “label” has several labels in a row \(card, arrival\)/),
  });
  expect(previewOf(refused).files[0]!.severalLabels).toEqual({ rows: 4, first: false });
  const taken = await draftOf([file('many.csv', text)], [{ firstLabel: true }]);
  expect(taken.problem).toBeNull();
  expect(taken.labels).toEqual(['cancel', 'card']);
  expect(findingsOf(taken)).toEqual({ 'several-labels': 4 });
});

test('a label in brackets is a label', async () => {
  const draft = await table(
    `text,label\n${range(6)
      .map((i) => `say ${i},${i % 2 ? '[unk]' : 'a'}`)
      .join('\n')}`,
  );
  expect(draft.labels).toEqual(['[unk]', 'a']);
});
