// Runs Python on exported folders, in a directory of its own.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { WrittenFile } from '../src/models/model-format';

export const scratch = (): string => mkdtempSync(join(tmpdir(), 'retort-ecosystem-'));

/** @param path from the directory: of a folder, or of a file's. */
export function save(directory: string, path: string, files: readonly WrittenFile[]): void {
  for (const { name, content } of files) {
    const to = join(directory, path, name);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, content);
  }
}

/** What the code prints. Offline, so that nothing but the files can be what is loaded. */
export function run(python: string, directory: string, code: string): string {
  const env = {
    ...process.env,
    HF_HUB_OFFLINE: '1',
    HF_HOME: join(directory, 'home'),
    PYTHONWARNINGS: 'ignore',
  };
  return execFileSync(python, ['-c', code], {
    cwd: directory,
    env,
    encoding: 'utf8',
    maxBuffer: 64e6, // logits are many
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
