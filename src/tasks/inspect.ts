// The microscope's half in the worker: which task looks (each has an inspect.ts of its own), and what all tasks tell alike of the rows
// that a student learnt from. Models come as bundles, so that a run under way, a finished one and the shipped teacher are one case.

import type { Tool } from '../agent/types';
import { LikeRows, type Likeness } from '../data/like-rows';
import type { EditedLabels } from '../distillation/types';
import { RetortError } from '../lib/errors';
import { upTo } from '../lib/up-to';
import type { ModelBundle } from '../models/bundle';
import type { EncoderOf } from '../models/sentence-encoder/sentence-encoder';
import type { FoundRows, Inspection, Subject, TransferRow, Viewed } from '../protocol/inspection';
import type { TransferSet } from './task';

export interface Request {
  subject: Subject;
  /** Whether logits are enough. */
  brief?: boolean | undefined;
  /** Who is at hand, the teacher first; at least one. */
  models: ReadonlyMap<Viewed, ModelBundle>;
  /** A larger network of another run. */
  larger: ModelBundle | null;
  /** Null where the run's rows are not at hand. */
  transfer: TransferSet | null;
  labels: EditedLabels | undefined;
  /** Whoever makes the vectors that a model reads. */
  encoder?: EncoderOf | undefined;
  /** Of an agent of a person's own data, of the run under way. */
  tools: ReadonlyMap<string, Tool> | null;
  signal: AbortSignal;
}

/** What a task sees; the rest is the same for all. */
export type Seen = Omit<Inspection, 'task' | 'step' | 'edited' | 'rows'>;

/** Throws RetortError where the subject is none for this task, or 'cancelled' at the signal. */
export type InspectTask = (request: Request) => Promise<Seen>;

const modules = import.meta.glob<{ inspect: InspectTask }>('./*/inspect.ts', { eager: true });

/** Rows like the subject that are shown. */
const NEAREST = 5;

interface Words {
  texts: readonly string[];
  like: LikeRows;
}

const read = new WeakMap<TransferSet, Words>();

/** Of all rows; a pass over them at the first look. */
function wordsOf(transfer: TransferSet): Words {
  const known = read.get(transfer);
  if (known) return known;
  const texts = upTo(transfer.total).map((row) => transfer.text(row));
  const words = { texts, like: new LikeRows(texts) };
  read.set(transfer, words);
  return words;
}

/** Rows of numbers nearest to some others, by distance: 1 at none, a half at 1. */
function nearestNumbers(transfer: TransferSet, to: Float32Array, except: number | null): Likeness[] {
  return upTo(transfer.total)
    .map((row) => {
      const numbers = transfer.numbers!(row);
      return { row, likeness: 1 / (1 + Math.hypot(...numbers.map((x, i) => x - to[i]!))) };
    })
    .filter(({ row }) => row !== except)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, NEAREST);
}

const rowOf = (transfer: TransferSet, row: number, labels: EditedLabels | undefined): TransferRow => ({
  row,
  text: transfer.text(row),
  label: transfer.label(row),
  edited: labels?.[row] !== undefined,
});

function rowsLike({ transfer, labels }: Request, { text, row, point }: Seen): Inspection['rows'] {
  if (!transfer) return null;
  const numbers = point ? Float32Array.of(point.x, point.y) : row === null ? null : transfer.numbers?.(row);
  const nearest = transfer.numbers
    ? nearestNumbers(transfer, numbers ?? new Float32Array(), row)
    : wordsOf(transfer).like.nearest(text, NEAREST, row);
  return {
    total: transfer.total,
    nearest: nearest.map(({ row, likeness }) => ({ ...rowOf(transfer, row, labels), likeness })),
    unseen: transfer.numbers ? [] : wordsOf(transfer).like.unseen(text),
  };
}

/** The row of a subject, checked. Throws RetortError('config-invalid') where there is none of that number. */
export function chosenRow({ subject, transfer }: Request): number | null {
  if (subject.kind !== 'row') return null;
  const { row } = subject;
  if (transfer && Number.isInteger(row) && row >= 0 && row < transfer.total) return row;
  throw new RetortError(
    'config-invalid',
    transfer
      ? `There is no training row ${row}. Choose one from 0 to ${transfer.total - 1}.`
      : 'The training rows of this run are not at hand any more. Press Distill to have them again, or type a sentence.',
  );
}

/** Looks into the models at hand. Throws RetortError. */
export async function inspect(request: Request, step: number | null): Promise<Inspection> {
  const { task } = request.models.values().next().value!.card;
  const module = modules[`./${task}/inspect.ts`];
  if (!module) {
    throw new RetortError('config-invalid', `Nothing can look into models of task ${task}. Choose another.`);
  }
  const seen = await module.inspect(request);
  const edited = seen.row === null ? undefined : request.labels?.[seen.row];
  return {
    task,
    step,
    ...seen,
    rows: request.brief ? null : rowsLike(request, seen),
    edited: edited ? [...edited] : null,
  };
}

/** Rows that have a text in them, whatever its case. */
export function findRows(
  transfer: TransferSet,
  { search, most }: { search: string; most: number },
  labels: EditedLabels | undefined,
): FoundRows {
  const wanted = search.trim().toLowerCase();
  const { texts } = wordsOf(transfer);
  const fit = upTo(transfer.total).filter((row) => texts[row]!.toLowerCase().includes(wanted));
  // what was edited is looked for most
  const order = [...fit.filter((row) => labels?.[row]), ...fit.filter((row) => !labels?.[row])];
  return {
    total: transfer.total,
    fit: fit.length,
    rows: order.slice(0, most).map((row) => rowOf(transfer, row, labels)),
  };
}
