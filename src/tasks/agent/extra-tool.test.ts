// A tool that the shipped teacher has never heard of: two files more in a copy of the sources, and the default run still prepares.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const TOOL = `
import type { Tool } from '../types';
const both = (text: string) => ({ en: text, 'zh-CN': text });
export const tool: Tool = {
  name: 'weather',
  label: both('Weather'),
  help: both('What the weather is like in a city.'),
  example: both('is it raining in oslo'),
  params: [{ name: 'city', type: { kind: 'city' }, help: both('A city, or here.') }],
  run: async ([city = '']) => 'sunny in ' + city,
};
`;

const PHRASES = {
  weight: 2,
  replies: ['{result}', 'it is {result}'],
  forms: {
    where: {
      args: ['{city}'],
      slots: { city: 'city' },
      question: [
        'what is the weather in {city}',
        'how is the weather in {city}',
        'is it (raining|sunny|snowing) in {city}',
        'do i need an umbrella in {city}',
        'weather in {city}',
        'will it rain in {city}',
        '{city} weather',
      ],
      order: ['tell me the weather in {city}', 'check the weather in {city}'],
    },
  },
};

/** Prepares the default run as the page's worker does, with the shipped files read from the disk, and tells what it found. */
const SCRIPT = `
import { readFileSync } from 'node:fs';
import { toolsKnown, tools } from './src/agent/registry';
import { presets } from './src/catalog/catalog';
import { parseRunConfig } from './src/catalog/run-config';
import { builtInDialogues } from './src/corpus/built-in';
import { intentSet } from './src/tasks/intents/built-in-set';
import { prepareExperiment } from './src/tasks/experiment';
import { useBackend } from './src/engine/testing';
import { Bundles } from './src/worker/bundles';

export default async function main() {
  await useBackend('wasm');
  const get = async (url) => new Response(Uint8Array.from(readFileSync('public' + new URL(url).pathname)));
  const noDatabase = () => Promise.reject(new Error('there is none'));
  const bundles = new Bundles(() => undefined, () => 'http://localhost/', noDatabase, get);
  const { config } = parseRunConfig({ ...presets.find(({ id }) => id === 'agent-default').config, seed: 1 });
  const experiment = await prepareExperiment(config, {
    bundle: (id) => bundles.bundle(id),
    dialogues: () => bundles.dialogues(),
    tokenizer: async () => (await bundles.shipped()).tokenizer,
  });
  const step = await experiment.stage.arms[0].train()[Symbol.asyncIterator]().next();
  const shipped = await bundles.dialogues();
  const made = await builtInDialogues('train', 100);
  const { labels, train } = intentSet();
  const { toolNames } = await bundles.shipped();
  console.log('found ' + JSON.stringify({
    tools: [...tools.keys()],
    trained: step.done === false,
    changed: made.filter(({ transcript }, i) => transcript.user !== shipped.dialogue(i).transcript.user).length,
    asked: made.filter(({ transcript }) => transcript.plan.includes('weather')).length,
    inRun: (await experiment.bundle('student')).toolNames,
    inChat: [...toolsKnown(toolNames).keys()],
    intents: labels,
    example: train.texts[labels.indexOf('weather')],
  }));
}
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'retort-'));
  cpSync('src', join(folder, 'src'), { recursive: true });
  for (const name of ['node_modules', 'public', 'package.json'])
    symlinkSync(resolve(name), join(folder, name));
  writeFileSync(join(folder, 'src/agent/tools/weather.ts'), TOOL);
  writeFileSync(join(folder, 'src/corpus/tools/weather.json'), JSON.stringify(PHRASES));
  writeFileSync(join(folder, 'prove.ts'), SCRIPT);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('prepares the default run with the world that the shipped teacher knows, and the corpus has the new tool', () => {
  const out = execFileSync(process.execPath, [resolve('scripts/run.mjs'), 'prove.ts'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const found = JSON.parse(/^found (.*)$/m.exec(out)![1]!) as Record<string, string[]> & {
    changed: number;
    asked: number;
    example: string;
    trained: boolean;
  };
  expect(found.tools).toContain('weather');
  // the tool is in the corpus of today, which is another one than was shipped …
  expect(found.asked).toBeGreaterThan(0);
  expect(found.changed).toBeGreaterThan(found.asked);
  expect(found.intents).not.toContain('weather'); // that set stays as it is
  expect(found.example).not.toBe('');
  // … and in no run or chat of the teacher that never heard of it
  expect(found.trained).toBe(true);
  expect(found.inRun).toEqual(found.tools!.filter((name) => name !== 'weather'));
  expect(found.inChat).toEqual(found.inRun);
});
