// Who answers in the chat: a model of the run, or the agent that comes with the page. After a reload no run is there, and whoever
// had trained on data of their own must not take the page's agent for their student.

import { BUILT_IN_SET, llmOf, type RunConfig } from '../catalog/run-config';
import { readsOf } from '../catalog/catalog';
import { isGuest, type Voice } from '../protocol/messages';
import type { TrainingState } from './training-store';

export type WhoAnswers =
  /** The agent that comes with the page. `unlearnt` is the data set on the table that nothing here has learnt; null for none. */
  | { who: 'shipped'; unlearnt: string | null }
  /** The language model that teaches, by its id. */
  | { who: 'languageModel'; id: string }
  /** A teacher from the person's files. */
  | { who: 'loaded' }
  /** A model of the library. */
  | { who: 'guest' }
  /** A model of the run, or what was made of its student. `set` is what it learnt; null for the page's own data. */
  | { who: Exclude<Voice, 'guest'>; set: string | null }
  /** All classifiers of the run at once. */
  | { who: 'classifiers'; set: string | null };

export interface Asked {
  run: Pick<TrainingState, 'config' | 'speakers'>;
  /** The experiment on the table. */
  table: RunConfig;
  speaker: Voice;
  /** Whether the teacher at hand is one from files. */
  loaded: boolean;
}

const ownSet = ({ task, textSet }: RunConfig): string | null =>
  readsOf(task) === null || textSet === BUILT_IN_SET ? null : textSet;

/** The language model that the teacher's place in the chat is: of the run, or else of the table; null where it is another's. */
export function languageModelAsked({
  run: { config, speakers },
  table,
  speaker,
}: Omit<Asked, 'loaded'>): string | null {
  if (speaker !== 'teacher') return null;
  const ofRun = config && readsOf(config.task) !== null && speakers.includes(speaker) ? config : null;
  if (ofRun && readsOf(ofRun.task) === 'sentences') return null; // all classifiers answer
  return llmOf((ofRun ?? table).teacher);
}

export function whoAnswers({ run: { config, speakers }, table, speaker, loaded }: Asked): WhoAnswers {
  if (speaker === 'guest') return { who: speaker };
  const asked = languageModelAsked({ run: { config, speakers }, table, speaker });
  if (asked !== null) return { who: 'languageModel', id: asked };
  const isHere = isGuest(speaker) || speakers.includes(speaker);
  const talks = config && readsOf(config.task) !== null && isHere;
  if (talks && readsOf(config.task) === 'sentences') return { who: 'classifiers', set: ownSet(config) };
  if (talks && (speaker !== 'teacher' || ownSet(config))) return { who: speaker, set: ownSet(config) };
  if (isGuest(speaker)) return { who: speaker, set: null }; // its run is gone
  if (loaded) return { who: 'loaded' };
  return { who: 'shipped', unlearnt: ownSet(table) };
}
