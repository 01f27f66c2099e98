// Vite plugin: the page's content security policy. Only the page's own files are run, shown or asked for; WebAssembly may be
// compiled, text may not be evaluated. In the built page as a tag, for hosts that send no headers, and as a header of the preview
// server. A worker goes by the header of its own file alone. Not in the dev server, which needs inline scripts.
//
// One worker may ask other origins, servers of language models that a person has agreed to (src/models/language-model/endpoint/foreign.ts).
// A page cannot widen its policy when somebody agrees, so what may reach out is parted from what may not: the page and the worker that
// trains keep a policy that admits no other origin, and the file of that one worker has a policy of its own. It admits https and servers
// of this device; which of them, consent says.
//
// Another one runs a language model that the person has chosen (src/models/language-model/in-page/wllama.ts): it reaches no other origin, but
// its runtime begins workers from blobs, which nothing else may.
import type { Plugin } from 'vite';

const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "img-src 'self' data:", // icons in style sheets
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const HEADER = 'Content-Security-Policy';
const PAGE_HEADER = `${POLICY}; frame-ancestors 'self'`;
/** The page in a frame (?embed=…): anybody's, that is what it is for. It shows a part of the page, and browsers give it no storage of the page's own. */
const EMBEDDED_HEADER = `${POLICY}; frame-ancestors *`;
const ENDPOINT_HEADER = [
  "default-src 'none'",
  "script-src 'self'",
  'connect-src https: http://localhost:* http://127.0.0.1:* http://*.localhost:*',
].join('; ');

const MODEL_HEADER = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  'worker-src blob:',
].join('; ');

/** What has a policy of its own, by where it lies: files of workers, and the document of a page in a frame. */
const OF_ITS_OWN: readonly [RegExp, string][] = [
  [/\/assets\/entry-endpoint-[^/]*\.js/, ENDPOINT_HEADER],
  [/\/assets\/entry-in-page-[^/]*\.js/, MODEL_HEADER],
  [/\/(?:index\.html)?\?(?:[^#]*&)?embed=/, EMBEDDED_HEADER],
];

export const contentSecurityPolicy = (): Plugin => ({
  name: 'content-security-policy',
  config: () => ({
    // who may frame the page cannot be said in a tag
    preview: { headers: { [HEADER]: PAGE_HEADER } },
  }),
  configurePreviewServer({ middlewares }) {
    middlewares.use(({ url }, response, next) => {
      const [, policy] = OF_ITS_OWN.find(([place]) => place.test(url ?? '')) ?? [];
      if (policy !== undefined) {
        const set = response.setHeader.bind(response);
        response.setHeader = (name, value) => set(name, name === HEADER ? policy : value);
      }
      next();
    });
  },
  transformIndexHtml: (_, { server }) =>
    server
      ? []
      : [
          {
            tag: 'meta',
            attrs: { 'http-equiv': HEADER, content: POLICY },
            injectTo: 'head-prepend',
          },
        ],
});
