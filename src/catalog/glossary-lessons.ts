// Which lessons show what an entry of the glossary is about: those whose words name it, in their title most of all.

import { linked } from './glossary-links';
import type { Lesson } from './lesson';
import { lessons } from './lessons';

const MOST = 2;

const names = (text: string, id: string): boolean => linked(text).some((piece) => piece.id === id);

/** 3 where the title names it, 2 where its line in the list does, 1 where its text does, else 0. */
function nearness({ title, about, text }: Lesson, id: string): number {
  if (names(title.en, id)) return 3;
  if (names(about.en, id)) return 2;
  return text.some((paragraph) => names(paragraph.en, id)) ? 1 : 0;
}

/** The nearest first; none where no lesson names it. */
export const lessonsOn = (id: string): Lesson[] =>
  lessons
    .map((lesson) => ({ lesson, near: nearness(lesson, id) }))
    .filter(({ near }) => near > 0)
    .sort((a, b) => b.near - a.near)
    .slice(0, MOST)
    .map(({ lesson }) => lesson);
