// Slips of the finger in names, seen through: one edit (a letter dropped, doubled, changed or two swapped), never in the first
// letter, only in words of five letters or more. No dictionary, no phonetics.

/** Letters of the shortest word that a slip leaves readable. */
export const SHORTEST = 5;

/** True where one edit turns one word into the other (optimal string alignment), or none. */
export function isOneSlipFrom(typed: string, right: string): boolean {
  if (typed === right) return true;
  if (Math.min(typed.length, right.length) < SHORTEST - 1 || right.length < SHORTEST || typed[0] !== right[0])
    return false;
  let start = 0;
  while (start < typed.length && typed[start] === right[start]) start++;
  const [a, b] = [typed.slice(start), right.slice(start)];
  if (a.length === b.length) {
    return a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  }
  return a.length + 1 === b.length ? a === b.slice(1) : a.length === b.length + 1 && a.slice(1) === b;
}
