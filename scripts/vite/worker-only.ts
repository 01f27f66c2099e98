// Vite plugin for the page's build: fails it where a chunk of the page holds a module of a folder that is for the worker and
// scripts alone, such as the corpus of how people ask (DESIGN: never in the page's bundle). Lint forbids the import; this looks at
// what was built.
import type { Plugin } from 'vite';

/** @param folders parts of paths, such as "/src/corpus/". */
export const workerOnly = (...folders: readonly string[]): Plugin => ({
  name: 'worker-only',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const found = file.moduleIds.filter((id) => folders.some((folder) => id.includes(folder)));
      if (found.length > 0)
        this.error(
          `The page would download what is for the worker alone: ${found.join(', ')} in ${file.fileName}. ` +
            'Find who imports it on the way from src/main.tsx, and keep to what runs (src/agent/).',
        );
    }
  },
});
