/**
 * Does n things, so many at once, in their order. The first that fails ends it: none is begun after it, and all that are under way have
 * come to their end when it throws.
 */
export async function inParallel(
  n: number,
  atOnce: number,
  work: (i: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failure: { error: unknown } | null = null;
  const worker = async () => {
    while (next < n && !failure) {
      try {
        await work(next++);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, n) }, worker));
  if (failure) throw (failure as { error: unknown }).error;
}
