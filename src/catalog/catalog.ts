// Everything there is to choose, collected from one file per entry: add a size, method, task or preset by adding a file.

import type { FigureId } from './figures';
import type { Preset } from './preset';
import { FAMILIES, type MethodInfo, type ModelSize, type TaskInfo } from './types';

function entries<T extends { id: string }>(modules: Record<string, { entry: T }>): readonly T[] {
  return Object.values(modules).map((module) => module.entry);
}

export const tasks = entries(import.meta.glob<{ entry: TaskInfo }>('./tasks/*.ts', { eager: true }));
const rank = ({ id, family }: MethodInfo): number => (id === 'hinton' ? -1 : FAMILIES.indexOf(family));
/** By family; the plainest one, which all others are compared with, first. */
export const methods = [
  ...entries(import.meta.glob<{ entry: MethodInfo }>('./methods/*.ts', { eager: true })),
].sort((a, b) => rank(a) - rank(b));

export const presets = entries(import.meta.glob<{ entry: Preset }>('./presets/*.ts', { eager: true }));
/** Smallest first. */
export const sizes = [
  ...entries(import.meta.glob<{ entry: ModelSize }>('./sizes/*.ts', { eager: true })),
].sort((a, b) => weight(a) - weight(b));

/** Rough parameter count, for ordering only. */
function weight(size: ModelSize): number {
  if (size.kind === 'mlp') return size.hidden.reduce((sum, width) => sum * width, 1);
  return size.layers * (4 * size.width ** 2 + 3 * size.width * size.hidden);
}

/** A task by its id; undefined where another version stored another one. */
export const taskOf = (id: string): TaskInfo | undefined => tasks.find((task) => task.id === id);

/** What the models of a task read; null for numbers, and for a task that another version stored. */
export const readsOf = (task: string): TaskInfo['reads'] => taskOf(task)?.reads ?? null;

/** A method by its id; the first one where another version stored another one. */
export const methodInfo = (id: string): MethodInfo =>
  methods.find((method) => method.id === id) ?? methods[0]!;

/** The figures that a race of this task tells of, the one that decides it first. */
export const mainFigures = (task: string): readonly FigureId[] => {
  const second = taskOf(task)?.secondFigure;
  return second ? [mainFigure(task), second] : [mainFigure(task)];
};

/** The figure that a race of this task is decided by. */
export const mainFigure = (task: string): FigureId => taskOf(task)?.mainFigure ?? 'accuracy';
