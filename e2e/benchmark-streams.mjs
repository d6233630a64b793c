/**
 * What open event streams cost a running demo: processor time while nothing happens, memory for each stream, the time from a
 * change to the event on the stream, and one event told to many. The server's processor time is read from /proc, so this
 * runs on Linux and on the machine of the server. README.md says how to start it.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { dirname, join } from 'node:path';

const STREAMS = Number(process.env.STREAMS ?? 5000);
const SOME = Math.min(1000, STREAMS);
const EVERYTHING = Number(process.env.EVERYTHING ?? 500);
const LISTENERS = 5;
const CHANGES = Number(process.env.CHANGES ?? 60);
const SECONDS = Number(process.env.SECONDS ?? 20);
const WARM_UP = Number(process.env.WARM_UP ?? 1000);
const AT_ONCE = 32;
/** Several streams for each session make a run shorter; one is what a day looks like. */
const PER_SESSION = Number(process.env.PER_SESSION ?? 1);

const demoEnv = process.env.DEMO_ENV ?? '../.onetill/demo.env';
const demo = Object.fromEntries(
  readFileSync(demoEnv, 'utf8')
    .split('\n')
    .filter((line) => /^\w+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);
const base = new URL(process.env.BASE_URL ?? demo.BASE_URL);
const server = Number(readFileSync(join(dirname(demoEnv), 'server.pid'), 'utf8').split(' ')[0]);
const calls = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
const streaming = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });

function refuse(words) {
  console.error(`benchmark-streams: ${words}`);
  process.exit(2);
}

/** A stream is a file descriptor here and one at the server. */
function enoughFiles() {
  const wanted = STREAMS + EVERYTHING + 500;
  const ours = Number(execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim().replace('unlimited', '1e9'));
  const theirs = Number(/Max open files\s+(\d+)/.exec(readFileSync(`/proc/${server}/limits`, 'utf8'))?.[1] ?? 0);
  for (const [whose, limit] of [['this shell', ours], ['the server', theirs]]) {
    if (limit < wanted) {
      refuse(`${whose} may open ${limit} files, and ${STREAMS} streams need ${wanted}: raise it with "ulimit -n ${wanted}" and start it anew, or ask for fewer with STREAMS=${limit - EVERYTHING - 500}.`);
    }
  }
}

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const sent = request(
      new URL(`/api/v1${path}`, base),
      {
        method,
        agent: calls,
        headers: {
          Authorization: `Bearer ${demo.SECRET_KEY}`,
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(text),
          'Idempotency-Key': randomUUID(),
        },
      },
      (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => {
          const said = Buffer.concat(parts).toString();
          if (answer.statusCode >= 300) reject(new Error(`${method} ${path}: ${answer.statusCode} ${said}`));
          else resolve(JSON.parse(said));
        });
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

const open = [];
let ended = 0;

function listen(path, credential, onText = () => {}) {
  return new Promise((resolve, reject) => {
    const asked = request(
      new URL(`/api/v1${path}`, base),
      { agent: streaming, headers: { Authorization: `Bearer ${credential}`, Accept: 'text/event-stream' } },
      (answer) => {
        if (answer.statusCode !== 200) {
          answer.resume();
          reject(new Error(`${path}: ${answer.statusCode}`));
          return;
        }
        answer.setEncoding('utf8');
        answer.on('data', onText);
        answer.on('error', () => {});
        answer.on('close', () => (ended += 1));
        open.push(asked);
        resolve();
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

async function many(number, make) {
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let mine = next++; mine < number; mine = next++) await make(mine);
    }),
  );
}

const newSession = () => call('POST', '/checkout-sessions', { channel: 'web', line_items: [{ sku: 'TEA-EARL-100' }] });

async function streamsOfOthers(number) {
  await many(Math.ceil(number / PER_SESSION), async (mine) => {
    const { session, client_token } = await newSession();
    const here = Math.min(PER_SESSION, number - mine * PER_SESSION);
    for (let i = 0; i < here; i += 1) await listen(`/checkout-sessions/${session.id}/events`, client_token);
  });
}

const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
function processorMs() {
  const fields = readFileSync(`/proc/${server}/stat`, 'utf8').split(') ')[1].split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticks;
}
/** Of all PostgreSQL processes of this machine: the demo's is the only one that does much. */
const databaseMs = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        return readFileSync(`/proc/${name}/stat`, 'utf8');
      } catch {
        return ''; // it has ended meanwhile
      }
    })
    .filter((line) => line.includes(' (postgres) '))
    .map((line) => line.split(') ')[1].split(' '))
    .reduce((sum, fields) => sum + ((Number(fields[11]) + Number(fields[12])) * 1000) / ticks, 0);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const jcmd = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'jcmd') : 'jcmd';
const ask = (...words) => execFileSync(jcmd, [String(server), ...words], { encoding: 'utf8' });

function heapKb() {
  ask('GC.run');
  return Number(/used (\d+)K/.exec(ask('GC.heap_info'))?.[1] ?? Number.NaN);
}
const residentKb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server}/status`, 'utf8'))[1]);
const threads = () => Number(/Threads:\s+(\d+)/.exec(readFileSync(`/proc/${server}/status`, 'utf8'))[1]);

async function idle(streams) {
  const heap = heapKb();
  await wait(5000);
  const [server0, database0] = [processorMs(), databaseMs()];
  await wait(SECONDS * 1000);
  const perSecond = (processorMs() - server0) / SECONDS;
  const database = (databaseMs() - database0) / SECONDS;
  console.log(
    `${String(streams).padStart(5)} streams, idle: server ${perSecond.toFixed(0)} ms/s, all PostgreSQL of this machine ` +
      `${database.toFixed(0)} ms/s, ${threads()} threads, heap ${(heap / 1024).toFixed(0)} MB, resident ${(residentKb() / 1024).toFixed(0)} MB`,
  );
  return { heap, perSecond };
}

const quantile = (times, part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
const spread = (times) => {
  times.sort((a, b) => a - b);
  return `p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms, at most ${times.at(-1).toFixed(0)} ms`;
};

/** From sending a change to the event on each of the streams that listen to its session. */
async function latency(label) {
  const { session, client_token } = await newSession();
  let sentAt = 0;
  let arrived = 0;
  let all = () => {};
  const times = [];
  const answers = [];
  const onText = (text) => {
    const events = text.match(/^event: ?session\.changed/gm)?.length ?? 0;
    for (let i = 0; i < events; i += 1) times.push(performance.now() - sentAt);
    arrived += events;
    if (arrived >= LISTENERS) all();
  };
  for (let i = 0; i < LISTENERS; i += 1) await listen(`/checkout-sessions/${session.id}/events`, client_token, onText);
  await wait(1500);
  for (let i = 0; i < CHANGES; i += 1) {
    arrived = 0;
    const told = new Promise((resolve) => (all = resolve));
    sentAt = performance.now();
    await call('PATCH', `/checkout-sessions/${session.id}`, { line_items: [{ sku: 'TEA-EARL-100', quantity: 1 + (i % 9) }] });
    answers.push(performance.now() - sentAt);
    await told;
    await wait(Math.random() * 250);
  }
  console.log(`${label}: change to event on ${LISTENERS} streams: ${spread(times)} (the change itself was answered: ${spread(answers)})`);
}

/** One event for everybody who listens to the whole merchant. */
async function fanOut() {
  let arrived = 0;
  let sentAt = 0;
  let all = () => {};
  const times = [];
  let counting = false;
  await many(EVERYTHING, () =>
    listen('/events', demo.SECRET_KEY, (text) => {
      if (!counting) return;
      const events = text.match(/^event: ?session\.opened/gm)?.length ?? 0;
      for (let i = 0; i < events; i += 1) times.push(performance.now() - sentAt);
      arrived += events;
      if (arrived >= EVERYTHING) all();
    }),
  );
  await wait(2000);
  const rounds = 20;
  const alone = processorMs();
  await wait(5000);
  const idlePerMs = (processorMs() - alone) / 5000;
  counting = true;
  const began = performance.now();
  const processor = processorMs();
  for (let i = 0; i < rounds; i += 1) {
    arrived = 0;
    const told = new Promise((resolve) => (all = resolve));
    sentAt = performance.now();
    await newSession();
    await told;
    await wait(200);
  }
  const spent = processorMs() - processor - idlePerMs * (performance.now() - began);
  console.log(
    `one event to ${EVERYTHING} streams of the merchant: ${(spent / rounds).toFixed(1)} ms of the server's processor, opening the session included; ${spread(times)}`,
  );
}

enoughFiles();
await many(WARM_UP, newSession);
const none = await idle(0);
await latency('    0 other streams');
let began = performance.now();
await streamsOfOthers(SOME);
console.log(`${SOME} sessions and streams opened in ${((performance.now() - began) / 1000).toFixed(1)} s`);
await idle(SOME);
if (STREAMS > SOME) {
  began = performance.now();
  await streamsOfOthers(STREAMS - SOME);
  console.log(`${STREAMS - SOME} more in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
const full = await idle(STREAMS);
console.log(`for each stream: ${((full.heap - none.heap) / STREAMS).toFixed(1)} KB of heap`);
await latency(`${String(STREAMS).padStart(5)} other streams`);
await fanOut();
console.log(`streams that ended by themselves: ${ended}`);
for (const each of open) each.destroy();
calls.destroy();
streaming.destroy();
