/**
 * How long a till waits for the server of a running demo: from the first scan until the sale can be paid, for one more scan, for cash, and for a
 * whole sale in one call. One after the other, on a connection that stays; needs nothing but Node.
 */
import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { over } from './lib/measured.mjs';
import { secret } from './lib/settings.mjs';

const SALES = Number(process.env.SALES ?? 60);
const WARM_UP = Number(process.env.WARM_UP ?? 10);
const TILL = 'till-1';

const call = over(new Agent({ keepAlive: true, maxSockets: 1 }));
const as = secret('REGISTER_KEY_TILL_1');
const times = { 'first scan to ready to pay': [], 'one more scan': [], cash: [], 'a sale in one call': [] };

async function timed(name, work) {
  const begun = performance.now();
  const answer = await work();
  times[name].push(performance.now() - begun);
  return answer;
}

const { data } = await call('GET', `/items?channel=${TILL}&limit=100`, as);
const stock = ({ available }) => available ?? Number.POSITIVE_INFINITY;
/** Those of which there are most: each sale of two takes one of each. */
const [one, two] = data.filter((it) => it.barcodes.length > 0).sort((a, b) => stock(b) - stock(a));
assert.ok(stock(two) >= 2 * (WARM_UP + SALES), `There are ${stock(two)} of ${two.sku} left: set SALES lower, or begin with a new demo`);
const line = (it, quantity = 1) => ({ barcode: it.barcodes[0], quantity });

for (let sale = 0; sale < WARM_UP + SALES; sale++) {
  if (sale === WARM_UP) for (const name of Object.keys(times)) times[name] = [];
  const opened = await timed('first scan to ready to pay', () =>
    call('POST', '/checkout-sessions', as, { channel: TILL, line_items: [line(one)] }),
  );
  const { id, status } = opened.session ?? opened;
  assert.equal(status, 'ready_for_complete');
  const scanned = await timed('one more scan', () =>
    call('PATCH', `/checkout-sessions/${id}`, as, { line_items: [line(one), line(two)] }),
  );
  assert.equal(scanned.status, 'ready_for_complete');
  const paid = await timed('cash', () =>
    call('POST', `/checkout-sessions/${id}/complete`, as, {
      revision: scanned.revision,
      confirmed_total_minor: scanned.total_minor,
      tender: { type: 'cash', received_minor: scanned.total_minor },
    }),
  );
  assert.equal(paid.status, 'completed');
  const sold = await timed('a sale in one call', () =>
    call('POST', `/channels/${TILL}/sales`, as, {
      line_items: [line(one), line(two)],
      tender: { type: 'cash', received_minor: 100_000 },
    }),
  );
  assert.ok(sold.order.number);
}

const quantile = (all, share) => [...all].sort((a, b) => a - b)[Math.floor((all.length - 1) * share)];

console.log(`| ${SALES} sales | p50 | p95 |\n|---|---|---|`);
for (const [name, all] of Object.entries(times)) {
  console.log(`| ${name} | ${quantile(all, 0.5).toFixed(0)} ms | ${quantile(all, 0.95).toFixed(0)} ms |`);
}
