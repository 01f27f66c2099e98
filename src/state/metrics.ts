// Everything measured in the current run: curves per arm, evaluations. Kept outside the stores; training-store carries a
// version number that tells charts when to look again.

import { type Arm, isAssistant } from '../catalog/arms';
import { type StageId, STAGES } from '../protocol/checkpoint';
import type { Evaluation, StepLog } from '../protocol/training';
import type { RunSeries } from '../storage/run-file';
import { Series } from './series';

export type { Evaluation, StepLog } from '../protocol/training';
export type { SeriesPoint } from './series';

export class Metrics {
  #series = new Map<Arm, Series>();
  /** T and λ as they were applied, of those who are steered. */
  #courses = new Map<Arm, Series>();
  #evaluations: Evaluation[] = [];

  addSteps(logs: readonly StepLog[]): void {
    for (const log of logs) {
      const series = this.#series.get(log.arm) ?? new Series();
      this.#series.set(log.arm, series);
      series.push(log);
      const { arm, step, loss, temperature, lambda } = log;
      if (arm !== 'student' && !isAssistant(arm)) continue;
      const course = this.#courses.get(arm) ?? new Series();
      this.#courses.set(arm, course);
      course.push({ step, loss, terms: { temperature, lambda } });
    }
  }

  /** T and λ of an arm over its steps, under their names in the config. */
  course(arm: Arm): Series['points'] {
    return this.#courses.get(arm)?.points ?? [];
  }

  /**
   * An evaluation of the same arm at the same step replaces the one before. One that brings figures of writing may come late,
   * after later steps' evaluations; any other means that steps were taken again, and what came after it is no longer true.
   */
  addEvaluation(evaluation: Evaluation): void {
    const { arm, step, written } = evaluation;
    const known = this.#evaluations.findIndex((old) => old.arm === arm && old.step === step);
    if (known >= 0 && written !== undefined) {
      this.#evaluations = this.#evaluations.with(known, evaluation);
      return;
    }
    this.#evaluations = this.#evaluations.filter((old) => old.arm !== arm || old.step < step);
    this.#evaluations.push(evaluation);
  }

  /** The curve of an arm, oldest first, at most 400 points. */
  points(arm: Arm): Series['points'] {
    return this.#series.get(arm)?.points ?? [];
  }

  get evaluations(): readonly Evaluation[] {
    return this.#evaluations;
  }

  /** Forgets what came after a step of a stage: the run goes on from a checkpoint. What earlier stages left stays. */
  rewind({ stage, step }: { stage: StageId; step: number }): void {
    const place = (id: StageId) => STAGES.indexOf(id);
    /** The last step of an arm that counts: a racer's stage is the student's, the others bear their arm's name. */
    const last = (arm: Arm): number => {
      const at = place(STAGES.find((id) => id === arm) ?? 'student') - place(stage);
      return at < 0 ? Infinity : at === 0 ? step : 0;
    };
    for (const curves of [this.#series, this.#courses])
      for (const [arm, series] of curves) series.rewind(last(arm));
    this.#evaluations = this.#evaluations.filter((e) => e.step <= last(e.arm));
  }

  /** Takes over the curves of a stored run; their points are steps from now on. */
  restore(series: RunSeries, evaluations: readonly Evaluation[]): void {
    this.clear();
    for (const [i, arm] of series.arm.entries()) {
      const curve = this.#series.get(arm) ?? new Series();
      this.#series.set(arm, curve);
      const terms = Object.entries(series.terms).flatMap(([id, column]) => {
        const value = column[i];
        return value === null || value === undefined ? [] : [[id, value] as const];
      });
      const { tokens = 0, ms = 0 } = curve.points.at(-1) ?? {};
      curve.push({
        step: series.step[i]!,
        loss: series.loss[i]!,
        terms: Object.fromEntries(terms),
        ...(series.tokens && { tokens: series.tokens[i]! - tokens }),
        ...(series.ms && { ms: series.ms[i]! - ms }),
      });
    }
    this.#evaluations = [...evaluations];
  }

  clear(): void {
    this.#series.clear();
    this.#courses.clear();
    this.#evaluations = [];
  }
}
