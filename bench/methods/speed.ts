// What a step of each method costs against plain Hinton, and whether it leaves tensors behind; `npm run bench -- --only=methods` calls
// it, or by itself: node scripts/run.mjs bench/methods/speed.ts FOLDER [quick] [METHOD …]
// The default sizes of the agent and of intents, fused WASM kernels under Node on one thread. First every row is seen once, so that what
// the teacher says is remembered, as it is in all passes of a run but one. Then methods take turns within a round, and a ratio is that
// of a round's sums, the median over rounds: another program's load falls on all alike. Half of an on-policy round the student writes,
// which has learnt as long as it does by default before it writes.

import { writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { methods, presets } from '../../src/catalog/catalog';
import { unfitOf } from '../../src/catalog/fits';
import { parseRunConfig, type RunConfig } from '../../src/catalog/run-config';
import { numberSetting } from '../../src/catalog/settings';
import type { Family } from '../../src/catalog/types';
import { memory } from '../../src/engine/tensor';
import { useBackend } from '../../src/engine/testing';
import type { Experiment } from '../../src/tasks/experiment';
import { readyExperiment } from '../presets/run-once';

/** Data so small that it is soon seen, its shares as they are by default; who teaches well is no matter here. */
const BUDGETS: Readonly<Record<string, Partial<RunConfig>>> = {
  'agent-from-nothing': { prompts: 600, scoredPrompts: 50 },
  'intents-5-percent': { teacherEpochs: 1 },
};
/** From when the student writes by default on: before that it writes nonsense, which is as long as it may be. */
const ON_POLICY = { onPolicy: { share: 0.5 } };
const LIMITS: Readonly<Record<Family | 'on-policy', number>> = {
  ...{ logits: 1.1, features: 1.6, relations: 1.6, sequence: 1.6, faulty: 1.1 },
  'on-policy': 3,
};
/** Rounds, and steps of a method in each: an even number, of which half are on-policy. */
const PLANS = { full: { rounds: 15, steps: 2 }, quick: { rounds: 1, steps: 2 } };

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

interface Racer {
  id: string;
  kind: keyof typeof LIMITS;
  experiment: Experiment;
  step(): Promise<void>;
  /** Of each round. */
  ms: number[];
  tensors: number[];
}

async function racersOf(preset: string, chosen: readonly string[]): Promise<Racer[]> {
  const base = { ...presets.find(({ id }) => id === preset)!.config, ...BUDGETS[preset] };
  const racers: Racer[] = [];
  const enter = async (id: string, kind: Racer['kind'], changes: Partial<RunConfig>) => {
    const { config } = parseRunConfig({
      ...base,
      ...{ baseline: false, teacherLabels: false, steps: 1500 },
      ...changes,
    });
    const info = methods.find((method) => method.id === config.method)!;
    if (unfitOf(info, config) || (id !== 'hinton' && chosen.length > 0 && !chosen.includes(id))) return;
    const experiment = await readyExperiment(config);
    const steps = experiment.stage.arms[0]!.train();
    const step = async () => {
      const next = await steps.next();
      if (!next.done) await next.value.log;
    };
    racers.push({ id, kind, experiment, step, ms: [], tensors: [] });
  };
  for (const { id, family, needsOnPolicy } of methods) {
    if (!needsOnPolicy) await enter(id, family, { method: id });
    else await enter(id, 'on-policy', { method: id, settings: ON_POLICY });
  }
  if (base.task === 'agent')
    await enter('hinton, on-policy', 'on-policy', { method: 'hinton', settings: ON_POLICY });
  return racers;
}

async function compare(
  preset: string,
  chosen: readonly string[],
  plan: (typeof PLANS)['full'],
  quick: boolean,
) {
  const racers = await racersOf(preset, chosen);
  for (const { kind, experiment, step } of racers) {
    const rows = experiment.transfer!.total;
    const { steps, batchSize, settings } = experiment.config;
    const silent = kind === 'on-policy' ? numberSetting(settings, 'onPolicy', 'after') * steps : 0;
    // the labelled rows' quota of a batch is a quarter at most
    const pass = quick ? 2 : Math.max(silent, Math.ceil(rows / (0.75 * batchSize)));
    for (let i = 0; i < pass + (pass % 2); i++) await step();
  }
  for (let round = 0; round < plan.rounds; round++) {
    for (const { step, ms, tensors } of racers) {
      const began = performance.now();
      for (let i = 0; i < plan.steps; i++) await step();
      ms.push((performance.now() - began) / plan.steps);
      // the weights of all racers and their constants: nothing that grows
      tensors.push(memory().numTensors);
    }
  }
  const plain = racers.find(({ id }) => id === 'hinton')!;
  const rows = racers.map(({ id, kind, ms, tensors }) => ({
    ...{ id, kind, ms: median(ms), limit: LIMITS[kind] },
    ratio: median(ms.map((value, i) => value / plain.ms[i]!)),
    steady: tensors.every((count) => count === tensors[0]),
  }));
  for (const { experiment } of racers) experiment.dispose();
  return rows;
}

export default async function main([folder, ...flags]: string[]): Promise<void> {
  const quick = flags[0] === 'quick';
  const chosen = quick ? flags.slice(1) : flags;
  await useBackend('fused');
  const presets: Record<string, Awaited<ReturnType<typeof compare>>> = {};
  for (const preset of Object.keys(BUDGETS)) {
    presets[preset] = await compare(preset, chosen, PLANS[quick ? 'quick' : 'full'], quick);
    console.log(`\n${preset}: a step of each method against Hinton`);
    for (const { id, ms, ratio, limit, steady } of presets[preset]) {
      const told = ratio <= limit ? 'within' : 'OVER';
      console.log(
        `  ${id.padEnd(22)} ${ms.toFixed(1).padStart(7)} ms  ${ratio.toFixed(2)}×  ${told} ${limit}×${steady ? '' : '  LEAKS'}`,
      );
    }
  }
  if (chosen.length > 0) return; // a look at some of them
  const text = JSON.stringify({ date: new Date().toISOString().slice(0, 10), presets });
  writeFileSync(
    `${folder}/results-methods.json`,
    await prettier.format(text, { parser: 'json', printWidth: 110 }),
  );
}
