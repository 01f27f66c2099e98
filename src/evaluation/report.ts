// The full report of a run: every figure of every arm with its interval, what each rival lacks or has over the student on the
// same examples, what each class comes to, and what the models cost. Made between steps, at the end of a run; the task
// examines each model once. Not the quick check while it trains (Task.evaluate).

import { type Arm, isTeacher } from '../catalog/arms';
import type { Cost } from '../models/cost';
import { throwIfCancelled } from '../lib/cancelled';
import type { ArmReport, Estimate, Report } from '../protocol/report';
import type { ReliabilityBin } from './metrics/calibration';
import { bootstrap, difference, type Statistic } from './metrics/bootstrap';
import type { ClassSample, Sample } from './metrics/samples';
import type { Timing } from './timing';

/** What a task says of one model on its test examples. */
export interface Examined {
  /** The same kinds of test set in the same order for every model; null where a model has nothing to say of one. */
  samples: readonly (Sample | null)[];
  /** The one of the samples that is of classes. */
  classified: ClassSample | null;
  /** Of a sentence, point or token. */
  timing: Timing;
  /** How often it is right against how sure it is, of what it does beside telling classes apart. */
  reliability?: readonly ReliabilityBin[];
}

export interface ReportOptions {
  /** The student among them. */
  subjects: readonly {
    arm: Arm;
    cost: Cost;
    examine(): Promise<Examined>;
    digest?(): Promise<string | undefined>;
  }[];
  rows: Report['rows'];
  classes: string[] | null;
  step: number;
  seed: number;
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
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
export async function makeReport(options: ReportOptions): Promise<Report> {
  const { subjects, rows, classes, step, seed, signal, onProgress } = options;
  const check = () => throwIfCancelled(signal);
  const total = subjects.length + 1;
  const examined: (Examined & { arm: Arm; cost: Cost; weights: string | undefined })[] = [];
  for (const { arm, cost, examine, digest } of subjects) {
    check();
    examined.push({ arm, cost, weights: await digest?.(), ...(await examine()) });
    onProgress?.(examined.length, total);
  }

  // samples of the same place are of the same examples: one draw serves all arms
  const estimates: Record<string, Estimate> = {};
  const student = examined.find(({ arm }) => arm === 'student')!;
  for (const [place, own] of student.samples.entries()) {
    if (!own) continue;
    const statistics = new Map<string, Statistic>();
    for (const { arm, samples, classified } of examined) {
      const sample = samples[place];
      if (!sample) continue;
      for (const [name, statistic] of named(arm, sample.statistics)) statistics.set(name, statistic);
      if (classified === sample)
        for (const [name, statistic] of named(`${arm} by class`, statisticsOfClasses(classified)))
          statistics.set(name, statistic);
      if (arm === 'student') continue;
      for (const [name, theirs] of Object.entries(sample.statistics)) {
        const ours = own.statistics[name];
        if (ours) statistics.set(`over ${arm}/${name}`, difference(ours, theirs));
      }
    }
    Object.assign(estimates, await bootstrap(own.n, Object.fromEntries(statistics), { seed, check }));
  }
  onProgress?.(total, total);

  return {
    step,
    rows,
    classes,
    arms: examined.map(({ arm, cost, weights, classified, reliability, timing: { ms, ...msRange } }) => ({
      arm,
      figures: under(arm, estimates),
      ...(weights && { weights }),
      cost,
      ms,
      msRange,
      ...(reliability && { reliability: reported(reliability) }),
      ...(classified && classReports(classified, under(`${arm} by class`, estimates))),
    })),
    gains: examined.flatMap(({ arm, classified }) => {
      if (arm === 'student' || isTeacher(arm)) return [];
      const pairs = classified && student.classified && pairsOf(student.classified, classified);
      return [{ rival: arm, figures: under(`over ${arm}`, estimates), ...(pairs && { pairs }) }];
    }),
  };
}

/** Examples that one of the two alone got right. */
function pairsOf(ours: ClassSample, theirs: ClassSample): { won: number; lost: number } {
  const alone = (a: ClassSample, b: ClassSample) => a.right.filter((hit, i) => hit > b.right[i]!).length;
  return { won: alone(ours, theirs), lost: alone(theirs, ours) };
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
    reliability: reported(bins),
  };
}

/** Bins without anything in them have zeros. */
const reported = (bins: readonly ReliabilityBin[]): ReliabilityBin[] =>
  bins.map(({ count, confidence, accuracy }) =>
    count > 0 ? { count, confidence, accuracy } : { count, confidence: 0, accuracy: 0 },
  );
