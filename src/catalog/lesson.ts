// A lesson: a page beside the live playground that says something, lets the reader foretell what an experiment will show, runs it, reads
// its result from the reader's own figures, and asks once more. All words are Localised; where they speak of a figure they name it,
// {{id}}, and the page puts in what the run came to. A lesson of a person's own has no trial: text, settings and what is hidden.
// Those that come with the page are in lessons/, a file each.

import type { Locale, Localised } from '../lib/localised';
import type { Arm } from './arms';
import type { FigureId } from './figures';
import type { Hideable } from './hideable';
import type { Preset } from './preset';

/** Fields of the run config; what is not said has its default. */
export type Patch = Preset['config'];

export interface Lesson {
  id: string;
  /** Its place among those that come with the page. */
  number?: number;
  title: Localised;
  /** A line, for the list. */
  about: Localised;
  /** Paragraphs, before the experiment. */
  text: readonly Localised[];
  /** What the experiment is set up with. */
  config: Patch;
  trial?: Trial;
  /** What the reader does next with things of their own, and the dialog that a button opens for it. */
  onwards?: { text: readonly Localised[]; opens: 'data' };
  /** Out of sight while it is open. */
  hide?: readonly Hideable[];
  /** That the page speaks while it is open; the reader's own where it says none. */
  language?: Locale;
}

/** One of some answers. */
export interface Question {
  ask: Localised;
  choices: readonly { id: string; label: Localised }[];
}

/** One of the runs of a trial: what it has over the lesson's config (`settings` as a whole). */
export interface TrialRun {
  id: string;
  name: Localised;
  config: Patch;
}

export interface Trial {
  /** One after the other, all with the same seed. */
  runs: readonly TrialRun[];
  /** Put under the microscope when the last one is over, with its models. */
  look?: readonly ({ kind: 'text'; text: string } | { kind: 'point'; x: number; y: number })[];
  /** Ways in which the student of the last run is made smaller, when that is over. */
  smaller?: readonly Smaller[];
  /** Whose decision maps are drawn, run by run; of points. */
  maps?: readonly Arm[];
  /** Asked before it is run. */
  prediction: Question;
  /** Of the runs' own figures. Pure. */
  read(result: TrialResult): Reading;
  /** What was claimed, with figures: where it holds, and where it does not. */
  holds: Localised;
  fails: Localised;
  /** Asked afterwards, and why the answer is what it is. */
  question: Question;
  because: Localised;
}

/** What is done to the student (the dialog "Compress" offers the same). */
export interface Smaller {
  id: string;
  bits: 32 | 8 | 4;
  /** Share of the hidden units that is cut away. */
  hidden: number;
  /** Of healing by the run's teacher. */
  steps: number;
}

/** What a student costs and is worth, measured on this device. */
export interface Worth {
  bytes: number;
  /** Milliseconds a sentence; null of what is not timed. */
  ms: number | null;
  /** The main figure of its task. */
  score: number;
}

/** Classes on a size × size grid, as the plane was drawn. */
export interface TrialMaps {
  size: number;
  extent: number;
  classes: number;
  models: readonly { arm: Arm; label: Uint8Array; confidence: Uint8Array }[];
  points: { x: Float32Array; y: Float32Array; label: Uint8Array };
}

/** What one run came to. */
export interface RunResult {
  id: string;
  figures: Readonly<Partial<Record<Arm, Readonly<Partial<Record<FigureId, number>>>>>>;
  parameters: Readonly<Partial<Record<Arm, number>>>;
  /** Of the student: means over a few steps, oldest first. */
  curve: readonly { step: number; loss: number; terms: Readonly<Record<string, number>> }[];
  /** Null but for points of the plane. */
  maps: TrialMaps | null;
}

/** What the microscope saw: raw logits [N·V] of each model. */
export interface Glimpse {
  classes: readonly string[];
  views: readonly { who: 'teacher' | 'student' | 'baseline'; logits: Float32Array }[];
}

export interface TrialResult {
  runs: readonly RunResult[];
  /** In the order of `look`. */
  seen: readonly Glimpse[];
  /** The last run's student as it is, and in the order of `smaller`; null where the trial has none. */
  smaller: { whole: Worth; ways: readonly Worth[] } | null;
}

/** A number that is shown, and that words name. */
export interface Figure {
  id: string;
  label: Localised;
  value: number;
  /** Shares and nats are drawn as bars; points are what lies between two shares. */
  unit: 'share' | 'points' | 'nats' | 'number' | 'times' | 'bytes' | 'ms';
  /** In whose colour. */
  arm?: Arm;
  /** What it stands under, where figures are of several kinds. */
  group?: Localised;
  /** Named in words alone. */
  hidden?: true;
}

export interface Reading {
  figures: readonly Figure[];
  /** Whether this run bears the lesson's claim out. */
  holds: boolean;
  /** The choice of the prediction that came true, and the right one of the question. */
  came: string;
  answer: string;
}

/** The run of a trial by its id. */
export const runNamed = ({ runs }: TrialResult, id: string): RunResult => runs.find((run) => run.id === id)!;

/** A figure of a run; NaN where it has none. */
export const valueOf = (run: RunResult, arm: Arm, figure: FigureId): number =>
  run.figures[arm]?.[figure] ?? NaN;
