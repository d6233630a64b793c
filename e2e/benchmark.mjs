/**
 * How many sessions a running demo opens in a second, beside what its PostgreSQL alone can do with one equal insert.
 * Rounds alternate, because machines are shared and noisy: quote the ratio. Needs pgbench on the PATH.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { dirname, join } from 'node:path';

const CLIENTS = 16;
const SECONDS = Number(process.env.SECONDS ?? 8);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const WARM_UP = Number(process.env.WARM_UP ?? 4000);

const demoEnv = process.env.DEMO_ENV ?? '../.onetill/demo.env';
const properties = (file) =>
  Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
const demo = properties(demoEnv);
const secrets = properties(join(dirname(demoEnv), 'secrets.properties'));
const base = new URL(process.env.BASE_URL ?? demo.BASE_URL);
const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
const body = JSON.stringify({ channel: 'web', line_items: [{ sku: 'TEA-EARL-100' }] });

function open() {
  return new Promise((resolve, reject) => {
    const call = request(
      new URL('/api/v1/checkout-sessions', base),
      {
        method: 'POST',
        agent,
        headers: {
          Authorization: `Bearer ${demo.SECRET_KEY}`,
          'Content-Type': 'application/json',
          'Content-Length': body.length,
          'Idempotency-Key': randomUUID(),
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => (answer.statusCode === 201 ? resolve() : reject(new Error(`${answer.statusCode}`))));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

async function sessions(until) {
  let done = 0;
  const times = [];
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (!until(done)) {
        const began = performance.now();
        await open();
        times.push(performance.now() - began);
        done += 1;
      }
    }),
  );
  times.sort((a, b) => a - b);
  return { done, p50: times[Math.floor(times.length / 2)], p99: times[Math.floor(times.length * 0.99)] };
}

const database = {
  PGHOST: '127.0.0.1',
  PGPORT: process.env.DB_PORT ?? '9432',
  PGUSER: 'onetill_owner',
  PGPASSWORD: secrets.onetill_owner_password,
  PGDATABASE: 'onetill',
};
const run = (command, ...args) =>
  execFileSync(command, args, { env: { ...process.env, ...database }, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });

function insertsPerSecond() {
  const script = join(process.env.TMPDIR ?? '/tmp', `insert-${process.pid}.sql`);
  execFileSync('sh', ['-c', `cat > ${script}`], {
    input: `insert into benchmark_session select merchant_id, gen_random_uuid(), ${run('psql', '-Atc', COLUMNS).trim()} from benchmark_model;\n`,
  });
  const told = run('pgbench', '-n', '-M', 'prepared', '-c', `${CLIENTS}`, '-j', '2', '-T', `${SECONDS}`, '-f', script);
  return Number(/tps = ([\d.]+)/.exec(told)[1]);
}
const COLUMNS =
  "select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns " +
  "where table_name = 'checkout_session' and column_name not in ('merchant_id', 'session_id')";

await sessions((done) => done >= WARM_UP);
run('psql', '-qc', 'drop table if exists benchmark_session, benchmark_model');
run('psql', '-qc', 'create table benchmark_session (like checkout_session including all)');
run('psql', '-qc', 'create table benchmark_model as select * from checkout_session order by created_at desc limit 1');
for (let round = 1; round <= ROUNDS; round += 1) {
  const end = performance.now() + SECONDS * 1000;
  const { done, p50, p99 } = await sessions(() => performance.now() > end);
  const inserts = insertsPerSecond();
  const perSecond = done / SECONDS;
  console.log(
    `round ${round}: ${perSecond.toFixed(0)} sessions/s (p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms), ` +
      `${inserts.toFixed(0)} inserts/s by pgbench, ratio ${(perSecond / inserts).toFixed(3)}`,
  );
}
run('psql', '-qc', 'drop table benchmark_session, benchmark_model');
agent.destroy();
