import fc from 'fast-check';
import { deflateSync, strFromU8, strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { HIDEABLE } from '../catalog/hideable';
import { fromLessonName, isOwnLesson, type OwnLesson, toLessonName } from './lesson-link';

const lesson: OwnLesson = {
  title: 'Why T²?',
  text: 'First with, then without.\n\n温度越高，梯度越小。',
  hide: ['presets', 'chat'],
  language: 'zh-CN',
};
/** As a link holds any content. */
const named = (content: unknown, version = 1) =>
  `own${version}.${btoa(strFromU8(deflateSync(strToU8(JSON.stringify(content))), true))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')}`;

test('a lesson comes back from its name, in letters that no address changes', () => {
  const name = toLessonName(lesson);
  expect(name).toMatch(/^own1\.[\w-]+$/);
  expect(isOwnLesson(name)).toBe(true);
  expect(fromLessonName(name)).toEqual(lesson);
  fc.assert(
    fc.property(
      fc
        .string({ minLength: 1, maxLength: 100, unit: 'grapheme-ascii' })
        .filter((text) => text.trim() !== ''),
      fc.string({ maxLength: 500 }),
      fc.subarray([...HIDEABLE]),
      (title, text, hide) => {
        const own: OwnLesson = { title: title.trim(), text, hide, language: null };
        expect(fromLessonName(toLessonName(own))).toEqual(own);
      },
    ),
  );
});

test('a lesson of the first version means the same for ever', () => {
  expect(
    fromLessonName(
      'own1.q1YqySzJSVWyUgrPqFQIObTJXklHqSS1ogQo4pZZVFyiUJ5ZkqGjUJKRmgdm5peW6MXkxeQ927Hy6a5lL7Z1vVw94_2enmeL1kO4Tzf0P25oAhqSkZkCNDZaqaAotTi1pBgokpyRWKIUq6OUk5iXXpqYDrK0KkPX2U-pFgA',
    ),
  ).toEqual(lesson);
});

test('what is cut off, changed, hostile, newer or huge is no lesson, and says why', () => {
  const name = toLessonName(lesson);
  for (const wrong of [
    '',
    'own',
    'own1.',
    'own1.!!',
    name.slice(0, -9),
    name.replace('own1.', 'own1.x'),
    named(null),
    named([]),
    named({ ...lesson, title: '  ' }),
    named({ ...lesson, title: 'x'.repeat(500) }),
    named({ ...lesson, text: 'x'.repeat(2e6) }), // small while it is packed
    named({ ...lesson, text: { toString: 1 } }),
    named({ ...lesson, language: '__proto__' }),
  ])
    expect(fromLessonName(wrong), wrong.slice(0, 60)).toBe('broken');
  expect(fromLessonName(named(lesson, 2))).toBe('newer');
  expect(fromLessonName(`own1.${'A'.repeat(1e6)}`)).toBe('too-long');
  // what a later version can hide, and names of all objects
  expect(fromLessonName(named({ ...lesson, hide: ['__proto__', 'constructor', 'later', 'chat'] }))).toEqual({
    ...lesson,
    hide: ['chat'],
  });
});

test('any name is a lesson or a named problem', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
      expect(['string', 'object']).toContain(typeof fromLessonName(`own1.${text}`));
    }),
  );
});
