/** At most `most` of the items, evenly spread, the last one always among them. */
export function spread<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => items[Math.round(((i + 1) * items.length) / most) - 1]!);
}
