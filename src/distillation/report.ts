// The full report of a run: every figure of every arm with its interval, what each rival lacks or has over the student on the
// same examples, what each class comes to, and what the models cost. Made between steps, at the end of a run; asks each model
// once about the test set. Not the quick check while it trains (Task.evaluate).

import type { Arm, Racer } from '../catalog/arms';
import type { Cost } from '../models/cost';
import { throwIfCancelled } from './evaluate';
import type { DialogueOutcome } from './dialogue-outcome';
import { bootstrap, difference, type Estimate, quantile, type Statistic } from './metrics/bootstrap';
import type { ReliabilityBin } from './metrics/calibration';
import { classSample, type ClassSample, dialogueSample, type Sample, tokenSample } from './metrics/samples';
import type { AgentParts, Task } from './task';
import type { Model } from './types';

export interface ClassReport {
  /** Null where the class is never chosen, or never occurs. */
  precision: Estimate | null;
  recall: Estimate | null;
  f1: Estimate | null;
  /** How often it occurs. */
  support: number;
}

export interface ArmReport {
  arm: Arm;
  /** By the ids of catalog/figures.ts. */
  figures: Record<string, Estimate>;
  cost: Cost;
  /** Milliseconds a sentence, point or token, measured here. */
  ms: number;
  /** Of classifiers: by class, and [K, K] with right classes in rows. */
  perClass?: ClassReport[] | undefined;
  confusion?: number[] | undefined;
  /** From unsure to sure, ten of them; empty ones count 0. */
  reliability?: ReliabilityBin[] | undefined;
}

export interface Report {
  step: number;
  /** Of training. */
  rows: { total: number; labelled: number };
  /** Names of the classes; null but for classifiers. */
  classes: string[] | null;
  arms: ArmReport[];
  /** Student less rival, in pairs over the same examples. */
  gains: { rival: Racer; figures: Record<string, Estimate> }[];
}

export interface ReportOptions {
  models: readonly { arm: Arm; model: Model; outcomes: readonly DialogueOutcome[] | null }[];
  step: number;
  seed: number;
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Figures of one arm before their intervals are known. */
interface Examined {
  arm: Arm;
  samples: Sample[];
  /** The first of the samples, where it is of classes. */
  classified: ClassSample | null;
  ms: number;
}

/** Milliseconds of a pass over the test set: the best of some where it is short. */
async function passTime(pass: () => Promise<unknown>): Promise<number> {
  let [best, spent] = [Infinity, 0];
  for (let i = 0; i < 10 && spent < TIMED_MS; i++) {
    const began = performance.now();
    await pass();
    const ms = performance.now() - began;
    best = Math.min(best, ms);
    spent += ms;
  }
  return best;
}

const TIMED_MS = 50;
/** Tokens that the decoder is timed over. */
const TIMED_TOKENS = 48;

/** Milliseconds a token, one dialogue at a time; the median. */
async function tokenTime(agent: AgentParts, arm: Arm, model: Model): Promise<number> {
  const decoder = await agent.decoder(arm, model);
  const times: number[] = [];
  for (let i = 0; i < Math.min(TIMED_TOKENS, decoder.context); i++) {
    const began = performance.now();
    decoder.feed([{ slot: 0, ids: [i % agent.tokenizer.vocabSize] }]);
    times.push(performance.now() - began);
  }
  return quantile(
    times.sort((a, b) => a - b),
    0.5,
  );
}

const statisticsOfClasses = ({ perClass }: ClassSample): Record<string, Statistic> =>
  Object.fromEntries(
    perClass.flatMap(({ precision, recall, f1 }, k) => [
      [`precision ${k}`, precision],
      [`recall ${k}`, recall],
      [`f1 ${k}`, f1],
    ]),
  );

const named = (prefix: string, statistics: Record<string, Statistic>): [string, Statistic][] =>
  Object.entries(statistics).map(([name, statistic]) => [`${prefix}/${name}`, statistic]);

const under = (prefix: string, estimates: Record<string, Estimate>): Record<string, Estimate> =>
  Object.fromEntries(
    Object.entries(estimates)
      .filter(([name]) => name.startsWith(`${prefix}/`))
      .map(([name, estimate]) => [name.slice(prefix.length + 1), estimate]),
  );

/** Throws RetortError('cancelled') at the signal. */
export async function makeReport(task: Task, options: ReportOptions): Promise<Report> {
  const { models, step, seed, signal, onProgress } = options;
  const check = () => throwIfCancelled(signal);
  const total = models.length + 1;
  const examined: Examined[] = [];
  const answers = await task.probabilities?.(task.teacher);
  for (const { arm, model, outcomes } of models) {
    check();
    const samples: Sample[] = [];
    let classified: ClassSample | null = null;
    let ms = 0;
    if (task.probabilities && answers) {
      const own = await task.probabilities(model);
      ms = (await passTime(() => task.probabilities!(model))) / own.labels.length;
      classified = classSample(own, arm === 'teacher' ? null : answers);
      samples.push(classified);
    }
    if (task.agent) {
      samples.push(tokenSample(await task.agent.read(model, signal), arm === 'teacher'));
      if (outcomes) samples.push(dialogueSample(outcomes));
      ms = await tokenTime(task.agent, arm, model);
    }
    examined.push({ arm, samples, classified, ms });
    onProgress?.(examined.length, total);
  }

  // samples of the same place are of the same examples: one draw serves all arms
  const estimates: Record<string, Estimate> = {};
  const student = examined.find(({ arm }) => arm === 'student')!;
  for (const [place, { n }] of student.samples.entries()) {
    const statistics = new Map<string, Statistic>();
    for (const { arm, samples, classified } of examined) {
      const sample = samples[place];
      if (!sample) continue;
      for (const [name, statistic] of named(arm, sample.statistics)) statistics.set(name, statistic);
      if (classified)
        for (const [name, statistic] of named(`${arm} by class`, statisticsOfClasses(classified)))
          statistics.set(name, statistic);
      if (arm === 'student') continue;
      for (const [name, theirs] of Object.entries(sample.statistics)) {
        const ours = student.samples[place]!.statistics[name];
        if (ours) statistics.set(`over ${arm}/${name}`, difference(ours, theirs));
      }
    }
    Object.assign(estimates, await bootstrap(n, Object.fromEntries(statistics), { seed, check }));
  }
  onProgress?.(total, total);

  return {
    step,
    rows: task.rows,
    classes: answers?.classes ?? null,
    arms: examined.map(({ arm, classified, ms }) => ({
      arm,
      figures: under(arm, estimates),
      cost: task.cost(arm),
      ms,
      ...(classified && classReports(classified, under(`${arm} by class`, estimates))),
    })),
    gains: examined.flatMap(({ arm }) =>
      arm === 'student' || arm === 'teacher'
        ? []
        : [{ rival: arm, figures: under(`over ${arm}`, estimates) }],
    ),
  };
}

function classReports(
  { perClass, confusion, bins }: ClassSample,
  estimates: Record<string, Estimate>,
): Pick<ArmReport, 'perClass' | 'confusion' | 'reliability'> {
  const K = perClass.length;
  return {
    perClass: perClass.map((_, k) => ({
      precision: estimates[`precision ${k}`] ?? null,
      recall: estimates[`recall ${k}`] ?? null,
      f1: estimates[`f1 ${k}`] ?? null,
      support: confusion.subarray(k * K, (k + 1) * K).reduce((sum, count) => sum + count, 0),
    })),
    confusion: [...confusion],
    reliability: bins.map(({ count, confidence, accuracy }) =>
      count > 0 ? { count, confidence, accuracy } : { count, confidence: 0, accuracy: 0 },
    ),
  };
}
