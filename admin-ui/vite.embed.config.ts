import { defineConfig } from 'vite';

/** Scripts for pages of others: their names stay, since others have written them down. */
export default defineConfig({
  root: 'src/embed',
  base: '/embed/',
  logLevel: 'warn',
  build: {
    rolldownOptions: { input: 'src/embed/buy-button.ts', output: { entryFileNames: '[name].js' } },
    outDir: '../../dist/embed',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
});
