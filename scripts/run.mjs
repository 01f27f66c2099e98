// Runs a TypeScript script under Node through Vite, so that scripts share the page's modules, import.meta.glob included:
//   node scripts/run.mjs scripts/NAME.ts [arguments]
// The script's default export, if it is a function, is called with the arguments; a rejection ends the process with 1.
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error('usage: node scripts/run.mjs scripts/NAME.ts [arguments]');
  process.exit(2);
}
try {
  const { module } = await runnerImport(resolve(script), { configFile: false, logLevel: 'error' });
  if (typeof module.default === 'function') await module.default(args);
} catch (error) {
  console.error(error);
  process.exit(1);
}
