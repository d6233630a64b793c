import { defineConfig } from 'vitest/config';
import { page } from './vite.page.ts';

/** Views that are tested are those of the checkout; no test draws the admin's. */
export default defineConfig({
  oxc: page('checkout', { jsx: 'preact', inlineStyle: false }).oxc,
  test: { include: ['src/**/*.test.ts', 'scripts/*.test.mjs'] },
});
