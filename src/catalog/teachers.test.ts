import { describe, expect, it } from 'vitest';
import { upTo } from '../lib/up-to';
import { fromHash, toHash } from '../storage/share-link';
import { changedFields } from './differences';
import { methods } from './catalog';
import { unfitOf } from './fits';
import { defaultConfig, parseRunConfig } from './run-config';
import { isOf, MOST_MORE, parseTeachers, SPECIALTIES, teachersOf, teachersText } from './teachers';

describe('teachers', () => {
  it('are one alone where a method compares what is inside of it', () => {
    const points = parseRunConfig({ task: 'points', teacher: 'mlp-16x16', student: 'mlp-8' }).config;
    const hint = methods.find(({ id }) => id === 'hint')!;
    const hinton = methods.find(({ id }) => id === 'hinton')!;
    const several = { ...points, moreTeachers: 'mlp-16x16' };
    expect([unfitOf(hint, points), unfitOf(hint, several)]).toEqual([null, 'teachers']);
    expect(unfitOf(hinton, several)).toBeNull();
  });

  it('reads what it writes, and refuses the rest', () => {
    const teachers = [
      { teacher: 'mlp-8', specialty: '2/2' },
      { teacher: 'model:points:a.b-c', specialty: '' },
    ] as const;
    expect(parseTeachers(teachersText(teachers))).toEqual(teachers);
    expect(parseTeachers('')).toEqual([]);
    for (const bad of [',', 'a,', '@1/2', 'a@1/5', 'a@3/2', 'a@1/2@2/2', 'a,b,c,d'])
      expect(parseTeachers(bad), bad).toBeNull();
    expect(
      parseTeachers(
        upTo(MOST_MORE)
          .map(() => 'a')
          .join(','),
      ),
    ).toHaveLength(MOST_MORE);
  });

  it('deals every class to one part of each division', () => {
    for (const of of [2, 3, 4])
      for (const count of [2, 3, 4, 5, 6, 17])
        for (const i of upTo(count)) {
          const parts = SPECIALTIES.filter((one) => one.endsWith(`/${of}`) && isOf(one, i, count));
          expect(parts, `${i} of ${count} in ${of}`).toHaveLength(1);
        }
    expect(isOf('', 3, 4)).toBe(true);
  });

  it('is part of the config and its link; an older link has one teacher', () => {
    const given = {
      task: 'points',
      teacher: 'mlp-8',
      specialty: '1/2',
      moreTeachers: 'mlp-16x16@2/2',
      student: 'mlp-8',
    };
    const { config, rejected } = parseRunConfig(given);
    expect(rejected).toEqual([]);
    expect(fromHash(toHash(config))).toEqual({ config, rejected: [] });
    expect(teachersOf(config).map(({ specialty }) => specialty)).toEqual(['1/2', '2/2']);
    const old = fromHash('#task=points&teacher=mlp-8').config;
    expect(teachersOf(old)).toEqual([{ teacher: 'mlp-8', specialty: '' }]);
    expect(changedFields(config, old)).toEqual(expect.arrayContaining(['specialty', 'moreTeachers']));
    expect(teachersOf(defaultConfig)).toHaveLength(1);
  });

  it('names a teacher that is none, or none of this task', () => {
    const base = { task: 'points', teacher: 'mlp-8', student: 'mlp-4' };
    expect(parseRunConfig({ ...base, moreTeachers: 'nobody' }).rejected).toEqual(['moreTeachers']);
    const other = parseRunConfig({ ...base, moreTeachers: 'mlp-8,transformer-1x32@1/2' });
    expect(other.rejected).toEqual(['moreTeachers']);
    expect(other.config.moreTeachers).toBe('mlp-8');
    expect(parseRunConfig({ ...base, specialty: '5/2' }).rejected).toEqual(['specialty']);
  });

  it('leaves models of this device at home: the task’s own teacher travels for them', () => {
    const { config } = parseRunConfig({
      task: 'points',
      teacher: 'mlp-8',
      moreTeachers: 'model:points:x@2/2',
    });
    expect(fromHash(toHash(config)).config.moreTeachers).toBe('mlp-64x64@2/2');
    const { rejected } = fromHash('#task=points&moreTeachers=model%3Apoints%3Ax');
    expect(rejected).toContain('moreTeachers');
  });
});
