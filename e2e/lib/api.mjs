import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { baseUrl, secret } from './settings.mjs';

const PATIENCE_MS = 60_000;

/** Calls the API as the holder of a credential; anything but success fails the test with the problem's own words. */
export async function call(method, path, { body, as = secret('SECRET_KEY') } = {}) {
  const response = await fetch(`${baseUrl}/api/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${as}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'POST' ? { 'Idempotency-Key': randomUUID() } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path} was answered ${response.status}: ${text}`);
  return text ? JSON.parse(text) : undefined;
}

/** Asks again and again until the answer is good, and tells the last one if it never is. */
export async function until(what, ask, good) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (good(answer)) return answer;
    assert.ok(Date.now() < end, `Waited in vain until ${what}. Last seen: ${JSON.stringify(answer)}`);
    await pause(250);
  }
}

export const session = (id) => call('GET', `/checkout-sessions/${id}`);

export function sessionThat(id, status) {
  return until(`session ${id} is ${status}`, () => session(id), (it) => it.status === status);
}

export async function channel(kind) {
  const { data } = await call('GET', '/channels');
  const found = data.find((it) => it.kind === kind);
  assert.ok(found, `The demo has no ${kind} channel`);
  return found.id;
}

/** Something that has to be delivered, so that the checkout asks for everything it can ask for. */
export async function parcelItem(channelId) {
  const { data } = await call('GET', `/items?channel=${encodeURIComponent(channelId)}`);
  const found = data.find((it) => !it.digital && it.available !== false && it.available !== 0 && it.barcodes.length > 0);
  assert.ok(found, `Channel ${channelId} sells nothing that can be delivered`);
  return found;
}

/** A checkout with one parcel in it: its session, and the address of its page. */
export async function hostedCheckout(more = {}) {
  const web = await channel('web');
  const line_items = more.line_items ?? [{ sku: (await parcelItem(web)).sku, quantity: 2 }];
  const body = { locale: 'en', ...more, line_items };
  const opened = await call('POST', `/channels/${web}/hosted-checkouts`, { body });
  return { id: opened.session.id, url: here(opened.url), clientToken: opened.client_token };
}

/** The public address of the demo may be another than the one it is tested at. */
export function here(url) {
  const { pathname, search, hash } = new URL(url, baseUrl);
  return new URL(pathname + search + hash, baseUrl).href;
}

/** An order without a browser, for tests that only need one to exist. */
export async function placedOrder() {
  const id = await pressedPay();
  return (await sessionThat(id, 'completed')).order;
}

/** A session whose buyer has pressed pay, whatever became of it. */
export async function pressedPay() {
  const { id } = await hostedCheckout();
  const option = (await session(id)).fulfillment_options.find((it) => it.kind === 'shipping');
  const address = { name: 'Ada Byron', line1: 'Torstr. 1', postal_code: '10119', city: 'Berlin', country: 'DE' };
  const ready = await call('PATCH', `/checkout-sessions/${id}`, {
    body: { buyer: { email: 'ada@example.com', name: 'Ada Byron' }, fulfillment: { option_id: option.id, address } },
  });
  await call('POST', `/checkout-sessions/${id}/complete`, {
    body: {
      revision: ready.revision,
      confirmed_total_minor: ready.total_minor,
      tender: { type: 'card', payment_method: 'pm_card_visa' },
    },
  });
  return id;
}
