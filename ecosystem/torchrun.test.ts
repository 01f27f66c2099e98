// Runs that leave the page and go on under PyTorch, for real: the same next losses, the same curve on two processes as on one, and on it
// again after one of them was killed.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findPython } from '../scripts/ecosystem.mjs';
import { trainTokenizer } from '../src/data/tokenizer';
import { useBackend as startBackend } from '../src/engine/testing'; // no hook of React
import { tinyAgent } from '../src/tasks/agent/testing';
import type { ExperimentDeps } from '../src/tasks/experiment';
import { intentSet } from '../src/tasks/intents/built-in-set';
import { parseSafetensors, readMetadata } from '../src/models/safetensors';
import { TWIN_METHODS } from '../src/models/torchrun/lacking';
import { run, save, scratch } from './python';
import { HANDED, type StoppedRun, stoppedRun } from './torchrun-runs';

const python = findPython('torch', 'safetensors', 'numpy');
const MINUTES = 600_000; // importing torch alone takes many seconds on a busy machine

const set = intentSet(1, { train: 136, validation: 34, test: 68 });
const tokenizer = trainTokenizer(set.train.texts, 300);
const deps: ExperimentDeps = {
  bundle: () => Promise.reject(new Error('nobody was asked for')),
  tokenizer: () => Promise.resolve(tokenizer),
  builtInSet: set,
};

const points = { task: 'points', dataset: 'spirals', classes: 3, teacher: 'mlp-8', student: 'mlp-8' };
const intents = {
  ...{ task: 'intents', teacher: 'transformer-1x32', student: 'transformer-1x32', teacherEpochs: 2 },
  ...{ learningRate: 8e-3, batchSize: 16, labelShare: 0.5, dropout: 0.1, wordDropout: 0.1 },
};
const rivals = { baseline: true, softLabelled: true, teacherLabels: true };
const courses = { temperature: 'linear', temperatureEnd: 1, lambda: 'cosine', lambdaEnd: 0.2 };
const agent = { task: 'agent', student: 'transformer-1x32', labelShare: 0.2, batchSize: 6, seed: 3 };

interface Line {
  arm: string;
  step: number;
  loss: number;
  gradNorm: number;
}
const logOf = (folder: string): Line[] =>
  readFileSync(join(folder, 'log.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** The largest difference, relative to the larger value. */
const apart = (a: readonly number[], b: readonly number[]): number => {
  expect(a.length).toBe(b.length);
  return Math.max(...a.map((x, i) => Math.abs(x - b[i]!) / Math.max(Math.abs(x), Math.abs(b[i]!), 1e-6)));
};

describe.skipIf(!python)('torchrun (needs Python with torch: node scripts/ecosystem.mjs)', () => {
  const directory = scratch();
  const runs = new Map<string, StoppedRun>();
  const at = (name: string) => join(directory, name);
  let methods: string[];

  beforeAll(async () => {
    await startBackend('wasm');
    const short = { steps: 14, temperature: 2, lambda: 0.3 };
    const method = (id: string, more: object = {}) => ({ ...points, ...short, method: id, ...more });
    const add = async (name: string, config: object, given = deps, options = { stop: 4, more: 10 }) =>
      void runs.set(name, await stoppedRun(config, given, options));
    await add('points', { ...points, ...short, ...rivals, settings: { schedules: courses } });
    for (const id of ['soft-cross-entropy', 'reverse-kl', 'symmetric-kl', 'jsd', 'skewed-kl'])
      await add(id, method(id));
    for (const id of ['skewed-reverse-kl', 'total-variation', 'logit-mse', 'decoupled'])
      await add(id, method(id));
    await add('intents', { ...intents, ...short, baseline: true });
    const tiny = await tinyAgent();
    await add('agent', { ...agent, ...short, baseline: true, scoredPrompts: 20 }, tiny.deps);
    await add('sequence-level', { ...agent, ...short, method: 'sequence-level' }, tiny.deps);
    await add('long', { ...intents, steps: 104 }, deps, { stop: 4, more: 0 });
    for (const [name, { files }] of runs) save(directory, name, files);
    save(directory, 'spread', runs.get('long')!.files);
    const names = [...runs.keys()].filter((name) => name !== 'long');
    const printed = run(
      python!,
      directory,
      `
import json, sys, torch
sys.path.insert(0, 'points')
torch.set_num_threads(1)
import arm, train
for name in ${JSON.stringify(names)}:
    train.main(['--folder', name, '--device', 'cpu'])
train.main(['--folder', 'long', '--device', 'cpu', '--per-device', '16'])
print('METHODS' + json.dumps(arm.METHODS))
`,
    );
    methods = JSON.parse(printed.split('METHODS')[1]!) as string[];
  }, MINUTES);
  afterAll(() => rmSync(directory, { recursive: true }));

  // float32 on both sides, sums in other orders: ten steps bring that to 5e-6 at most
  it.each([
    ...[
      'points',
      'soft-cross-entropy',
      'reverse-kl',
      'symmetric-kl',
      'jsd',
      'skewed-kl',
      'skewed-reverse-kl',
    ],
    ...['total-variation', 'logit-mse', 'decoupled', 'intents', 'agent', 'sequence-level'],
  ])('the next ten losses are the page’s: %s', (name) => {
    const { losses } = runs.get(name)!;
    const log = logOf(at(name));
    expect(log.map(({ arm, step }) => [arm, step])).toEqual(losses.map(({ arm, step }) => [arm, step]));
    for (const key of ['loss', 'gradNorm'] as const)
      expect(
        apart(
          log.map((line) => line[key]),
          losses.map((line) => line[key]),
        ),
      ).toBeLessThan(2e-5);
  });

  it(
    'two processes have the curve of one with twice their batch, and have it again when one of them was killed',
    async () => {
      const folder = at('spread');
      const torchrun = spawn(
        python!,
        [
          ...['-m', 'torch.distributed.run', '--standalone', '--nproc-per-node', '2', '--max-restarts', '1'],
          ...[
            'train.py',
            '--device',
            'cpu',
            '--threads',
            '1',
            '--per-device',
            '8',
            '--checkpoint-every',
            '10',
          ],
        ],
        { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
      );
      let said = '';
      torchrun.stdout.on('data', (text: Buffer) => (said += text.toString()));
      torchrun.stderr.on('data', (text: Buffer) => (said += text.toString()));
      const ended = new Promise<number | null>((resolve) => torchrun.on('close', resolve));
      while (torchrun.exitCode === null && checkpointsIn(folder).length < 2) await wait(20);
      const [, second] = childrenOf(torchrun);
      process.kill(second!, 'SIGKILL');
      expect(await ended, said).toBe(0);
      expect(said).toContain('batch 16 = 8 rows a device × 2 devices × 1 parts');
      const starts = [...said.matchAll(/from step (\d+) of 104/g)].map(([, step]) => Number(step));
      expect(starts[0]).toBe(4);
      expect(starts[1]).toBeGreaterThanOrEqual(20); // not from the beginning
      const [one, two] = [logOf(at('long')), logOf(folder)];
      expect(two.map(({ step }) => step)).toEqual(one.map(({ step }) => step));
      const losses = (log: readonly Line[]) => log.map(({ loss }) => loss);
      expect(apart(losses(two), losses(one))).toBeLessThan(2e-5); // sums in another order, over a hundred steps
      // what the page takes back: every arm at its last step, with the whole curve since the run left
      const result = Uint8Array.from(readFileSync(join(folder, 'result.safetensors'))).buffer;
      expect(parseSafetensors(result)['student/optimizer.step']!.data[0]).toBe(104);
      const { series, ...handed } = readMetadata(result);
      expect(handed).toMatchObject(HANDED);
      expect((JSON.parse(series!) as Line[]).map(({ step }) => step)).toEqual(one.map(({ step }) => step));
    },
    MINUTES,
  );

  it('what train.py does not have is refused before anything starts', () => {
    save(directory, 'refused', runs.get('long')!.files);
    const about = JSON.parse(readFileSync(join(at('refused'), 'run.json'), 'utf8')) as { arms: object[] };
    about.arms = [{ ...about.arms[0], method: 'rkd' }];
    writeFileSync(join(at('refused'), 'run.json'), JSON.stringify(about));
    expect(() => run(python!, at('refused'), 'import train; train.main([])')).toThrow(
      /asks for rkd, which train.py does not have. It has: hinton, /,
    );
    expect(checkpointsIn(at('refused'))).toEqual([]);
  });

  it('the methods of the export are those of train.py', () => {
    expect(methods.toSorted()).toEqual([...TWIN_METHODS].sort());
  });
});

const checkpointsIn = (folder: string): string[] =>
  existsSync(join(folder, 'checkpoints'))
    ? readdirSync(join(folder, 'checkpoints')).filter((name) => name.endsWith('.safetensors'))
    : [];

const childrenOf = ({ pid }: ChildProcess): number[] =>
  execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/)
    .map(Number);
