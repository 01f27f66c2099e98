// Labels that are numbers, and the files that name them.

import { expect, test } from 'vitest';
import { previewOf } from './preview';
import { draftOf, file, json, range } from './testing';

const rows = (from = 0, name = 'rows.csv') =>
  file(
    name,
    `text,label\n${range(24)
      .map((i) => `say ${i},${(i % 3) + from}`)
      .join('\n')}`,
  );
const named = ['alarm', 'balance', 'cancel'];

test.each([
  ['a list', json('names.json', named), 0],
  ['a list, counted from 1', json('names.json', named), 1],
  ['a list in an object', json('names.json', { categories: named }), 0],
  ['a line each', file('classes.txt', named.join('\n')), 0],
  [
    'id2label of a model',
    json('config.json', { model_type: 'x', id2label: { 0: 'alarm', 1: 'balance', 2: 'cancel' } }),
    0,
  ],
  ['label2id', json('labels.json', { alarm: 0, balance: 1, cancel: 2 }), 0],
  [
    'the description of a data set',
    json('dataset_info.json', {
      features: { text: { dtype: 'string' }, label: { names: named } },
      splits: [{ name: 'train' }],
    }),
    0,
  ],
  ['a table', file('names.csv', 'number,what\n1,alarm\n2,balance\n3,cancel'), 1],
  ['a table the other way round', file('names.tsv', named.map((name, i) => `${name}\t${i}`).join('\n')), 0],
])('%s', async (_, names, from) => {
  for (const files of [
    [rows(from), names],
    [names, rows(from)],
  ]) {
    const draft = await draftOf(files);
    expect(draft.problem).toBeNull();
    expect(draft.labels).toEqual(named);
    expect(draft.rows.texts).toHaveLength(24);
    expect(draft.rows.labels.slice(0, 3)).toEqual(named);
    const preview = previewOf(draft);
    expect(preview.files.map(({ format }) => format).sort()).toEqual(['csv', 'names']);
    expect(preview.files.find(({ format }) => format === 'csv')!.namedBy).toBe(names.name);
  }
});

test('several files of rows are named by one', async () => {
  const draft = await draftOf([
    rows(0, 'train.csv'),
    json('names.json', named),
    file('test.csv', 'text,label\nx,0\ny,1\nz,0'),
  ]);
  expect(draft.problem).toBeNull();
  expect(draft.labels).toEqual(named);
});

test('a number without a name is said', async () => {
  const draft = await draftOf([rows(), json('labels.json', { alarm: 0, balance: 1, dance: 7 })]);
  expect(draft.problem?.message).toBe(
    '“rows.csv”: the label 2 has no name in “labels.json”, which names 3. Add it there, or choose the rows alone.',
  );
});

test('numbers alone are labels, and said to be numbers; names alone want their rows', async () => {
  const draft = await draftOf([rows()]);
  expect(previewOf(draft)).toMatchObject({ problem: null, numbered: true });
  expect((await draftOf([json('labels.json', { alarm: 0, balance: 1 })])).problem?.message).toMatch(
    /list of names for labels\. Choose it together/,
  );
  expect((await draftOf([json('names.json', named)])).problem?.message).toMatch(
    /names labels that are numbers/,
  );
  expect((await draftOf([file('n.csv', 'nr,name\n1,a\n2,b\n3,c')])).problem?.message).toMatch(
    /every label stands in one row only/,
  );
});

test('unlabelled sentences beside labelled ones are no names', async () => {
  const draft = await draftOf([
    file(
      'train.csv',
      `text,label\n${range(9)
        .map((i) => `say ${i},${i % 3 ? 'a' : 'b'}`)
        .join('\n')}`,
    ),
    json('more.json', ['one more', 'and another', 'the last one']),
  ]);
  expect(previewOf(draft)).toMatchObject({ problem: null, unlabelled: 3 });
});
