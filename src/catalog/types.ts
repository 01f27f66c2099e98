// The shape of everything one can choose. Sliders, the run-config schema, the share link and the help texts derive from it.

import type { Localised } from '../lib/localised';

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

/** A distillation method: formula in KaTeX, citation. Its loss lives in distillation/methods/<id>.ts. */
export interface MethodInfo extends Choice {
  formula: string;
  citation: string;
}

export interface TaskInfo extends Choice {
  /** Which model sizes fit. */
  modelKind: ModelSize['kind'];
  defaultTeacher: string;
  defaultStudent: string;
}
