// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../shared/api';
import './words-en';
import { ready } from '../shared/sessions.fixture';
import { Checkout } from './checkout';
import { remember, remembered } from './memory';

interface Sent {
  path: string;
  key: string | null;
  body: Record<string, unknown>;
}

type Answer = { status: number; body: unknown } | 'silence';

/** The server's answers to complete, one after the other; everything else shows the session as it is. */
let answers: Answer[];
let session: Session;
let sent: Sent[];

const card = { submit: vi.fn(async () => ({})), update: vi.fn() };

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 50 });
  sessionStorage.clear();
  answers = [];
  sent = [];
  session = ready();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => answerTo(url.replace('/api/v1', ''), init));
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }));
  window.Stripe = () => ({
    elements: () => ({
      ...card,
      create: () => ({ mount: () => {}, on: () => {}, focus: () => {}, destroy: () => {} }),
    }),
    createConfirmationToken: async () => ({ confirmationToken: { id: 'ctoken_1' } }),
  });
  const append = document.head.append.bind(document.head);
  document.head.append = (node: Node) => {
    if (!(node instanceof HTMLScriptElement)) return append(node);
    queueMicrotask(() => node.dispatchEvent(new Event('load')));
  };
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function answerTo(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  if (path.endsWith('/events')) return new Promise(() => {});
  if (path === '/client-config') {
    const provider = { name: 'stripe', publishable_key: 'pk', script_url: '/stripe.js', test_mode: true };
    return Response.json({ name: 'Teahouse', provider, sign_in: null });
  }
  if (!path.endsWith('/complete')) return Response.json(session);
  sent.push({ path, key: headers.get('Idempotency-Key'), body: JSON.parse(String(init.body)) });
  const answer = answers.shift();
  if (!answer || answer === 'silence') throw new TypeError('Failed to fetch');
  if (path.endsWith('/complete')) session = (answer.body as { session?: Session }).session ?? (answer.body as Session);
  return new Response(JSON.stringify(answer.body), { status: answer.status });
}

async function opened(): Promise<Checkout> {
  remember({ token: 'ct_1', drafts: {}, opened: [], press: null });
  const checkout = new Checkout(() => {});
  await checkout.open();
  await checkout.mountCard(document.createElement('div'));
  return checkout;
}

const completed = () => ready({ revision: 6, status: 'completed', order: { id: 'o', number: '1001' }, asks: [] });
const refused = (status: number, code: string, its: Session): Answer => ({
  status,
  body: { type: `/problems/${code}`, title: code, status, session: its },
});

test('pays what is shown', async () => {
  answers = [{ status: 200, body: completed() }];
  const checkout = await opened();

  await checkout.pay();

  expect(sent[0]?.body).toEqual({
    revision: 4,
    confirmed_total_minor: 2270,
    tender: { type: 'card', confirmation_token: 'ctoken_1' },
  });
  expect(checkout.session.order?.number).toBe('1001');
});

test('asks for a lost answer under the same key, and does not take a second card', async () => {
  answers = ['silence', 'silence', { status: 200, body: completed() }];
  const checkout = await opened();

  await checkout.pay();

  expect(sent).toHaveLength(3);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  expect(checkout.session.status).toBe('completed');
  expect(remembered()?.press).toBeNull();
});

test('asks for a lost answer after a reload too', async () => {
  const request = { revision: 4, confirmed_total_minor: 2270 };
  remember({ token: 'ct_1', drafts: {}, opened: [], press: { key: 'k1', request } });
  answers = [{ status: 200, body: completed() }];
  const checkout = new Checkout(() => {});

  await checkout.open();

  expect(sent).toEqual([{ path: '/checkout-sessions/s1/complete', key: 'k1', body: request }]);
  expect(checkout.session.status).toBe('completed');
});

test('ignores a second press', async () => {
  answers = [{ status: 200, body: completed() }];
  const checkout = await opened();

  await Promise.all([checkout.pay(), checkout.pay()]);

  expect(sent).toHaveLength(1);
});

test('shows both totals and pays nothing when the price moved', async () => {
  answers = [
    refused(409, 'total-changed', ready({ revision: 5, total_minor: 2470 })),
    { status: 200, body: completed() },
  ];
  const checkout = await opened();

  await checkout.pay();

  expect(checkout.state.newTotal).toEqual({ beforeMinor: 2270, nowMinor: 2470 });
  expect(checkout.state.paying).toBe('no');

  await checkout.pay();

  expect(sent[1]?.body.confirmed_total_minor).toBe(2470);
  expect(sent[1]?.key).not.toBe(sent[0]?.key);
});

test('a decline is an answer: the next press is another one', async () => {
  const declined = ready({ revision: 5, tenders: [{ id: 't', type: 'card', amount_minor: 2270, state: 'declined' }] });
  answers = [
    { status: 200, body: declined },
    { status: 200, body: completed() },
  ];
  const checkout = await opened();

  await checkout.pay();
  await checkout.pay();

  expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
});

test('while nobody knows, nobody pays again', async () => {
  answers = [
    {
      status: 202,
      body: ready({ revision: 5, status: 'complete_in_progress', payment: { state: 'checking', action: null } }),
    },
  ];
  const checkout = await opened();

  await checkout.pay();
  await checkout.pay();

  expect(sent).toHaveLength(1);
});

test('a server that fails is asked again under the same key before anything is said', async () => {
  answers = [refused(500, 'bug', ready()), { status: 200, body: completed() }];
  const checkout = await opened();

  await checkout.pay();

  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  expect(checkout.session.status).toBe('completed');
});

test('goes to the first thing that is missing instead of paying', async () => {
  const { EMAIL, TENDER } = await import('../shared/sessions.fixture');
  session = ready({ status: 'incomplete', buyer: {}, asks: [EMAIL, TENDER], skipped: [] });
  const checkout = await opened();

  await checkout.pay();

  expect(sent).toHaveLength(0);
  expect(checkout.state.wrong).toHaveProperty(['buyer.email/email']);
});

test('a session in another language than the browser is shown in the page of that language, once', async () => {
  session = ready({ locale: 'de-AT' });
  remember({ token: 'ct_1', drafts: {}, opened: [], press: null });
  const go = vi.spyOn(location, 'replace').mockImplementation(() => {});

  await new Checkout(() => {}).open();
  expect(go).toHaveBeenCalledExactlyOnceWith('/checkout/?lang=de#ct_1');

  history.replaceState(null, '', '/checkout/?lang=de#ct_1');
  await new Checkout(() => {}).open();
  expect(go).toHaveBeenCalledOnce();
  expect(location.search).toMatch(/lang=/);
  history.replaceState(null, '', '/checkout/');
  go.mockRestore();
});

test('knows after a reload that the pen is elsewhere, until it is fetched back', async () => {
  remember({ token: 'ct_1', drafts: {}, opened: [], press: null, fence: 1 });
  session = ready({ holder: { channel_id: 'web', actor: 'client_token', fence: 2 } });
  const checkout = new Checkout(() => {});
  await checkout.open();
  expect(checkout.state.following).toBe(true);

  session = ready({ holder: { channel_id: 'web', actor: 'client_token', fence: 3 } });
  await checkout.take('/holder');

  expect(checkout.state.following).toBe(false);
  expect(remembered()?.fence).toBe(3);
});
