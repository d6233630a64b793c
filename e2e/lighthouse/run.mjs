/**
 * What Lighthouse says of the pages shoppers see, on its own idea of a mobile phone. A benchmark and not a test: its seconds are simulated from a
 * run on this machine. Medians of some runs each; a page's own address is a new checkout each time.
 *
 *     npm ci && (cd .. && npm ci) && node run.mjs [runs]
 */
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { hostedCheckout } from '../lib/api.mjs';
import { browser } from '../lib/chromium.mjs';
import { baseUrl } from '../lib/settings.mjs';

const RUNS = Number(process.argv[2] ?? 5);
const PAGES = {
  checkout: async () => (await hostedCheckout()).url,
  store: async () => new URL('/store/', baseUrl).href,
};
const SCORES = ['performance', 'accessibility', 'best-practices', 'seo'];
const TIMES = {
  'first-contentful-paint': 'FCP ms',
  'largest-contentful-paint': 'LCP ms',
  'total-blocking-time': 'TBT ms',
  'cumulative-layout-shift': 'CLS',
};

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function looked(url) {
  const { executablePath, args, env } = await browser();
  const chrome = await launch({ chromePath: executablePath, chromeFlags: ['--headless', ...args], envVars: env });
  try {
    const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: SCORES, logLevel: 'error' });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return {
      scores: SCORES.map((it) => Math.round(lhr.categories[it].score * 100)),
      times: Object.keys(TIMES).map((it) => lhr.audits[it].numericValue),
      failed: Object.values(lhr.audits)
        .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative')
        .map(({ id }) => id),
    };
  } finally {
    chrome.kill();
  }
}

console.log(`| page, mobile, median of ${RUNS} | ${[...SCORES, ...Object.values(TIMES)].join(' | ')} |`);
console.log(`|---|${'---|'.repeat(SCORES.length + Object.keys(TIMES).length)}`);
for (const [name, address] of Object.entries(PAGES)) {
  const runs = [];
  for (let run = 0; run < RUNS; run++) runs.push(await looked(await address()));
  const scores = SCORES.map((_, at) => {
    const all = runs.map(({ scores }) => scores[at]);
    return `${median(all)} (${Math.min(...all)}–${Math.max(...all)})`;
  });
  const times = Object.keys(TIMES).map((it, at) => median(runs.map(({ times }) => times[at])).toFixed(it.endsWith('shift') ? 3 : 0));
  console.log(`| ${name} | ${[...scores, ...times].join(' | ')} |`);
  const failed = new Set(runs.flatMap((it) => it.failed));
  if (failed.size > 0) console.error(`${name}: below 0.9 at least once: ${[...failed].join(', ')}`);
}
