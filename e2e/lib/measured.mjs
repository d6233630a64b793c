import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { baseUrl, secret } from './settings.mjs';

/** Calls of the API for benchmarks: over the connections of this agent, without what fetch adds. */
export const over = (agent) =>
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
            ? resolve(told ? JSON.parse(told) : undefined)
            : reject(new Error(`${method} ${path} was answered ${answer.statusCode}: ${told}`)),
        );
      });
      sent.on('error', reject);
      sent.end(text);
    });
  };

/** A token of somebody of the demo's staff, signed in. */
export async function staff(name) {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: name,
    client_secret: secret('DEMO_CLIENT_SECRET'),
  });
  const answer = await fetch(`${secret('DEMO_ISSUER')}/token`, { method: 'POST', body: form });
  assert.ok(answer.ok, `the demo's sign-in answered ${answer.status}`);
  return (await answer.json()).access_token;
}
