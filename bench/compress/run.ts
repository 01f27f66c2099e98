// What compression costs and saves: default students of agent and intents, trained here, made smaller in each way by the page's own code
// under Node and measured in turns on one thread. Writes bench/COMPRESS.md and bench/compress/results.json.
//   npm run bench:compress -- [seeds=1] [preset=agent-default]

import { readFileSync, writeFileSync } from 'node:fs';
import { presets } from '../../src/catalog/catalog';
import { parseRunConfig } from '../../src/catalog/run-config';
import { useBackend } from '../../src/engine/testing';
import type { Beside, Choices, Measured } from '../../src/protocol/compression';
import { compressAndMeasure, type Scored } from '../../src/tasks/compress';
import { readyExperiment } from '../presets/run-once';

const PRESETS = ['agent-default', 'intents-5-percent'];
/** Of the run's steps, for a healing. */
const TENTH = 0.1;
const PLAIN: Choices = { bits: 32, heads: 0, hidden: 0, zeros: 0, steps: 0, taughtBy: 'run' };

/** Ways to make a model smaller; steps are those of a healing. */
const ways = (steps: number): Readonly<Record<string, Choices>> => ({
  int8: { ...PLAIN, bits: 8 },
  int4: { ...PLAIN, bits: 4 },
  'int4, healed by the teacher': { ...PLAIN, bits: 4, steps },
  'int4, healed by itself': { ...PLAIN, bits: 4, steps, taughtBy: 'self' },
  'hidden −25 %, healed': { ...PLAIN, hidden: 0.25, steps },
  'hidden −50 %, healed': { ...PLAIN, hidden: 0.5, steps },
  'heads −50 %, healed': { ...PLAIN, heads: 0.5, steps },
  'weights −50 %, healed': { ...PLAIN, zeros: 0.5, steps },
  'int8, hidden −50 %, healed': { ...PLAIN, bits: 8, hidden: 0.5, steps },
});

interface Row extends Measured {
  preset: string;
  seed: number;
  way: string;
  /** The float student of the same seed, in the same turns. */
  student: Measured;
  teacher: Measured | undefined;
}

const RESULTS = 'bench/compress/results.json';

export default async function main(words: string[]): Promise<void> {
  const given = Object.fromEntries(words.map((word) => word.split('=') as [string, string]));
  const { seeds = '1', preset: only } = given;
  await useBackend('fused');
  for (const name of only ? [only] : PRESETS)
    for (let seed = 1; seed <= Number(seeds); seed++) await measurePreset(name, seed);
}

async function measurePreset(name: string, seed: number): Promise<void> {
  const preset = presets.find(({ id }) => id === name)!;
  const { config } = parseRunConfig({ ...preset.config, baseline: false, teacherLabels: false, seed });
  const experiment = await readyExperiment(config);
  for (const arm of experiment.stage.arms) for await (const _ of arm.train());
  const bundle = await experiment.bundle('student');
  const rows: Row[] = [];
  let known: ReadonlyMap<Beside, Scored> | undefined;
  for (const [way, choices] of Object.entries(ways(Math.round(TENTH * config.steps)))) {
    const { made, scores } = await compressAndMeasure(experiment, bundle, choices, { known });
    known = scores;
    const { measured, beside } = made.card.compression!;
    rows.push({ preset: name, seed, way, ...measured, student: beside.student!, teacher: beside.teacher });
    console.log(lineOf(rows.at(-1)!));
    note(rows);
  }
  experiment.dispose();
}

/** Takes down what was measured so far; rows of presets that were not measured now stay as they were. */
function note(rows: readonly Row[]): void {
  const before = JSON.parse(readOr(RESULTS, '[]')) as Row[];
  const isNew = (row: Row) => rows.some(({ preset, seed }) => preset === row.preset && seed === row.seed);
  const all = [...before.filter((row) => !isNew(row)), ...rows];
  writeFileSync(RESULTS, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync('bench/COMPRESS.md', pageOf(all));
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

const percent = (share: number): string => (100 * share).toFixed(1);
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function cellsOf(rows: readonly Row[]): string[] {
  const of = (value: (row: Row) => number) => mean(rows.map(value));
  return [
    `${percent(of(({ bytes, student }) => bytes / student.bytes))} %`,
    `${percent(of(({ zipped, student }) => zipped / student.zipped))} %`,
    percent(of(({ score }) => score)),
    percent(of(({ score, student }) => student.score - score)),
    of(({ ms }) => ms ?? NaN).toFixed(3),
    `${of(({ ms, student }) => (student.ms ?? NaN) / (ms ?? NaN)).toFixed(2)} ×`,
  ];
}

const lineOf = (row: Row): string => [row.preset, row.seed, row.way, ...cellsOf([row])].join(' · ');

function pageOf(rows: readonly Row[]): string {
  const tables = [...new Set(rows.map(({ preset }) => preset))].map((preset) => {
    const of = rows.filter((row) => row.preset === preset);
    const { student, n, teacher } = of[0]!;
    const thing = preset.startsWith('agent') ? 'token' : 'sentence';
    const lines = [...new Set(of.map(({ way }) => way))].map(
      (way) => `| ${[way, ...cellsOf(of.filter((row) => row.way === way))].join(' | ')} |`,
    );
    const seeds = new Set(of.map(({ seed }) => seed)).size;
    return [
      `## ${preset}`,
      `The student in float32: ${student.bytes.toLocaleString('en')} bytes, ${percent(student.score)} % of ${n}, ${student.ms?.toFixed(3)} ms a ${thing}; its teacher ${percent(teacher?.score ?? NaN)} %, ${teacher?.ms?.toFixed(3)} ms. Seeds: ${seeds}.`,
      `| way | bytes | zipped | figure, % | points lost | ms a ${thing} | faster |\n| --- | --- | --- | --- | --- | --- | --- |\n${lines.join('\n')}`,
    ].join('\n\n');
  });
  return `# Compression\n\nWritten by \`npm run bench:compress\`. Bytes and zips are shares of the float32 student’s; times are medians taken in turns on one thread, with whatever else the machine did.\n\n${tables.join('\n\n')}\n`;
}
