// Vite plugin: the page's content security policy. Only the page's own files are run, shown or asked for; WebAssembly may be
// compiled, text may not be evaluated. In the built page as a tag, for hosts that send no headers, and as a header of the preview
// server. A worker goes by the header of its own file alone. Not in the dev server, which needs inline scripts.
import type { Plugin } from 'vite';

const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "img-src 'self' data:", // icons in style sheets
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export const contentSecurityPolicy = (): Plugin => ({
  name: 'content-security-policy',
  config: () => ({
    // who may frame the page cannot be said in a tag
    preview: { headers: { 'Content-Security-Policy': `${POLICY}; frame-ancestors 'self'` } },
  }),
  transformIndexHtml: (_, { server }) =>
    server
      ? []
      : [
          {
            tag: 'meta',
            attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
            injectTo: 'head-prepend',
          },
        ],
});
