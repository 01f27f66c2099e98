// JSON as people have it: one mapping of columns for a file, lists under labels, lists within objects, several labels.

import { describe, expect, test } from 'vitest';
import { previewOf } from './preview';
import { draftOf, file, findingsOf, json, jsonl, pairsOf, range } from './testing';

const acts = range(20).map((i) =>
  i % 2
    ? { phrase: `no way at all, never ever${'!'.repeat(i)}`, speechact: 'disagreement' }
    : { phrase: `yes${'!'.repeat(i)}`, speechact: 'affirmation' },
);

test.each([
  ['a list', json('acts.json', acts)],
  ['lines', jsonl('acts.jsonl', acts)],
  ['splits', json('acts.json', { train: acts })],
  ['within objects', json('acts.json', { version: 2, data: { examples: acts, more: [] } })],
])('short texts do not change places with long labels: %s', async (_, given) => {
  const draft = await draftOf([given]);
  expect(draft.problem).toBeNull();
  expect(pairsOf(draft)).toEqual(acts.map(({ phrase, speechact }) => [phrase, speechact]));
  expect(previewOf(draft).files[0]!.columns).toMatchObject({
    names: ['phrase', 'speechact'],
    text: 0,
    label: 1,
  });
});

test('the columns of a list can be chosen, as those of a table', async () => {
  const rows = range(9).map((i) => ({ action: `act ${i % 3}`, said: `say ${i}`, arg: { room: 'hall' } }));
  const draft = await draftOf([json('rows.json', rows)]);
  expect(previewOf(draft).files[0]!.columns).toMatchObject({
    names: ['action', 'said', 'arg.room'],
    text: 1,
    label: 0,
  });
  expect(previewOf(draft).files[0]!.columns!.sample[0]).toEqual(['act 0', 'say 0', 'hall']);
  const swapped = await draftOf([json('rows.json', rows)], [{ text: 0, label: 1 }]);
  expect(pairsOf(swapped)[0]).toEqual(['act 0', 'say 0']);
  const wrong = await draftOf([json('rows.json', [{ text: [{}], label: 'a' }])]);
  expect(wrong.problem?.message).toMatch(/line 2: “text” is a list or an object/);
});

test('a column that some rows lack is absent there', async () => {
  const rows = [
    ...range(4).map((i) => ({ text: `a ${i}`, label: 'x' })),
    ...range(4).map((i) => ({ text: `b ${i}`, label: 'y' })),
    { text: 'c' },
  ];
  const draft = await draftOf([json('rows.json', rows)]);
  expect(draft.problem).toBeNull();
  expect(findingsOf(draft)).toEqual({ unlabelled: 1 });
});

test('Rasa’s old JSON: lists beside the examples are passed over', async () => {
  const rasa = {
    rasa_nlu_data: {
      common_examples: range(8).map((i) => ({
        text: `hey ${i}`,
        intent: i % 2 ? 'greet' : 'bye',
        entities: [],
      })),
      entity_synonyms: [{ value: 'chinese', synonyms: ['Chines'] }],
      regex_features: [],
    },
  };
  const draft = await draftOf([json('nlu.json', rasa)]);
  expect(previewOf(draft)).toMatchObject({
    problem: null,
    read: 8,
    files: [{ parts: [{ name: 'common_examples' }] }],
  });
});

describe('sentences listed under their label', () => {
  test.each([
    ['as texts', (i: number, word: string) => `${word} ${i}`],
    [
      'in pieces, as Chatito writes them',
      (i: number, word: string) => [
        { type: 'Text', value: word },
        { type: 'Slot', value: ` ${i}`, slot: 'n' },
      ],
    ],
    [
      'in pieces, as Snips writes them',
      (i: number, word: string) => ({ data: [{ text: `${word} ` }, { text: `${i}`, entity: 'n' }] }),
    ],
  ])('%s', async (_, sentence) => {
    const draft = await draftOf([
      json('corpus.json', {
        greet: range(5).map((i) => sentence(i, 'hello')),
        part: range(5).map((i) => sentence(i, 'bye')),
      }),
    ]);
    expect(draft.problem).toBeNull();
    expect(pairsOf(draft)[0]).toEqual(['hello 0', 'greet']);
    expect(draft.labels).toEqual(['greet', 'part']);
    expect(previewOf(draft).files[0]!.parts).toHaveLength(1);
  });
});

test('pairs a line', async () => {
  const draft = await draftOf([
    jsonl(
      'pairs.jsonl',
      range(8).map((i) => [`say ${i}`, i % 2 ? 'a' : 'b']),
    ),
  ]);
  expect(draft.problem).toBeNull();
  expect(pairsOf(draft)[1]).toEqual(['say 1', 'a']);
});

test('splits on one line are splits', async () => {
  const rows = (n: number, word: string) =>
    range(n).map((i) => ({ text: `${word} ${i}`, label: i % 2 ? 'a' : 'b' }));
  const draft = await draftOf([
    file('all.json', JSON.stringify({ train: rows(8, 'x'), val: rows(4, 'y'), test: rows(4, 'z') })),
  ]);
  expect(previewOf(draft)).toMatchObject({ problem: null, rows: { train: 8, validation: 4, test: 4 } });
});

describe('several labels a row', () => {
  const rows = range(12).map((i) => ({ text: `say ${i}`, intents: i % 2 ? ['how', 'card'] : ['cancel'] }));
  test.each([
    ['in lines', jsonl('many.jsonl', rows), 2],
    ['in a list', file('many.json', `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`), 3],
  ])('%s: refused with an offer, then the first of each is taken', async (_, given, line) => {
    const refused = await draftOf([given]);
    expect(refused.problem?.message).toContain(
      `line ${line}: “intents” has several labels in a row (how, card)`,
    );
    expect(previewOf(refused).files[0]).toMatchObject({
      severalLabels: { rows: 6, first: false },
      columns: { names: ['text', 'intents'], label: 1 },
    });
    const taken = await draftOf([given], [{ firstLabel: true }]);
    expect(taken.labels).toEqual(['cancel', 'how']);
    expect(findingsOf(taken)).toEqual({ 'several-labels': 6 });
  });

  test('lists of one are labels', async () => {
    const draft = await draftOf([
      jsonl(
        'one.jsonl',
        range(8).map((i) => ({ text: `say ${i}`, tags: [i % 2 ? 'a' : 'b'] })),
      ),
    ]);
    expect(draft.labels).toEqual(['a', 'b']);
    expect(findingsOf(draft)).toEqual({});
  });
});

describe('other ways to write rows', () => {
  const label = (i: number) => (i % 2 ? 'a' : 'b');
  test.each<[string, unknown]>([
    ['columns', { text: range(8).map((i) => `say ${i}`), label: range(8).map(label) }],
    [
      'columns, as pandas writes them',
      {
        text: Object.fromEntries(range(8).map((i) => [i, `say ${i}`])),
        label: Object.fromEntries(range(8).map((i) => [i, label(i)])),
      },
    ],
    [
      'by their ids',
      Object.fromEntries(range(8).map((i) => [`id${i}`, { text: `say ${i}`, label: label(i) }])),
    ],
    [
      'in objects',
      { rows: range(8).map((i) => ({ row_idx: i, row: { text: `say ${i}`, label: label(i) } })) },
    ],
    [
      'with a label in an object',
      range(8).map((i) => ({ utterance: `say ${i}`, id: i, intent: { name: label(i), sure: 1 } })),
    ],
    [
      'several texts beside a label',
      { intents: range(8).map((i) => ({ tag: label(i), patterns: [`say ${i}`], responses: ['yes', 'no'] })) },
    ],
  ])('%s', async (_, value) => {
    for (const given of [json('rows.json', value), file('line.json', JSON.stringify(value))]) {
      const draft = await draftOf([given]);
      expect(draft.problem).toBeNull();
      expect(pairsOf(draft)).toEqual(range(8).map((i) => [`say ${i}`, label(i)]));
    }
  });

  test('a comma too many is called that', async () => {
    const draft = await draftOf([file('comma.json', '[\n{"text": "a", "label": "x"},\n]')]);
    expect(draft.problem?.message).toMatch(
      /line 3, column 1: here should be a value, but a bracket closes\. .*comma/,
    );
  });
});
