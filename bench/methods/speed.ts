// What a step of each method costs against plain Hinton, and whether it leaves tensors behind:
//   node scripts/run.mjs bench/methods/speed.ts [METHOD …]
// The default sizes of the agent and of intents, fused WASM kernels under
// Node on one thread; methods take turns within a round, and the ratio is the median over rounds, so that another program's load
// falls on all alike. Limits: on logits 1.1, features and relations 1.6, on-policy 3.

import { writeFileSync } from 'node:fs';
import { methods, presets } from '../../src/catalog/catalog';
import { unfitOf } from '../../src/catalog/fits';
import { parseRunConfig } from '../../src/catalog/run-config';
import { memory } from '../../src/engine/tensor';
import { useBackend } from '../../src/engine/testing';
import { readyExperiment } from '../presets/run-once';

const PRESETS = ['agent-default', 'intents-5-percent'];
const ROUNDS = 12;
/** Steps of a method in a round, and those of the first round, which no one counts. */
const STEPS = 4;
const LIMITS = { logits: 1.1, features: 1.6, relations: 1.6, sequence: 3 };

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function compare(preset: string, chosen: readonly string[]) {
  const base = presets.find(({ id }) => id === preset)!.config;
  const racing = [];
  for (const info of methods) {
    const { id, family } = info;
    const { config } = parseRunConfig({
      ...base,
      method: id,
      baseline: false,
      teacherLabels: false,
      steps: 2000,
    });
    if (unfitOf(info, config)) continue;
    if (id !== 'hinton' && chosen.length > 0 && !chosen.includes(id)) continue;
    const experiment = await readyExperiment(config);
    racing.push({
      id,
      family,
      experiment,
      steps: experiment.stage.arms[0]!.train(),
      ms: [] as number[],
      tensors: [] as number[],
    });
  }
  for (let round = 0; round <= ROUNDS; round++) {
    for (const racer of racing) {
      for (let step = 0; step < STEPS; step++) {
        const began = performance.now();
        const next = await racer.steps.next();
        if (!next.done) await next.value.log;
        if (round > 0) racer.ms.push(performance.now() - began);
        // the cache of targets holds plain numbers: tensors are the weights of all racers, and do not grow
        if (round > 0) racer.tensors.push(memory().numTensors);
      }
    }
  }
  const plain = racing.find(({ id }) => id === 'hinton')!;
  const rows = racing.map(({ id, family, ms, tensors }) => {
    const ratio = median(ms.map((value, i) => value / plain.ms[i]!));
    return {
      id,
      family,
      ms: median(ms),
      ratio,
      limit: LIMITS[family],
      steady: tensors.at(-1) === tensors[0],
    };
  });
  for (const { experiment } of racing) experiment.dispose();
  return rows;
}

export default async function main(chosen: string[]): Promise<void> {
  await useBackend('fused');
  const results: Record<string, Awaited<ReturnType<typeof compare>>> = {};
  for (const preset of PRESETS) {
    results[preset] = await compare(preset, chosen);
    console.log(`\n${preset}: a step of each method against Hinton`);
    for (const { id, ms, ratio, limit, steady } of results[preset]) {
      const told = ratio <= limit ? 'within' : 'OVER';
      console.log(
        `  ${id.padEnd(22)} ${ms.toFixed(1).padStart(7)} ms  ${ratio.toFixed(2)}×  ${told} ${limit}×${steady ? '' : '  LEAKS'}`,
      );
    }
  }
  writeFileSync('bench/methods/speed.json', `${JSON.stringify(results, null, 2)}\n`);
}
