/** A value on its way from start to end, straight, or slowly at both ends ("cosine"). @param along how far, 0 to 1. */
export function onCourse(curve: string, start: number, end: number, along: number): number {
  if (curve === 'constant') return start;
  const done = curve === 'cosine' ? (1 - Math.cos(Math.PI * along)) / 2 : along;
  return done >= 1 ? end : start + (end - start) * done;
}
