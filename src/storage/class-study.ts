// A class that runs one study: a link deals it out, and each pupil runs the part of a number. Parts differ in their seed and, by the kind
// of the deal, in nothing else (each trains all arms), in the settings of a sweep's cell, or in the one arm that counts of them. The link:
// #task=…&class=1_cells_30_student_temperature*1*4_lambda*0.1*0.9, version first. Nobody is named, and no server counts the numbers.

import * as v from 'valibot';
import { type Racer, rivals } from '../catalog/arms';
import { params } from '../catalog/params';
import { BUILT_IN_SET, isTeacherOfOwn, parseRunConfig, type RunConfig } from '../catalog/run-config';
import { MOST_CELLS, type Swept, SWEPT } from '../catalog/swept';
import { teachersOf } from '../catalog/teachers';
import { fromHash, toHash } from './share-link';
import { cellConfig, cellValues } from './study';

export const DEALS = ['seeds', 'cells', 'arms'] as const;
export type Deal = (typeof DEALS)[number];

export interface ClassAxis {
  field: Swept;
  values: readonly (string | number)[];
}

export interface ClassStudy {
  deal: Deal;
  /** How many pupils are waited for. Numbers beyond count too: who is dealt one at random has such a number. */
  pupils: number;
  /** Of seeds: all that each pupil trains, the student first. Of arms: those that are dealt. Of cells: the student. */
  arms: readonly Racer[];
  /** Of cells: one or two. */
  axes: readonly ClassAxis[];
  /** What the parts have in common. */
  base: RunConfig;
}

/** What is wrong with a link that deals parts. */
export type ClassLinkProblem = 'broken' | 'newer' | 'too-long';

export const LEAST_PUPILS = 2;
export const MOST_PUPILS = 999;
/** The greatest number of a part. */
export const MOST_NUMBER = 9999;
const VERSION = 1;
/** The longest that the page makes has about 2,000 characters; labels in words may take more. */
const MOST_LINK = 30_000;

const shapeSchema = v.pipe(
  v.object({
    deal: v.picklist(DEALS),
    pupils: v.pipe(v.number(), v.integer(), v.minValue(LEAST_PUPILS), v.maxValue(MOST_PUPILS)),
    arms: v.pipe(
      v.array(v.picklist(['student', ...rivals.map(({ id }) => id)])),
      v.minLength(1),
      v.check((arms) => new Set(arms).size === arms.length),
    ),
    axes: v.pipe(
      v.array(v.object({ field: v.picklist(SWEPT), values: v.pipe(v.array(v.string()), v.minLength(1)) })),
      v.check((axes) => new Set(axes.map(({ field }) => field)).size === axes.length),
      v.check((axes) => cellsOf(axes) <= MOST_CELLS),
    ),
  }),
  v.check(({ deal, arms, axes }) =>
    deal === 'cells'
      ? axes.length >= 1 && axes.length <= 2 && cellsOf(axes) > 1 && arms.join() === 'student'
      : axes.length === 0 && (deal === 'seeds' ? arms[0] === 'student' : arms.length > 1),
  ),
);

/** "#task=…&class=1_seeds_30_student*baseline" */
export function toClassHash({ deal, pupils, arms, axes, base }: ClassStudy): string {
  const lists = [arms, ...axes.map(({ field, values }) => [field, ...values])].map((list) => list.join('*'));
  const said = [VERSION, deal, pupils, ...lists].join('_');
  return `${toHash(base)}&${new URLSearchParams({ class: said }).toString()}`;
}

/** What a link deals, or why it cannot be read. */
export function fromClassHash(hash: string): ClassStudy | ClassLinkProblem {
  if (hash.length > MOST_LINK) return 'too-long';
  const said = new URLSearchParams(hash.replace(/^#/, '')).get('class') ?? '';
  const [version, deal, pupils, arms = '', ...axes] = said.split('_');
  if (!/^[1-9]\d*$/.test(version!)) return 'broken';
  if (Number(version) > VERSION) return 'newer';
  const shape = v.safeParse(shapeSchema, {
    deal,
    pupils: /^\d+$/.test(pupils ?? '') ? Number(pupils) : NaN,
    arms: arms.split('*'),
    axes: axes.map((axis) => {
      const [field, ...values] = axis.split('*');
      return { field, values };
    }),
  });
  const { config: base, rejected } = fromHash(hash);
  if (!shape.success || rejected.length > 0) return 'broken';
  const read = shape.output.axes.map(({ field, values }) => readAxis(base, field, values));
  return read.includes(null)
    ? 'broken'
    : { ...shape.output, axes: read.filter((axis) => axis !== null), base };
}

/** Null where a value is none that the field can have, or there twice. */
function readAxis(base: RunConfig, field: Swept, texts: readonly string[]): ClassAxis | null {
  const values = texts.map((text) => (field === 'student' ? text : text === '' ? NaN : Number(text)));
  const fits = (value: string | number): boolean => {
    const { config, rejected } = parseRunConfig({ ...base, [field]: value });
    return config[field] === value && !rejected.includes(field);
  };
  return new Set(values).size === values.length && values.every(fits) ? { field, values } : null;
}

/** Whether a link can hold the experiment: data and teachers of the person's own cannot travel. */
export const canDeal = (config: RunConfig): boolean =>
  config.textSet === BUILT_IN_SET &&
  config.moreSet === '' &&
  teachersOf(config).every(({ teacher }) => !isTeacherOfOwn(teacher)) &&
  !isTeacherOfOwn(config.start);

export const cellsOf = (axes: readonly { values: readonly unknown[] }[]): number =>
  axes.reduce((product, { values }) => product * values.length, 1);

export interface Part {
  /** From 1 on. */
  number: number;
  config: RunConfig;
  /** Whose figures count. */
  arms: readonly (Racer | 'teacher')[];
  /** Of cells: which, and its value of each axis. */
  cell: number | null;
  values: readonly (string | number)[];
}

/** The part of a number. Cells and arms go round, so that the numbers of a class deal each equally often. */
export function partOf(study: ClassStudy, number: number): Part {
  const { deal, arms, axes, base } = study;
  const cells = cellsOf(axes);
  const index = number - 1;
  const cell = deal === 'cells' ? index % cells : null;
  const one = arms[index % arms.length]!;
  const counted = deal === 'arms' ? [one] : deal === 'seeds' ? (['teacher', ...arms] as const) : arms;
  const training = deal === 'arms' ? [one] : arms;
  // all cells of a round have the same seed, as in a sweep; of arms each run has its own, so that they are independent
  const seed = (base.seed + (cell === null ? index : Math.floor(index / cells))) % (params.seed.max + 1);
  const racing = Object.fromEntries(rivals.map(({ id }) => [id, training.includes(id)]));
  const dealt = { base: { ...base, ...racing, seed }, axes };
  return {
    number,
    config: cellConfig(dealt, cell ?? 0),
    arms: counted,
    cell,
    values: cell === null ? [] : cellValues(dealt, cell),
  };
}
