// Vite plugin: the preview server's headers on every answer. By itself it leaves them out where it answers that a file has not
// changed (304), and WebKit goes by that answer's headers: after a reload it refuses a worker without an embedder policy.
import type { Plugin } from 'vite';

export const headersOnEveryAnswer = (): Plugin => ({
  name: 'headers-on-every-answer',
  configurePreviewServer({ config, middlewares }) {
    middlewares.use((_, response, next) => {
      for (const [name, value] of Object.entries(config.preview.headers))
        if (value !== undefined) response.setHeader(name, value);
      next();
    });
  },
});
