// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Item, Session } from '../shared/api';
import { open } from '../shared/sessions.fixture';
import './words-en';
import { KEYPAD_FIELDS, type KeypadEntry } from './calls';
import { Desk } from './desk';
import { laterCalls, remembered } from './memory';
import { closed, hindrance, money } from './state';

interface Sent {
  method: string;
  path: string;
  key: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are of many shapes
  body: any;
}

/** What the next call of a path is met with instead of the usual. */
type Mishap = 'silence' | 'lost answer' | { status: number; body: object };

const item = (sku: string, price_minor: number): Item => ({
  sku,
  name: sku,
  description: null,
  image_url: null,
  category: 'Tea',
  barcodes: [],
  price_minor,
  currency: 'EUR',
  digital: false,
  available: 10,
});
const EARL = item('EARL', 890);
const VISA = { id: 'visa', label: 'Visa ending in 4242' };
const NUMBER = '+4930123456';
const ADDRESS = { name: 'Greta', line1: 'Torstr. 1', postal_code: '10119', city: 'Berlin', country: 'DE' };

let sent: Sent[];
let mishaps: Record<string, Mishap[]>;
let session: Session | null;
let answersByKey: Map<string, object>;
let keepsCalls: boolean;
let known: boolean;
let keypad: KeypadEntry | null;
let desk: Desk;
let focused: string[];

const problem = (status: number, code: string, more: object = {}) => ({
  status,
  body: { type: `/problems/${code}`, title: code, status, ...more },
});

const token = (roles: string[]) => {
  const claims = btoa(JSON.stringify({ sub: 'alex', name: 'Alex Agent', roles }));
  return `x.${claims}.x`;
};

function signedInAs(...roles: string[]) {
  const staff = { token: token(roles), subject: 'alex', name: 'Alex Agent', roles, expiresAt: Date.now() + 3_600_000 };
  sessionStorage.setItem('onetill.staff', JSON.stringify(staff));
}

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 50 });
  sessionStorage.clear();
  localStorage.clear();
  sent = [];
  mishaps = {};
  session = null;
  answersByKey = new Map();
  keepsCalls = false;
  known = true;
  keypad = null;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => answer(url.replace('/api/v1', ''), init));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function answer(path: string, init: RequestInit): Promise<Response> {
  if (path.endsWith('/events') && init.method !== 'POST') return new Promise(() => {});
  const headers = new Headers(init.headers);
  const call: Sent = {
    method: init.method ?? 'GET',
    path,
    key: headers.get('Idempotency-Key'),
    body: init.body ? JSON.parse(String(init.body)) : undefined,
  };
  sent.push(call);
  const mishap = mishaps[`${call.method} ${path}`]?.shift();
  if (mishap === 'silence') throw new TypeError('Failed to fetch');
  const json = ({ status, body }: { status: number; body: object }) => new Response(JSON.stringify(body), { status });
  if (typeof mishap === 'object') return json(mishap);
  const done = served(call);
  if (mishap === 'lost answer') throw new TypeError('Failed to fetch');
  return json(done);
}

const HOLDER = { channel_id: 'phone', actor: 'staff:alex', fence: 1 };

function changed(more: Partial<Session>): Session {
  const before = session ?? open({ id: 's1', line_items: [], buyer: {}, holder: HOLDER, revision: 0 });
  session = { ...before, ...more, revision: before.revision + 1 };
  const addressed = Boolean(session.fulfillment?.address?.line1);
  if (session.status === 'incomplete' || session.status === 'ready_for_complete') {
    const asks = session.asks.filter(
      ({ id }) => id === 'payment.tender' || (id === 'fulfillment.address' && !addressed),
    );
    session = { ...session, asks, status: addressed ? 'ready_for_complete' : 'incomplete' };
  }
  return session;
}

const linesOf = (wanted: { sku: string; quantity: number }[] = []) =>
  wanted.map(({ sku, quantity }) => ({
    sku,
    name: sku,
    image_url: null,
    quantity,
    unit_price_minor: 890,
    total_minor: 890 * quantity,
    digital: false,
  }));

/** The server, as far as a desk needs it: it repeats an answer under its key, and counts revisions. */
function served({ method, path, key, body }: Sent): { status: number; body: object } {
  if (key && answersByKey.has(key)) return { status: 200, body: answersByKey.get(key) ?? {} };
  const answered = (value: object) => {
    if (key) answersByKey.set(key, value);
    return { status: 200, body: value };
  };
  const customer = { name_known: true, saved_tenders: [VISA] };
  const calls = (it: string) => path === `/channels/phone/calls${it}`;
  if (path === '/client-config')
    return { status: 200, body: { name: 'Leaf', sign_in: { issuer: 'i', client_id: 'c' } } };
  if (path === '/channels')
    return {
      status: 200,
      body: { data: [{ id: 'phone', kind: 'phone', name: 'Phone', currency: 'EUR', tenders: ['card', 'saved'] }] },
    };
  if (path === '/calls/current') {
    const pop = {
      verified: false,
      customer: { id: 'c1', name: 'Greta', saved_tenders: [VISA], order_count: 1 },
      orders: [
        {
          id: 'o1',
          channel_id: 'web',
          state: 'paid',
          total_minor: 1780,
          currency: 'EUR',
          placed_at: '2026-11-20T09:00:00Z',
          items: ['2 × EARL'],
        },
      ],
      sessions: [],
    };
    return keepsCalls
      ? {
          status: 200,
          body: { agent: {}, calls: [{ call: { id: 'call1', state: 'active' }, pop }], keypad_channels: ['phone'] },
        }
      : problem(404, 'not-found');
  }
  if (path === '/agents/me') return { status: 200, body: {} };
  if (path === '/calls') return answered({ id: 'call1', state: 'active' });
  if (path === '/calls/call1/events' || path === '/calls/call1/wrap-up' || path === '/calls/call1') return answered({});
  if (path === '/channels/phone/call-reasons')
    return { status: 200, body: { data: [{ code: 'sale', label: 'Sale', loss_code: null }] } };
  if (path === '/call-requests') return { status: 200, body: { data: [] } };
  if (path.startsWith('/checkout-sessions?')) return { status: 200, body: { data: [] } };
  if (path.startsWith('/items')) return { status: 200, body: { data: path.includes('earl') ? [EARL] : [] } };
  if (path === '/orders/o1')
    return {
      status: 200,
      body: { lines: [{ sku: 'EARL', name: 'EARL', quantity: 2, unit_price_minor: 890, total_minor: 1780 }] },
    };
  if (calls('') && method === 'POST') {
    const buyer = body.caller_number ? { phone: body.caller_number } : {};
    return answered({
      session: changed({ line_items: linesOf(body.line_items), buyer }),
      customer: known ? customer : null,
      read_back: '',
    });
  }
  if (calls('/s1/read-back')) return { status: 200, body: { text: 'You are ordering tea.' } };
  if (calls('/s1/pay-links')) return answered({ url: 'https://x/checkout/#ho_1', expires_at: '2099-01-01T00:00:00Z' });
  if (calls('/s1/charges') || path === '/checkout-sessions/s1/complete') {
    return answered(changed({ status: 'completed', order: { id: 'o2', number: '1002' } }));
  }
  if (calls('/s1/keypad-entries')) {
    if (keypad?.state === 'typing') return problem(409, 'keypad-entry-open', { keypad_entry_id: keypad.id });
    keypad = typing();
    return answered(keypad);
  }
  if (path.startsWith('/channels/phone/calls/s1/keypad-entries/k1')) {
    if (keypad && path.endsWith('/cancel')) keypad = { ...keypad, state: 'canceled' };
    return { status: 200, body: keypad ?? {} };
  }
  if (path === '/checkout-sessions/s1/recognitions') {
    if (body.value !== '10119') return problem(422, 'wrong-fact', { detail: 'That does not fit.' });
    const fulfillment = { ...session?.fulfillment, address: ADDRESS };
    return answered({
      session: changed({ recognized_by: 'fact', fulfillment }),
      customer: { id: 'c1', addresses: [ADDRESS], saved_tenders: [VISA] },
    });
  }
  if (path === '/checkout-sessions/s1/holder') return answered(changed({ holder: HOLDER }));
  if (path === '/checkout-sessions/s1/loss-reasons') return answered({});
  if (path === '/checkout-sessions/s1' && method === 'PATCH') {
    if (session?.holder?.actor !== 'staff:alex') return problem(409, 'not-the-holder', { session });
    const fulfillment = {
      ...session.fulfillment,
      ...body.fulfillment,
      address: { ...session.fulfillment?.address, ...body.fulfillment?.address },
    };
    return {
      status: 200,
      body: changed({
        ...(body.line_items ? { line_items: linesOf(body.line_items) } : {}),
        buyer: { ...session.buyer, ...body.buyer },
        fulfillment,
      }),
    };
  }
  if (path === '/checkout-sessions/s1') return session ? { status: 200, body: session } : problem(404, 'not-found');
  throw new Error(`Nobody answers ${method} ${path}`);
}

const typing = (): KeypadEntry => ({
  id: 'k1',
  session_id: 's1',
  state: 'typing',
  amount_minor: 890,
  currency: 'EUR',
  fields: KEYPAD_FIELDS.map((name) => ({ name, digits: 0, state: 'empty' })),
  problem: null,
  expires_at: '2099-01-01T00:00:00Z',
});

async function begin() {
  focused = [];
  desk = new Desk(
    () => {},
    (id) => focused.push(id),
  );
  await desk.start();
}

async function onTheDesk() {
  signedInAs('agent');
  await begin();
}

const settled = () => vi.waitFor(() => expect(desk.state.session?.line_items.length).toBe(desk.state.lines.length));
const to = (path: string, method = 'POST') => sent.filter((it) => it.path === path && it.method === method);

test('only an agent comes in', async () => {
  signedInAs('admin');
  await begin();
  expect(desk.state).toMatchObject({ place: 'sign_in', because: 'not_agent' });
});

test('a pasted number takes the call, and who is known by it is offered', async () => {
  await onTheDesk();
  await desk.takeCall('0049 30 123456');

  expect(desk.state.talk?.number).toBe(NUMBER);
  expect(desk.state.caller).toMatchObject({ known: true, savedTenders: [VISA] });
  expect(focused.at(-1)).toBe('product');
});

test('Enter adds, digits and Enter count', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);

  expect(await desk.enter('earl')).toBe(true);
  expect(await desk.enter('3')).toBe(true);
  await settled();

  expect(desk.state.lines).toMatchObject([{ sku: 'EARL', quantity: 3 }]);
  expect(await desk.enter('nothing like it')).toBe(false);
});

test('what cannot be had is not in the basket any more, and it is said', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();
  mishaps['PATCH /checkout-sessions/s1'] = [problem(422, 'out-of-stock', { detail: 'Only 10 are there.' })];

  await desk.enter('99');
  await vi.waitFor(() => expect(desk.state.alert).toBe('Only 10 are there.'));

  expect(desk.state.lines).toMatchObject([{ quantity: 1 }]);
});

test('a removed line comes back', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  desk.remove(0);
  expect(desk.state.lines).toEqual([]);
  desk.undo();
  expect(desk.state.lines).toMatchObject([{ sku: 'EARL' }]);
});

test('a refusal stands at its field, and what was typed stays', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();
  const violations = [{ field: 'buyer.email', text: 'is no address' }];
  mishaps['PATCH /checkout-sessions/s1'] = [problem(422, 'validation-failed', { violations })];

  desk.type('buyer.email/email', 'ada@localhost.x');
  desk.commit('buyer.email/email');
  await vi.waitFor(() => expect(desk.state.refused['buyer.email/email']).toBe('is no address'));

  expect(desk.state.typed['buyer.email/email']).toBe('ada@localhost.x');
  desk.type('buyer.email/email', 'ada@example.com');
  expect(desk.state.refused).toEqual({});
});

test('a reload comes back to the same call, the same field and what was typed in it', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();
  desk.takeNote('rings twice');
  desk.type('buyer.name/name', 'Gre');
  desk.focused('f-buyer-name-name');

  await begin();

  expect(desk.state.talk).toMatchObject({ number: NUMBER, note: 'rings twice' });
  expect(desk.state.lines).toMatchObject([{ sku: 'EARL' }]);
  expect(focused).toContain('f-buyer-name-name');
  await vi.waitFor(() => expect(session?.buyer?.name).toBe('Gre'));
});

test('the pen was taken: it is said, nothing is lost, and one step goes on', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();
  changed({ holder: { channel_id: 'web', actor: 'client_token', fence: 2 } });

  desk.type('buyer.name/name', 'Greta');
  desk.commit('buyer.name/name');
  await vi.waitFor(() => expect(closed(desk.state)).toBe('hers'));
  expect(desk.state.typed['buyer.name/name']).toBe('Greta');
  await desk.takeOver();
  await vi.waitFor(() => expect(session?.buyer?.name).toBe('Greta'));

  expect(closed(desk.state)).toBeNull();
});

test('a fact opens what is stored, a wrong one says so at its field', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();

  await desk.prove('postal_code', '99999');
  expect(desk.state.refused['who/fact']).toBeTruthy();
  await desk.prove('postal_code', '10119');

  expect(desk.state.session?.fulfillment?.address).toMatchObject(ADDRESS);
  expect(desk.state).toMatchObject({ method: 'saved', savedTenderId: 'visa' });
});

test('what the caller agreed to goes along with the charge', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();
  await desk.prove('postal_code', '10119');
  await desk.primary();

  expect(to('/channels/phone/calls/s1/charges')[0]?.body).toMatchObject({
    saved_tender_id: 'visa',
    consent: { given: true, text: expect.stringContaining('Visa ending in 4242') },
  });
  expect(money(desk.state)).toBe('paid');
});

test('a charge whose answer was lost is sent again under its own key, also after a reload', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();
  await desk.prove('postal_code', '10119');
  mishaps['POST /channels/phone/calls/s1/charges'] = ['lost answer', 'silence'];

  void desk.primary();
  await vi.waitFor(() => expect(money(desk.state)).toBe('checking'));
  await begin();
  await vi.waitFor(() => expect(desk.state.session?.status).toBe('completed'), 15_000);

  const keys = new Set(to('/channels/phone/calls/s1/charges').map(({ key }) => key));
  expect(keys.size).toBe(1);
});

test('a second press while the first is on its way is none', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();
  await desk.prove('postal_code', '10119');

  await Promise.all([desk.primary(), desk.primary()]);

  expect(to('/channels/phone/calls/s1/charges')).toHaveLength(1);
});

test('a link goes to the caller, and another one leads to the same session', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();

  await desk.primary();
  desk.type('link/send_to', 'greta@example.com');
  await desk.primary();

  expect(to('/channels/phone/calls/s1/pay-links').map(({ body }) => body.send_to)).toEqual([
    NUMBER,
    'greta@example.com',
  ]);
  expect(desk.state.link).toMatchObject({ sendTo: 'greta@example.com', opened: false });
});

test('the primary key says what stands in its way and leads there', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.primary();

  expect(hindrance(desk.state)).toBe('empty');
  expect(desk.state.alert).toBe('Add a product first.');
  expect(focused.at(-1)).toBe('product');
});

test('a call that brought nothing says why, and the tab is free for the next', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();

  await desk.endCall('too_expensive');

  expect(to('/checkout-sessions/s1/loss-reasons')[0]?.body).toEqual({ code: 'too_expensive' });
  expect(desk.state.talk).toBeNull();
  expect(remembered()).toBeNull();
});

test('who is to be called back is kept, with the session and the note', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();
  desk.takeNote('asks her husband');
  await desk.callLater();
  const [later] = laterCalls();
  expect(later).toMatchObject({ number: NUMBER, sessionId: 's1', note: 'asks her husband' });

  if (later) await desk.callBack(later);

  expect(desk.state.talk).toMatchObject({ number: NUMBER, note: 'asks her husband' });
  expect(desk.state.lines).toMatchObject([{ sku: 'EARL' }]);
  expect(laterCalls()).toEqual([]);
});

test('a server that keeps calls pops who it may be without opening a session', async () => {
  keepsCalls = true;
  await onTheDesk();
  await desk.takeCall(NUMBER);

  expect(desk.state.caller?.pop?.customer?.name).toBe('Greta');
  expect(focused.at(-1)).toBe('reorder');
  expect(session).toBeNull();
});

test('re-order takes the goods of the last order, and the call is wrapped up', async () => {
  keepsCalls = true;
  await onTheDesk();
  await desk.takeCall(NUMBER);
  desk.keyPressed();
  desk.keyPressed();
  await desk.reorder({ id: 'o1' });
  await settled();
  expect(desk.state.lines).toMatchObject([{ sku: 'EARL', quantity: 2 }]);
  await desk.prove('postal_code', '10119');
  await desk.primary();
  await desk.endCall(null);

  expect(to('/calls/call1/events')[0]?.body).toEqual({ type: 'ended' });
  expect(to('/calls/call1/wrap-up')[0]?.body).toMatchObject({ reason: 'sale', keystrokes: 2 });
  expect(to('/agents/me', 'PUT')[0]?.body).toEqual({ state: 'available' });
});

test('Esc closes and loses nothing', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  desk.type('buyer.name/name', 'Greta');
  desk.open('end');
  desk.close();
  expect(desk.state.panel).toBeNull();
  expect(desk.state.typed['buyer.name/name']).toBe('Greta');
});

test('without a network what is typed waits, and is sent when it is back', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();
  mishaps['PATCH /checkout-sessions/s1'] = ['silence'];
  desk.type('buyer.name/name', 'Greta');
  desk.commit('buyer.name/name');
  await vi.waitFor(() => expect(session?.buyer?.name).toBe('Greta'), 15_000);
  expect(desk.state.typed['buyer.name/name']).toBeUndefined();
});

test('a checkout that has run out begins anew with the same goods and answers', async () => {
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();
  desk.type('buyer.name/name', 'Greta');
  desk.commit('buyer.name/name');
  await vi.waitFor(() => expect(desk.state.session?.buyer?.name).toBe('Greta'));
  const over = changed({ status: 'canceled' });
  session = null;

  desk.accept(over);
  await vi.waitFor(() => expect(session?.buyer?.name).toBe('Greta'));

  expect(to('/channels/phone/calls')).toHaveLength(2);
  expect(desk.state.lines).toMatchObject([{ sku: 'EARL' }]);
});

test('a call taken as soon as the desk is there is kept', async () => {
  keepsCalls = true;
  signedInAs('agent');
  let taken: Promise<void> | undefined;
  desk = new Desk(
    () => {
      if (desk.state.place === 'desk') taken ??= desk.takeCall(NUMBER);
    },
    () => {},
  );
  await desk.start();
  await taken;

  expect(desk.state.talk?.callId).toBe('call1');
  expect(desk.state.caller?.pop?.customer?.name).toBe('Greta');
});

test('a record of the call that cannot be kept does not stop the order', async () => {
  keepsCalls = true;
  await onTheDesk();
  mishaps['POST /calls'] = [problem(503, 'provider-unavailable')];
  await desk.takeCall(NUMBER);
  expect(desk.state.talk?.callId).toBeNull();
  expect(desk.state.caller?.known).toBe(true);
  await desk.enter('earl');
  await settled();
  await desk.endCall('too_expensive');

  expect(to('/checkout-sessions/s1/loss-reasons')[0]?.body).toEqual({ code: 'too_expensive' });
  expect(desk.state.talk).toBeNull();
});

test('a call whose end is refused is left all the same, and that is said', async () => {
  keepsCalls = true;
  await onTheDesk();
  await desk.takeCall(NUMBER);
  mishaps['POST /calls/call1/events'] = [problem(409, 'call-taken', { detail: 'Another agent is at this call.' })];
  await desk.endCall('sale');

  expect(desk.state.talk).toBeNull();
  expect(desk.state.alert).toBe('Another agent is at this call.');
});

test('a reason that the merchant does not have is not said', async () => {
  keepsCalls = true;
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.callLater();

  expect(to('/calls/call1/events')[0]?.body).toEqual({ type: 'ended' });
  expect(to('/calls/call1/wrap-up')).toEqual([]);
  expect(desk.state.talk).toBeNull();
});

test('a call that was not wrapped up can be gone on with', async () => {
  keepsCalls = true;
  await onTheDesk();
  const [mine] = desk.state.calls;
  if (mine) await desk.goOn(mine);

  expect(desk.state.talk?.callId).toBe('call1');
  expect(desk.state.caller?.pop?.customer?.name).toBe('Greta');
});

async function readyForKeys() {
  keepsCalls = true;
  await onTheDesk();
  await desk.takeCall(NUMBER);
  await desk.enter('earl');
  await settled();
  desk.sendTo(ADDRESS);
  await vi.waitFor(() => expect(session?.status).toBe('ready_for_complete'));
  desk.pick('keypad');
}

const entries = () => to('/channels/phone/calls/s1/keypad-entries');

test('a caller types a card on their phone after they agreed, and nothing is changed meanwhile', async () => {
  await readyForKeys();
  await desk.primary();

  expect(desk.state.keypad?.state).toBe('typing');
  expect(closed(desk.state)).toBe('keypad');
  expect(entries()[0]?.body).toMatchObject({ revision: session?.revision, call_id: 'call1' });
  expect(entries()[0]?.body.consent.text).toContain('I neither hear nor see a digit');
  await desk.enter('earl');
  expect(desk.state.lines).toMatchObject([{ quantity: 1 }]);

  await desk.cancelKeypad();
  expect(desk.state.keypad?.state).toBe('canceled');
  expect(closed(desk.state)).toBeNull();
});

test('an entry whose answer was lost is asked for again under its key', async () => {
  await readyForKeys();
  mishaps['POST /channels/phone/calls/s1/keypad-entries'] = ['lost answer'];
  await desk.primary();

  expect(desk.state.keypad?.state).toBe('typing');
  expect(new Set(entries().map(({ key }) => key)).size).toBe(1);
});

test('an entry that is open already is gone on with', async () => {
  await readyForKeys();
  keypad = typing();
  await desk.primary();

  expect(desk.state.keypad?.id).toBe('k1');
  expect(desk.state.alert).toBeNull();
});

test('a reload knows how far the caller is', async () => {
  await readyForKeys();
  await desk.primary();
  keypad = { ...typing(), state: 'declined', problem: 'declined' };
  await begin();

  expect(desk.state.keypad?.state).toBe('declined');
  expect(closed(desk.state)).toBeNull();
});
