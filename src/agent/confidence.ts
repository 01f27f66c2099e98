// How sure a model is of its plan: the product of the probabilities of the plan's tokens, the one that ends it among them, by its own
// free choice. A temperature, fitted on held-out dialogues (Guo et al. 2017, arXiv 1706.04599), makes a probability of it: of the plans
// of which it is 90 % sure, nine in ten are right. Whether to act on it is the caller's to say.

import { type Effect, EFFECTS, type Tool } from './types';

/** A token of the plan that was written, and the logits it was chosen from, [V]. */
export interface PlanToken {
  id: number;
  logits: Float32Array;
}

/** Log of the softmax at a temperature. */
function logProbability({ id, logits }: PlanToken, temperature: number): number {
  const most = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  const sum = logits.reduce((total, logit) => total + Math.exp((logit - most) / temperature), 0);
  return (logits[id]! - most) / temperature - Math.log(sum);
}

/** From 0 to 1; 1 where nothing was planned at all. */
export const planConfidence = (plan: readonly PlanToken[], temperature = 1): number =>
  Math.exp(plan.reduce((sum, token) => sum + logProbability(token, temperature), 0));

/** A plan and whether it was right. */
export interface JudgedPlan {
  plan: readonly PlanToken[];
  right: boolean;
}

/** Surer than this counts as this: one wrong plan must not outweigh all others. */
const LEAST_DOUBT = 1e-4;

/** Mean negative log-likelihood of the judgements. */
const unlikelihood = (plans: readonly JudgedPlan[], temperature: number): number =>
  plans.reduce((sum, { plan, right }) => {
    const sure = Math.min(1 - LEAST_DOUBT, Math.max(LEAST_DOUBT, planConfidence(plan, temperature)));
    return sum - Math.log(right ? sure : 1 - sure);
  }, 0) / plans.length;

const COOLEST = 0.5;
const STEP = 1.08;
const STEPS = 36; // to about 7.5

/** The temperature under which the judgements are likeliest; 1 of none. */
export function fitPlanTemperature(plans: readonly JudgedPlan[]): number {
  if (plans.length === 0) return 1;
  let best = { temperature: 1, loss: Infinity };
  for (let i = 0; i < STEPS; i++) {
    const temperature = COOLEST * STEP ** i;
    const loss = unlikelihood(plans, temperature);
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}

/** From which confidence on something is added at once, and from which it is asked about; below, it is declined. */
export interface Thresholds {
  act: number;
  ask: number;
}

/** Chosen on held-out dialogues and on sentences that no tool serves: npm run bench:agent. */
export const USUAL_THRESHOLDS: Thresholds = { act: 0.75, ask: 0.5 };

/**
 * How many times the doubt that is allowed where something is added: a wrong answer costs a glance, a wrong deletion what was there.
 * Asking does no harm, whatever is asked about.
 */
const DOUBT: Readonly<Record<keyof Thresholds, Readonly<Record<Effect, number>>>> = {
  act: { reads: 2.6, adds: 1, changes: 0.25 },
  ask: { reads: 1.6, adds: 1, changes: 1 },
};

/** A threshold as it holds for what calls do. */
export const thresholdFor = (threshold: number, effect: Effect, of: keyof Thresholds): number =>
  Math.max(0, 1 - (1 - threshold) * DOUBT[of][effect]);

export type Decision = 'act' | 'ask' | 'decline';

/** The gravest effect of planned tools. */
export const effectOf = (plan: readonly string[], tools: ReadonlyMap<string, Tool>): Effect =>
  EFFECTS.findLast((effect) => plan.some((name) => tools.get(name)?.effect === effect)) ?? 'reads';

/** What to do about a plan of such an effect. */
export function decide(confidence: number, { act, ask }: Thresholds, effect: Effect): Decision {
  if (confidence >= thresholdFor(act, effect, 'act')) return 'act';
  return confidence >= thresholdFor(ask, effect, 'ask') ? 'ask' : 'decline';
}
