// PyTorch as one more engine: a child process that answers the same commands in JSON lines (bench/pytorch_step.py).
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../pytorch_step.py', import.meta.url));

/** The engine, or { missing } with what is not there. */
export function startPython() {
  const found = spawnSync('python3', ['-c', 'import torch'], { encoding: 'utf8' });
  if (found.status !== 0) {
    return { missing: found.error ? 'no python3' : 'python3 has no torch (see pytorch/requirements.txt)' };
  }
  const child = spawn('python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, value, error } = JSON.parse(line);
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(`PyTorch: ${error}`));
    else resolve(value);
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('PyTorch ended.'));
  });
  let requests = 0;
  return {
    call: (command, options) =>
      new Promise((resolve, reject) => {
        const id = ++requests;
        waiting.set(id, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ id, command, options })}\n`);
      }),
    close: () => child.stdin.end(),
  };
}
