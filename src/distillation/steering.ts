// T, λ and the learning rate of a stage, step by step: as the person's sliders stand, or on a course from there to an end value
// (settings "schedules"), with what the run itself has changed (adaptive.ts). A move of a slider, or of the course, goes on from the
// value of that moment. The student leads; its rivals follow what held for it at the same step, the baseline all but λ.
// An adaptive course is as far along as the teacher's part of the student's loss has shrunk: 1 − smoothed / first. It sees logs
// that are LAG steps old, because a GPU's come late and a step must be the same on every backend and after a resume.

import type * as v from 'valibot';
import { params } from '../catalog/params';
import { settingsOf } from '../catalog/settings';
import type { Settings } from '../catalog/types';
import { onCourse } from '../lib/course';
import type { courseSchema, steeringSchema } from '../protocol/checkpoint';
import type { StepLog } from '../protocol/training';
import type { Controls } from './types';

/** More than a GPU may be behind (train.ts). */
const LAG = 4;
/** Steps whose mean is the first gap. */
const FIRST = 10;
/** Weight of a new step in the smoothed gap. */
const NEWS = 0.05;

export type Steered = Pick<Controls, 'temperature' | 'lambda' | 'learningRate'>;
/** What the training loop asks and tells. */
export interface Steers {
  /** At a step counted from 0. */
  at(step: number): Steered;
  note(log: StepLog): void;
}

type Course = v.InferOutput<typeof courseSchema>;
type Saved = v.InferOutput<typeof steeringSchema>;

type Field = 'temperature' | 'lambda';

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

export interface SteeringOptions {
  controls: Readonly<Controls>;
  /** Of the stage. */
  steps: number;
  /** Ids of the terms that come from the teacher. */
  softTerms: readonly string[];
}

export class Steering implements Steers {
  #state: Saved = { courses: {}, gap: { count: 0, first: 0, smoothed: 0 }, fresh: [], rate: 1, shift: 0 };
  /** What held when. */
  #given = new Map<number, Steered>();

  constructor(private readonly options: SteeringOptions) {}

  at(step: number): Steered {
    const known = this.#given.get(step);
    if (known) return known;
    this.#takeIn(step);
    const { controls } = this.options;
    const temperature = this.#value('temperature', step);
    const lambda = this.#value('lambda', step);
    const { rate, shift } = this.#state;
    const steered = {
      temperature,
      lambda: clamp(lambda + shift, 0, 1),
      learningRate: controls.learningRate * rate,
    };
    this.#given.set(step, steered);
    return steered;
  }

  note({ step, terms }: StepLog): void {
    const soft = this.options.softTerms.flatMap((id) => terms[id] ?? []);
    if (soft.length === 0) return;
    const gap = soft.reduce((sum, term) => sum + term, 0);
    this.#state = { ...this.#state, fresh: [...this.#state.fresh, { step, gap }] };
  }

  /** Changes what holds from the next step on. @param rate factor of the learning rate. @param shift added to λ. */
  react({ rate = 1, shift = 0 }: { rate?: number; shift?: number }): void {
    this.#state = { ...this.#state, rate: this.#state.rate * rate, shift: this.#state.shift + shift };
  }

  save(): Saved {
    return this.#state;
  }

  restore(saved: Saved): void {
    this.#state = saved;
    this.#given = new Map();
  }

  /** Counts the gaps of steps that are old enough at this one, in their order. */
  #takeIn(step: number): void {
    let { gap } = this.#state;
    const { fresh } = this.#state;
    const old = fresh.filter((one) => one.step <= step - LAG + 1).sort((a, b) => a.step - b.step);
    if (old.length === 0) return;
    for (const one of old) {
      const count = gap.count + 1;
      const first = count <= FIRST ? gap.first + (one.gap - gap.first) / count : gap.first;
      gap = {
        count,
        first,
        smoothed: count <= FIRST ? first : gap.smoothed + NEWS * (one.gap - gap.smoothed),
      };
    }
    this.#state = { ...this.#state, gap, fresh: fresh.filter((one) => !old.includes(one)) };
  }

  #value(field: Field, step: number): number {
    const { controls, steps } = this.options;
    const settings: Settings = controls.settings ?? {};
    const { [field]: curve, [`${field}End`]: end } = settingsOf(settings, 'schedules');
    const { gap, courses } = this.#state;
    const before = courses[field];
    const plan = { slider: controls[field], curve: String(curve), end: Number(end) };
    let course: Course;
    if (before && before.slider === plan.slider && before.curve === plan.curve && before.end === plan.end)
      course = before;
    else {
      const moved = !before || before.slider !== plan.slider;
      if (moved && field === 'lambda') this.#state = { ...this.#state, shift: 0 }; // the person's word counts
      course = { ...plan, from: step, start: moved ? plan.slider : before.now, gap: gap.smoothed, now: 0 };
    }
    // a first gap that was not there at the beginning of the course is its gap as soon as it is
    if (course.gap === 0 && gap.count >= FIRST) course = { ...course, gap: gap.first };
    const along =
      course.curve === 'adaptive'
        ? course.gap > 0
          ? clamp(1 - gap.smoothed / course.gap, 0, 1)
          : 0
        : clamp((step - course.from) / Math.max(1, steps - 1 - course.from), 0, 1);
    const { min, max } = params[field];
    const now = clamp(onCourse(course.curve, course.start, course.end, along), min, max);
    this.#state = { ...this.#state, courses: { ...courses, [field]: { ...course, now } } };
    return now;
  }
}

/** For a rival: what held for the student at the same step. @param lambda in place of its own. */
export const following = (leader: Steers, lambda?: number): Steers => ({
  at: (step) => ({ ...leader.at(step), ...(lambda !== undefined && { lambda }) }),
  note: () => undefined,
});
