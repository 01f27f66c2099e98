// Importing a person's own files: formats, what is left out, how splits are cut, and what is said about bad files.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UNLABELLED } from '../text-set';
import { draftImport, textSetOf } from './draft';
import { isKept } from './examine';
import { MOST_CHARACTERS } from './limits';
import { previewOf, previewRows } from './preview';
import type { FileChoices } from './source';

const file = (name: string, ...content: BlobPart[]) => ({ name, blob: new Blob(content) });
const draftOf = (files: ReturnType<typeof file>[], choices: FileChoices[] = []) =>
  draftImport(files, choices, { seed: 1 });
const csv = (text: string, choices: FileChoices = {}) => draftOf([file('mine.csv', text)], [choices]);
const problemOf = async (...args: Parameters<typeof draftOf>) => (await draftOf(...args)).problem;

/** Rows of two labels, enough for three splits. */
const lines = (n = 10) =>
  Array.from({ length: n }, (_, i) => `sentence number ${i},${i % 2 ? 'odd' : 'even'}`).join('\n');
const counts = (draft: Awaited<ReturnType<typeof draftOf>>) => previewOf(draft).rows;

describe('tables', () => {
  test('header, delimiter and columns are found', async () => {
    const draft = await csv(
      'id;intent;utterance\n1;greet;hello there, you\n2;leave;good bye, all\n3;greet;hi\n4;greet;hey',
    );
    expect(previewOf(draft).files[0]).toMatchObject({
      csv: { delimiter: ';', header: true },
      columns: { names: ['id', 'intent', 'utterance'], text: 2, label: 1 },
    });
    expect(draft.rows.texts).toEqual(['hello there, you', 'good bye, all', 'hi', 'hey']);
    expect(draft.labels).toEqual(['greet', 'leave']);
  });

  test('without a header the long column has the texts', async () => {
    const draft = await csv(lines());
    expect(previewOf(draft).files[0]).toMatchObject({
      csv: { header: false },
      columns: { text: 0, label: 1 },
    });
    expect(draft.rows.line[3]).toBe(4);
  });

  test('the person has the last word on header and columns', async () => {
    const draft = await csv(`a,b\n${lines()}`, { header: true, text: 1, label: 0 });
    expect(draft.rows.texts[0]).toBe('even');
    expect(draft.rows.labels[0]).toBe('sentence number 0');
  });

  test('tabs, line ends of all kinds, quoted cells with commas and line breaks; lines are counted through them', async () => {
    const draft = await csv('text,label\r\n"one, two\r\nthree",a\r\n"say ""hi""",b\nlast,a\n');
    expect(draft.rows.texts).toEqual(['one, two\nthree', 'say "hi"', 'last']);
    expect([...draft.rows.line]).toEqual([2, 4, 5]);
    const tabs = await draftOf([file('x.tsv', 'a, b\tone\nc, d\ttwo\ne\tone\nf\tone\n')]);
    expect(tabs.rows.texts).toEqual(['a, b', 'c, d', 'e', 'f']);
  });

  test('rows with more cells than the others are left out, not misread', async () => {
    const draft = await csv(`text,label\nplay a, b,music\n${lines()}`);
    expect(previewRows(draft, 'uneven', 0, 10).rows).toMatchObject([{ line: 2, kept: false }]);
    expect(draft.labels).toEqual(['even', 'odd']);
  });

  test('rows and lines stay right over many chunks', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `"sentence, ${i}\nof ""two"" lines",${i % 7}`);
    const draft = await csv(`text,label\n${rows.join('\n')}`);
    expect(draft.problem).toBeNull();
    expect(draft.rows.texts.every((text, i) => text === `sentence, ${i}\nof "two" lines`)).toBe(true);
    expect(draft.rows.line.every((line, i) => line === 2 + 2 * i)).toBe(true);
    rows[25_000] = '"open" here,1';
    const broken = await csv(`text,label\n${rows.join('\n')}`);
    expect(broken.problem?.message).toMatch(/line 50002, column 1: the quote/);
  });

  test('what any table holds comes back, through any chunking', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'B', '"', ',', '\n', ' ', 'é', '中', ';'),
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }), async (rows) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = `text,label\n${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`;
        const draft = await csv(text, { delimiter: ',', header: true });
        expect(draft.sources[0]!.problem).toBeUndefined();
        const { texts, labels } = draft.given[0]!.rows;
        expect(texts.map((t, i) => [t, labels[i]])).toEqual(rows);
      }),
    );
  });
});

describe('JSON', () => {
  test('splits in the style of CLINC150, out of scope among them', async () => {
    const rows = (label: string, n: number, word: string) =>
      Array.from({ length: n }, (_, i) => [`${word} ${label} ${i}`, label]);
    const splits = {
      val: [...rows('a', 2, 'v'), ...rows('b', 2, 'v')],
      train: [...rows('a', 5, 't'), ...rows('b', 5, 't')],
      test: rows('a', 3, 'e'),
      oos_train: rows('oos', 2, 't'),
      oos_test: rows('oos', 4, 'e'),
    };
    const draft = await draftOf([file('data_full.json', JSON.stringify(splits, null, 1))]);
    expect(counts(draft)).toEqual({ train: 12, validation: 4, test: 7 });
    expect(previewOf(draft)).toMatchObject({ outOfScope: 'oos', cut: [], problem: null });
    expect(textSetOf(draft).outOfScope).toBe(draft.labels.indexOf('oos'));
  });

  test('lines of objects, in several files recognised by their names; unlabelled rows are welcome in training', async () => {
    const jsonl = (rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
    const draft = await draftOf([
      file(
        'snips-test.jsonl',
        jsonl([
          { text: 'x', label: 'a' },
          { text: 'y', label: null },
        ]),
      ),
      file(
        'snips-train.jsonl',
        jsonl(['p', 'q', 'r', 's'].map((text, i) => ({ text, label: i < 3 ? 'ab'[i % 2] : '' }))),
      ),
    ]);
    expect(draft.given.map(({ split }) => split)).toEqual(['test', 'train']);
    expect(previewOf(draft)).toMatchObject({ cut: ['validation'], unlabelled: 1, problem: null });
    expect(previewRows(draft, 'unscored', 0, 5).rows).toMatchObject([
      { text: 'y', file: 'snips-test.jsonl', line: 2 },
    ]);
    expect([...textSetOf(draft).train.labels]).toContain(UNLABELLED);
  });

  test('a list of pairs, or of objects', async () => {
    for (const rows of [
      [
        ['x', 'a'],
        ['y', 'b'],
        ['z', 'a'],
        ['w', 'a'],
      ],
      [
        { text: 'x', intent: 'a' },
        { text: 'y', intent: 'b' },
        { text: 'z', intent: 'a' },
        { text: 'w', intent: 'a' },
      ],
    ])
      expect(previewOf(await draftOf([file('rows.json', JSON.stringify(rows))]))).toMatchObject({
        read: 4,
        problem: null,
      });
  });
});

describe('what is left out', () => {
  test('empty, repeated and contradicting rows; over-long texts are cut', async () => {
    const long = 'word '.repeat(400);
    const draft = await csv(
      `text,label\n${long},even\n,even\nSentence  number 0,even\nsentence number 1,even\n${lines()}`,
    );
    const found = Object.fromEntries(previewOf(draft).findings.map(({ finding, rows }) => [finding, rows]));
    expect(found).toEqual({ cut: 1, empty: 1, duplicate: 1, contradiction: 1 });
    expect(draft.rows.texts[0]!.length).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(previewRows(draft, 'contradiction', 0, 5)).toMatchObject({ total: 1, rows: [{ line: 7 }] });
  });

  test('a training row that is also in the test set goes', async () => {
    const draft = await draftOf([
      file('train.csv', `text,label\n${lines(20)}`),
      file('test.csv', `text,label\n${lines(4)}`),
    ]);
    expect(counts(draft).test).toBe(4);
    expect(previewOf(draft).findings).toEqual([{ finding: 'leak', rows: 4 }]);
  });

  test('formulas and traces of a wrong encoding are kept and named', async () => {
    const draft = await csv(
      `text,label\n=cmd|' /C calc'!A0,even\nfÃ¼r Elise,odd\nbroken \ufffd sign,odd\n${lines()}`,
    );
    const found = previewOf(draft).findings;
    expect(found.map(({ finding }) => finding)).toEqual(['formula', 'mojibake', 'replacement']);
    expect(draft.rows.flags.every(isKept)).toBe(true);
    expect(draft.rows.texts[0]).toBe("=cmd|' /C calc'!A0");
  });

  test('accents, Chinese and minus signs are no traces of anything', async () => {
    const draft = await csv(
      'text,label\nplay Beyoncé à Paris,a\n播放音乐,b\n- 5 degrees,a\n+1 from me,b\nÅngström,a',
    );
    expect(previewOf(draft).findings).toEqual([]);
  });

  test('no text is kept twice, every label is trained on, every row is accounted for; the seed decides', async () => {
    const row = fc.record({
      text: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
      label: fc.constantFrom('x', 'y', 'z', ''),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 10, maxLength: 60 }), fc.integer(), async (rows, seed) => {
        const files = [file('all.jsonl', rows.map((r) => JSON.stringify(r)).join('\n'))];
        const draft = await draftImport(files, [], { seed });
        fc.pre(draft.problem === null);
        const set = textSetOf(draft);
        const texts = [set.train, set.validation, set.test].flatMap((split) => split.texts);
        expect(new Set(texts).size).toBe(texts.length);
        expect(new Set(texts)).toEqual(new Set(rows.map(({ text }) => text)));
        for (const i of set.labels.keys()) expect(set.train.labels).toContain(i);
        const again = textSetOf(await draftImport(files, [], { seed }));
        expect(again).toEqual(set);
      }),
    );
  });

  test('missing splits have a like share of every label', async () => {
    const draft = await csv(lines(1000));
    expect(previewOf(draft)).toMatchObject({
      cut: ['validation', 'test'],
      labels: [
        { name: 'even', train: 400, validation: 50, test: 50 },
        { name: 'odd', train: 400, validation: 50, test: 50 },
      ],
    });
  });
});

describe('bad files', () => {
  const cases: [string, BlobPart[], object][] = [
    [
      'latin-1.csv',
      ['text,label\nf', new Uint8Array([0xfc]), 'r Elise,a\n'],
      { code: 'file-encoding', message: /“latin-1.csv”, line 2, column 2: .*UTF-8/ },
    ],
    [
      'utf-16.csv',
      [new Uint8Array([...'text,label\n'].flatMap((c) => [c.charCodeAt(0), 0]))],
      { code: 'file-encoding', message: /line 1, column 2: .*UTF-16/ },
    ],
    [
      'open-quote.csv',
      ['text,label\nfine,a\n"never closed,b\nmore,a\n'],
      { code: 'file-broken', message: /line 3, column 1: the quote/ },
    ],
    [
      'inner-quote.csv',
      ['text,label\nfine,a\nx,"a" b\n'],
      { code: 'file-broken', message: /line 3, column 3: the quote/ },
    ],
    [
      'one-label.csv',
      ['text,label\nx,a\ny,a\nz,a\n'],
      { code: 'labels-unfit', message: /line 2, column 2: every row has the label “a”/ },
    ],
    [
      'ids.csv',
      [`text,label\n${Array.from({ length: 10_000 }, (_, i) => `t ${i},id ${i}`).join('\n')}`],
      { code: 'labels-unfit', message: /line 1002, column 2: .*10000/ },
    ],
    [
      'bomb.json',
      [`{"train": ${'['.repeat(100_000)}`],
      { code: 'file-broken', message: /line 1, column \d+: brackets are nested/ },
    ],
    [
      'bomb.jsonl',
      [`{"text":"x","label":"y"}\n{"text":${'{"a":'.repeat(50_000)}`],
      { code: 'file-broken', message: /line 2, column \d+: brackets are nested/ },
    ],
    [
      'cut-off.json',
      ['{"train": [["a", "b"],\n ["c", "d'],
      { code: 'file-broken', message: /line 2, column 8: the quote/ },
    ],
    [
      'shape.json',
      ['{"train": [["a", "b"],\n ["c", "d", "e"]]}'],
      { code: 'file-shape', message: /line 2: a row should be/ },
    ],
    [
      'line.jsonl',
      ['{"text": "a", "label": "b"}\n{"text": "a", label: "b"}\n'],
      { code: 'file-broken', message: /line 2, column 1/ },
    ],
    ['empty.csv', [''], { code: 'file-shape' }],
    ['blank.csv', ['text,label\n,a\n,b\n'], { code: 'labels-unfit', message: /No row can be used/ }],
    ['few.csv', ['text,label\nx,a\ny,b\n'], { code: 'labels-unfit', message: /too few rows/ }],
  ];
  test.each(cases)('%s', async (name, content, expected: { code?: string; message?: RegExp }) => {
    const problem = await problemOf([file(name, ...content)]);
    expect(problem).toMatchObject({ code: expected.code });
    if (expected.message) expect(problem?.message).toMatch(expected.message);
    await expect((async () => textSetOf(await draftOf([file(name, ...content)])))()).rejects.toThrow(
      problem?.message,
    );
  });

  test('two gigabytes are refused unread', async () => {
    const blob = { size: 2e9, slice: () => expect.fail('read') } as unknown as Blob;
    const { problem } = await draftOf([{ name: 'huge.csv', blob }]);
    expect(problem).toMatchObject({ code: 'file-too-large', message: expect.stringContaining('2000 MB') });
  });

  test('a label of the test set that training lacks', async () => {
    const problem = await problemOf([
      file('train.csv', `text,label\n${lines(8)}`),
      file('test.csv', 'text,label\nnew,strange\n'),
    ]);
    expect(problem).toMatchObject({
      code: 'labels-unfit',
      message: expect.stringMatching(/“test.csv”, line 2, column 2: the label “strange”/),
    });
  });

  test('a quote that is never closed hides no delimiter', async () => {
    const draft = await csv('text,label\nfine,a\n"open,b\nx,a\n');
    expect(previewOf(draft).files[0]).toMatchObject({
      csv: { delimiter: ',', header: true },
      columns: { names: ['text', 'label'] },
      problem: { code: 'file-broken' },
    });
  });

  test('quotes that are ordinary characters can be said to be', async () => {
    const text = `text\tlabel\n"Hello" she said\ta\nbye\tb\nso "long\ta\nx\ta\n`;
    const broken = await draftOf([file('x.tsv', text)]);
    expect(broken.problem).toMatchObject({ code: 'file-broken' });
    expect(previewOf(broken).files[0]).toMatchObject({
      csv: { quotes: true },
      columns: { names: ['text', 'label'] },
    });
    const mended = await draftOf([file('x.tsv', text)], [{ quotes: false }]);
    expect(mended.problem).toBeNull();
    expect(mended.rows.texts[0]).toBe('"Hello" she said');
  });

  test('UTF-16 with a mark is read, and said to be', async () => {
    const text = `text\tlabel\n${lines().replaceAll(',', '\t')}`;
    const units = Uint16Array.from(`\ufeff${text}`, (c) => c.charCodeAt(0));
    const draft = await draftOf([file('excel.txt', units)]);
    expect(draft.problem).toBeNull();
    expect(previewOf(draft).files[0]).toMatchObject({
      notes: ['byte-order-mark', 'utf-16'],
      parts: [{ rows: 10 }],
    });
  });
});

test('an import can be stopped', async () => {
  const controller = new AbortController();
  const blob = new Blob([lines(200_000)]);
  const drafting = draftImport([{ name: 'long.csv', blob }], [], {
    seed: 1,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await expect(drafting).rejects.toMatchObject({ code: 'cancelled' });
});
