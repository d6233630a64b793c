import type { Plugin, UserConfig } from 'vite';

const SERVER = process.env.ONETILL_URL ?? 'http://localhost:9080';

/** One page, one build: the shopper's page can then never share a chunk with React. */
export function page(name: string, options: { jsx: 'preact' | 'react'; inlineStyle: boolean }): UserConfig {
  return {
    root: `src/${name}`,
    base: `/${name}/`,
    oxc:
      options.jsx === 'preact'
        ? {
            jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
            jsxInject: "import { Fragment, h } from 'preact'",
          }
        : { jsx: { runtime: 'automatic', importSource: options.jsx } },
    logLevel: 'warn',
    build: {
      rolldownOptions: {
        onLog(level, log, tell) {
          // "use client" speaks to servers that render React; there is none here.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
        },
      },
      outDir: `../../dist/${name}`,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
    },
    plugins: options.inlineStyle ? [inlineStyle()] : [],
    server: { proxy: { '/api': SERVER, '/demo': SERVER } },
  };
}

/** Puts the page's one style sheet into its HTML, so that nothing but the HTML stands before the first paint. */
function inlineStyle(): Plugin {
  return {
    name: 'inline-style',
    enforce: 'post',
    apply: 'build',
    generateBundle(_, bundle) {
      const html = bundle['index.html'];
      const [css] = Object.values(bundle).filter(({ fileName }) => fileName.endsWith('.css'));
      if (html?.type !== 'asset' || css?.type !== 'asset') return;
      const link = /<link rel="stylesheet"[^>]*>/;
      html.source = String(html.source).replace(link, () => `<style>${String(css.source).trim()}</style>`);
      delete bundle[css.fileName];
    },
  };
}
