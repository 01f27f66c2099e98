// Several teachers in the place of one (METHODS row 14): each is asked in its own way (live, from a cache, from a table), and what
// they say becomes one answer, row by row, as the settings "mixture" say. Also the same mixture as a network, for figures on
// held-out data, where no right answer is known to it. The mathematics is engine/ops/mixture.ts.
// N positions that carry loss, V classes, K teachers.

import type { MixtureKind } from '../../catalog/settings/mixture';
import { settingsOf } from '../../catalog/settings';
import type { Settings } from '../../catalog/types';
import type { Batch } from '../../data/batches';
import {
  confidenceWeights,
  entropyWeights,
  equalWeights,
  meanLogits,
  mixProbabilities,
  routerWeights,
  sharesOfPull,
} from '../../engine/ops/mixture';
import { read, tensor, type Tensor, zeros } from '../../engine/tensor';
import { RetortError } from '../../lib/errors';
import type { Model } from '../../models/model';
import type { Forwarded } from '../../models/taps';
import type { MixtureStatus, TargetCacheStatus } from '../../protocol/training';
import {
  type Asked,
  type Mixed,
  refuseTaps,
  type Targets,
  type Teacher,
  type TeacherTargets,
} from './targets';

/** Rows of a batch whose weights are shown. */
const SHOWN = 24;
/** Milliseconds between two looks at the weights: a read for every step would only be drawn over. */
const LOOK = 200;

/** One of several, by the name that messages and tables give it. */
export interface Member extends Targets {
  name: string;
}

export interface MixedOptions {
  members: readonly Member[];
  /** [N, K], 1 where a teacher is a specialist of what the row is known to be about; a row of 0 where nothing is known. */
  experts(batch: Batch): Float32Array;
}

/** Those who teach together as one teacher; a single one is left as it is. */
export function mixedTeacher(teachers: readonly Teacher[], experts: MixedOptions['experts']): Teacher {
  const [first, ...more] = teachers as [Teacher, ...Teacher[]];
  if (more.length === 0) return first;
  const members = teachers.map((teacher, k) => ({ ...teacher, name: `${k + 1}: ${teacher.card.name}` }));
  const card = {
    ...first.card,
    name: teachers.map(({ card }) => card.name).join(' + '),
    parameters: teachers.reduce((sum, { card }) => sum + card.parameters, 0),
  };
  return { ...mixedTargets({ members, experts }), card };
}

/** As the settings have it. */
export const mixtureKind = (settings: Settings): MixtureKind =>
  settingsOf(settings, 'mixture')['how'] as MixtureKind;

interface Known {
  labels: Tensor;
  hardMask: Tensor;
  experts: Tensor;
}

/** One answer of several at T. Inside tidy(). */
function mix(
  parts: readonly Tensor[],
  how: MixtureKind,
  { labels, hardMask, experts }: Known,
  temperature: number,
): { logits: Tensor; weights: Tensor } {
  const weighed = (weights: Tensor) => ({ logits: mixProbabilities(parts, weights, temperature), weights });
  switch (how) {
    case 'logits':
      return { logits: meanLogits(parts), weights: equalWeights(parts) };
    case 'probabilities':
      return weighed(equalWeights(parts));
    case 'entropy':
      return weighed(entropyWeights(parts));
    case 'confidence':
      return weighed(confidenceWeights(parts, labels, hardMask));
    case 'router':
      return weighed(routerWeights(parts, experts));
    default:
      return how satisfies never;
  }
}

const NO_TAPS =
  'This method compares more than answers, and several teachers have nothing but answers in common. Choose a method on logits, or keep one teacher.';

/** A member's logits. Throws RetortError('config-invalid') where it says less than all of them, or other classes than the first. */
function wholeAnswer({ name }: Member, { logits, tail }: TeacherTargets, V: number): Tensor {
  if (tail) {
    throw new RetortError(
      'config-invalid',
      `“${name}” gives its likeliest classes alone, and which those are differs from teacher to teacher: they cannot be mixed. Take teachers that give all classes, or keep one.`,
    );
  }
  if (logits.shape[1] === V) return logits;
  throw new RetortError(
    'teacher-unfit',
    `“${name}” tells ${logits.shape[1]} classes apart, the first teacher ${V}. Choose teachers of the same classes, or sizes, which are trained first.`,
  );
}

/** Targets of several teachers. */
export function mixedTargets({ members, experts }: MixedOptions): Targets {
  let shown: MixtureStatus | null = null;
  let nextLook = 0;

  /** Remembers the weights [N, K] of a batch when the device has them; nobody waits for it. */
  async function look({ rows, labels, hardMask, positions }: Batch, weights: Tensor): Promise<void> {
    if (performance.now() < nextLook) return;
    nextLook = performance.now() + LOOK;
    const values = await read(weights); // sync point, not waited for
    const most = Math.min(SHOWN, labels.length);
    shown = {
      teachers: members.length,
      rows: [...(positions ? [] : rows.slice(0, most))],
      labels: [...labels.slice(0, most)].map((label, n) => (hardMask[n] ? label : null)),
      weights: [...values.slice(0, most * members.length)],
    };
  }

  return {
    members,
    async prepare(batch, turn) {
      let prepared = batch;
      for (const member of members) prepared = (await member.prepare?.(prepared, turn)) ?? prepared;
      return prepared;
    },
    ask(batch, asked: Asked) {
      refuseTaps(asked.want, NO_TAPS);
      const answers = members.map((member) => member.ask(batch, asked));
      const V = answers[0]!.logits.shape[1]!;
      const parts = answers.map((answer, k) => wholeAnswer(members[k]!, answer, V)); // K × [N, V]
      const N = batch.labels.length;
      const known = {
        labels: tensor(batch.labels, [N]),
        hardMask: tensor(batch.hardMask, [N]),
        experts: tensor(experts(batch), [N, members.length]),
      };
      const { logits, weights } = mix(parts, mixtureKind(asked.settings ?? {}), known, asked.temperature);
      void look(batch, weights).catch(() => undefined); // a device that was lost never answers; the run says so itself
      return { logits, mixed: { parts, weights } };
    },
    ...(members.some(({ status }) => status) && { status: () => together(members) }),
    mixture: () => shown,
  };
}

/** The caches of all of them as one. */
function together(members: readonly Member[]): TargetCacheStatus {
  const all = members.flatMap((member) => member.status?.() ?? []);
  const sum = (of: 'rows' | 'total' | 'bytes') => all.reduce((total, status) => total + status[of], 0);
  return { rows: sum('rows'), total: sum('total'), bytes: sum('bytes'), kept: null };
}

/** What part of the teachers' pull on the student each has, by the ids of the terms: scalars. Inside tidy(). */
export function shareTerms(
  { parts, weights }: Mixed,
  student: Tensor,
  softMask: Tensor,
  temperatures: { teacher: number; student: number },
): Record<string, Tensor> {
  const shares = sharesOfPull(parts, weights, student, softMask, temperatures);
  return Object.fromEntries(shares.map((share, k) => [shareTerm(k), share]));
}

/** Of teacher k, counted from 0. */
export const shareTerm = (k: number): string => `share.${k + 1}`;

/** The mixture, as it is set when a run begins, as a network that knows no right answers. Its weights are the models', which stay their owner's. */
export function mixedModel(models: readonly Model[], how: MixtureKind): Model {
  return {
    params: {},
    shape: models[0]!.shape,
    forward(inputs, { positions, want } = {}): Forwarded {
      refuseTaps(want, NO_TAPS);
      const parts = models.map((model) => model.forward(inputs, { positions }).logits); // K × [N, V]
      const N = parts[0]!.shape[0]!;
      const unknown = {
        labels: tensor(new Int32Array(N), [N]),
        hardMask: zeros([N]),
        experts: zeros([N, models.length]),
      };
      return { logits: mix(parts, how, unknown, 1).logits }; // [N, V]
    },
  };
}
