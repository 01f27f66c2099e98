import { expect, test, vi } from 'vitest';
import { lateActions } from './late-actions';

test('is loaded once, at the first call; calls keep their order, and one that throws is told', async () => {
  const done: string[] = [];
  const complain = vi.fn();
  const load = vi.fn(() =>
    Promise.resolve({
      say: (word: string) => void done.push(word),
      fail: () => Promise.reject(new Error('full')),
    }),
  );
  const actions = lateActions({ say: true, fail: true }, load, complain);
  expect(load).not.toHaveBeenCalled();
  await Promise.all([actions.say('one'), actions.fail(), actions.say('two')]);
  expect(done).toEqual(['one', 'two']);
  expect(complain.mock.calls).toEqual([[new Error('full')]]);
  expect(load).toHaveBeenCalledTimes(1);
});

test('a download that failed is told, and tried again at the next use', async () => {
  const complain = vi.fn();
  const say = vi.fn();
  const load = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValue({ say });
  const actions = lateActions<{ say(): void }>({ say: true }, load, complain);
  await actions.say();
  expect(complain).toHaveBeenCalledTimes(1);
  expect(say).not.toHaveBeenCalled();
  await actions.say();
  expect(say).toHaveBeenCalledTimes(1);
});
