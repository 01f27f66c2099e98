// Lessons of somebody's own: a link made of one and the experiment on the table, and the lesson that a link's name is. Loaded with the first.

import type { Lesson } from '../catalog/lesson';
import type { RunConfig } from '../catalog/run-config';
import type { Localised } from '../lib/localised';
import { fromLessonName, type LessonLinkProblem, type OwnLesson, toLessonName } from '../storage/lesson-link';
import { toHash } from '../storage/share-link';
import { pageAddress } from './page-address';

export { MOST_TEXT, MOST_TITLE } from '../storage/lesson-link';

export const lessonLink = (config: RunConfig, lesson: OwnLesson): string =>
  pageAddress(`${toHash(config)}&lesson=${toLessonName(lesson)}`);

/** In whichever language it was written. */
const asWritten = (text: string): Localised => ({ en: text, 'zh-CN': text });

/** @param config what the rest of the link puts on the table. */
export function ownLesson(name: string, config: RunConfig): Lesson | LessonLinkProblem {
  const read = fromLessonName(name);
  if (typeof read === 'string') return read;
  const { title, text, hide, language } = read;
  return {
    id: name,
    title: asWritten(title),
    about: asWritten(''),
    text: text
      .split(/\n\s*\n/)
      .filter((paragraph) => paragraph.trim() !== '')
      .map(asWritten),
    config,
    hide,
    ...(language && { language }),
  };
}
