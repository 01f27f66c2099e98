// Reads one Parquet file in a thread of its own, which can be ended: unpackers that others wrote may hang on what a stranger made.

import type { ClassNames } from './rows';

export type Said =
  | { rows: readonly unknown[]; total: number }
  | { pulse: true }
  | { names: ClassNames }
  | { failed: string; tooLarge: boolean };

const say = (said: Said): void => self.postMessage(said);

self.onmessage = async ({ data }: MessageEvent<Blob>) => {
  // loaded late, so that nobody imports this entry (scripts/vite/worker-entries.ts)
  const [{ readRows }, { TooLarge }] = await Promise.all([import('./rows'), import('./check')]);
  try {
    const names = await readRows(data, {
      onRows: (rows, total) => say({ rows, total }),
      onPulse: () => say({ pulse: true }),
    });
    say({ names });
  } catch (error) {
    say({
      failed: error instanceof Error ? error.message : String(error),
      tooLarge: error instanceof TooLarge,
    });
  }
};
