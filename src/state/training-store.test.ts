import { expect, test } from 'vitest';
import { defaultConfig } from '../catalog/run-config';
import type { StepLog } from '../protocol/training';
import {
  beginRun,
  createTrainingStore,
  noteMove,
  noteReaction,
  noteSession,
  noteSteps,
  rewindRun,
} from './training-store';

const log = (step: number, over: Partial<StepLog> = {}): StepLog => ({
  arm: 'student',
  step,
  loss: 1,
  terms: { ce: 1, kl: 1 },
  learningRate: 0.1,
  temperature: 1,
  lambda: 0.5,
  gradNorm: 1,
  tokens: 100,
  ms: 50,
  ...over,
});
const stage = { id: 'student' as const, index: 0, count: 1 };
const session = { stage, speakers: [], examples: [], steps: 1000 };

function running() {
  const store = createTrainingStore();
  beginRun(store, { ...defaultConfig, steps: 1000 });
  noteSession(store, { ...session, phase: 'running', step: 0 });
  return store;
}

test('speed counts both arms of a step as one step, and the time left follows from it', () => {
  const store = running();
  for (let step = 1; step <= 100; step++)
    noteSteps(store, { logs: [log(step), log(step, { arm: 'baseline' })], liveTensors: 7, bytes: 99 });
  const { speed, step, liveTensors, latest } = store.getState();
  expect(speed.stepsPerSecond).toBeCloseTo(10, 6);
  expect(speed.tokensPerSecond).toBeCloseTo(1000, 6);
  expect(speed.secondsLeft).toBeCloseTo(90, 6);
  expect([step, liveTensors, latest.baseline?.step]).toEqual([100, 7, 100]);
});

test('one drag of a slider is one mark; the value is held in its range', () => {
  const store = running();
  noteSteps(store, { logs: [log(1)], liveTensors: 0, bytes: 0 });
  noteMove(store, 'temperature', 3, 1000);
  noteSteps(store, { logs: [log(2)], liveTensors: 0, bytes: 0 });
  noteMove(store, 'temperature', 6, 1200);
  noteMove(store, 'lambda', 99, 1300);
  noteSteps(store, { logs: [log(9)], liveTensors: 0, bytes: 0 });
  noteMove(store, 'temperature', 2, 9000);
  expect(store.getState().marks.map(({ step, text }) => [step, text])).toEqual([
    [2, 'T = 6'],
    [2, 'λ = 1'],
    [9, 'T = 2'],
  ]);
  expect(store.getState().config?.temperature).toBe(2);
});

test('going back to a checkpoint forgets the marks after it', () => {
  const store = running();
  noteMove(store, 'lambda', 0.1, 0);
  noteSteps(store, { logs: [log(8)], liveTensors: 0, bytes: 0 });
  noteMove(store, 'lambda', 0.9, 5000);
  rewindRun(store, 5);
  expect(store.getState().marks.map((mark) => mark.step)).toEqual([0]);
  expect(store.getState().step).toBe(5);
});

test('a move in an assistant’s stage is marked at its step, and what the run did by itself beside it', () => {
  const store = running();
  const assistant = { id: 'assistant1' as const, index: 1, count: 3 };
  noteSession(store, { ...session, stage: assistant, phase: 'running', step: 0 });
  noteSteps(store, { logs: [log(7, { arm: 'assistant1' })], liveTensors: 0, bytes: 0 });
  noteMove(store, 'temperature', 3, 0);
  noteReaction(store, { step: 10, field: 'learningRate', value: 0.00512345 }, 1);
  expect(store.getState().marks.map(({ step, text }) => [step, text])).toEqual([
    [7, 'T = 3'],
    [10, 'lr = 0.005123'],
  ]);
  expect(store.getState().marks.map(({ itself }) => itself)).toEqual([undefined, true]);
  expect(store.getState()).toMatchObject({ step: 0, stage: { ...assistant, step: 7 } });
  expect(store.getState().speed.tokensPerSecond).toBeGreaterThan(0);
});
