import { defineConfig } from 'vitest/config';
import { onePage } from './scripts/vite/one-page.ts';

export default defineConfig({
  plugins: [onePage()],
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'ecosystem/**/*.test.ts',
      'scripts/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
