import { expect, test } from 'vitest';
import { en } from './en';
import { type Translate, translator } from './translate';
import { zhCN } from './zh-cn';

const english: Translate = translator('en', en);
const chinese: Translate = translator('zh-CN', zhCN);

test('finds texts and puts values into them', () => {
  expect(english('app.theme.toDark')).toBe('Switch to dark');
  expect(chinese('app.theme.toDark')).toBe('切换到深色');
  expect(english('training.mark', { step: 7, text: 'T = 2' })).toBe('step 7: T = 2');
});

test('picks the form that the count asks for', () => {
  expect(english('app.threads', { count: 1 })).toBe('1 thread');
  expect(english('app.threads', { count: 2 })).toBe('2 threads');
  expect(chinese('data.labels', { count: 1 })).toBe('1 个标签');
});

test('knows its keys and the names in its texts', () => {
  // @ts-expect-error -- no such text
  expect(english('app.nothing')).toBe('app.nothing');
  // @ts-expect-error -- the step is missing
  expect(english('training.mark', { text: 'T = 2' })).toBe('step : T = 2');
});

test('says the same things in every language', () => {
  const keysOf = (node: object): string[] =>
    Object.entries(node).flatMap(([key, value]) =>
      typeof value === 'string' ? key : keysOf(value as object).map((rest) => `${key}.${rest}`),
    );
  expect(keysOf(zhCN).sort()).toEqual(keysOf(en).sort());
});
