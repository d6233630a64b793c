import { afterEach, expect, test, vi } from 'vitest';
import { call, NoAnswer, Problem } from './http';

afterEach(() => vi.unstubAllGlobals());

const answering = (response: Response | Error) => {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => {
    if (response instanceof Error) throw response;
    return response;
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
};

test('says who calls, what was seen and which press it is', async () => {
  const fetch = answering(Response.json({ id: 's' }));

  await call('PATCH', '/checkout-sessions/s', { token: 'ct_1', body: {}, revision: 4, idempotencyKey: 'k' });

  const [url, { headers }] = fetch.mock.calls[0] ?? ['', {}];
  expect(url).toBe('/api/v1/checkout-sessions/s');
  expect(headers).toMatchObject({ Authorization: 'Bearer ct_1', 'If-Match': '"4"', 'Idempotency-Key': 'k' });
});

test('a problem has its code, its request and what came with it', async () => {
  const document = { type: '/problems/total-changed', title: 'x', status: 409, session: { id: 's' }, request_id: 'r1' };
  answering(new Response(JSON.stringify(document), { status: 409, headers: { 'Retry-After': '2' } }));

  const problem = await call('POST', '/x').catch((error: Problem) => error);

  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ status: 409, code: 'total-changed', requestId: 'r1', retryAfterMs: 2000 });
});

test("a gateway's page is a problem too", async () => {
  answering(new Response('<h1>Bad gateway</h1>', { status: 502 }));

  const problem = await call('GET', '/x').catch((error: Problem) => error);

  expect(problem).toMatchObject({ status: 502, code: 'about:blank', requestId: null, retryAfterMs: null });
});

test('silence is not a problem but no answer', async () => {
  answering(new TypeError('Failed to fetch'));

  await expect(call('GET', '/x')).rejects.toBeInstanceOf(NoAnswer);
});
