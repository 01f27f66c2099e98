import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../catalog/run-config';
import { parseRunFile, type RunFile, serialiseRunFile } from './run-file';
import { recordOf, runFileOf, type RunRecord } from './run-record';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0); // JSON has no -0
/** A term that not every arm has. */
const term = fc.option(finite);
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
  evaluations: [{ arm: 'student', step: 10, n: 5, figures: { accuracy: 0.5 } }],
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

test('checks as they were written before figures had ids are read, too', () => {
  const file = fc.sample(run, 1)[0]!;
  const flat = { arm: 'student', step: 10, n: 5, accuracy: 0.5, decoded: 4, intent: 0.7 };
  const { evaluations } = parseRunFile(
    JSON.stringify({ ...JSON.parse(serialiseRunFile(file)), evaluations: [flat] }),
  ).run;
  expect(evaluations).toEqual([
    { arm: 'student', step: 10, n: 5, figures: { accuracy: 0.5, intent: 0.7 }, written: 4 },
  ]);
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
