// The experiment in the address bar: every change is written there at once, a pasted link is read.

import { toHash } from '../storage/share-link';
import { claimOfLink } from './claims-store';
import type { Actions } from './actions';
import { partOfLink } from './class-store';
import type { Stores } from './app-parts';
import { experimentIn } from './experiment-store';
import { NO_LESSON } from './lesson-store';

/** Browsers refuse more than about 100 changes of the address in 30 s (Safari throws); then the last one is written later. */
const LATER = 1000;

/** The lesson that a hash names; null for none. */
const lessonOfLink = (hash: string): string | null => new URLSearchParams(hash.slice(1)).get('lesson');

/** What an entry of the history keeps besides its address: the experiment from before a lesson, as a hash. */
const beforeOf = (state: unknown): string =>
  typeof state === 'object' && state !== null && 'before' in state ? String(state.before) : '';

export function keepInAddress(
  {
    experiment,
    claims,
    classes,
    lessons,
    page,
  }: Pick<Stores, 'experiment' | 'claims' | 'classes' | 'lessons' | 'page'>,
  { openLessonNamed }: Pick<Actions, 'openLessonNamed'>,
): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    clearTimeout(waiting);
    // a link that deals parts stays: it is the study, and what is on the table but a part of it
    if (classes.getState().link !== null) return;
    const { embedded } = page.getState();
    const query = embedded.length > 0 ? `?embed=${embedded.join(',')}` : '';
    const { lesson, before } = lessons.getState();
    const hash = toHash(experiment.getState().config);
    try {
      if (lesson && before)
        history.replaceState({ before: toHash(before.config) }, '', `${query}${hash}&lesson=${lesson.id}`);
      else history.replaceState(null, '', query + hash);
    } catch {
      waiting = setTimeout(write, LATER);
    }
  };
  experiment.subscribe(({ config }, before) => {
    if (config !== before.config) write();
  });
  lessons.subscribe(({ lesson }, before) => {
    if (lesson !== before.lesson) write();
  });
  classes.subscribe(({ link }, before) => {
    if (link === null && before.link !== null) write();
  });
  /** @param hash as it came: taking up its experiment writes the address anew. */
  const openLesson = (hash: string, state: unknown): void => {
    const named = lessonOfLink(hash);
    if (named !== null) void openLessonNamed(named, beforeOf(state));
  };
  openLesson(location.hash, history.state);
  addEventListener('hashchange', () => {
    const { hash } = location;
    const { state } = history as { state: unknown };
    lessons.setState(NO_LESSON);
    const { config, rejected } = experimentIn(hash);
    experiment.getState().load(config, rejected);
    claims.setState(claimOfLink(hash));
    classes.setState(partOfLink(hash));
    openLesson(hash, state);
  });
}
