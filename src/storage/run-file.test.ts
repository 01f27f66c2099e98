import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../catalog/run-config';
import { parseRunFile, type RunFile, serialiseRunFile } from './run-file';
import { recordOf, runFileOf } from './record-of-file';
import type { RunRecord } from './run-record';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0); // JSON has no -0
const term = fc.option(finite); // null: the arm does not have it
const row = fc.tuple(fc.constantFrom('student', 'baseline', 'teacher'), fc.nat(), finite, finite, term);
const run = fc.array(row, { maxLength: 50 }).map((rows): RunFile => ({
  format: 'retort-run/1',
  config: defaultConfig,
  environment: { backend: 'wasm', adapter: '', threads: 2, userAgent: 'test', version: '0.1.0' },
  series: {
    arm: rows.map((r) => r[0]),
    step: rows.map((r) => r[1]),
    loss: rows.map((r) => r[2]),
    terms: { ce: rows.map((r) => r[3]), kl: rows.map((r) => r[4]) },
  },
  evaluations: [{ arm: 'student', step: 10, n: 5, figures: { accuracy: 0.5, exactCall: 0.25 }, written: 4 }],
  summary: { status: 'done', startedAt: '2025-06-02T10:00:00.000Z', step: 10, final: [] },
}));

test('a run file reads back as it was written', () => {
  fc.assert(
    fc.property(run, (file) => {
      expect(parseRunFile(serialiseRunFile(file))).toEqual({ run: file, rejected: [] });
    }),
  );
});

test('a bad field of the config is named; anything else that is wrong is an error with the way out', () => {
  const text = serialiseRunFile(fc.sample(run, 1)[0]!);
  const file = JSON.parse(text) as Record<string, unknown>;
  const damaged = JSON.stringify({ ...file, config: { ...defaultConfig, temperature: 'hot' } });
  expect(parseRunFile(damaged)).toMatchObject({ rejected: ['temperature'], run: { config: defaultConfig } });
  const bad = [
    text.slice(0, -5),
    '3',
    '{}',
    JSON.stringify({ ...file, format: 'retort-run/9' }),
    JSON.stringify({ ...file, summary: { status: 'done', startedAt: 'yesterday', step: 1, final: [] } }),
    JSON.stringify({ ...file, series: { arm: ['student'], step: [], loss: [], ce: [], kl: [] } }),
    JSON.stringify({ ...file, series: { arm: ['student'], step: [1], loss: [1], ce: [1], kl: [] } }),
    JSON.stringify({ ...file, series: { arm: ['student'], step: [1], loss: [1], ce: ['1'] } }),
    JSON.stringify({ ...file, evaluations: [{ arm: 'student', step: 1, n: 1, accuracy: 'good' }] }),
    JSON.stringify({ ...file, evaluations: [{ arm: 'nobody', step: 1, n: 1, figures: {} }] }),
  ];
  for (const wrong of bad)
    expect(() => parseRunFile(wrong)).toThrow(expect.objectContaining({ code: 'file-shape' }));
});

test('a run file from before marks and sizes were in it is whole, and becomes a run of this device', () => {
  const file = fc.sample(run, 1)[0]!;
  const record = recordOf(parseRunFile(serialiseRunFile(file)).run, 'file-1', 'mine.json');
  expect(record).toMatchObject({
    id: 'file-1',
    file: 'mine.json',
    startedAt: Date.UTC(2025, 5, 2, 10),
    status: 'done',
    step: 10,
  });
  expect(runFileOf(record)).toEqual({ ...file, summary: { ...file.summary, final: file.evaluations } });
});

test('in the file each term is a column beside step and loss, null where an arm does not have it', () => {
  const series = {
    arm: ['student' as const, 'baseline' as const],
    step: [1, 1],
    loss: [3, 2],
    terms: { ce: [2, 2], kl: [4, null] },
  };
  const text = serialiseRunFile({ ...fc.sample(run, 1)[0]!, series });
  expect((JSON.parse(text) as { series: unknown }).series).toEqual({
    arm: ['student', 'baseline'],
    step: [1, 1],
    loss: [3, 2],
    ce: [2, 2],
    kl: [4, null],
  });
  expect(parseRunFile(text).run.series).toEqual(series);
});

test('a file of before, each figure a field of its own, is read: figures by id', () => {
  const evaluations = [
    { arm: 'teacher', step: 0, n: 9, accuracy: 0.9 },
    {
      arm: 'student',
      step: 5,
      n: 9,
      accuracy: 0.5,
      agreement: 0.6,
      decoded: 7,
      intent: 0.4,
      toolName: 0.3,
      argument: 0.2,
      exactCall: 0.1,
    },
  ];
  const series = { arm: ['student', 'baseline'], step: [5, 5], loss: [3, 2], ce: [2, 2], kl: [4, 0] };
  const file = JSON.parse(serialiseRunFile(fc.sample(run, 1)[0]!)) as { summary: object };
  const summary = { ...file.summary, final: evaluations };
  const { run: read, rejected } = parseRunFile(JSON.stringify({ ...file, series, evaluations, summary }));
  expect(rejected).toEqual([]);
  expect(read.series).toEqual({
    arm: ['student', 'baseline'],
    step: [5, 5],
    loss: [3, 2],
    terms: { ce: [2, 2], kl: [4, 0] },
  });
  // the share of arguments of then is not the F1 of now, and keeps its own id
  const figures = {
    accuracy: 0.5,
    agreement: 0.6,
    intent: 0.4,
    toolName: 0.3,
    argument: 0.2,
    exactCall: 0.1,
  };
  const expected = [
    { arm: 'teacher', step: 0, n: 9, figures: { accuracy: 0.9 } },
    { arm: 'student', step: 5, n: 9, figures, written: 7 },
  ];
  expect(read.evaluations).toEqual(expected);
  expect(read.summary.final).toEqual(expected);
  expect(parseRunFile(serialiseRunFile(read)).run).toEqual(read); // and written anew as files are now
});

test('a stored run becomes a file with the last evaluation of each arm', () => {
  const record: RunRecord = {
    ...fc.sample(run, 1)[0]!,
    id: 'a',
    startedAt: 0,
    status: 'stopped',
    step: 7,
    evaluations: [5, 7].flatMap((step) => [
      { arm: 'student' as const, step, n: 9, figures: { accuracy: step / 10 } },
      { arm: 'teacher' as const, step, n: 9, figures: { accuracy: 1 } },
    ]),
  };
  const { summary } = runFileOf(record);
  expect(summary).toMatchObject({ status: 'stopped', step: 7, startedAt: '1970-01-01T00:00:00.000Z' });
  expect(summary.final.map(({ arm, step }) => [arm, step])).toEqual([
    ['student', 7],
    ['teacher', 7],
  ]);
});
