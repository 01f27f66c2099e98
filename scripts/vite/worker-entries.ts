// Vite plugin for worker builds: fails the build where a chunk imports the worker's entry. WebKit does not share a module
// worker's entry with those who import it, but evaluates it a second time, so that whatever it holds (its message handler
// above all) is there twice. Not for the page's build: documents evaluate a module once in every browser.
import type { Plugin } from 'vite';

export const unimportedEntries = (): Plugin => ({
  name: 'unimported-worker-entries',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    for (const entry of chunks.filter((chunk) => chunk.isEntry)) {
      const importers = chunks
        .filter(({ imports, dynamicImports }) => [...imports, ...dynamicImports].includes(entry.fileName))
        .map(({ fileName }) => fileName);
      if (importers.length > 0)
        this.error(
          `Chunks import the worker's entry ${entry.fileName}, which WebKit would evaluate twice: ${importers.join(', ')}. ` +
            'Move what they share out of the entry, behind a dynamic import (see src/worker/entry.ts).',
        );
    }
  },
});
