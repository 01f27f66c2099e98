import { expect, test } from 'vitest';
import type { ChatToken } from '../../state/chat-store';
import { planOf } from './plan-of';

const token = (part: ChatToken['part'], text: string): ChatToken => ({ part, text, probability: {} });

test('a plan grows with its tokens and ends with the finished one', () => {
  const tokens = [
    token('plan', '<plan>'),
    token('plan', ' con'),
    token('plan', 'vert;'),
    token('plan', ' calc'),
  ];
  expect(planOf({ plan: [], tokens })).toEqual(['convert', 'calc']);
  expect(planOf({ plan: [], tokens: [token('plan', '<plan>')] })).toEqual([]);
  expect(planOf({ plan: ['convert', 'calculate'], tokens })).toEqual(['convert', 'calculate']);
});
