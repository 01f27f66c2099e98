import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRunConfig } from '../catalog/run-config';
import { SWEPT } from '../catalog/swept';
import { fingerprintOf } from './class-code';
import { canDeal, type ClassStudy, fromClassHash, partOf, toClassHash } from './class-study';

const { config: base } = parseRunConfig({ task: 'points', teacher: 'mlp-64x64', student: 'mlp-8', seed: 5 });
const seeds: ClassStudy = { deal: 'seeds', pupils: 30, arms: ['student', 'baseline'], axes: [], base };
const cells: ClassStudy = {
  deal: 'cells',
  pupils: 12,
  arms: ['student'],
  axes: [
    { field: 'temperature', values: [1, 4] },
    { field: 'student', values: ['mlp-4', 'mlp-8', 'mlp-16x16'] },
  ],
  base,
};
const arms: ClassStudy = { ...seeds, deal: 'arms', arms: ['student', 'baseline', 'teacherLabels'] };

test('each kind of deal comes back from its link', () => {
  for (const study of [seeds, cells, arms]) expect(fromClassHash(toClassHash(study))).toEqual(study);
});

test('links that were given out stay good, and keep the study that their codes are of', () => {
  const given =
    '#task=points&dataset=spirals&teacher=mlp-64x64&student=mlp-8&steps=60&labelShare=0.1&seed=1&class=1_seeds_30_student*baseline';
  expect(fromClassHash(given)).toMatchObject({ deal: 'seeds', pupils: 30, arms: ['student', 'baseline'] });
  expect(fingerprintOf(given)).toBe(983_478_647);
  expect(fromClassHash('#task=points&class=1_cells_9_student_temperature*1*4_lambda*0.1*0.9')).toMatchObject({
    axes: [
      { field: 'temperature', values: [1, 4] },
      { field: 'lambda', values: [0.1, 0.9] },
    ],
  });
  expect(fromClassHash('#task=points&class=1_arms_2_student*baseline')).toMatchObject({ deal: 'arms' });
});

test('what is cut off, made up, hostile or huge deals nothing, and says why', () => {
  const hash = toClassHash(cells);
  const said = (text: string) => `#task=points&class=${encodeURIComponent(text)}`;
  for (const wrong of [
    hash.slice(0, -20),
    hash.replace('cells', 'marks'),
    hash.replace('seed=5', 'seed=five'),
    said(''),
    said('1'),
    said('1_seeds_1_student'),
    said('1_seeds_1000_student'),
    said('1_seeds_30_baseline'),
    said('1_seeds_30_student*student'),
    said('1_arms_30_student'),
    said('1_cells_30_student'),
    said('1_cells_30_student_temperature*1'),
    said('1_cells_30_student_temperature*1*1'),
    said('1_cells_30_student_temperature*1*1e9'),
    said('1_cells_30_student_temperature*1*'),
    said('1_cells_30_student_student*mlp-4*transformer-1x32'),
    said('1_cells_30_student___proto__*1*2'),
    said('1_cells_30_student_constructor*1*2'),
    said('1_cells_30_student_temperature*1*2_temperature*3*4'),
    said('<img src=x onerror=alert(1)>'),
    said(`1_cells_30_student_temperature${Array.from({ length: 40 }, (_, i) => `*${1 + i / 10}`).join('')}`),
  ])
    expect(fromClassHash(wrong), wrong).toBe('broken');
  expect(fromClassHash(said('2_seeds_30_student'))).toBe('newer');
  expect(fromClassHash(`${hash}${'x'.repeat(1e6)}`)).toBe('too-long');
});

test('any text is a study or a named problem', () => {
  const piece = fc.oneof(
    fc.constantFrom('1', 'seeds', 'cells', 'arms', '30', 'student', ...SWEPT),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(fc.array(piece).map((one) => one.join('*'))), (pieces) => {
      const hash = `#task=points&class=${encodeURIComponent(pieces.join('_'))}`;
      const study = fromClassHash(hash);
      if (typeof study === 'object') partOf(study, 1);
      expect(fingerprintOf(hash)).toBeLessThan(2 ** 30);
    }),
  );
});

test('the order of a link, where it runs and how many are waited for change no study; anything else does', () => {
  const hash = toClassHash(seeds);
  const turned = `#${hash.slice(1).split('&').reverse().join('&')}`;
  for (const same of [
    turned,
    hash.replace('backend=auto', 'backend=cpu'),
    hash.replace('_30_', '_200_'),
    `${hash}&embed=training`,
  ])
    expect(fingerprintOf(same)).toBe(fingerprintOf(hash));
  for (const other of [hash.replace('seed=5', 'seed=6'), toClassHash(arms), toClassHash(cells)])
    expect(fingerprintOf(other)).not.toBe(fingerprintOf(hash));
});

test('seeds: each number has its own, and trains all arms', () => {
  const [first, second] = [partOf(seeds, 1), partOf(seeds, 2)];
  expect([first.config.seed, second.config.seed]).toEqual([5, 6]);
  expect(first.config.baseline).toBe(true);
  expect(first.arms).toEqual(['teacher', 'student', 'baseline']);
  expect(partOf({ ...seeds, base: { ...base, seed: 99_999 } }, 2).config.seed).toBe(0);
});

test('cells: numbers go round them, each round with the next seed', () => {
  const parts = Array.from({ length: 12 }, (_, i) => partOf(cells, i + 1));
  expect(parts.map(({ cell }) => cell)).toEqual([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]);
  expect(parts.map(({ config }) => config.seed)).toEqual([5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6]);
  expect(parts[4]).toMatchObject({ values: [4, 'mlp-8'], config: { temperature: 4, student: 'mlp-8' } });
  expect(parts[0]!.config.baseline).toBe(false);
});

test('arms: numbers go round them, each run with a seed of its own and the figure of its arm', () => {
  const parts = Array.from({ length: 4 }, (_, i) => partOf(arms, i + 1));
  expect(parts.map(({ arms: counted }) => counted)).toEqual([
    ['student'],
    ['baseline'],
    ['teacherLabels'],
    ['student'],
  ]);
  expect(parts.map(({ config }) => config.seed)).toEqual([5, 6, 7, 8]);
  expect(parts.map(({ config }) => config.baseline)).toEqual([false, true, false, false]);
});

test('data and teachers of one’s own are no study for a class', () => {
  expect(canDeal(base)).toBe(true);
  expect(canDeal({ ...base, textSet: 'mine' })).toBe(false);
  expect(canDeal({ ...base, teacher: 'model:points:mine' })).toBe(false);
  expect(canDeal({ ...base, start: 'model:points:mine' })).toBe(false);
});
