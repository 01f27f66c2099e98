// Evaluations and what is written for them, over an experiment that only answers. Maps and checkpoints: session.test.ts.

import { expect, test } from 'vitest';
import type { Check } from '../catalog/check-steps';
import { parseRunConfig } from '../catalog/run-config';
import type { Experiment } from '../tasks/experiment';
import { throwIfCancelled } from '../lib/cancelled';
import type { Arm } from '../catalog/arms';
import type { Evaluation } from '../protocol/training';
import { Milestones } from './milestones';

/** A run at a step, and a writer that needs some slices. */
function race(pieces: number) {
  const store = { save: async () => true };
  const run = { step: 0, config: parseRunConfig({ task: 'agent' }).config, checkpoint: null, store };
  const copies: string[] = [];
  const evaluations: Evaluation[] = [];
  const posted: string[] = [];
  const stop = new AbortController();
  const experiment = {
    stage: { id: 'student', arms: [{ id: 'student' }] },
    evaluate: async (arm: Arm): Promise<Evaluation> => ({
      arm,
      step: run.step,
      n: 3,
      figures: { accuracy: run.step / 100 },
    }),
    writer: async (arm: Arm) => {
      const { step } = run;
      copies.push(`${arm} ${step}`);
      return async ({ pace, signal }: { pace?: () => Promise<void>; signal?: AbortSignal }) => {
        for (let i = 0; i < pieces; i++) {
          await pace?.();
          throwIfCancelled(signal);
          for (const end = performance.now() + 3; performance.now() < end;);
        }
        const figures = { intent: 1, toolName: 1, argumentF1: 1, exactCall: step / 100 };
        return { figures, written: 4 };
      };
    },
    maps: async () => null,
    report: async () => ({ step: run.step }),
    checkpoint: async () => ({ stage: 'student', step: run.step, arms: {}, watch: null, teacher: null }),
    teachers: ['teacher'],
  };
  const milestones = new Milestones(
    run,
    experiment as unknown as Experiment, // the parts that milestones use
    {
      post(name, payload) {
        posted.push(name);
        if (name === 'train.evaluation') evaluations.push(payload as Evaluation);
      },
      engine: { orLost: (work) => work },
    },
    stop.signal,
  );
  const reach = (step: number, check: Check) => {
    run.step = step;
    return milestones.reach(check);
  };
  const told = () => evaluations.map(({ arm, step, figures }) => [arm, step, figures['exactCall']]);
  return { milestones, reach, copies, told, stop, posted };
}

test('each evaluation is told at once, and again with what its copy wrote, later steps or not', async () => {
  const { milestones, reach, copies, told, posted } = race(20);
  await reach(10, 'whole');
  expect(told()).toEqual([
    ['student', 10, undefined],
    ['teacher', 10, undefined],
  ]);
  for (let step = 11; told().length < 4; step++) await reach(step, 'none');
  expect(told().slice(2)).toEqual([
    ['student', 10, 0.1],
    ['teacher', 10, 0.1],
  ]);
  await milestones.finish();
  expect(copies).toEqual(['student 10', 'teacher 10']); // the teacher is asked once
  expect(posted.at(-1)).toBe('train.report');
});

test('an evaluation that comes while another is being written: the last one is written at the end', async () => {
  const { milestones, reach, copies, told } = race(80);
  for (const step of [10, 20, 30]) await reach(step, 'whole');
  expect(copies).toEqual(['student 10', 'teacher 10']);
  await milestones.finish();
  expect(copies).toEqual(['student 10', 'teacher 10', 'student 30']);
  expect(told()).toContainEqual(['student', 10, 0.1]);
  expect(told().at(-1)).toEqual(['student', 30, 0.3]);
});

test.each(['stop', 'close'])('after %s nothing is waited for and nothing more is told', async (how) => {
  const { milestones, reach, told, stop, posted } = race(100_000);
  await reach(10, 'whole');
  if (how === 'stop') stop.abort();
  else milestones.close();
  await milestones.finish();
  expect(told()).toHaveLength(2);
  expect(posted).not.toContain('train.report');
});

test('a quick check has nothing written but the teacher’s dialogues, which stay true', async () => {
  const { milestones, reach, copies, told } = race(3);
  await reach(10, 'quick');
  await reach(20, 'quick');
  expect(copies).toEqual(['teacher 10']);
  await reach(30, 'whole');
  await milestones.finish();
  expect(copies).toEqual(['teacher 10', 'student 30']);
  const students = told().filter(([arm]) => arm === 'student');
  expect(students).toEqual([
    ['student', 10, undefined],
    ['student', 20, undefined],
    ['student', 30, undefined],
    ['student', 30, 0.3],
  ]);
});
