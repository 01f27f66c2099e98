import { expect, test } from 'vitest';
import type { StepLog } from '../protocol/training';
import { StepReporter } from './step-reporter';

const figures = (step: number) => ({ step, loss: step }) as StepLog;

function reporter() {
  const posted: number[] = [];
  const post = (_name: string, payload: unknown) =>
    void posted.push(...(payload as { logs: StepLog[] }).logs.map(({ step }) => step));
  return { posted, reporter: new StepReporter(post as never, () => ({ numTensors: 1, numBytes: 2 })) };
}

test('tells the figures in the order of their steps, however they come', async () => {
  const { posted, reporter: steps } = reporter();
  let arrive: (log: StepLog) => void = () => undefined;
  steps.add(Promise.resolve(figures(1)));
  steps.add(new Promise((resolve) => (arrive = resolve)));
  steps.add(Promise.resolve(figures(3)));
  const settled = steps.settle();
  await Promise.resolve();
  arrive(figures(2));
  await settled;
  expect(posted).toEqual([1, 2, 3]);
});

test('throws what went wrong in a step once it is waited for, and posts what came before', async () => {
  const { posted, reporter: steps } = reporter();
  steps.add(Promise.resolve(figures(1)));
  steps.add(Promise.reject(new Error('no number')));
  steps.add(Promise.resolve(figures(3)));
  await expect(steps.settle()).rejects.toThrow('no number');
  expect(posted).toEqual([1]);
});
