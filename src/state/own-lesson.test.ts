// A lesson of somebody's own opens from its link, and goes when it is left; what cannot be read is named.

import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { fromHash } from '../storage/share-link';
import { lessonLink } from './own-lesson';
import { openPage } from './testing';

let databases = 0;
vi.stubGlobal('navigator', { userAgent: 'test' });
vi.stubGlobal('location', { href: 'https://retort.example/?embed=training#task=intents', hash: '' });

const { config } = fromHash('#task=points&steps=100&seed=7&temperature=4');
const link = lessonLink(config, {
  title: 'Heat',
  text: 'One.\n\n \nTwo,\nstill two.',
  hide: ['chat', 'presets'],
  language: 'zh-CN',
});

/** The page opened with the link, as keep-in-address opens its lesson. */
async function opened(hash: string) {
  const { app } = openPage(hash, `own-lesson-${databases++}`);
  await app.actions.openLessonNamed(new URLSearchParams(hash.slice(1)).get('lesson')!, '#task=points&seed=3');
  return app;
}

test('the link is the lesson round the experiment on the table, and says nothing of how the page was shown', async () => {
  const { hash, search } = new URL(link);
  expect(search).toBe('');
  const app = await opened(hash);
  const { lesson, seed } = app.stores.lessons.getState();
  expect(lesson).toMatchObject({ title: { en: 'Heat' }, hide: ['presets', 'chat'], language: 'zh-CN' });
  expect(lesson!.text.map(({ en }) => en)).toEqual(['One.', 'Two,\nstill two.']);
  expect([seed, app.stores.experiment.getState().config]).toEqual([7, config]);
  expect(hash).toContain(`lesson=${lesson!.id}`); // so a reload has it again
  await app.actions.leaveLesson('page');
  expect(app.stores.lessons.getState().lesson).toBeNull();
  expect(app.stores.experiment.getState().config.seed).toBe(3);
  app.bridge.terminate();
});

test.each([
  ['#task=points&lesson=own1.xyz', 'broken'],
  ['#task=points&lesson=own9.xyz', 'newer'],
  [`#task=points&lesson=own1.${'A'.repeat(50_000)}`, 'too-long'],
  ['#task=points&lesson=__proto__', 'unknown'],
  ['#task=points&lesson=%3Cimg src=x%3E', 'unknown'],
])('%.40s is named as %s, and the experiment is on the table', async (hash, problem) => {
  const app = await opened(hash);
  expect(app.stores.notices.getState().notices).toMatchObject([{ code: 'lesson-unreadable', problem }]);
  expect(app.stores.lessons.getState().lesson).toBeNull();
  expect(app.stores.experiment.getState().config.task).toBe('points');
  app.bridge.terminate();
});
