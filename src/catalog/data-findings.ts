// What an import may find in a row (finding-words.ts says it to a person), and the splits that rows go to. Those that leave a row out
// come first: data/import tells them apart by their order.

export const SPLITS = ['train', 'validation', 'test'] as const;
export type SplitName = (typeof SPLITS)[number];

interface FindingEntry {
  id: string;
  /** Whether such rows stay out of the set. */
  leavesOut: boolean;
}

export const findings = [
  { id: 'empty', leavesOut: true },
  { id: 'uneven', leavesOut: true },
  { id: 'bad-chat', leavesOut: true },
  { id: 'unknown-tool', leavesOut: true },
  { id: 'bad-arguments', leavesOut: true },
  { id: 'duplicate', leavesOut: true },
  { id: 'contradiction', leavesOut: true },
  { id: 'leak', leavesOut: true },
  { id: 'unscored', leavesOut: true },
  { id: 'cut', leavesOut: false },
  { id: 'unlabelled', leavesOut: false },
  { id: 'spelling', leavesOut: false },
  { id: 'merged', leavesOut: false },
  { id: 'several-labels', leavesOut: false },
  { id: 'perhaps-names', leavesOut: false },
  { id: 'formula', leavesOut: false },
  { id: 'mojibake', leavesOut: false },
  { id: 'replacement', leavesOut: false },
  { id: 'control', leavesOut: false },
  { id: 'double-encoded', leavesOut: false },
  { id: 'later-turns', leavesOut: false },
  { id: 'many-calls', leavesOut: false },
] as const satisfies readonly FindingEntry[];

export type Finding = (typeof findings)[number]['id'];
/** In the order of their bits. */
export const FINDINGS: readonly Finding[] = findings.map(({ id }) => id);
