import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, test } from 'node:test';
import { Cut, OneTill, Problem } from '../lib/onetill.mjs';

let server;

/** A server that answers as it is told, one after the other, and remembers what it was asked. */
async function answering(...answers) {
  const asked = [];
  server = createServer((request, response) => {
    asked.push({ key: request.headers['idempotency-key'], at: request.url });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === 'cut') return request.socket.destroy();
    const [status, body, headers = {}] = answer;
    return response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  return { asked, url: `http://localhost:${server.address().port}` };
}

afterEach(() => server.close());

test('too many requests are repeated under the same key after the time that was said', async () => {
  const { asked, url } = await answering(
    [429, { type: '/problems/too-many-requests' }, { 'Retry-After': '0' }],
    [201, { id: 1 }],
  );
  const told = [];

  const answer = await new OneTill(url, (it) => told.push(it)).as('pk').post('/checkout-sessions', {});

  assert.deepEqual(answer, { id: 1 });
  assert.equal(asked.length, 2);
  assert.equal(asked[0].key, asked[1].key);
  assert.deepEqual(told, ['too-many-requests']);
});

test('who has to stop does not wait for leave to go on', async () => {
  const { asked, url } = await answering([429, { type: '/problems/too-many-requests' }, { 'Retry-After': '3600' }]);
  const client = new OneTill(url, undefined, () => true).as('pk');

  await assert.rejects(client.get('/items'), (it) => it instanceof Problem && it.type === 'too-many-requests');
  assert.equal(asked.length, 1);
});

test('who has to stop still waits for what is at work already', async () => {
  const { url } = await answering(
    [409, { type: '/problems/idempotency-in-flight' }, { 'Retry-After': '0' }],
    [201, { id: 1 }],
  );

  assert.deepEqual(await new OneTill(url, undefined, () => true).as('rg').post('/channels/till-1/sales', {}), {
    id: 1,
  });
});

test('a refusal that stays one is told with its type and detail, and not repeated', async () => {
  const { asked, url } = await answering([409, { type: '/problems/out-of-stock', detail: 'Two are left.' }]);

  await assert.rejects(
    new OneTill(url).as('pk').post('/x', {}),
    (it) => it.type === 'out-of-stock' && /Two are left/.test(it.message),
  );
  assert.equal(asked.length, 1);
});

test('a connection that is lost is tried again under the same key', async () => {
  const { asked, url } = await answering('cut', [201, { id: 1 }]);

  assert.deepEqual(await new OneTill(url).as('rg').post('/channels/till-1/sales', {}), { id: 1 });
  assert.equal(new Set(asked.map((it) => it.key)).size, 1);
});

test('who is cut off on purpose hears of it, and two calls have two keys', async () => {
  const { asked, url } = await answering('cut', [201, {}], [201, {}]);
  const register = new OneTill(url).as('rg');

  await assert.rejects(register.sent('/sales', {}, { key: 'mine', cutAfterMs: 5000 }), Cut);
  await register.post('/sales', {});
  await register.post('/sales', {});

  assert.equal(asked[0].key, 'mine');
  assert.notEqual(asked[1].key, asked[2].key);
});
