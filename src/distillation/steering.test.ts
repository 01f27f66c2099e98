import { describe, expect, it } from 'vitest';
import { onCourse } from '../lib/course';
import type { StepLog } from '../protocol/training';
import { following, Steering } from './steering';

const STEPS = 101;
const log = (step: number, kl: number, ce = 1): StepLog => ({
  ...{ arm: 'student', step, loss: kl, terms: { ce, kl }, learningRate: 1, temperature: 1, lambda: 0 },
  ...{ gradNorm: 1, tokens: 1, ms: 1 },
});
const make = (schedules: Record<string, string | number>, { temperature = 5, lambda = 0.1 } = {}) => {
  const controls = { temperature, lambda, learningRate: 0.01, settings: { schedules } };
  return { controls, steering: new Steering({ controls, steps: STEPS, softTerms: ['kl'] }) };
};
const temperatures = (steering: Steering, steps: readonly number[]) =>
  steps.map((step) => steering.at(step).temperature);

describe('courses of T and λ', () => {
  it('is at its start, half way and at its end where it should be', () => {
    for (const curve of ['linear', 'cosine']) {
      const { steering } = make({ temperature: curve, temperatureEnd: 1, lambda: curve, lambdaEnd: 0.9 });
      const [first, middle, last] = [0, 50, 100].map((step) => steering.at(step));
      expect(first).toMatchObject({ temperature: 5, lambda: 0.1 });
      expect(middle!.temperature).toBeCloseTo(3, 12);
      expect(middle!.lambda).toBeCloseTo(0.5, 12);
      expect(last).toMatchObject({ temperature: 1, lambda: 0.9 });
    }
    // a quarter of the way: a straight line, and a half cosine, (1 − cos 45°) / 2
    expect(onCourse('linear', 0, 1, 0.25)).toBe(0.25);
    expect(onCourse('cosine', 0, 1, 0.25)).toBeCloseTo(0.1464466, 6);
    expect(onCourse('constant', 2, 1, 0.7)).toBe(2);
  });

  it('stays exactly at λ = 1 where that is both ends, and never leaves the range', () => {
    const { steering } = make(
      { temperature: 'cosine', temperatureEnd: 0.5, lambda: 'linear', lambdaEnd: 1 },
      { temperature: 0.5, lambda: 1 },
    );
    for (let step = 0; step < 300; step++) {
      expect(steering.at(step).lambda).toBe(1);
      expect(steering.at(step).temperature).toBeGreaterThanOrEqual(0.5);
    }
  });

  it('goes on from a slider that was moved by hand, and arrives all the same', () => {
    const { controls, steering } = make({ temperature: 'linear', temperatureEnd: 1 });
    expect(temperatures(steering, [0, 40])).toEqual([5, 5 - 4 * 0.4]);
    controls.temperature = 9;
    const [moved, half, last] = temperatures(steering, [60, 80, 100]);
    expect(moved).toBe(9);
    expect(half).toBeCloseTo(5, 12);
    expect(last).toBe(1);
  });

  it('goes on from where it is when the course is changed', () => {
    const { controls, steering } = make({ temperature: 'linear', temperatureEnd: 1 });
    const [, before] = temperatures(steering, [0, 50]);
    controls.settings = { schedules: { temperature: 'constant', temperatureEnd: 1 } };
    expect(temperatures(steering, [51, 100])).toEqual([before, before]);
  });

  it('follows the gap: still while it is at its first value, at the end where it is nothing', () => {
    const { steering } = make({ temperature: 'adaptive', temperatureEnd: 1 });
    const seen: number[] = [];
    for (let step = 0; step < 400; step++) {
      seen.push(steering.at(step).temperature);
      steering.note(log(step + 1, step < 30 ? 2 : 0));
    }
    expect(seen.slice(0, 30)).toEqual(new Array(30).fill(5));
    for (let step = 40; step < 300; step++) expect(seen[step]!).toBeLessThan(seen[step - 1]!);
    expect(seen[399]).toBeCloseTo(1, 4);
  });

  it('takes no notice of logs that a GPU may not have yet', () => {
    const [slow, fast] = [make({ lambda: 'adaptive' }).steering, make({ lambda: 'adaptive' }).steering];
    const logs = Array.from({ length: 60 }, (_, i) => log(i + 1, 2 / (i + 1)));
    for (let step = 0; step < 60; step++) {
      expect(slow.at(step)).toEqual(fast.at(step));
      fast.note(logs[step]!);
      if (step >= 3) slow.note(logs[step - 3]!);
    }
    expect(slow.at(59).lambda).toBeGreaterThan(0.1);
  });

  it('goes on from what it saved as if it had never stopped', () => {
    const whole = make({ temperature: 'adaptive', lambda: 'cosine' });
    const second = make({ temperature: 'adaptive', lambda: 'cosine' });
    for (let step = 0; step < 60; step++) {
      const expected = whole.steering.at(step);
      if (step > 30) expect(second.steering.at(step)).toEqual(expected);
      whole.steering.note(log(step + 1, 3 / (1 + step)));
      if (step > 30) second.steering.note(log(step + 1, 3 / (1 + step)));
      if (step === 20) whole.controls.lambda = second.controls.lambda = 0.4;
      if (step === 30) second.steering.restore(structuredClone(whole.steering.save()));
    }
  });

  it('has rivals follow what held for the student, the baseline all but λ', () => {
    const { controls, steering } = make({ temperature: 'linear', temperatureEnd: 1 });
    const led = [0, 1, 2].map((step) => steering.at(step));
    controls.temperature = 10; // too late for these steps
    expect([0, 1, 2].map((step) => following(steering).at(step))).toEqual(led);
    expect(following(steering, 1).at(2)).toEqual({ ...led[2], lambda: 1 });
  });

  it('keeps what the run changed by itself until the person moves λ', () => {
    const { controls, steering } = make({});
    expect(steering.at(0)).toEqual({ temperature: 5, lambda: 0.1, learningRate: 0.01 });
    steering.react({ rate: 0.5, shift: 0.2 });
    const { lambda, learningRate } = steering.at(1);
    expect([lambda, learningRate]).toEqual([0.1 + 0.2, 0.005]);
    controls.lambda = 0.7;
    expect(steering.at(2)).toMatchObject({ lambda: 0.7, learningRate: 0.005 });
  });
});
