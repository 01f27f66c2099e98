import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { workerOnly } from './worker-only';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'worker-only-'));
  await mkdir(join(root, 'words'));
  await writeFile(join(root, 'words/list.json'), '{"hello":"hello, hi"}');
});
afterEach(() => rm(root, { recursive: true }));

const page = async (source: string) => {
  await writeFile(join(root, 'page.js'), source);
  return build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [workerOnly('/words/')],
    build: { write: false, rolldownOptions: { input: join(root, 'page.js') } },
  });
};

test.each([
  `import words from './words/list.json'; console.log(words);`,
  `import('./words/list.json').then(console.log);`,
  `console.log(import.meta.glob('./words/*.json'));`,
])('a page that can load such a module is not built: %s', async (source) => {
  await expect(page(source)).rejects.toThrow(/words\/list\.json in assets\//);
});

test('a worker of the page may', async () => {
  await writeFile(join(root, 'worker.js'), `import words from './words/list.json'; console.log(words);`);
  await page(`new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });`);
});
