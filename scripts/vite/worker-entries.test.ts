import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unimportedEntries } from './worker-entries';

let root: string;
beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'worker-entries-'))));
afterEach(() => rm(root, { recursive: true }));

/** Builds a page whose worker has this entry and this chunk. */
async function buildWorker(entry: string, chunk: string) {
  const files = {
    'page.js': `new Worker(new URL('./entry.js', import.meta.url), { type: 'module' });`,
    'entry.js': entry,
    'chunk.js': chunk,
    'shared.js': 'export const count = { value: 0 };',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  return build({
    root,
    configFile: false,
    logLevel: 'silent',
    worker: { format: 'es', plugins: () => [unimportedEntries()] },
    build: { write: false, rolldownOptions: { input: join(root, 'page.js') } },
  });
}

test('a worker whose chunk imports its entry is not built', async () => {
  const entry = `import { count } from './shared.js'; count.value++; import('./chunk.js');`;
  await expect(
    buildWorker(entry, `import { count } from './shared.js'; console.log(count);`),
  ).rejects.toThrow(/Chunks import the worker's entry assets\/entry-.*chunk-/);
});

test('a worker whose entry nobody imports is built', async () => {
  await buildWorker(`import('./chunk.js');`, `import { count } from './shared.js'; console.log(count);`);
});
