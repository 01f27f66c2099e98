// Vite plugin: "virtual:one-page", the page that an exported agent lives in (src/one-page), built as one classic script and the
// HTML around it, as text: a page from disk may load neither modules nor other files by itself. Built when something asks for it.
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rollup } from 'vite';

const ID = 'virtual:one-page';
const ENTRY = fileURLToPath(new URL('../../src/one-page/main.ts', import.meta.url));
/** Nothing is fetched, from anywhere. */
const POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline' file:; style-src 'unsafe-inline'; base-uri 'none'";

async function program(): Promise<{ html: string; script: string }> {
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: ENTRY, formats: ['iife'], name: 'retort' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rollup.RollupOutput[];
  const files = built.flatMap(({ output }) => output);
  const script = files.find((file) => file.type === 'chunk')!.code;
  const styles = files.flatMap((file) =>
    file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : [],
  );
  const html = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    `<style>${styles.join('').trim()}</style>`,
    '</head>',
    '<body>',
    '<!--model-->',
    '<!--program-->',
    '</body>',
    '</html>',
    '',
  ].join('\n');
  return { html, script };
}

export function onePage(): Plugin {
  let made: Promise<{ html: string; script: string }> | null = null;
  return {
    name: 'one-page',
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    load: async (id) =>
      id === `\0${ID}` ? `export default ${JSON.stringify(await (made ??= program()))};` : null,
  };
}
