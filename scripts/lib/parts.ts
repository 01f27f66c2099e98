// Splits a script's work over processes, one for each core: the script forks itself, every child does each n-th item, in
// whatever order it likes, and sends its answers back; the parent puts them together in order.

import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** One answer and the item it belongs to. */
interface Answer<T> {
  index: number;
  value: T;
}

/**
 * Resolves to the answers for 0 … count - 1, in order. Every process must come here with the same count.
 * @param script path of the calling script, run again with the same arguments. @param work answers each of its items once.
 */
export async function inParts<T>(
  script: string,
  args: string[],
  count: number,
  work: (items: number[], answer: (index: number, value: T) => void) => Promise<unknown>,
): Promise<T[]> {
  const mine = process.env['RETORT_PART']?.split('/').map(Number);
  if (mine) {
    const [part, parts] = mine as [number, number];
    const items = Array.from({ length: Math.ceil((count - part) / parts) }, (_, n) => part + n * parts);
    const sent: Promise<unknown>[] = [];
    await work(items, (index, value) => {
      const answer: Answer<T> = { index, value };
      sent.push(new Promise((resolve) => process.send!(answer, resolve)));
    });
    await Promise.all(sent);
    process.exit(0);
  }
  const parts = Math.max(1, Math.min(availableParallelism(), count));
  const answers: T[] = new Array<T>(count);
  let done = 0;
  const child = (part: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const env = { ...process.env, RETORT_PART: `${part}/${parts}` };
      const running = fork('scripts/run.mjs', [script, ...args], {
        env,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      running.on('message', ({ index, value }: Answer<T>) => {
        answers[index] = value;
        if (++done % 500 === 0) console.error(`  ${done} of ${count}`);
      });
      running.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`part ${part} ended with ${code}`)),
      );
    });
  await Promise.all(Array.from({ length: parts }, (_, part) => child(part)));
  return answers;
}
