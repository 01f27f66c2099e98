// What labels mean, in words, for an encoder that reads their names: a person's own words for some of them, as one text in the run config
// (JSON, by label), else what the label itself says.

/** Null where it is no such text. */
export function parseLabelWords(text: string): ReadonlyMap<string, string> | null {
  if (text === '') return new Map();
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    const entries = Object.entries(parsed);
    return entries.every(([, words]) => typeof words === 'string') ? new Map(entries) : null;
  } catch {
    return null;
  }
}

/** "" for none. Words of nothing are left out. */
export function labelWordsText(words: ReadonlyMap<string, string>): string {
  const kept = [...words].filter(([, said]) => said.trim() !== '');
  return kept.length > 0 ? JSON.stringify(Object.fromEntries(kept)) : '';
}

/** "BookRestaurant" and "book_restaurant" as words. */
export const wordsOfName = (label: string): string =>
  label
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\-.:/]+/g, ' ')
    .trim()
    .toLowerCase();
