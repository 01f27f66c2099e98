// Which lesson's claim holds: npm run bench:lessons [-- lesson=temperature] [seeds=5] [first=1]
// Each lesson's trial runs through the product's own code under Node, seed by seed; what the lesson itself reads of it is written to
// ../LESSONS.md, with the processor's seconds (the page takes as many threads as the machine has), and to catalog/lesson-results.json,
// from which the instructor's pack has its figures. With `lesson` only that one is run, and only its results are written anew. Ends with
// 1 where a claim does not hold.

import { readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';
import type { Figure, Lesson, Reading } from '../../src/catalog/lesson';
import { lessons } from '../../src/catalog/lessons';
import type { LessonResults } from '../../src/catalog/lesson-results';
import { useBackend } from '../../src/engine/testing';
import { figureText, type UnitWords } from '../../src/features/lessons/said';
import { runTrial } from './run-trial';

const TABLE = 'bench/LESSONS.md';
const RESULTS = 'src/catalog/lesson-results.json';
const UNITS: UnitWords = {
  points: (value) => `${value} points`,
  times: (value) => `${value} times`,
  nats: (value) => `${value} nats`,
};
const write = (figure: Figure) => figureText('en', figure, UNITS);

interface Tried extends Reading {
  seed: number;
  seconds: number;
}

async function tryOut(lesson: Lesson, seeds: readonly number[]): Promise<Tried[]> {
  const tried: Tried[] = [];
  for (const seed of seeds) {
    const { result, seconds } = await runTrial(lesson, seed);
    const reading = lesson.trial!.read(result);
    tried.push({ seed, seconds, ...reading });
    const figures = reading.figures.map((figure) => `${figure.id} ${write(figure)}`).join(', ');
    const holds = reading.holds ? 'holds' : 'DOES NOT HOLD';
    console.log(
      `${lesson.id}, seed ${seed}: ${holds}; came ${reading.came}, answer ${reading.answer}; ${figures} (${seconds.toFixed(1)} s)`,
    );
  }
  return tried;
}

const headingOf = ({ number, title }: Lesson): string => ['##', number ?? [], title.en].flat().join(' ');

/** The tables as they were written last, by their headings. */
const tablesBefore = (): ReadonlyMap<string, string> =>
  new Map(
    readFileSync(TABLE, 'utf8')
      .split(/^(?=## )/m)
      .map((part) => [part.split('\n')[0]!, part]),
  );

/** A lesson's table: a row a seed, a column a figure. */
function tableOf(lesson: Lesson, tried: readonly Tried[]): string[] {
  const [first] = tried;
  const columns = first!.figures;
  const held = tried.filter(({ holds }) => holds).length;
  const longest = Math.max(...tried.map(({ seconds }) => seconds));
  return [
    headingOf(lesson),
    '',
    `Holds on ${held} of ${tried.length} seeds; ${longest.toFixed(0)} s at most.`,
    '',
    `seed | ${columns.map(({ id }) => id).join(' | ')} | holds | s`,
    `--: | ${columns.map(() => '--:').join(' | ')} | :-- | --:`,
    ...tried.map(
      ({ seed, figures, holds, seconds }) =>
        `${seed} | ${figures.map(write).join(' | ')} | ${holds ? 'yes' : 'no'} | ${seconds.toFixed(1)}`,
    ),
    '',
  ];
}

/** What the instructor's pack tells: how often it held, and the first seed's figures. */
function resultsOf(tried: readonly Tried[]): LessonResults {
  const { seed, figures, came, answer } = tried[0]!;
  const round = (value: number) => Number(value.toPrecision(6));
  return {
    tried: tried.length,
    held: tried.filter(({ holds }) => holds).length,
    seconds: Math.ceil(Math.max(...tried.map(({ seconds }) => seconds))),
    seed,
    figures: figures.map((figure) => ({ ...figure, value: round(figure.value) })),
    came,
    answer,
  };
}

export default async function main(settings: string[]): Promise<void> {
  const given = Object.fromEntries(settings.map((setting) => setting.split('=') as [string, string]));
  const first = Number(given['first'] ?? 1);
  const seeds = Array.from({ length: Number(given['seeds'] ?? 5) }, (_, i) => first + i);
  await useBackend('fused');
  const measured = new Map<Lesson, Tried[]>();
  for (const lesson of lessons)
    if (lesson.trial && (!given['lesson'] || given['lesson'] === lesson.id))
      measured.set(lesson, await tryOut(lesson, seeds));
  const lines = [
    '# Which lessons hold',
    '',
    'Written by `npm run bench:lessons`: each lesson’s experiment under Node, read as the page reads it; seconds are the processor’s.',
    '',
  ];
  // what was not measured now stays as it was
  const results = JSON.parse(readFileSync(RESULTS, 'utf8')) as Record<string, LessonResults>;
  const before = tablesBefore();
  for (const lesson of lessons) {
    const tried = measured.get(lesson);
    if (tried) results[lesson.id] = resultsOf(tried);
    lines.push(...(tried ? tableOf(lesson, tried) : [before.get(headingOf(lesson)) ?? '']));
  }
  for (const id of Object.keys(results)) if (!lessons.some((lesson) => lesson.id === id)) delete results[id];
  writeFileSync(RESULTS, await prettier.format(JSON.stringify(results), { parser: 'json', printWidth: 110 }));
  writeFileSync(TABLE, await prettier.format(lines.join('\n'), { parser: 'markdown', printWidth: 110 }));
  console.log(`Written: ${TABLE} and ${RESULTS}`);
  if ([...measured.values()].flat().some(({ holds }) => !holds)) process.exitCode = 1;
}
