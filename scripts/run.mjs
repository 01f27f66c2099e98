// Runs a TypeScript script under Node through Vite, so that scripts share the page's modules, import.meta.glob included:
//   node scripts/run.mjs scripts/NAME.ts [arguments]
// The script's default export is called with the arguments; a rejection ends the process with 1. The module runner stays open
// until it resolves, because tools load their libraries on first use.
import { resolve } from 'node:path';
import { createServer, isRunnableDevEnvironment } from 'vite';

const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error('usage: node scripts/run.mjs scripts/NAME.ts [arguments]');
  process.exit(2);
}
const server = await createServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
try {
  const environment = server.environments.ssr;
  if (!isRunnableDevEnvironment(environment)) throw new Error('Vite has no runner for this environment.');
  const module = await environment.runner.import(resolve(script));
  await module.default(args);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await server.close();
}
