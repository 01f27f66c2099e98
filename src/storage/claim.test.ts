import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig, parseRunConfig } from '../catalog/run-config';
import type { Report } from '../protocol/report';
import { canTravel, type Claim, claimOf, fromClaimHash, toClaimHash } from './claim';

const { config } = parseRunConfig({ task: 'points', baseline: true, seed: 7 });
const claim: Claim = {
  config,
  figure: 'accuracy',
  arm: 'student',
  rival: 'baseline',
  value: 0.06444444444444442,
  backend: 'wasm',
  arithmetic: '1x9k2p',
  weights: '0123456789abcdef',
};
const estimate = (value: number) => ({ value, low: value - 0.1, high: value + 0.1, n: 100 });
const report: Report = {
  step: 10,
  rows: { total: 1, labelled: 1 },
  classes: null,
  arms: [
    {
      arm: 'student',
      figures: { accuracy: estimate(0.9) },
      weights: '0123456789abcdef',
      cost: { parameters: 1, bytes: 1, flopsForward: 1 },
      ms: 1,
    },
  ],
  gains: [{ rival: 'baseline', figures: { accuracy: estimate(0.25) } }],
};
const environment = { backend: 'wasm', adapter: '', threads: 2, userAgent: 'Browser', version: '0.1.0' };

test('a claim comes back from its link to the last digit', () => {
  expect(fromClaimHash(toClaimHash(claim))).toEqual(claim);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), (value, alone) => {
      const other: Claim = { ...claim, value: value + 0, ...(alone && { rival: null, weights: null }) };
      expect(fromClaimHash(toClaimHash(other))).toEqual(other);
    }),
  );
});

test('what is cut off, made up or of another experiment is no claim', () => {
  const hash = toClaimHash(claim);
  for (const wrong of [
    hash.slice(0, -5),
    hash.replace('claim=accuracy', 'claim=glory'),
    hash.replace('_student_', '_nobody_'),
    hash.replace(/0\.064\d*/, 'much'),
    hash.replace(/_0\.064\d*/, ''),
    hash.replace('seed=7', 'seed=seven'),
    hash.replace('ran=wasm', 'ran=abacus'),
    '#task=points',
    '',
  ])
    expect(fromClaimHash(wrong)).toBeNull();
});

test('any text is a claim or none', () => {
  fc.assert(fc.property(fc.string(), (text) => void fromClaimHash(`#claim=${text}&ran=${text}`)));
});

test('a run claims what its student has over the baseline, or else alone', () => {
  const run = { config, report, environment };
  expect(claimOf(run)).toMatchObject({
    rival: 'baseline',
    value: 0.25,
    weights: '0123456789abcdef',
    backend: 'wasm',
  });
  expect(claimOf({ ...run, report: { ...report, gains: [] } })).toMatchObject({ rival: null, value: 0.9 });
  expect(claimOf({ ...run, environment: { ...environment, userAgent: 'Other' } })!.arithmetic).not.toBe(
    claimOf(run)!.arithmetic,
  );
});

test('a run claims nothing that did not end, or whose settings were moved by hand', () => {
  const mark = { step: 3, field: 'lambda', value: 1, text: 'λ = 1', at: 0 };
  expect(claimOf({ config, environment })).toBeNull();
  expect(claimOf({ config, report, environment, marks: [mark] })).toBeNull();
  expect(claimOf({ config, report, environment, marks: [{ ...mark, itself: true }] })).not.toBeNull();
});

test('what rests on data or teachers of one’s own does not travel', () => {
  expect(canTravel(claim)).toBe(true);
  expect(canTravel({ ...claim, config: { ...defaultConfig, teacher: 'model:agent:mine' } })).toBe(false);
  expect(canTravel({ ...claim, config: { ...defaultConfig, textSet: 'mine' } })).toBe(false);
});
