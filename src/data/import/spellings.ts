// Labels that are spelt differently and mean the same in all likelihood: they differ in capitals, spaces, hyphens and underscores
// alone. Found for the person to see; merged only where the person says so.

/** What spellings of a label have in common. Signs before numbers stay: -1 is not 1. */
function keyOf(label: string): string {
  const key = label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\u200b\ufeff-]+/g, '');
  return /\p{L}/u.test(key) ? key : label;
}

/** Groups of labels that are spellings of one, the commonest first, which stands for all. @param labels one a row. */
export function spellingsOf(labels: readonly string[]): string[][] {
  const counts = new Map<string, number>();
  for (const label of labels) if (label !== '') counts.set(label, (counts.get(label) ?? 0) + 1);
  const groups = new Map<string, string[]>();
  for (const label of counts.keys()) {
    const key = keyOf(label);
    const group = groups.get(key);
    if (group) group.push(label);
    else groups.set(key, [label]);
  }
  return [...groups.values()]
    .filter(({ length }) => length > 1)
    .map((group) => group.sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1)));
}
