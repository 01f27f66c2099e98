import { describe, expect, it } from 'vitest';
import { createRng } from '../lib/rng';
import { decide, effectOf, fitPlanTemperature, type JudgedPlan, planConfidence } from './confidence';
import { tools } from './registry';
import { EFFECTS } from './types';

/** A plan of one token of which a model is so sure, in logits. */
const plan = (sure: number) => [{ id: 0, logits: Float32Array.from([Math.log(sure / (1 - sure)), 0]) }];

describe('how sure a model is of a plan', () => {
  it('is the product over its tokens, and nearer to a guess at a higher temperature', () => {
    expect(planConfidence([])).toBe(1);
    expect(planConfidence(plan(0.9))).toBeCloseTo(0.9);
    expect(planConfidence([...plan(0.9), ...plan(0.8)])).toBeCloseTo(0.72);
    expect(planConfidence(plan(0.9), 2)).toBeCloseTo(0.75);
    expect(planConfidence(plan(0.9), 1e6)).toBeCloseTo(0.5);
  });

  it('becomes a probability by the temperature that fits: a model twice too sure of itself gets 2', () => {
    const rng = createRng(3);
    const plans = Array.from({ length: 4000 }, (): JudgedPlan => {
      const truly = 0.5 + 0.49 * rng.next();
      const logit = 2 * Math.log(truly / (1 - truly));
      return { plan: [{ id: 0, logits: Float32Array.from([logit, 0]) }], right: rng.next() < truly };
    });
    expect(fitPlanTemperature(plans)).toBeGreaterThan(1.8);
    expect(fitPlanTemperature(plans)).toBeLessThan(2.25);
    expect(fitPlanTemperature([])).toBe(1);
  });

  it('decides: act, ask or decline, sooner acts where it only reads, and sooner asks about what changes something', () => {
    const thresholds = { act: 0.9, ask: 0.6 };
    expect([0.95, 0.9, 0.7, 0.6, 0.5].map((sure) => decide(sure, thresholds, 'adds'))).toEqual([
      'act',
      'act',
      'ask',
      'ask',
      'decline',
    ]);
    expect(decide(0.95, thresholds, 'changes')).toBe('ask');
    expect(decide(0.98, thresholds, 'changes')).toBe('act');
    expect(decide(0.75, thresholds, 'reads')).toBe('act');
    expect(decide(0.65, thresholds, 'reads')).toBe('ask');
    expect(decide(0.5, thresholds, 'reads')).toBe('ask');
    expect(decide(0.3, thresholds, 'reads')).toBe('decline');
    for (const effect of EFFECTS) {
      expect(decide(0, { act: 0, ask: 0 }, effect)).toBe(effect === 'changes' ? 'ask' : 'act');
      expect(decide(1, { act: 1, ask: 1 }, effect)).toBe('act');
    }
  });

  it('goes by the gravest tool of a plan', () => {
    expect(effectOf(['todo_list'], tools)).toBe('reads');
    expect(effectOf(['time', 'todo_add'], tools)).toBe('adds');
    expect(effectOf(['todo_clear', 'todo_add'], tools)).toBe('changes');
    expect(effectOf([], tools)).toBe('reads');
  });
});
