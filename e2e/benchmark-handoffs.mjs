/**
 * How long it takes to pass a session on, in all twelve directions between web, app, till and phone of a running demo: to offer
 * it, to claim it, and until the stream of events of whoever held it tells of it (from the moment the claim was sent). One after
 * the other; needs nothing but Node.
 */
import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { over, staff } from './lib/measured.mjs';
import { baseUrl, secret } from './lib/settings.mjs';

const HANDOFFS = Number(process.env.HANDOFFS ?? 20);
const WARM_UP = Number(process.env.WARM_UP ?? 3);
const PATIENCE_MS = 60_000;

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const call = over(agent);
const KNOWN = {
  line_items: [{ sku: 'TEA-EARL-100' }],
  buyer: { email: 'ada@example.com', phone: '+493012345', name: 'Ada' },
  fulfillment: { address: { name: 'Ada', line1: 'Torstr. 1', postal_code: '10119', city: 'Berlin' } },
};

/** Follows a session from its beginning. `heard(type)` is when an event of that type came. */
async function follow(id, as) {
  const times = new Map();
  const waiting = new Map();
  let sent;
  await new Promise((resolve, reject) => {
    sent = request(
      new URL(`/api/v1/checkout-sessions/${id}/events`, baseUrl),
      { headers: { Authorization: `Bearer ${as}`, Accept: 'text/event-stream', 'Last-Event-ID': '0' } },
      (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`the stream was answered ${answer.statusCode}`));
        let rest = '';
        answer.setEncoding('utf8');
        answer.on('error', () => {});
        answer.on('data', (part) => {
          const lines = (rest + part).split('\n');
          rest = lines.pop();
          for (const line of lines) {
            if (!line.startsWith('event: ')) continue;
            const type = line.slice('event: '.length).trim();
            times.set(type, performance.now());
            waiting.get(type)?.(performance.now());
          }
        });
        resolve();
      },
    );
    sent.on('error', reject);
    sent.end();
  });
  const heard = (type) =>
    times.has(type)
      ? Promise.resolve(times.get(type))
      : new Promise((resolve, reject) => {
          const late = setTimeout(() => reject(new Error(`no ${type} within ${PATIENCE_MS} ms`)), PATIENCE_MS);
          waiting.set(type, (at) => {
            clearTimeout(late);
            resolve(at);
          });
        });
  return { heard, end: () => sent.destroy() };
}

const alex = await staff('alex');
const till = secret('REGISTER_KEY_TILL_1');
const { data: channels } = await call('GET', '/channels', secret('SECRET_KEY'));
const places = Object.fromEntries(
  ['web', 'in_app', 'pos', 'phone'].map((kind) => {
    const found = channels.find((it) => it.kind === kind && (kind !== 'pos' || it.id === 'till-1'));
    assert.ok(found, `the demo has no ${kind} channel`);
    return [kind, found.id];
  }),
);

/** A new session in the hands of somebody there. */
async function open(kind) {
  const as = kind === 'pos' ? till : kind === 'phone' ? alex : secret('PUBLISHABLE_KEY');
  const opened = await call('POST', '/checkout-sessions', as, { channel: places[kind], ...KNOWN });
  return { id: opened.session.id, as: opened.client_token ?? as };
}

function claim(kind, offered) {
  if (kind === 'pos') return call('POST', '/handoff-claims', till, { code: offered.code });
  if (kind === 'phone') return call('POST', '/handoff-claims', alex, { code: offered.code, channel: places.phone });
  return call('POST', '/handoff-claims', undefined, { token: offered.url.split('#')[1], channel: places[kind] });
}

async function handOff(from, to) {
  const { id, as } = await open(from);
  const stream = await follow(id, as);
  try {
    await stream.heard('session.opened'); // it listens, and is not behind
    const began = performance.now();
    const offered = await call('POST', `/checkout-sessions/${id}/handoffs`, as, {});
    const asked = performance.now();
    const heard = stream.heard('session.handed_off');
    const { session } = await claim(to, offered);
    const claimed = performance.now();
    assert.equal(session.channel.id, places[to]);
    assert.deepEqual(
      session.asks.map((it) => it.id),
      ['payment.tender'],
    );
    return { offer: asked - began, claim: claimed - asked, learns: (await heard) - asked };
  } finally {
    stream.end();
  }
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];

function line(name, rounds) {
  const cells = ['offer', 'claim', 'learns'].flatMap((what) => {
    const sorted = rounds.map((it) => it[what]).sort((a, b) => a - b);
    return [quantile(sorted, 0.5), quantile(sorted, 0.95)].map((ms) => ms.toFixed(0).padStart(6));
  });
  console.log(`${name.padEnd(18)}${cells.join(' ')}`);
}

const directions = Object.keys(places).flatMap((from) =>
  Object.keys(places)
    .filter((to) => to !== from)
    .map((to) => [from, to]),
);
for (const [from, to] of directions) {
  for (let i = 0; i < WARM_UP; i += 1) await handOff(from, to);
}
console.log(`${HANDOFFS} handoffs in each direction, ms (p50 p95 of each)`);
console.log(`${''.padEnd(18)}${'offer'.padStart(13)} ${'claim'.padStart(13)} ${'old holder'.padStart(13)}`);
const all = [];
for (const [from, to] of directions) {
  const rounds = [];
  for (let i = 0; i < HANDOFFS; i += 1) rounds.push(await handOff(from, to));
  line(`${from} -> ${to}`, rounds);
  all.push(...rounds);
}
line('all', all);
agent.destroy();
