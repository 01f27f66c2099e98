// Lists of words as the data files write them: separated by ", ", on as many lines as are good to read. A word that stands there
// twice is drawn twice as often.

/** The words of a list. */
export const wordsOf = (lines: string | readonly string[]): string[] =>
  (typeof lines === 'string' ? lines : lines.join(', ')).split(', ');
