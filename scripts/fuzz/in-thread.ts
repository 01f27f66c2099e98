// One parser in a thread of its own (fuzz.ts), which is watched from outside: an endless loop hears no clock of its own.

import { parentPort, workerData } from 'node:worker_threads';
import { fuzzParser, type FuzzOptions } from './fuzz-parser';
import { parsers } from './parsers';

export interface Task extends Pick<FuzzOptions, 'inputs' | 'seed' | 'path'> {
  parser: string;
  /** [1]: inputs begun. */
  begun: Int32Array;
}

export type Result = { outcomes: ReadonlyMap<string, number> } | { defect: string };

export default async function inThread(): Promise<void> {
  const { parser: id, begun, ...options } = workerData as Task;
  const parser = parsers.find((one) => one.id === id)!;
  const result = await fuzzParser(parser, { ...options, onInput: () => void Atomics.add(begun, 0, 1) }).then(
    (outcomes): Result => ({ outcomes }),
    (error: unknown): Result => ({ defect: error instanceof Error ? (error.stack ?? '') : String(error) }),
  );
  parentPort!.postMessage(result);
}
