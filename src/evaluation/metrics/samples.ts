// From what a model answered to the figures of a report: one function for each kind of test set. The examples of a sample are
// what is drawn anew by the bootstrap: sentences or points, dialogues written, and dialogues read (whose tokens go together).

import { auroc, scopeScores } from './auroc';
import { mean, proportion, ratio, type Statistic } from './bootstrap';
import { calibrationError, reliability, type ReliabilityBin } from './calibration';
import { classStatistics, type ClassStatistics, confusionMatrix } from './classification';
import { likeliest } from '../likeliest';
import { rowDivergence, rowEntropy } from './divergence';

/** Above this on one class an answer counts as nearly certain. */
const SURE = 0.99;

/** Of n test examples and K classes. */
export interface ClassProbabilities {
  /** [n, K] */
  probabilities: Float32Array;
  /** Right classes, [n]. */
  labels: Int32Array;
  /** Names of the classes, [K]. */
  classes: string[];
  /** The class of what belongs to none; null where there is none. */
  outOfScope: number | null;
}

export interface Sample {
  n: number;
  /** By the ids of catalog/figures.ts. */
  statistics: Record<string, Statistic>;
}

export interface ClassSample extends Sample {
  /** 1 where the likeliest class is the right one, [n]. */
  right: Uint8Array<ArrayBuffer>;
  perClass: ClassStatistics[];
  /** [K, K], right classes in rows. */
  confusion: Uint32Array<ArrayBuffer>;
  bins: ReliabilityBin[];
}

/** @param teacher the teacher's probabilities of the same examples; null for the teacher itself. */
export function classSample(answers: ClassProbabilities, teacher: ClassProbabilities | null): ClassSample {
  const { probabilities, labels, classes, outOfScope } = answers;
  const [n, K] = [labels.length, classes.length];
  const chosen = likeliest(probabilities, K);
  const confidence = Float32Array.from(chosen, (k, i) => probabilities[i * K + k]!);
  const right = Uint8Array.from(chosen, (k, i) => Number(k === labels[i]));
  const { perClass, macroF1 } = classStatistics(labels, chosen, K);
  const statistics: Record<string, Statistic> = {
    accuracy: proportion(right),
    macroF1,
    calibrationError: calibrationError(confidence, right),
    entropy: mean(rowEntropy(probabilities, K)),
    sure: proportion(confidence.map((p) => Number(p > SURE))),
  };
  if (teacher) {
    const theirs = likeliest(teacher.probabilities, K);
    statistics['agreement'] = proportion(chosen.map((k, i) => Number(k === theirs[i])));
    statistics['divergence'] = mean(rowDivergence(teacher.probabilities, probabilities, K));
  }
  if (outOfScope !== null) {
    const scores = scopeScores(probabilities, K, outOfScope);
    statistics['auroc'] = auroc(
      scores,
      labels.map((label) => Number(label !== outOfScope)),
    );
  }
  return {
    n,
    statistics,
    right,
    perClass,
    confusion: confusionMatrix(labels, chosen, K),
    bins: reliability(confidence, right),
  };
}

/** Sums over the tokens that the agent has to write in one dialogue, read along rather than written. */
export interface TokenSums {
  tokens: number;
  right: number;
  /** Of max-probability tokens above SURE, and nats. */
  sure: number;
  entropy: number;
  /** Against the teacher; 0 for the teacher itself. */
  agreeing: number;
  divergence: number;
}

/** Sums of one dialogue. @param p the model's probabilities [T, V], of the right tokens labels [T]. @param teacher the same of the teacher. */
export function tokenSums(
  p: Float32Array,
  labels: ArrayLike<number>,
  teacher: Float32Array | null,
): TokenSums {
  const V = p.length / labels.length;
  const chosen = likeliest(p, V);
  const theirs = teacher && likeliest(teacher, V);
  const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
  return {
    tokens: labels.length,
    right: sum(chosen.map((id, t) => Number(id === labels[t]))),
    sure: sum(chosen.map((id, t) => Number(p[t * V + id]! > SURE))),
    entropy: sum(rowEntropy(p, V)),
    agreeing: theirs ? sum(chosen.map((id, t) => Number(id === theirs[t]))) : 0,
    divergence: teacher ? sum(rowDivergence(teacher, p, V)) : 0,
  };
}

/** Dialogues that a model read along. */
export function tokenSample(sums: readonly TokenSums[], isTeacher: boolean): Sample {
  const each = (of: keyof TokenSums): Statistic =>
    ratio(
      Float64Array.from(sums, (dialogue) => dialogue[of]),
      Float64Array.from(sums, ({ tokens }) => tokens),
    );
  return {
    n: sums.length,
    statistics: {
      accuracy: each('right'),
      ...(!isTeacher && { agreement: each('agreeing'), divergence: each('divergence') }),
      entropy: each('entropy'),
      sure: each('sure'),
    },
  };
}
