// Builds the page and serves it for scripts that look at it (benchmark, screenshot).
import { build, preview } from 'vite';

/** @returns {Promise<{ url: string, close: () => Promise<void> }>} the address of the built page, and how to stop serving it. */
export async function servePage(port) {
  await build({ logLevel: 'error' });
  const server = await preview({ preview: { port, strictPort: true } });
  return { url: `http://localhost:${port}/`, close: () => server.close() };
}
