import { expect, test } from 'vitest';
import { Corrector, type CorrectorDeps } from './corrector';

const replies = new Map([['todo_list', ['you have {result}']]]);
const corrector = new Corrector({
  student: async () => null,
  bundles: { dialogues: async () => ({ replies }) },
  refuseWhileUnderWay: () => undefined,
} as unknown as CorrectorDeps); // what is asked of these alone

const world = { now: Date.UTC(2026, 6, 1, 9, 30), timeZone: 'UTC', todo: ['milk', 'eggs'], notes: [] };
const typed = { said: "What's on my list?", before: [], say: '', world };

test('a correction is run in a copy of the world, and replies as the tool does', async () => {
  const calls = [{ name: 'todo_list', args: [] }];
  const { turn } = await corrector.check({ ...typed, kind: 'call', calls });
  expect(turn).toMatchObject({ user: "what's on my list ?", plan: ['todo_list'] });
  expect(turn.steps[0]!.result).toContain('milk');
  expect(turn.say).toMatch(/^you have .*milk/);
  const clearing = await corrector.check({
    ...typed,
    kind: 'call',
    calls: [{ name: 'todo_clear', args: [] }],
  });
  expect(clearing.turn.steps).toHaveLength(1);
  expect(world.todo).toEqual(['milk', 'eggs']);
});

test('words alone need to be some, and what does not fit is told', async () => {
  const { turn } = await corrector.check({ ...typed, kind: 'ask', calls: [], say: 'Which one?' });
  expect(turn).toMatchObject({ plan: [], steps: [], say: 'which one ?' });
  await expect(corrector.check({ ...typed, kind: 'decline', calls: [], say: ' ' })).rejects.toMatchObject({
    code: 'correction-unfit',
  });
  const calls = [{ name: 'todo_add', args: ['bread'] }];
  await expect(corrector.check({ ...typed, kind: 'call', calls })).rejects.toMatchObject({
    code: 'correction-unfit',
  });
});

test('the form knows every tool and what the message offers for it', async () => {
  const { dataSet, tools } = await corrector.tools({ said: 'convert 5 km', before: [] });
  expect(dataSet).toBe('built-in');
  const [amount, from] = tools.find(({ name }) => name === 'convert')!.params;
  expect(amount!.offered).toContain('5');
  expect(from!.values).toContain('km');
});
