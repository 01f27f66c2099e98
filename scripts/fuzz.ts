// npm run fuzz -- [inputs=100000] [seed=N] [parser=ID] [path=N]
// Gives hostile files to everything that reads files (fuzz/parsers.ts): each must be read, or refused by a named error with a remedy,
// within the time that tells a hang. Prints what became of them; at a defect, what to type to see it again.

import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Result, Task } from './fuzz/in-thread';
import { parsers } from './fuzz/parsers';

/** An input takes about a millisecond; a machine with other things to do may pause for a second or two. */
const HANG_MS = 20_000;
/** Of objects; a file here has some thousand bytes. */
const MOST_MEGABYTES = 1000;

export default async function fuzz(args: readonly string[]): Promise<void> {
  const given = Object.fromEntries(args.map((arg) => arg.split('='))) as Record<string, string | undefined>;
  const seed = Number(given['seed'] ?? Date.now() % 2 ** 31);
  const chosen = parsers.filter(({ id }) => (given['parser'] ?? id) === id);
  if (chosen.length === 0) throw new Error(`parser is one of ${parsers.map(({ id }) => id).join(', ')}.`);
  const inputs = Math.ceil(Number(given['inputs'] ?? 100_000) / chosen.length);
  console.log(`${inputs * chosen.length} inputs, seed=${seed}`);
  let defects = 0;
  for (const { id: parser } of chosen) {
    const started = performance.now();
    const { begun, result } = await watched({ parser, inputs, seed, path: given['path'] });
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    if ('outcomes' in result) {
      const counts = [...result.outcomes].sort(([, a], [, b]) => b - a);
      console.log(
        `${parser}: ${begun} inputs in ${seconds} s: ${counts.map((pair) => pair.join(' ')).join(', ')}`,
      );
    } else {
      defects++;
      console.error(
        `${parser}: DEFECT. Again with npm run fuzz -- parser=${parser} seed=${seed} path=…\n${result.defect}`,
      );
    }
  }
  const peak = (process.resourceUsage().maxRSS / 1024).toFixed(0);
  console.log(`${defects === 0 ? 'No' : defects} defects; ${peak} MB of memory at most.`);
  if (defects > 0) process.exitCode = 1;
}

/** Runs the task in a thread, and ends it where one input takes too long. */
function watched(task: Omit<Task, 'begun'>): Promise<{ begun: number; result: Result }> {
  const begun = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(resolve('scripts/run.mjs'), {
    argv: ['scripts/fuzz/in-thread.ts'],
    workerData: { ...task, begun } satisfies Task,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  return new Promise((settle) => {
    let [seen, since] = [0, performance.now()];
    const end = (result: Result): void => {
      clearInterval(watch);
      void worker.terminate();
      settle({ begun: begun[0]!, result });
    };
    const watch = setInterval(() => {
      if (begun[0] !== seen || seen === 0) [seen, since] = [begun[0]!, performance.now()];
      else if (performance.now() - since > HANG_MS)
        end({ defect: `Over ${HANG_MS / 1000} s without an end: path=${begun[0]! - 1}` });
    }, 500);
    worker.once('message', (result: Result) => end(result));
    worker.once('error', (error) => end({ defect: String(error) }));
    worker.once('exit', () => end({ defect: 'The thread ended without a result.' }));
  });
}
