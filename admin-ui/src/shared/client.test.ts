import { OneTill, Problem } from '@onetill/client';
import { describe, expect, it } from 'vitest';

interface Seen {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: unknown;
}

/** A client whose calls are answered by these, one after the other. */
function answered(...answers: (Response | Error)[]) {
  const seen: Seen[] = [];
  const pauses: number[] = [];
  const fetch = async (url: unknown, { method, headers, body }: RequestInit = {}) => {
    seen.push({ url: String(url), method: String(method), headers: headers as Record<string, string>, body });
    const answer = answers.shift();
    if (!(answer instanceof Response)) throw answer ?? new Error('nobody expected this call');
    return answer;
  };
  const sleep = async (ms: number) => void pauses.push(ms);
  const client = new OneTill({ baseUrl: 'https://pay.example/', credential: 'sk_1', fetch, sleep });
  return { client, seen, pauses };
}

const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json({ type: `/problems/${code}`, title: code, status, detail: 'do this' }, { status, headers });

const OPEN = { body: { channel: 'web', line_items: [{ sku: 'TEA', quantity: 2 }] } };

describe('the client', () => {
  it('repeats a call that was lost under the same key, with the same body', async () => {
    const { client, seen } = answered(new TypeError('reset'), problem(503, 'database-unavailable'), Response.json({}));

    await client.post('/api/v1/checkout-sessions', OPEN);

    expect(seen).toHaveLength(3);
    expect(new Set(seen.map((it) => it.headers['Idempotency-Key'])).size).toBe(1);
    expect(new Set(seen.map((it) => it.body))).toEqual(new Set([JSON.stringify(OPEN.body)]));
  });

  it('gives each intention a key of its own', async () => {
    const { client, seen } = answered(Response.json({}), Response.json({}));

    await client.post('/api/v1/checkout-sessions', OPEN);
    await client.post('/api/v1/checkout-sessions', OPEN);

    expect(new Set(seen.map((it) => it.headers['Idempotency-Key'])).size).toBe(2);
  });

  it('waits as long as the server says', async () => {
    const { client, pauses } = answered(
      problem(429, 'too-many-requests', { 'Retry-After': '7' }),
      problem(409, 'idempotency-in-flight', { 'Retry-After': '1' }),
      Response.json({ data: [], next_cursor: null }),
    );

    await client.get('/api/v1/orders', { query: { limit: 5 } });

    expect(pauses).toEqual([7000, 1000]);
  });

  it('asks once where the answer stays no, and says what to do', async () => {
    const { client, seen } = answered(problem(409, 'total-changed'));

    const refused = client.post('/api/v1/checkout-sessions/{id}/complete', {
      path: { id: '019ab' },
      body: { revision: 4, confirmed_total_minor: 2270, tender: { type: 'cash', received_minor: 5000 } },
    });

    await expect(refused).rejects.toSatisfy((it) => it instanceof Problem && it.code === 'total-changed');
    await expect(refused).rejects.toThrow('do this');
    expect(seen).toHaveLength(1);
  });

  it('does not send a change twice that may have been made', async () => {
    const { client, seen } = answered(new TypeError('reset'));

    await expect(
      client.patch('/api/v1/checkout-sessions/{id}', { path: { id: '019ab' }, body: { locale: 'de' }, revision: 3 }),
    ).rejects.toThrow('No answer');

    expect(seen.map((it) => it.headers['If-Match'])).toEqual(['"3"']);
  });

  it('fills in variables and query, and tells the revision of what it got', async () => {
    const { client, seen } = answered(Response.json({}, { headers: { ETag: '"4"' } }), Response.json({ data: [] }));

    const answer = await client.get('/api/v1/checkout-sessions/{id}', { path: { id: 'a/b' } });
    await client.get('/api/v1/items', { query: { query: 'earl grey', channel: 'web' } });

    expect(answer.revision).toBe(4);
    expect(seen.map((it) => it.url)).toEqual([
      'https://pay.example/api/v1/checkout-sessions/a%2Fb',
      'https://pay.example/api/v1/items?query=earl+grey&channel=web',
    ]);
  });
});
