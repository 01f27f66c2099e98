// Wrong shapes are refused with the op's and the tensor's name, before any kernel runs.

import { beforeAll, describe, expect, it } from 'vitest';
import { tensor, zeros } from '../tensor';
import { useBackend } from '../testing';
import { attention } from './attention';
import { distillationLoss } from './distillation-loss';
import { embedding } from './embedding';
import { linear, linearBias } from './linear';
import { rmsNorm } from './rms-norm';
import { add } from './shape-ops';
import { matchShapes } from './shapes';
import { softmaxCrossEntropy } from './softmax-cross-entropy';
import { swiglu } from './swiglu';

beforeAll(() => useBackend('cpu'));

const ids = (n: number) => tensor(new Int32Array(n), [n]);
const loss = (student: number[], teacher: number[], labels: number, temperature = 1, lambda = 0.5) =>
  distillationLoss({
    studentLogits: zeros(student),
    teacherLogits: zeros(teacher),
    labels: ids(labels),
    hardMask: zeros([4]),
    softMask: zeros([4]),
    temperature,
    lambda,
  });

describe('shape checks', () => {
  it.each([
    ['linear', /w has shape \[4, 5\]/, () => linear(zeros([2, 3]), zeros([4, 5]))],
    ['linearBias', /b has shape/, () => linearBias(zeros([2, 3]), zeros([4, 3]), zeros([3]))],
    ['add', /differ|but b/, () => add(zeros([2, 3]), zeros([3]))],
    ['swiglu', /but up/, () => swiglu(zeros([2, 3]), zeros([3, 2]))],
    ['rmsNorm', /gain has shape/, () => rmsNorm(zeros([2, 3]), zeros([2]), 1e-5)],
    ['embedding', /table has shape/, () => embedding(ids(4), zeros([5]))],
    ['embedding', /int32/, () => embedding(zeros([1, 4]), zeros([5, 2]))],
    [
      'attention',
      /k has shape/,
      () =>
        attention(zeros([1, 2, 4]), zeros([1, 3, 4]), zeros([1, 2, 4]), {
          heads: 2,
          causal: true,
          ropeTheta: 1e4,
        }),
    ],
    [
      'attention',
      /heads of even width/,
      () =>
        attention(zeros([1, 2, 6]), zeros([1, 2, 6]), zeros([1, 2, 6]), {
          heads: 2,
          causal: true,
          ropeTheta: 1e4,
        }),
    ],
    ['softmaxCrossEntropy', /labels has shape/, () => softmaxCrossEntropy(zeros([4, 3]), ids(3), zeros([4]))],
    ['distillationLoss', /teacherLogits has shape \[4, 5\]/, () => loss([4, 3], [4, 5], 4)],
    ['distillationLoss', /labels has shape/, () => loss([4, 3], [4, 3], 5)],
  ])('%s: %s', (op, message, call) => {
    expect(call).toThrow(expect.objectContaining({ code: 'shape', message: expect.stringMatching(message) }));
    expect(call).toThrow(op);
  });

  it.each([
    [0, 0.5],
    [-1, 0.5],
    [NaN, 0.5],
    [Infinity, 0.5],
    [1, -0.1],
    [1, 1.1],
    [1, NaN],
  ])('distillationLoss refuses T = %s, λ = %s', (temperature, lambda) => {
    const call = () => loss([4, 3], [4, 3], 4, temperature, lambda);
    expect(call).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  });

  it('returns the sizes by letter', () => {
    expect(matchShapes<'A' | 'B'>('op', { x: [zeros([7, 2, 3]), '... A B'], y: [zeros([3]), 'B'] })).toEqual({
      A: 2,
      B: 3,
    });
  });
});
