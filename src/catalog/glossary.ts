// The words of the field: what each means and what else it is called. Add an entry in glossary/ under its topic;
// the dialog, the links in the page's texts and the chat's answers follow. Loaded when first asked for.

import type { Localised } from '../lib/localised';

export interface GlossaryEntry {
  id: string;
  term: Localised;
  /** What else it is called, in any language: where one of these stands in a text of the page, it leads here. */
  names: readonly string[];
  /** What people ask who do not know the word; found by search and chat alone. */
  asked?: readonly string[];
  /** Whether its names are said of other things, too: then a question must be about it entirely. */
  everyday?: true;
  /** Two to four sentences. */
  text: Localised;
  /** Ids of entries beside it. */
  related: readonly string[];
}

export const glossary: readonly GlossaryEntry[] = Object.values(
  import.meta.glob<{ entries: readonly GlossaryEntry[] }>('./glossary/*.ts', { eager: true }),
).flatMap(({ entries }) => entries);

/** An entry by its id; undefined where there is none. */
export const entryOf = (id: string): GlossaryEntry | undefined => glossary.find((entry) => entry.id === id);

/** All that an entry is called. */
export const namesOf = ({ term, names }: GlossaryEntry): string[] => [
  ...new Set([term.en, term['zh-CN'], ...names].flatMap((name) => [name, name.replace(/\s*[（(].*/, '')])),
];
