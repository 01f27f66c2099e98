import { expect, test } from 'vitest';
import type { Reaction } from '../protocol/training';
import { Adaptive, watchesGap } from './adaptive';
import { Steering } from './steering';

/** Looks at each of the gaps in turn, one each ten steps. */
function rig(adaptive: Record<string, number>, gaps: readonly number[]) {
  const controls = { temperature: 1, lambda: 0.5, learningRate: 0.1 };
  const steering = new Steering({ controls, steps: 100, softTerms: [] });
  const reactions: Reaction[] = [];
  let asked = 0;
  const watch = new Adaptive({
    settings: { adaptive },
    every: 10,
    gap: async () => gaps[asked++]!,
    steering,
    onReaction: (reaction) => reactions.push(reaction),
  });
  const looks = async () => {
    const ends: number[] = [];
    for (let step = 1; step <= gaps.length * 10; step++) {
      steering.at(step - 1);
      if (await watch.look(step)) ends.push(step);
    }
    return ends;
  };
  return { watch, steering, reactions, looks, asked: () => asked };
}

test('looks at the gap only where something would come of it', () => {
  expect(watchesGap({})).toBe(false);
  expect(watchesGap({ adaptive: { lambdaStep: 0.1 } })).toBe(true);
});

test('ends after so many looks without a smaller gap', async () => {
  const { looks, reactions } = rig({ stopAfter: 2 }, [0.5, 0.4, 0.4, 0.3, 0.3, 0.31]);
  expect(await looks()).toEqual([60]);
  expect(reactions).toEqual([{ step: 60, field: 'stop', value: 0.31 }]);
});

test('halves the rate, and counts anew', async () => {
  const { looks, reactions, steering } = rig({ slowAfter: 2 }, [0.5, 0.5, 0.5, 0.5, 0.5, 0.1]);
  expect(await looks()).toEqual([]);
  expect(reactions.map(({ step, value }) => [step, value])).toEqual([
    [30, 0.05],
    [50, 0.025],
  ]);
  expect(steering.at(60).learningRate).toBe(0.025);
});

test('raises λ at each look without progress, to 1 at most', async () => {
  const { looks, reactions, steering } = rig({ lambdaStep: 0.3 }, [0.5, 0.5, 0.4, 0.4, 0.4]);
  await looks();
  expect(reactions.map(({ step, value }) => [step, value])).toEqual([
    [20, 0.8],
    [40, 1],
  ]);
  expect(steering.at(50).lambda).toBe(1);
});

test('does not look twice at a step that it goes on from', async () => {
  const { watch, asked } = rig({ slowAfter: 1 }, [0.5, 0.6]);
  await watch.look(10);
  await watch.look(10);
  expect(asked()).toBe(1);
});
