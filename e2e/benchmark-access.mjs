/**
 * What finding a caller costs each call of a running demo: the same answer asked for without a credential and with each kind of one,
 * in pairs, one after the other. The endpoint does the same whoever asks, so the difference of a pair is authentication and what
 * follows from it. The demo has to allow so many calls: docs/measurements.md says how to start it. Machines are shared and noisy:
 * quote medians of pairs and the ratio. Needs nothing but Node.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { baseUrl, secret } from './lib/settings.mjs';

const PAIRS = Number(process.env.PAIRS ?? 2000);
const WARM_UP = Number(process.env.WARM_UP ?? 1500);
const PATH = '/client-config';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function call(method, path, as, body) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    ...(as ? { Authorization: `Bearer ${as}` } : {}),
    ...(text ? { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) } : {}),
    ...(method === 'POST' ? { 'Idempotency-Key': randomUUID() } : {}),
  };
  return new Promise((resolve, reject) => {
    const sent = request(new URL(`/api/v1${path}`, baseUrl), { method, agent, headers }, (answer) => {
      let told = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => (told += part));
      answer.on('end', () =>
        answer.statusCode < 300
          ? resolve(JSON.parse(told))
          : reject(new Error(`${method} ${path} was answered ${answer.statusCode}: ${told}`)),
      );
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

async function staff() {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'max',
    client_secret: secret('DEMO_CLIENT_SECRET'),
  });
  const answer = await fetch(`${secret('DEMO_ISSUER')}/token`, { method: 'POST', body: form });
  assert.ok(answer.ok, `the demo's sign-in answered ${answer.status}`);
  return (await answer.json()).access_token;
}

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
  'staff token': { as: await staff(), mayGet: '/orders?limit=1' },
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
