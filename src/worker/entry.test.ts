import { expect, test, vi } from 'vitest';

const received: unknown[] = [];
let finishLoading!: () => void;
vi.mock('./receive', async () => {
  await new Promise<void>((resolve) => (finishLoading = resolve));
  return { receive: (message: unknown) => void received.push(message) };
});

test('what the page says before the rest is loaded is carried out first and in order', async () => {
  const scope = { onmessage: null as ((event: { data: unknown }) => void) | null };
  vi.stubGlobal('self', scope);
  await import('./entry');
  const say = (data: unknown) => scope.onmessage?.({ data });

  say('hello');
  say('load');
  await vi.waitFor(() => expect(finishLoading).toBeDefined());
  say('send');
  expect(received).toEqual([]);

  const early = scope.onmessage;
  finishLoading();
  await vi.waitFor(() => expect(scope.onmessage).not.toBe(early));
  say('stop');
  expect(received).toEqual(['hello', 'load', 'send', 'stop']);
});
