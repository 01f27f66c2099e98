// The lessons that come with the page, in their order: add one by adding a file. Not in catalog.ts, because nobody needs them before the
// first is opened.

import type { Lesson } from './lesson';

const modules = import.meta.glob<{ entry: Lesson }>('./lessons/*.ts', { eager: true });

export const lessons: readonly Lesson[] = Object.values(modules)
  .map(({ entry }) => entry)
  .sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity));
