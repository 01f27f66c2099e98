// JSON objects that hold rows without a list of them: columns ({"text": […], "label": […]}, or as pandas writes them,
// {"text": {"0": …}, "label": {"0": …}}), and rows by their ids ({"id1": {"text": …}, …}).

import { isKnownName } from './columns';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** The rows in an object; null where it has lists of rows, sentences under labels, or another thing. */
export function turnedRows(value: unknown): Record<string, unknown>[] | null {
  if (!isObject(value)) return null;
  const names = Object.keys(value);
  const inner = Object.values(value);
  if (inner.length < 2) return null;
  const areNamed = names.some(isKnownName);
  if (areNamed && inner.every((one) => Array.isArray(one) && one.every(isScalar)))
    return turned(names, inner as unknown[][]);
  if (!inner.every(isObject)) return null;
  const keys = Object.keys(inner[0]!);
  if (areNamed && keys.every((key) => /^\d+$/.test(key)))
    return turned(
      names,
      inner.map((one) => keys.map((key) => one[key])),
    );
  const areRows =
    keys.some(isKnownName) && inner.every((one) => keys.some((key) => isScalar(one[key] ?? {})));
  return areRows ? inner : null;
}

/** Columns as rows; null where they are not of one length. */
function turned(names: readonly string[], columns: readonly unknown[][]): Record<string, unknown>[] | null {
  const { length } = columns[0]!;
  if (columns.some((column) => column.length !== length)) return null;
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(names.map((name, i) => [name, columns[i]![row]])),
  );
}
