/**
 * What a basket costs to price and a catalog to search, in a running demo: 100,000 items are imported, promotions and baskets
 * grow, and each figure stands beside that of the smallest case in the same run. Machines are shared and noisy: quote ratios.
 * It fills the demo's catalog; throw its home away afterwards.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { call } from './lib/api.mjs';
import { baseUrl, secret } from './lib/settings.mjs';

const ITEMS = Number(process.env.ITEMS ?? 100_000);
const TIMES = Number(process.env.TIMES ?? 40);
const WORDS = ['Assam', 'Bergamot', 'Ceylon', 'Darjeeling', 'Earl', 'Fennel', 'Ginger', 'Hibiscus', 'Jasmine', 'Kettle'];

const quantile = (times, q) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))];

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function importItems() {
  const rows = ['sku,name,category,barcodes,price.EUR'];
  for (let i = 0; i < ITEMS; i++) {
    const name = `${WORDS[i % 10]} ${WORDS[Math.floor(i / 10) % 10]} ${i}`;
    rows.push(`BENCH-${i},${name},Bench ${i % 50},,${100 + (i % 900)}`);
  }
  const body = rows.join('\n');
  let progress;
  const took = await timed(async () => {
    const answer = await fetch(`${baseUrl}/api/v1/catalog/imports?mode=report`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${secret('SECRET_KEY')}`, 'Content-Type': 'text/csv' },
      body,
    });
    ({ progress } = await answer.json());
    while (progress.state === 'running') {
      await pause(250);
      ({ progress } = await call('GET', `/catalog/imports/${progress.id}`));
    }
  });
  console.log(
    `import: ${progress.rows_written} of ${progress.rows_total} rows (${(body.length / 1e6).toFixed(1)} MB) in ${(took / 1000).toFixed(1)} s, ${Math.round((1000 * progress.rows_written) / took)} rows/s`,
  );
}

async function search() {
  const queries = {
    'one word': () => `jasmine ${Math.floor(Math.random() * ITEMS)}`,
    'a mistyped word': () => `darjeling ${Math.floor(Math.random() * ITEMS)}`,
    'a sku': () => `BENCH-${Math.floor(Math.random() * ITEMS)}`,
  };
  for (const [what, query] of Object.entries(queries)) {
    const times = [];
    for (let i = 0; i < TIMES; i++) {
      const path = `/items?channel=web&limit=20&query=${encodeURIComponent(query())}`;
      times.push(await timed(() => call('GET', path)));
    }
    console.log(
      `search by ${what} among ${ITEMS}: p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`,
    );
  }
}

async function promotions(from, to) {
  for (let i = from; i < to; i++) {
    await call('POST', '/promotions', {
      body: {
        name: `Bench ${i}`,
        kind: 'percent_off',
        percent: 10,
        targets: [{ kind: 'sku', value: `BENCH-${ITEMS - 1 - i}` }],
      },
    });
  }
}

async function price() {
  const sizes = [1, 10, 100];
  const times = {};
  let made = 0;
  for (const count of [0, 10, 1000]) {
    await promotions(made, count);
    made = count;
    for (const size of sizes) {
      const line_items = Array.from({ length: size }, (_, i) => ({ sku: `BENCH-${i}` }));
      const body = { channel: 'web', line_items };
      for (let i = 0; i < 10; i++) await call('POST', '/quotes', { body });
      const all = [];
      for (let i = 0; i < TIMES; i++) all.push(await timed(() => call('POST', '/quotes', { body })));
      times[`${size} lines, ${count} promotions`] = quantile(all, 0.5);
    }
  }
  const smallest = times['1 lines, 0 promotions'];
  for (const [what, time] of Object.entries(times)) {
    console.log(`price ${what}: p50 ${time.toFixed(1)} ms, ${(time / smallest).toFixed(2)} of the smallest`);
  }
}

await importItems();
await search();
await price();
