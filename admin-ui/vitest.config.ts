import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { page } from './vite.page.ts';

/** Views that are tested are those of the checkout; no test draws the admin's. */
const { oxc, plugins } = page('checkout', { jsx: 'preact', inlineStyle: false });

export default defineConfig({
  oxc,
  plugins,
  resolve: {
    alias: { '@onetill/client': fileURLToPath(new URL('../clients/typescript/src/index.ts', import.meta.url)) },
  },
  test: { include: ['src/**/*.test.ts', 'scripts/*.test.mjs'] },
});
