// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../shared/api';
import './words-en';
import { open, ready } from '../shared/sessions.fixture';
import { Checkout } from './checkout';
import { remember } from './memory';

type Listener = (event: Record<string, unknown>) => unknown;

const STANDARD = {
  id: 'standard',
  kind: 'shipping',
  title: 'Standard',
  amount_minor: 490,
  earliest: null,
  latest: null,
};
const EXPRESS = { ...STANDARD, id: 'express', title: 'Express', amount_minor: 990 };
const PICKUP = { ...STANDARD, id: 'pickup', kind: 'pickup', title: 'Pick up', amount_minor: 0 };
const BERLIN = { city: 'Berlin', postal_code: '10119', state: '', country: 'de' };

let listeners: Record<string, Listener>;
let session: Session;
let sent: { path: string; body: Record<string, unknown> }[];
let quotes: object[];
let completion: { status: number; body: unknown };
const update = vi.fn();

beforeEach(() => {
  sessionStorage.clear();
  listeners = {};
  sent = [];
  quotes = [];
  update.mockClear();
  session = open({
    channel: { id: 'web', kind: 'web', name: 'Web shop', tenders: ['card', 'apple_pay'] },
    fulfillment_options: [STANDARD, EXPRESS, PICKUP] as Session['fulfillment_options'],
    totals: [
      { type: 'subtotal', amount_minor: 1780 },
      { type: 'fulfillment', amount_minor: 490 },
      { type: 'tax', amount_minor: 148, included: true },
      { type: 'total', amount_minor: 2270 },
    ],
  });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => answerTo(url.replace('/api/v1', ''), init));
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }));
  window.Stripe = () => ({
    elements: () => ({
      submit: async () => ({}),
      update,
      create: () => ({
        mount: () => {},
        on: (event: string, listener: Listener) => {
          listeners[event] = listener;
        },
        focus: () => {},
        destroy: () => {},
      }),
    }),
    createConfirmationToken: async () => ({ confirmationToken: { id: 'ctoken_1' } }),
  });
  const append = document.head.append.bind(document.head);
  document.head.append = (node: Node) => {
    if (!(node instanceof HTMLScriptElement)) return append(node);
    queueMicrotask(() => node.dispatchEvent(new Event('load')));
  };
});

afterEach(() => vi.unstubAllGlobals());

async function answerTo(path: string, init: RequestInit): Promise<Response> {
  if (path.endsWith('/events')) return new Promise(() => {});
  if (path === '/client-config') {
    const provider = { name: 'stripe', publishable_key: 'pk', script_url: '/stripe.js', test_mode: true };
    return Response.json({ name: 'Teahouse', provider, sign_in: null });
  }
  if (init.method === 'GET') return Response.json(session);
  sent.push({ path, body: JSON.parse(String(init.body)) });
  if (path.endsWith('/quotes')) return Response.json(quotes.shift() ?? {}, { status: 200 });
  if (!path.endsWith('/complete')) return Response.json(session);
  session = (completion.body as { session?: Session }).session ?? (completion.body as Session);
  return new Response(JSON.stringify(completion.body), { status: completion.status });
}

async function opened(): Promise<Checkout> {
  remember({ token: 'ct_1', drafts: {}, opened: [], press: null });
  const checkout = new Checkout(() => {});
  await checkout.open();
  await vi.waitFor(() => expect(checkout.state.config).not.toBeNull());
  checkout.expressRef(document.createElement('div'));
  await vi.waitFor(() => expect(listeners.confirm).toBeDefined());
  return checkout;
}

const fired = async (event: string, detail: object = {}) => {
  const resolve = vi.fn();
  const reject = vi.fn();
  await listeners[event]?.({ ...detail, resolve, reject });
  return { resolve, reject };
};

const quoted = (option: string, options: object[], total: number) => ({
  currency: 'EUR',
  fulfillment: { option_id: option },
  fulfillment_options: options,
  totals: [],
  total_minor: total,
  due_minor: total,
});

const YES = {
  expressPaymentType: 'apple_pay',
  billingDetails: { name: 'Ada Byron', email: 'ada@example.com', phone: '+49 30 123456 ext. 5' },
  shippingAddress: { name: 'Ada Byron', address: { line1: 'Torstr. 1', line2: null, ...BERLIN } },
  shippingRate: { id: 'express' },
};

test('the sheet asks for what is asked here, and shows the same total', async () => {
  await opened();

  const { resolve } = await fired('click');

  expect(update).toHaveBeenLastCalledWith({ amount: 2270 });
  expect(resolve.mock.lastCall?.[0]).toMatchObject({
    emailRequired: true,
    phoneNumberRequired: false,
    shippingAddressRequired: true,
    lineItems: [
      { name: 'Items', amount: 1780 },
      { name: 'Delivery', amount: 490 },
    ],
    shippingRates: [{ id: 'standard' }, { id: 'express' }],
  });
});

test('what is known already is not asked of the wallet', async () => {
  session = ready({ channel: session.channel, fulfillment_options: session.fulfillment_options });
  await opened();

  const { resolve } = await fired('click');

  expect(resolve.mock.lastCall?.[0]).toMatchObject({ emailRequired: false, shippingAddressRequired: false });
});

test('another address has other options and another total', async () => {
  quotes = [quoted('pickup', [PICKUP, EXPRESS], 1780), quoted('express', [PICKUP, EXPRESS], 2770)];
  await opened();

  const { resolve } = await fired('shippingaddresschange', { address: BERLIN });

  expect(sent[0]).toEqual({
    path: '/checkout-sessions/s1/quotes',
    body: { country: 'DE', region: '', postal_code: '10119', city: 'Berlin' },
  });
  expect(sent[1]?.body.option_id).toBe('express');
  expect(update).toHaveBeenLastCalledWith({ amount: 2770 });
  expect(resolve.mock.lastCall?.[0].shippingRates).toHaveLength(1);
});

test('an address nobody delivers to is refused in the sheet', async () => {
  quotes = [quoted('pickup', [PICKUP], 1780)];
  await opened();

  const { resolve, reject } = await fired('shippingaddresschange', { address: BERLIN });

  expect(reject).toHaveBeenCalledOnce();
  expect(resolve).not.toHaveBeenCalled();
});

test('one press sends contact, address, option and tender with the total of the sheet', async () => {
  quotes = [quoted('express', [EXPRESS], 2770)];
  completion = { status: 200, body: ready({ revision: 3, status: 'completed', order: { id: 'o', number: '1001' } }) };
  const checkout = await opened();
  await fired('click');
  await fired('shippingaddresschange', { address: BERLIN });

  await fired('confirm', YES);
  await vi.waitFor(() => expect(checkout.session.status).toBe('completed'));

  expect(sent.at(-1)?.body).toEqual({
    revision: 1,
    confirmed_total_minor: 2770,
    tender: { type: 'apple_pay', confirmation_token: 'ctoken_1' },
    buyer: { email: 'ada@example.com', name: 'Ada Byron', phone: '+49 30 123456' },
    fulfillment: {
      option_id: 'express',
      address: {
        name: 'Ada Byron',
        line1: 'Torstr. 1',
        line2: null,
        postal_code: '10119',
        city: 'Berlin',
        region: '',
        country: 'DE',
      },
    },
  });
});

test('after a refusal the new total is shown, and what was typed gives way to what came', async () => {
  const kept = ready({ revision: 2, total_minor: 2970, due_minor: 2970, channel: session.channel });
  const problem = { type: '/problems/total-changed', title: 'x', status: 409, session: kept };
  completion = { status: 409, body: problem };
  const checkout = await opened();
  checkout.type('fulfillment.address/city', 'Nowhere');
  await fired('click');

  await fired('confirm', YES);
  await vi.waitFor(() => expect(checkout.state.newTotal).not.toBeNull());

  expect(checkout.state.newTotal).toEqual({ beforeMinor: 2270, nowMinor: 2970 });
  expect(checkout.state.drafts).toEqual({});
  expect(checkout.state.paying).toBe('no');
});

test('a wallet that makes no token takes nothing', async () => {
  const checkout = await opened();
  const stripe = window.Stripe?.('pk');
  if (stripe) stripe.createConfirmationToken = async () => ({ error: { message: 'no' } });
  const paymentFailed = vi.fn();
  window.Stripe = () => stripe as never;
  checkout.expressRef(document.createElement('div'));
  await vi.waitFor(() => expect(listeners.confirm).toBeDefined());
  await new Promise((done) => setTimeout(done, 0));

  await fired('confirm', { ...YES, paymentFailed });
  await vi.waitFor(() => expect(checkout.state.payProblem).not.toBeNull());

  expect(paymentFailed).toHaveBeenCalledOnce();
  expect(sent.filter(({ path }) => path.endsWith('/complete'))).toEqual([]);
});
