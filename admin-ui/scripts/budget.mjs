/** How heavy a page may be. A build that is heavier fails; make it lighter or argue for another number here. */
import { gzipSync } from 'node:zlib';

/**
 * In bytes after gzip. `page`: the HTML of the heaviest language and all it loads at once; `route`: any script that is loaded later; `after`: scripts that the page
 * names, and that run when it can be used; `later`: scripts that the page holds back until somebody asks for them; `script`: one for pages of others, which is all there is.
 */
export const BUDGETS = {
  checkout: { page: 25_000, route: 0, after: { 'client-hints': 1_500 }, later: { help: 10_000, afterwards: 2_500 } },
  store: { page: 20_000, route: 0 },
  admin: { page: 220_000, route: 60_000 },
  till: { page: 200_000, route: 1_500 },
  desk: { page: 45_000, route: 0 },
  embed: { script: 2_000 },
};

/**
 * @param {keyof typeof BUDGETS} name
 * @param {{ path: string, content: Uint8Array | string }[]} files all files of a page
 * @returns {{ pageBytes: number, complaints: string[] }}
 */
export function weigh(name, files) {
  const { page, route, after, later, script } = BUDGETS[name];
  const beside = { ...after, ...later };
  if (script) return weighScripts(name, script, files);
  const pages = files.filter(({ path }) => /^index(\.\w+)?\.html$/.test(path)).map(({ content }) => String(content));
  if (pages.length === 0) return { pageBytes: 0, complaints: [`${name} has no index.html`] };
  const weights = pages.map((it) => gzipSync(it).length);
  const complaints = [];
  for (const { path, content } of files.filter(({ path }) => /\.(js|css)$/.test(path))) {
    const bytes = gzipSync(content).length;
    const own = Object.keys(beside).find((it) => path.startsWith(`assets/${it}-`));
    if (own) {
      if (bytes > beside[own]) complaints.push(`${name}/${path} is ${bytes} bytes gzipped; ${beside[own]} are allowed`);
    } else if (pages.some((it) => it.includes(path))) {
      pages.forEach((it, at) => {
        if (it.includes(path)) weights[at] += bytes;
      });
    } else if (bytes > route) complaints.push(`${name}/${path} is ${bytes} bytes gzipped; ${route} are allowed`);
  }
  const pageBytes = Math.max(...weights);
  if (pageBytes > page) complaints.push(`${name} is ${pageBytes} bytes gzipped; ${page} are allowed`);
  return { pageBytes, complaints };
}

function weighScripts(name, most, files) {
  const weights = files.filter(({ path }) => path.endsWith('.js')).map(({ content }) => gzipSync(content).length);
  const pageBytes = Math.max(0, ...weights);
  if (weights.length === 0) return { pageBytes, complaints: [`${name} has no script`] };
  return {
    pageBytes,
    complaints: pageBytes > most ? [`${name} is ${pageBytes} bytes gzipped; ${most} are allowed`] : [],
  };
}
