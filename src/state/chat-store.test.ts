import { expect, test } from 'vitest';
import {
  type AssistantEntry,
  abandonTurn,
  beginTurn,
  createChatStore,
  endTurn,
  noteAlert,
  noteAnswer,
  noteCall,
  noteIntents,
  noteRemoved,
  noteRestored,
  noteToken,
  recognisesIntents,
  rememberedTurns,
  speakersAtHand,
  waitingTurn,
} from './chat-store';
import { defaultConfig } from '../catalog/run-config';

const probability = { teacher: 0.9 };
const call = { name: 'coin', args: ['1'] };
const done = { say: 'it is heads', plan: ['coin'], stopped: false, tokens: 9, ms: 12 };

function turn(store: ReturnType<typeof createChatStore>): AssistantEntry {
  return store.getState().entries.findLast((entry) => entry.role === 'assistant')!;
}

test('a turn grows token by token, its card gets a result, and it ends', () => {
  const store = createChatStore();
  beginTurn(store, 1, 'flip a coin');
  expect(store.getState().writing).toBe(1);
  noteToken(store, { id: 1, text: '<plan>', part: 'plan', probability });
  noteToken(store, { id: 1, text: ' coin', part: 'plan', probability });
  noteCall(store, { id: 1, index: 0, call });
  expect(turn(store).cards).toEqual([call]);
  noteCall(store, { id: 1, index: 0, call, result: 'heads' });
  for (const text of ['<say>', ' it', ' is', ' heads'])
    noteToken(store, { id: 1, text, part: 'say', probability });
  expect(turn(store).say).toBe('it is heads');
  endTurn(store, 1, done);
  expect(turn(store)).toMatchObject({ status: 'done', cards: [{ result: 'heads' }], plan: ['coin'], ms: 12 });
  expect(turn(store).tokens).toHaveLength(6);
  expect(store.getState().writing).toBeNull();
});

test('what comes after the end, or for another turn, changes nothing', () => {
  const store = createChatStore();
  beginTurn(store, 1, 'a');
  endTurn(store, 1, done);
  beginTurn(store, 2, 'b');
  const before = store.getState().entries;
  noteToken(store, { id: 1, text: ' late', part: 'say', probability });
  noteCall(store, { id: 7, index: 0, call });
  expect(store.getState().entries).toEqual(before);
  expect(store.getState().writing).toBe(2);
});

test('stopped, failed and abandoned turns say so', () => {
  const store = createChatStore();
  beginTurn(store, 1, 'a');
  endTurn(store, 1, { ...done, stopped: true });
  expect(turn(store).status).toBe('stopped');
  beginTurn(store, 2, 'b');
  noteToken(store, { id: 2, text: ' half', part: 'say', probability });
  abandonTurn(store, 2, { code: 'worker-crashed', message: 'gone' });
  expect(turn(store)).toMatchObject({ status: 'failed', say: 'half', error: { code: 'worker-crashed' } });
  expect(store.getState().writing).toBeNull();
});

test('a timer rings in the conversation', () => {
  const store = createChatStore();
  noteAlert(store, 'timer', '10 min');
  expect(store.getState().entries).toMatchObject([{ role: 'alert', kind: 'timer', label: '10 min' }]);
});

test('trained speakers can be talked with in task agent only', () => {
  const speakers = ['student', 'teacher'] as const;
  expect(speakersAtHand({ config: { ...defaultConfig, task: 'agent' }, speakers })).toEqual([
    'student',
    'teacher',
  ]);
  expect(speakersAtHand({ config: { ...defaultConfig, task: 'points' }, speakers })).toEqual(['teacher']);
});

test('an intents run: what the models make of a sentence belongs to its turn', () => {
  const store = createChatStore();
  beginTurn(store, 2, 'flip a coin');
  const recognition = {
    intent: 'coin',
    ranked: [{ intent: 'coin', probability: { student: 0.6 } }],
    missing: [],
  };
  noteIntents(store, { id: 2, ...recognition });
  endTurn(store, 2, { ...done, say: '', plan: [] });
  expect(turn(store)).toMatchObject({ status: 'done', recognition });
  const config = { ...defaultConfig, task: 'intents' };
  expect(recognisesIntents({ config, speakers: [] })).toBe(false); // still being prepared
  expect(recognisesIntents({ config, speakers: ['student'] })).toBe(true);
  expect(speakersAtHand({ config, speakers: ['student', 'teacher'] })).toEqual(['student', 'teacher']);
});

test('a talk is remembered by its finished turns, three at most, with what tools found or why not', () => {
  const store = createChatStore();
  for (const id of [1, 2, 3, 4]) {
    beginTurn(store, id, `message ${id}`);
    noteCall(store, { id, index: 0, call, ...(id === 4 ? { error: 'No coin.' } : { result: 'heads' }) });
    endTurn(store, id, done);
  }
  beginTurn(store, 5, 'broken off');
  endTurn(store, 5, { ...done, stopped: true });
  const remembered = rememberedTurns(store.getState());
  expect(remembered.map(({ user }) => user)).toEqual(['message 2', 'message 3', 'message 4']);
  expect(remembered[0]!.steps).toMatchObject([{ call, result: 'heads' }]);
  expect(remembered[2]!.steps).toMatchObject([{ call, error: 'No coin.' }]);
  store.getState().setSpeaker('student'); // with whom nothing has been said
  expect(rememberedTurns(store.getState())).toEqual([]);
  store.getState().setSpeaker('teacher');
  store.getState().clear();
  expect(rememberedTurns(store.getState())).toEqual([]);
});

test('a question waits for its answer and is not remembered; thresholds never cross', () => {
  const store = createChatStore();
  beginTurn(store, 1, 'milk');
  const held = {
    call: { name: 'todo_add', args: ['milk'] },
    as: 'ask' as const,
    label: { en: 'Add', 'zh-CN': '加' },
  };
  endTurn(store, 1, { ...done, held, confidence: 0.7 });
  expect(waitingTurn(store.getState())?.id).toBe(1);
  expect(rememberedTurns(store.getState())).toEqual([]);
  noteAnswer(store, 1, 'no');
  expect(waitingTurn(store.getState())).toBeNull();
  store.getState().setThresholds({ ask: 0.95 });
  expect(store.getState().thresholds).toEqual({ act: 0.95, ask: 0.95 });
  store.getState().setThresholds({ act: 0.5 });
  expect(store.getState().thresholds).toEqual({ act: 0.5, ask: 0.5 });
});

test('what a call took off the list can be put back once', () => {
  const store = createChatStore();
  beginTurn(store, 1, 'cross off milk');
  noteCall(store, { id: 1, index: 0, call: { name: 'todo_done', args: ['milk'] } });
  noteRemoved(store, 1, ['milk']);
  noteCall(store, { id: 1, index: 0, call: { name: 'todo_done', args: ['milk'] }, result: 'milk' });
  expect(turn(store).cards).toMatchObject([{ result: 'milk', removed: ['milk'] }]);
  endTurn(store, 1, done);
  noteRestored(store, 1, 0);
  expect(turn(store).cards).toMatchObject([{ removed: [] }]);
});
