import { expect, test } from 'vitest';
import { defaultConfig } from '../catalog/run-config';
import { type Asked, whoAnswers } from './who-answers';

const tickets = { ...defaultConfig, task: 'agent', teacher: 'transformer-2x128', textSet: 'tickets' };
const asked = (change: Partial<Asked>) =>
  whoAnswers({
    run: { config: null, speakers: [] },
    table: defaultConfig,
    speaker: 'teacher',
    loaded: false,
    ...change,
  });

test('before any run the page’s own agent answers, and says where it has not learnt the data on the table', () => {
  expect(asked({})).toEqual({ who: 'shipped', unlearnt: null });
  expect(asked({ table: tickets })).toEqual({ who: 'shipped', unlearnt: 'tickets' });
  expect(asked({ loaded: true })).toEqual({ who: 'loaded' });
});

test('a run’s models answer for what they learnt', () => {
  const run = { config: tickets, speakers: ['student', 'teacher'] as const };
  expect(asked({ run, table: tickets, speaker: 'student' })).toEqual({ who: 'student', set: 'tickets' });
  expect(asked({ run, table: tickets })).toEqual({ who: 'teacher', set: 'tickets' });
  const builtIn = { config: defaultConfig, speakers: ['student', 'teacher'] as const };
  expect(asked({ run: builtIn, speaker: 'student' })).toEqual({ who: 'student', set: null });
  expect(asked({ run: builtIn })).toEqual({ who: 'shipped', unlearnt: null });
  const intents = { config: { ...tickets, task: 'intents' }, speakers: ['student', 'teacher'] as const };
  expect(asked({ run: intents })).toEqual({ who: 'classifiers', set: 'tickets' });
});

test('a language model that teaches answers in the teacher’s place, where its labels do not', () => {
  const llm = { ...defaultConfig, teacher: 'llm:abc' };
  expect(asked({ table: llm })).toEqual({ who: 'languageModel', id: 'abc' });
  const run = { config: llm, speakers: ['student', 'teacher'] as const };
  expect(asked({ run })).toEqual({ who: 'languageModel', id: 'abc' });
  expect(asked({ run, speaker: 'student' })).toEqual({ who: 'student', set: null });
  // of a run with another teacher it is that one, whatever is on the table
  const other = { config: defaultConfig, speakers: ['student', 'teacher'] as const };
  expect(asked({ run: other, table: llm })).toEqual({ who: 'shipped', unlearnt: null });
  const intents = { config: { ...llm, task: 'intents' }, speakers: ['student', 'teacher'] as const };
  expect(asked({ run: intents })).toEqual({ who: 'classifiers', set: null });
});

test('points have nobody to talk with', () => {
  const run = { config: { ...defaultConfig, task: 'points' }, speakers: ['student', 'teacher'] as const };
  expect(asked({ run })).toEqual({ who: 'shipped', unlearnt: null });
});
