// Writing beside the training: who gets time when, and what is said when. The writers only pass the time.

import { expect, test } from 'vitest';
import type { Writer } from '../tasks/task';
import { throwIfCancelled } from '../lib/cancelled';
import { nextTask } from '../lib/next-task';
import type { Evaluation } from '../protocol/training';
import type { Events } from '../protocol/messages';
import { Rehearsals } from './rehearsals';

const evaluation = (arm: Evaluation['arm'], step: number): Evaluation => ({
  arm,
  step,
  n: 3,
  figures: { accuracy: 0.5 },
});
const figures = { intent: 1, toolName: 1, argumentF1: 1, exactCall: 0.5 };
const compute = (ms: number) => {
  for (const end = performance.now() + ms; performance.now() < end;);
};

/** Rehearsals, what they said, and a writer of some pieces of 2 ms that counts those it has done. */
function theatre() {
  const said: [string, unknown][] = [];
  const stop = new AbortController();
  const rehearsals = new Rehearsals((name, payload) => void said.push([name, payload]), stop.signal);
  const told = <K extends keyof Events>(name: K) =>
    said.flatMap(([event, payload]) => (event === name ? [payload as Events[K]] : []));
  const count = { pieces: 0 };
  const writer =
    (pieces: number): Writer =>
    async ({ signal, pace, onProgress }) => {
      for (let i = 1; i <= pieces; i++) {
        await pace?.();
        throwIfCancelled(signal);
        compute(2);
        count.pieces++;
        onProgress?.(i, pieces);
      }
      return { figures, written: 4, outcomes: [] };
    };
  return { rehearsals, told, stop, writer, count };
}

/** Until nothing more happens of itself. */
const settle = async () => {
  for (let i = 0; i < 20; i++) await nextTask();
};

test('writes between steps only, some in each slice, and joins the figures to the evaluation of its step', async () => {
  const { rehearsals, told, writer, count } = theatre();
  await rehearsals.slice(); // nothing to do
  rehearsals.start(evaluation('student', 100), writer(30));
  await settle();
  expect(count.pieces).toBe(0);
  expect(rehearsals.has('student')).toBe(true);
  let slices = 0;
  while (rehearsals.has('student')) {
    compute(20); // a step
    const before = count.pieces;
    await rehearsals.slice();
    expect(count.pieces).toBeGreaterThan(before);
    const after = count.pieces;
    await settle();
    expect(count.pieces).toBe(after);
    slices++;
  }
  expect(slices).toBeGreaterThan(2); // 60 ms of work, and a fourth of the 20 ms of a step for each slice
  expect(told('train.evaluation')).toEqual([
    { arm: 'student', step: 100, n: 3, figures: { accuracy: 0.5, ...figures }, written: 4 },
  ]);
});

test('two arms write side by side; a paused run lets them, and a resumed one takes the time back', async () => {
  const { rehearsals, told, writer, count } = theatre();
  rehearsals.start(evaluation('student', 5), writer(4));
  rehearsals.start(evaluation('baseline', 5), writer(2000));
  rehearsals.rest();
  while (told('train.evaluation').length < 1) await nextTask();
  expect(count.pieces).toBeGreaterThan(4);
  rehearsals.resume();
  await settle();
  const before = count.pieces;
  await settle();
  expect(count.pieces).toBe(before);
  expect(rehearsals.has('baseline')).toBe(true);
});

test('the teacher, which does not change, waits for the arms', async () => {
  const { rehearsals, told, writer } = theatre();
  rehearsals.start(evaluation('teacher', 5), writer(3));
  rehearsals.start(evaluation('student', 5), writer(30));
  await rehearsals.finish();
  expect(told('train.evaluation').map(({ arm }) => arm)).toEqual(['student', 'teacher']);
});

test('the end waits for all of it, with progress', async () => {
  const { rehearsals, told, writer } = theatre();
  rehearsals.start(evaluation('student', 7), writer(60));
  rehearsals.start(evaluation('baseline', 7), writer(60));
  await rehearsals.finish();
  expect(told('train.evaluation').map(({ arm }) => arm)).toEqual(
    expect.arrayContaining(['student', 'baseline']),
  );
  const progress = told('progress');
  expect(progress.at(-1)).toEqual({ task: 'evaluation', done: 1, total: 1 });
  expect(progress.slice(0, -1).every(({ done, total }) => done < total)).toBe(true);
  await rehearsals.finish(); // nothing left
});

test.each(['waiting', 'resting', 'finishing'])('says nothing more once aborted, while %s', async (state) => {
  const { rehearsals, told, writer, stop, count } = theatre();
  rehearsals.start(evaluation('student', 7), writer(2000));
  if (state === 'resting') rehearsals.rest();
  const over = state === 'finishing' ? rehearsals.finish() : undefined;
  await settle();
  stop.abort();
  await over;
  await settle();
  expect(rehearsals.has('student')).toBe(false);
  expect(count.pieces).toBeLessThan(2000);
  expect(told('train.evaluation')).toEqual([]);
  rehearsals.start(evaluation('student', 8), writer(1));
  expect(rehearsals.has('student')).toBe(false);
});

test('what goes wrong in writing ends the run that waits for it', async () => {
  const { rehearsals } = theatre();
  rehearsals.start(evaluation('student', 7), () => Promise.reject(new Error('out of memory')));
  await settle();
  await expect(rehearsals.slice()).rejects.toThrow('out of memory');
});
