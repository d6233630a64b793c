/**
 * What finding a caller costs each call of a running demo: the same answer asked for without a credential and with each kind of one,
 * in pairs, one after the other. The endpoint does the same whoever asks, so the difference of a pair is authentication and what
 * follows from it. The demo has to allow so many calls: docs/measurements.md says how to start it. Machines are shared and noisy:
 * quote medians of pairs and the ratio. Needs nothing but Node.
 */
import { Agent } from 'node:http';
import { over, staff } from './lib/measured.mjs';
import { secret } from './lib/settings.mjs';

const PAIRS = Number(process.env.PAIRS ?? 2000);
const WARM_UP = Number(process.env.WARM_UP ?? 1500);
const PATH = '/client-config';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const call = over(agent);

async function micros(as) {
  const began = process.hrtime.bigint();
  await call('GET', PATH, as);
  return Number(process.hrtime.bigint() - began) / 1000;
}

const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
};

const opened = await call('POST', '/checkout-sessions', secret('PUBLISHABLE_KEY'), { channel: 'web' });
const callers = {
  nobody: { as: undefined },
  'secret key': { as: secret('SECRET_KEY'), mayGet: '/orders?limit=1' },
  'client token': { as: opened.client_token, mayGet: '/checkout-sessions/current' },
  'register key': { as: secret('REGISTER_KEY_TILL_1'), mayGet: '/channels' },
  'staff token': { as: await staff('max'), mayGet: '/orders?limit=1' },
};
for (const { as, mayGet } of Object.values(callers)) {
  if (mayGet) await call('GET', mayGet, as); // a credential that is not known would be as cheap as none
}

const seen = Object.fromEntries(Object.keys(callers).map((name) => [name, { without: [], with: [] }]));
for (let round = -WARM_UP; round < PAIRS; round += 1) {
  for (const [name, { as }] of Object.entries(callers)) {
    const credentialFirst = round % 2 === 0;
    const first = await micros(credentialFirst ? as : undefined);
    const other = await micros(credentialFirst ? undefined : as);
    if (round < 0) continue;
    seen[name].with.push(credentialFirst ? first : other);
    seen[name].without.push(credentialFirst ? other : first);
  }
}

console.log(`GET ${PATH}, ${PAIRS} pairs of each, one connection; µs`);
console.log(`${'caller'.padEnd(14)} ${'without'.padStart(8)} ${'with'.padStart(8)} ${'cost'.padStart(8)} ${'ratio'.padStart(7)} cost p25..p75`);
for (const [name, { without, with: withIt }] of Object.entries(seen)) {
  const costs = withIt.map((it, i) => it - without[i]);
  const ratios = withIt.map((it, i) => it / without[i]);
  const cell = (value, width, digits = 0) => value.toFixed(digits).padStart(width);
  console.log(
    `${name.padEnd(14)} ${cell(quantile(without, 0.5), 8)} ${cell(quantile(withIt, 0.5), 8)} ${cell(quantile(costs, 0.5), 8)} ` +
      `${cell(quantile(ratios, 0.5), 7, 2)} ${cell(quantile(costs, 0.25), 0)}..${cell(quantile(costs, 0.75), 0)}`,
  );
}
agent.destroy();
