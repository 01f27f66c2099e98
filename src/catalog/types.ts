// The shape of everything one can choose. Sliders, the run-config schema, the share link and the help texts derive from it.

import type { Localised } from '../lib/localised';
import type { FigureId } from './figures';

/** A number one can move. */
export interface NumberParam {
  id: string;
  label: Localised;
  help: Localised;
  min: number;
  max: number;
  step: number;
  default: number;
  scale?: 'linear' | 'log';
}

export interface Choice {
  id: string;
  label: Localised;
  help: Localised;
}

export interface TransformerSize extends Choice {
  kind: 'transformer';
  layers: number;
  /** Width D; divisible by heads, and D / heads even. */
  width: number;
  heads: number;
  /** Width of the SwiGLU hidden layer. */
  hidden: number;
}

export interface MlpSize extends Choice {
  kind: 'mlp';
  /** Widths of the hidden layers; none is a linear model. */
  hidden: readonly number[];
}

export type ModelSize = TransformerSize | MlpSize;

/** A part of a method's loss: logged, drawn, stored and exported under its id. */
export interface TermInfo extends Choice {
  /** As the formula writes it, in plain text; absent where it stands within another term. */
  symbol: string;
  /** What it is weighed by in L: the hard labels' λ, or the teacher's 1−λ. */
  weight: 'hard' | 'soft';
  /** Whether T² is part of it, as logged. */
  squaredTemperature?: boolean;
  /** Id of the method's parameter that it is multiplied by in L, besides; as logged it is not. */
  weighedBy?: string;
}

/** One of some named ways, for a method that has such a choice. */
export interface ChoiceParam {
  id: string;
  label: Localised;
  help: Localised;
  /** tasks: ids of those that one fits; absent: all. */
  choices: readonly (Choice & { tasks?: readonly string[] })[];
  default: string;
}

/** Which layers of the student learn from which of the teacher: text (layer-map.ts); none is the standard map of the two models. */
export interface LayerMapParam {
  id: string;
  label: Localised;
  help: Localised;
  standard: 'uniform' | 'middle' | 'last';
  /** 0 where what enters the first layer may be compared, too. */
  lowest: 0 | 1;
  /** Whether one pair is all that the method compares. */
  single: boolean;
  default: '';
}

export type SettingParam = NumberParam | ChoiceParam | LayerMapParam;
export type SettingValue = number | string;

/** By group and parameter; what is absent is at its default. */
export type Settings = Readonly<Record<string, Readonly<Record<string, SettingValue>>>>;

/** Settings that belong together: RunConfig.settings holds them under the group's id. A method's own ones are a group too. */
export interface SettingGroup extends Choice {
  params: readonly SettingParam[];
}

/** What a method looks at, in the order in which they are offered; last, mistakes to learn from. */
export const FAMILIES = ['logits', 'features', 'relations', 'sequence', 'faulty'] as const;
export type Family = (typeof FAMILIES)[number];

/** A distillation method: formula in KaTeX, citation. Its loss lives in distillation/methods/<id>.ts. */
export interface MethodInfo extends Choice {
  family: Family;
  /** When it hurts, or adds nothing: a line. */
  caution: Localised;
  formula: string;
  citation: string;
  /** In the order of the formula. */
  terms: readonly TermInfo[];
  /** Of its own, besides T and λ: RunConfig.settings holds them under the method's id. */
  params?: readonly SettingParam[];
  /** Ids of the tasks that it fits; absent: all. */
  tasks?: readonly string[];
  /** Whether the student must write some of the batches itself (settings "onPolicy"). */
  needsOnPolicy?: true;
  /** Whether the student has a vocabulary of its own. */
  ownTokens?: true;
  /** What it compares inside the models; absent: nothing. */
  compares?: 'hidden' | 'attention';
}

/** Those that one student can learn at once, with a head for each (two-tasks.ts). */
export type OneOfTwo = 'agent' | 'intents';

/** One of the tasks that a task is made of. */
export interface TaskPart {
  task: OneOfTwo;
  /** What of a curve says that it is this one's. */
  label: Localised;
  /** Who teaches it where nobody is chosen. */
  teacher: string;
}

export interface TaskInfo extends Choice {
  /** What its models read, and so can be asked in the chat; null where that is numbers: nobody to talk with, no data set of texts. */
  reads: 'dialogues' | 'sentences' | null;
  /** Which model sizes fit. */
  modelKind: ModelSize['kind'];
  defaultTeacher: string;
  defaultStudent: string;
  /** Ids of the figures (figures.ts) that a check between steps gives, the first ones foremost. */
  checks: readonly FigureId[];
  /** The figure that a race is decided by. */
  mainFigure: FigureId;
  /** Where it is made of two: each with a teacher of its own, RunConfig.teacher the first one's; data is what comes with the page. */
  parts?: readonly TaskPart[];
  /** The second one's main figure, which a race tells of, too. */
  secondFigure?: FigureId;
}
