// What each lesson's experiment came to when it was measured (npm run bench:lessons), for whoever prepares a class.

import type { Reading } from './lesson';
import measured from './lesson-results.json';

export interface LessonResults extends Pick<Reading, 'figures' | 'came' | 'answer'> {
  /** Seeds, and those on which the claim held. */
  tried: number;
  held: number;
  /** Of the longest, on the processor. */
  seconds: number;
  /** Of the figures. */
  seed: number;
}

/** None where a lesson was not measured yet. */
export const lessonResults = measured as Readonly<Record<string, LessonResults>>;
