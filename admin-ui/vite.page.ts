import { fileURLToPath } from 'node:url';
import type { Plugin, UserConfig } from 'vite';

const SERVER = process.env.ONETILL_URL ?? 'http://localhost:9080';

/** `Features.LightDark` of Lightning CSS: its stand-in for light-dark(), which no page uses, would be in each of them. */
const LIGHT_DARK = 1 << 20;

interface Options {
  jsx: 'preact' | 'react';
  inlineStyle: boolean;
  /** Names of scripts that run after the page's own, each in a file of its own. */
  after?: string[];
  /** Names of scripts that are loaded when they are needed, each in a file of its own: the page holds them in a template and runs them from there. */
  later?: string[];
  /**
   * The languages of a page that says nothing itself, the first being that of its HTML; with what its HTML says in the others. Each has
   * a script `words-…` that runs before the page's own, and an HTML file `index.….html`, so that nobody loads a language he does not read.
   */
  languages?: Record<string, Record<string, string>>;
}

/** One page, one build: the shopper's page can then never share a chunk with React. */
export function page(name: string, options: Options): UserConfig {
  const { after = [], later = [], languages = {} } = options;
  const words = Object.keys(languages).map((it) => `words-${it}`);
  const source = (file: string) => fileURLToPath(new URL(`src/${name}/${file}`, import.meta.url));
  return {
    root: `src/${name}`,
    base: `/${name}/`,
    oxc:
      options.jsx === 'preact'
        ? { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' } }
        : { jsx: { runtime: 'automatic', importSource: options.jsx } },
    css: { lightningcss: { exclude: LIGHT_DARK } },
    logLevel: 'warn',
    build: {
      rolldownOptions: {
        input: {
          index: source('index.html'),
          ...Object.fromEntries([...words, ...after, ...later].map((it) => [it, source(`${it}.ts`)])),
        },
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
    plugins: [
      ...(options.jsx === 'preact' ? [preactNames(later)] : []),
      ...(options.inlineStyle ? [inlineStyle()] : []),
      scriptsAfter(name, after),
      ...(later.length > 0 ? [scriptsLater(name, later)] : []),
      htmlOfLanguages(name, languages),
    ],
    server: { proxy: { '/api': SERVER, '/demo': SERVER } },
  };
}

/**
 * What plain calls of `h` need, in the files that make them: Vite's own way puts it into all, and so ties scripts together. Those of
 * scripts that come later, in folders of their names, take them from the page (src/checkout/later.ts).
 */
function preactNames(later: string[]): Plugin {
  let isBuilt = false;
  return {
    name: 'preact-names',
    configResolved({ command }) {
      isBuilt = command === 'build';
    },
    transform(code, id) {
      if (!id.endsWith('.tsx')) return null;
      const isLater = isBuilt && later.some((it) => id.includes(`/${it}/`));
      const names = isLater ? 'const { h } = globalThis.door;' : "import { Fragment, h } from 'preact';";
      return { code: names + code, map: null };
    },
  };
}

/** Puts the page's one style sheet into its HTML, so that nothing but the HTML stands before the first paint; and no line is indented. */
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
      html.source = String(html.source)
        .replaceAll(/\n\s*/g, '')
        .replace(link, () => `<style>${String(css.source).trim()}</style>`);
      delete bundle[css.fileName];
    },
  };
}

/**
 * Names scripts in the page that run after its own. Modules run in the order of the document once it has been read, and the page,
 * not another script, names them: so their content can be checked.
 */
function scriptsAfter(name: string, after: string[]): Plugin {
  return {
    name: 'scripts-after',
    enforce: 'post',
    apply: 'build',
    generateBundle(_, bundle) {
      const html = bundle['index.html'];
      if (html?.type !== 'asset') return;
      const tags = Object.values(bundle)
        .filter((it) => it.type === 'chunk' && after.includes(it.name))
        .map(
          ({ fileName }) =>
            `<script type="module" crossorigin fetchpriority="low" src="/${name}/${fileName}"></script>`,
        );
      html.source = String(html.source).replace('</head>', () => `${tags.join('')}</head>`);
    },
  };
}

/** Names scripts in a template: they stand in the page with their hashes, and do not run until the page takes them out. */
function scriptsLater(name: string, later: string[]): Plugin {
  return {
    name: 'scripts-later',
    enforce: 'post',
    apply: 'build',
    generateBundle(_, bundle) {
      const html = bundle['index.html'];
      if (html?.type !== 'asset') return;
      const chunks = Object.values(bundle).filter((it) => it.type === 'chunk');
      const tags = later
        .map((it) => chunks.find((chunk) => chunk.name === it)?.fileName)
        .map((file) => `<script type="module" crossorigin src="/${name}/${file}"></script>`);
      html.source = String(html.source).replace('</body>', () => `<template>${tags.join('')}</template></body>`);
    },
  };
}

/** Gives each language its HTML, which names the script with its words before all others. */
function htmlOfLanguages(name: string, languages: Record<string, Record<string, string>>): Plugin {
  return {
    name: 'html-of-languages',
    enforce: 'post',
    apply: 'build',
    generateBundle(_, bundle) {
      const html = bundle['index.html'];
      if (html?.type !== 'asset') return;
      const plain = String(html.source);
      for (const [at, [language, texts]] of Object.entries(languages).entries()) {
        const words = Object.values(bundle).find((it) => it.type === 'chunk' && it.name === `words-${language}`);
        const tag = `<script type="module" crossorigin src="/${name}/${words?.fileName}"></script>`;
        let source = plain.replace('<script ', () => `${tag}<script `).replace(/ lang="\w+"/, ` lang="${language}"`);
        for (const [said, inLanguage] of Object.entries(texts)) source = source.replace(said, inLanguage);
        if (at === 0) html.source = source;
        else this.emitFile({ type: 'asset', fileName: `index.${language}.html`, source });
      }
    },
  };
}
