// The README's examples of what Retort grows by, each put into a copy of the sources with no other edit, type-checked and used there.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** "`src/PATH`, what it is:" and below it the file. */
const EXAMPLE = /^`(src\/[^`]+)`[^\n]*:\n\n```(?:ts|json)\n([^]*?)```/gm;

/** Uses each as the page or its worker does. */
const SCRIPT = `
import { tools } from './src/agent/registry';
import { methodInfo, presets, tasks } from './src/catalog/catalog';
import { configsOf } from './src/catalog/lesson-configs';
import { lessons } from './src/catalog/lessons';
import { parseRunConfig } from './src/catalog/run-config';
import { draftImport, textSetOf } from './src/data/import/draft';
import { previewOf } from './src/data/import/preview';
import { useBackend } from './src/engine/testing';
import { readModel } from './src/models/formats';
import { initMlp } from './src/models/init';
import { prepareExperiment } from './src/tasks/experiment';
import { throughTeacher } from './src/tasks/testing';

const never = () => Promise.reject(new Error('not asked for'));

async function run(settings) {
  const { config, rejected } = parseRunConfig(settings);
  const { terms } = methodInfo(config.method);
  const experiment = await prepareExperiment(config, { bundle: never, tokenizer: never });
  await throughTeacher(experiment);
  const training = experiment.stage.arms[0].train();
  const losses = [];
  let logged;
  for (let i = 0; i < 2; i++) losses.push((logged = await (await training.next()).value.log).loss);
  const { figures } = await experiment.evaluate('teacher');
  const { classes } = await experiment.report();
  const named = terms.map(({ id }) => id);
  return { task: config.task, rejected, losses, terms: [named, Object.keys(logged.terms)], classes, teacher: figures.accuracy };
}

async function imported() {
  const lines = Array.from({ length: 40 }, (_, i) => '__label__' + ['music', 'news'][i % 2] + ' please play ' + i);
  const files = [{ name: 'songs.txt', blob: new Blob([lines.join('\\n')]) }];
  const draft = await draftImport(files, [], { seed: 1 });
  const [{ format, formatLabel }] = previewOf(draft).files;
  const { labels, train } = textSetOf(draft);
  return { format, label: formatLabel.en, labels, text: train.texts[0] };
}

async function loaded() {
  const widths = [2, 4, 3];
  const weights = Object.fromEntries(
    Object.entries(initMlp(widths, 1)).map(([name, { shape, data }]) => [name, { shape, data: [...data] }]),
  );
  const blob = new Blob([JSON.stringify({ name: 'mine', widths, weights })]);
  const readTokenizer = () => { throw new Error('not asked for'); };
  const bundle = await readModel([{ name: 'net.mlp.json', blob }], { origin: 'imported', readTokenizer });
  const settings = { task: 'points', classes: 3, teacher: 'model:points:mine', student: 'mlp-8', steps: 10 };
  const experiment = await prepareExperiment(parseRunConfig(settings).config, {
    bundle: async () => bundle,
    tokenizer: never,
  });
  return { name: bundle.card.name, parameters: experiment.parameters.teacher };
}

function lesson() {
  const found = lessons.find(({ id }) => id === 'more-steps');
  const runs = ['few', 'many'].map((id, i) => ({ id, figures: { student: { accuracy: 0.5 + i / 4 } } }));
  const configs = configsOf(found, { seed: 7, backend: 'cpu' });
  return { steps: configs.map(({ steps, seed }) => [steps, seed]), reading: found.trial.read({ runs, seen: [], smaller: null }) };
}

export default async function main() {
  await useBackend('cpu');
  console.log('found ' + JSON.stringify({
    tool: tools.get('area')?.label.en,
    presets: presets.map(({ id }) => id),
    tasks: tasks.map(({ id }) => id),
    preset: await run(presets.find(({ id }) => id === 'points-rings').config),
    task: await run({ task: 'parity', teacher: 'mlp-64x64', student: 'mlp-8', steps: 10 }),
    method: await run({
      ...presets.find(({ id }) => id === 'points-rings').config,
      method: 'kl-and-variation',
      settings: { 'kl-and-variation': { variation: 1 } },
    }),
    data: await imported(),
    lesson: lesson(),
    model: await loaded(),
  }));
}
`;

interface Run {
  task: string;
  rejected: string[];
  losses: number[];
  /** As the catalogue has them, and as the log does. */
  terms: [string[], string[]];
  classes: string[];
  teacher: number;
}
interface Found {
  tool: string;
  presets: string[];
  tasks: string[];
  preset: Run;
  task: Run;
  method: Run;
  data: { format: string; label: string; labels: string[]; text: string };
  lesson: { steps: [number, number][]; reading: { holds: boolean; came: string } };
  model: { name: string; parameters: number };
}

let folder: string;
let added: string[];
let found: Found;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'retort-'));
  cpSync('src', join(folder, 'src'), { recursive: true });
  for (const name of ['node_modules', 'package.json', 'tsconfig.base.json'])
    symlinkSync(resolve(name), join(folder, name));
  added = [...readFileSync('README.md', 'utf8').matchAll(EXAMPLE)].map(([, path, content]) => {
    mkdirSync(dirname(join(folder, path!)), { recursive: true });
    writeFileSync(join(folder, path!), content!);
    return path!;
  });
  writeFileSync(join(folder, 'use.ts'), SCRIPT);
  const out = execFileSync(process.execPath, [resolve('scripts/run.mjs'), 'use.ts'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  found = JSON.parse(/^found (.*)$/m.exec(out)![1]!) as Found;
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('finds every example of the README', () => {
  expect(added).toEqual([
    'src/agent/tools/area.ts',
    'src/corpus/tools/area.json',
    'src/catalog/methods/kl-and-variation.ts',
    'src/distillation/methods/kl-and-variation.ts',
    'src/catalog/presets/points-rings.ts',
    'src/catalog/lessons/more-steps.ts',
    'src/catalog/tasks/parity.ts',
    'src/tasks/parity/prepare.ts',
    'src/data/import/formats/fasttext.ts',
    'src/models/formats/mlp-json.ts',
  ]);
});

it('a tool and a preset are one file each, and the preset can be run', () => {
  expect(found.tool).toBe('Area');
  expect(found.presets).toContain('points-rings');
  expect(found.preset).toMatchObject({ task: 'points', rejected: [], classes: ['1', '2', '3'] });
  expect(found.preset.losses.every(Number.isFinite)).toBe(true);
});

it('a method is its words and its loss: it trains, and logs the terms that it names', () => {
  expect(found.method.rejected).toEqual([]);
  expect(found.method.losses.every(Number.isFinite)).toBe(true);
  expect(found.method.losses).not.toEqual(found.preset.losses);
  const terms = ['ce', 'klAndVariation'];
  expect(found.method.terms).toEqual([terms, terms]);
});

it('a lesson is one file: its runs are set up, and what they come to is read', () => {
  expect(found.lesson.steps).toEqual([
    [10, 7],
    [200, 7],
  ]);
  expect(found.lesson.reading).toMatchObject({ holds: true, came: 'many' });
});

it('a task is its words and its data: a teacher learns it, and a student takes steps', () => {
  expect(found.tasks).toContain('parity');
  expect(found.task).toMatchObject({ task: 'parity', rejected: [], classes: ['even', 'odd'] });
  expect(found.task.losses).toHaveLength(2);
  expect(found.task.losses.every(Number.isFinite)).toBe(true);
  expect(found.task.teacher).toBeGreaterThan(0.95);
});

it('a format of data is one file: its rows are mapped, cut and named like any others', () => {
  expect(found.data).toMatchObject({ format: 'fasttext', label: 'fastText', labels: ['music', 'news'] });
  expect(found.data.text).toMatch(/^please play \d+$/);
});

it('a form of model is one file: what it reads can teach', () => {
  expect(found.model).toEqual({ name: 'mine', parameters: 2 * 4 + 4 + 4 * 3 + 3 });
});

it('all of them pass the type-checker', () => {
  const config = {
    extends: './tsconfig.base.json',
    compilerOptions: { lib: ['ES2023', 'DOM', 'DOM.Iterable'] },
    files: added.filter((path) => path.endsWith('.ts')),
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  execFileSync(resolve('node_modules/.bin/tsc'), ['-p', 'tsconfig.json'], { cwd: folder, stdio: 'pipe' });
}, 120_000);
