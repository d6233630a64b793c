// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Item, LineItem, ParkedSession, Session, TillTender } from '../shared/api';
import { open } from '../shared/sessions.fixture';
import { SNAPSHOT, StoreInMemory, signer } from './alone/snapshot.fixture';
import './words-en';
import { NOTHING_BARE } from './bare';
import { type Memory, remember, remembered } from './memory';
import { leftOverMinor } from './returns';
import { nameOf } from './sold';
import { due, hindrance, isPaidByGoods, money, remaining } from './state';
import { Till } from './till';

interface Sent {
  method: string;
  path: string;
  token: string | null;
  key: string | null;
  revision: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are of many shapes
  body: any;
}

/** What the next call of a path is met with instead of the usual. */
type Mishap = 'silence' | 'lost answer' | { status: number; body: object; retryAfter?: string };

const item = (sku: string, price: number, barcode: string): Item => ({
  sku,
  name: sku,
  description: null,
  image_url: null,
  category: 'Tea',
  barcodes: [barcode],
  price_minor: price,
  currency: 'EUR',
  digital: false,
  available: 10,
});
const EARL = item('EARL', 890, '2100100001377');
const MINT = item('MINT', 490, '2100100005818');
const CARA = { id: 'p1', name: 'Cara', roles: ['cashier'] };

let sent: Sent[];
let mishaps: Record<string, Mishap[]>;
let session: Session | null;
let parked: ParkedSession | null;
let answersByKey: Map<string, object>;
let known: { register: boolean; cashier: boolean };
let priceOfEarl: number;
let sounds: number;
let store: StoreInMemory;
let signed: Awaited<ReturnType<typeof signer>>;
let down: boolean;
let offlineSales: Map<string, object>;
let copies: number;
let credit: number;
let printed: number;

beforeEach(async () => {
  store = new StoreInMemory();
  signed = await signer();
  offlineSales = new Map();
  copies = 0;
  credit = 0;
  printed = 0;
  down = false;
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 50 });
  localStorage.clear();
  sent = [];
  mishaps = {};
  session = null;
  parked = null;
  answersByKey = new Map();
  known = { register: true, cashier: true };
  priceOfEarl = EARL.price_minor;
  sounds = 0;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => answer(url.replace('/api/v1', ''), init));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const problem = (status: number, code: string, more: object = {}) => ({
  status,
  body: { type: `/problems/${code}`, title: code, status, ...more },
});

const json = ({ status, body, retryAfter }: { status: number; body: object; retryAfter?: string }) =>
  new Response(JSON.stringify(body), { status, headers: retryAfter ? { 'Retry-After': retryAfter } : {} });

async function answer(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  if (path.endsWith('/events')) return new Promise(() => {});
  const call: Sent = {
    method: init.method ?? 'GET',
    path,
    token: headers.get('Authorization')?.replace('Bearer ', '') ?? null,
    key: headers.get('Idempotency-Key'),
    revision: headers.get('If-Match'),
    body: init.body ? JSON.parse(String(init.body)) : undefined,
  };
  sent.push(call);
  if (down) throw new TypeError('Failed to fetch');
  const mishap = mishaps[`${call.method} ${path}`]?.shift();
  if (mishap === 'silence') throw new TypeError('Failed to fetch');
  if (typeof mishap === 'object') return json(mishap);
  if (path === '/register-snapshots/current') {
    const text = JSON.stringify(SNAPSHOT);
    return new Response(text, { headers: { 'Snapshot-Signature': await signed.sign(text) } });
  }
  const copy = /\/receipts\/c(\d)$/.exec(path)?.[1];
  if (copy) {
    return new Response(
      `<!doctype html><html lang="en"><head><style>p{margin:0}</style></head><body><p>Copy no. ${copy}</p></body></html>`,
    );
  }
  const done = served(call);
  if (mishap === 'lost answer') throw new TypeError('Failed to fetch');
  return json(done);
}

/** The server, as far as a till needs it: it repeats an answer under its key, and counts revisions. */
function served({ method, path, token, key, revision, body }: Sent): { status: number; body: object } {
  if (path === '/client-config') return { status: 200, body: {} };
  if (token?.startsWith('rg_') && !known.register) return problem(401, 'unauthenticated');
  if (token?.startsWith('ca_') && !(known.cashier && known.register)) return problem(401, 'unauthenticated');
  if (key && answersByKey.has(key)) return { status: 200, body: answersByKey.get(key) ?? {} };
  const answered = (status: number, value: object) => {
    if (key) answersByKey.set(key, value);
    return { status, body: value };
  };
  if (path === '/register-enrollments') {
    if (body.code !== 'K7MQ4TXW') return problem(404, 'not-found');
    return answered(201, { register: { id: 'r', name: 'Till 2', channel_id: 'till-2' }, credential: 'rg_new' });
  }
  if (path === '/channels/till-2') {
    const tenders = ['cash', 'card_present', 'gift_card'];
    return { status: 200, body: { id: 'till-2', currency: 'EUR', tenders, cash_rounding_minor: 1 } };
  }
  if (path === '/staff-members') return { status: 200, body: { data: [CARA] } };
  if (path === '/registers/current/cashier') {
    if (body.pin !== '4711') return problem(422, 'wrong-pin', { detail: 'this is not the PIN of Cara' });
    known.cashier = true;
    return { status: 201, body: { cashier: CARA, token: 'ca_2', expires_at: '2026-12-01T00:00:00Z' } };
  }
  if (path.startsWith('/items')) {
    const barcode = new URL(path, 'http://x').searchParams.get('barcode');
    return { status: 200, body: { data: [EARL, MINT].filter((it) => !barcode || it.barcodes.includes(barcode)) } };
  }
  if (path.startsWith('/shifts')) return { status: 200, body: { data: [] } };
  if (path === '/register-snapshots/keys') return { status: 200, body: { keys: signed.keys } };
  if (path === '/offline-sales') {
    const data = body.sales.map((sale: { business_day: string; sequence: number; lines: { sku: string }[] }) => {
      const name = `${sale.business_day} ${sale.sequence}`;
      const state = offlineSales.has(name) ? 'known' : 'recorded';
      offlineSales.set(name, sale);
      return { state, order_number: `20${sale.sequence}`, variances: [] };
    });
    return { status: 200, body: { data, waiting: [] } };
  }
  if (path === '/gift-card-lookups') {
    if (body.code !== '7K3M0QXA11110000') return problem(422, 'unknown-gift-card');
    return { status: 200, body: { balance_minor: 500, currency: 'EUR', expires_at: null, state: 'active' } };
  }
  if (path === '/quotes') return problem(422, 'unknown-item');
  if (path === '/checkout-sessions') {
    session = holding(body.line_items, 1);
    return answered(201, { session });
  }
  if (path === '/orders/o/exchanges') {
    if (method === 'GET') {
      const told = { id: 's1', order_id: 'o', currency: 'EUR', refunded_minor: 400, hand_out_minor: 400 };
      return { status: 200, body: { data: [told] } };
    }
    credit = 890;
    session = holding(body.line_items, 1);
    return answered(201, { exchange: { id: 's1', credit_minor: 890 }, session });
  }
  if (path === '/unreceipted-returns') {
    if (!body.approval) return problem(403, 'approval-required');
    const made = { id: 'u', refund: body.refund, currency: 'EUR', refunded_minor: 800, lines: [], gift_card: '…0000' };
    const again = answered(201, { ...made, gift_card_code: null });
    return { ...again, body: { ...made, gift_card_code: body.refund === 'gift_card' ? '7K3M-0QXA-1111-0000' : null } };
  }
  if (path === '/parked-sessions') {
    if (method === 'GET') return { status: 200, body: { data: parked ? [parked] : [] } };
    if (!session) return problem(404, 'not-found');
    const { id, total_minor, currency } = session;
    parked = {
      session_id: id,
      label: body.label ?? null,
      channel_id: 'till-2',
      currency,
      total_minor,
      quantity: 1,
      parked_at: '2026-11-30T10:00:00Z',
    };
    return { status: 200, body: session };
  }
  if (path === '/registers/current/approvals') {
    if (body.pin !== '5822') return problem(422, 'wrong-pin', { detail: 'this is not the PIN of Max' });
    return answered(201, { token: 'ap_1' });
  }
  if (session && path.endsWith('/price-adjustments')) {
    if (!body.approval && !body.reason) return problem(403, 'approval-required');
    const adjustment = { id: 'a1', list_price_minor: null, sku: null, unit_price_minor: null, percent: null };
    const amount_minor = body.amount_minor ?? null;
    session = {
      ...session,
      revision: session.revision + 1,
      price_adjustments: [{ ...adjustment, amount_minor, kind: body.kind, up_to: 100 }],
      due_minor: session.total_minor - 100,
    };
    return answered(200, session);
  }
  if (session && path.endsWith('/price-adjustments/a1')) {
    session = { ...session, revision: session.revision + 1, price_adjustments: [], due_minor: session.total_minor };
    return { status: 200, body: session };
  }
  if (path.startsWith('/returnable-orders')) {
    const line = { line: 1, sku: 'EARL', name: 'EARL', quantity: 2, returned: 0, paid_minor: 1780 };
    const order = {
      order_id: 'o',
      number: '1001',
      session_id: 's9',
      currency: 'EUR',
      lines: [line],
      tenders: ['cash'],
    };
    return { status: 200, body: { data: path.endsWith('=1001') ? [order] : [] } };
  }
  if (path === '/orders/o/receipts') {
    const copy = copies++;
    return answered(201, { issued: { id: `c${copy}`, order_id: 'o', copy, medium: body.medium } });
  }
  if (path === '/orders/o/returns') {
    return answered(201, { id: 'r1', order_number: '1001', currency: 'EUR', refunded_minor: 890, hand_out_minor: 890 });
  }
  if (path.endsWith('/resume')) {
    if (!parked) return problem(409, 'session-not-parked', { detail: 'it is at register:till-3' });
    parked = null;
    return { status: 200, body: session ?? {} };
  }
  if (!session) return { status: 200, body: {} };
  if (method === 'PATCH') {
    if (revision !== `"${session.revision}"`) return problem(412, 'revision-mismatch', { session });
    session = body.line_items
      ? holding(body.line_items, session.revision + 1)
      : { ...session, revision: session.revision + 1, asks: [] };
  } else if (path.endsWith('/complete')) {
    if (body.confirmed_total_minor !== session.total_minor) return problem(409, 'total-changed', { session });
    const means: TillTender[] = body.tenders ?? (body.tender ? [body.tender] : []);
    const cash = means.find(({ type }) => type === 'cash');
    const isCard = means.some(({ type }) => type === 'card_present');
    const received = cash?.type === 'cash' ? cash.received_minor : session.total_minor;
    session = isCard ? waiting(session) : paid(session, received);
    return answered(200, session);
  } else if (path.endsWith('/payment/withdraw')) {
    session = { ...session, status: 'ready_for_complete', payment: { state: 'not_paid', action: null } };
  }
  return { status: 200, body: session };
}

function holding(wanted: { sku: string; quantity: number }[], revision: number): Session {
  const line_items = wanted.map(({ sku, quantity }): LineItem => {
    const unit = sku === 'EARL' ? priceOfEarl : 490;
    const more = { image_url: null, unit_price_minor: unit, total_minor: unit * quantity, digital: false };
    return { sku, name: sku, quantity, ...more };
  });
  const total = line_items.reduce((sum, it) => sum + it.total_minor, 0);
  const status = 'ready_for_complete' as const;
  const due_minor = Math.max(0, total - credit);
  const opened = { id: 's1', revision, status, line_items, asks: [], total_minor: total, due_minor, tenders: [] };
  return open({ ...opened, exchange_credit_minor: Math.min(credit, opened.total_minor) });
}

const paid = (it: Session, received: number): Session => ({
  ...it,
  status: 'completed',
  revision: it.revision + 1,
  order: { id: 'o', number: '1001' },
  tenders: [
    {
      id: 't',
      type: 'cash',
      amount_minor: it.total_minor,
      state: 'captured',
      received_minor: received,
      change_minor: received - it.total_minor,
    },
  ],
});

const waiting = (it: Session): Session => ({
  ...it,
  status: 'requires_escalation',
  revision: it.revision + 1,
  payment: { state: 'not_paid', action: { type: 'present_card', reader: 'till-2' } },
});

const MEMORY: Memory = {
  credential: 'rg_1',
  register: { id: 'r', name: 'Till 2', channel_id: 'till-2' },
  cashier: { cashier: CARA, token: 'ca_1', expires_at: '2026-12-01T00:00:00Z' },
  lines: [],
  sessionId: null,
  opening: null,
  press: null,
  last: null,
  channel: null,
  merchant: '',
  left: [],
  foreign: false,
  parts: [],
  exchange: null,
  bare: NOTHING_BARE,
};

async function started(memory: Memory | null = MEMORY): Promise<Till> {
  if (memory) remember(memory);
  const till = new Till(
    () => {},
    () => sounds++,
    async () => store,
    () => printed++,
  );
  await till.start();
  if (memory?.cashier) await vi.waitFor(() => expect(till.state.items).not.toBeNull());
  return till;
}

const to = (method: string, ending: string) => sent.filter((it) => it.method === method && it.path.endsWith(ending));
const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });

test('becomes a till by its code, and somebody signs in', async () => {
  const till = await started(null);
  expect(till.state.place).toBe('enroll');

  await till.enroll('k7mq-4txw');
  await until(() => expect(till.state.people).toEqual([CARA]));
  await till.signIn(CARA, '4711');

  expect(till.state).toMatchObject({ place: 'sell', cashier: CARA });
  expect(remembered()?.credential).toBe('rg_new');
});

test('a wrong code makes no till', async () => {
  const till = await started(null);

  await till.enroll('WRONG');

  expect(till.state).toMatchObject({ place: 'enroll', alert: till.m.codeUnknown });
});

test('says what the server tells of a wrong PIN, and how long to wait', async () => {
  const till = await started({ ...MEMORY, cashier: null });

  await till.signIn(CARA, '9999');
  expect(till.state.alert).toContain('this is not the PIN of Cara');

  mishaps['POST /registers/current/cashier'] = [{ ...problem(429, 'too-many-tries'), retryAfter: '600' }];
  await till.signIn(CARA, '4711');
  expect(till.state.alert).toContain('10 minutes');
});

test('a revoked register asks for a new code', async () => {
  const till = await started();
  known.register = false;

  till.scan(EARL.barcodes[0] ?? '');

  await until(() => expect(till.state).toMatchObject({ place: 'enroll', because: 'revoked' }));
  expect(remembered()).toBeNull();
});

test('when a cashier’s time has run out, the PIN is asked for and the sale is kept', async () => {
  const till = await started();
  till.add(EARL);
  await until(() => expect(till.state.session).not.toBeNull());
  known.cashier = false;

  till.add(MINT);
  await until(() => expect(till.state).toMatchObject({ place: 'sign_in', because: 'expired' }));
  await till.signIn(CARA, '4711');

  await until(() => expect(session?.line_items.map(({ sku }) => sku)).toEqual(['EARL', 'MINT']));
  expect(till.state.lines).toHaveLength(2);
});

test('a scan is a line at once, and the server follows in order', async () => {
  const till = await started();

  for (const it of [EARL, MINT, EARL]) till.scan(it.barcodes[0] ?? '');
  await Promise.resolve();

  await until(() =>
    expect(session?.line_items.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['EARL', 2],
      ['MINT', 1],
    ]),
  );
  expect(to('POST', '/checkout-sessions')).toHaveLength(1);
  expect(due(till.state)).toBe(2270);
});

test('a lost answer opens no second session and loses no line', async () => {
  const till = await started();
  mishaps['POST /checkout-sessions'] = ['lost answer', 'silence'];

  till.add(EARL);
  till.add(MINT);

  await until(() => expect(session?.line_items).toHaveLength(2));
  const openings = to('POST', '/checkout-sessions');
  expect(new Set(openings.map(({ key }) => key)).size).toBe(1);
  expect(new Set(openings.map(({ body }) => JSON.stringify(body))).size).toBe(1);
});

test('an unknown code is said with a sound, and what was there stays', async () => {
  const till = await started();
  till.add(EARL);

  till.scan('9999999999994');

  await until(() => expect(till.state.alert).toBe('Unknown code 9999999999994'));
  expect(sounds).toBe(1);
  expect(till.state.lines).toHaveLength(1);
});

test('what was removed comes back within five seconds, and not later', async () => {
  const till = await started();
  till.add(EARL);
  till.count(0, -1);
  expect(till.state.lines).toHaveLength(0);

  till.undo();
  expect(till.state.lines).toHaveLength(1);

  till.clear();
  await vi.advanceTimersByTimeAsync(5_100);
  expect(till.state.undo).toBeNull();
});

test('pressed twice, cash is taken once; the next scan is the next sale', async () => {
  const till = await started();
  till.add(EARL);

  await Promise.all([till.cash(1000), till.cash(1000)]);

  expect(to('POST', '/complete')).toHaveLength(1);
  expect(till.state.last?.tenders[0]?.change_minor).toBe(110);
  expect(till.state.lines).toEqual([]);
  till.scan(MINT.barcodes[0] ?? '');
  await until(() => expect(to('POST', '/checkout-sessions')).toHaveLength(2));
});

test('several tenders pay one sale, sent together when nothing remains', async () => {
  const till = await started();
  till.add(EARL);

  await till.cash(200, 200);
  await till.card(300);
  expect(remaining(till.state)).toBe(390);
  expect(to('POST', '/complete')).toHaveLength(0);
  await till.card();

  expect(money(till.state)).toBe('present_card');
  expect(to('POST', '/complete')[0]?.body.tenders).toEqual([
    { type: 'cash', received_minor: 200, amount_minor: 200 },
    { type: 'card_present', amount_minor: 300 },
    { type: 'card_present', amount_minor: 390 },
  ]);
});

test('after a part that did not come about all are there still, and one can be taken back', async () => {
  const till = await started();
  till.add(EARL);
  await till.cash(200, 200);
  await till.card();
  await till.cancelCard();

  expect(remaining(till.state)).toBe(0);
  till.takeBackPart(1);
  expect(remaining(till.state)).toBe(690);
  await till.cash(1000);

  expect(to('POST', '/complete')[1]?.body.tenders).toEqual([
    { type: 'cash', received_minor: 200, amount_minor: 200 },
    { type: 'cash', received_minor: 1000, amount_minor: 690 },
  ]);
  expect(till.state).toMatchObject({ parts: [], lines: [] });
});

test('a gift card is scanned, shows its balance, and pays its part', async () => {
  const till = await started();
  till.add(EARL);

  till.scan('7K3M-0QXA-1111-0000');
  await until(() => expect(till.state.gift.balance?.balance_minor).toBe(500));
  expect(till.state).toMatchObject({ panel: 'gift', lines: [{ sku: 'EARL' }] });
  await till.payByGift();
  expect(remaining(till.state)).toBe(390);
  expect(till.state).toMatchObject({ panel: 'split', gift: { code: '' } });
  await till.cash(400);

  expect(to('POST', '/complete')[0]?.body.tenders).toEqual([
    { type: 'gift_card', code: '7K3M0QXA11110000', amount_minor: 500 },
    { type: 'cash', received_minor: 400, amount_minor: 390 },
  ]);
});

test('a gift card that covers all is the only tender; a code nobody knows is said', async () => {
  const till = await started();
  till.add(MINT);
  expect(await till.lookUpGift('AAAA AAAA AAAA AAAA')).toBe(false);
  expect(till.state.alert).toBe(till.m.giftUnknown);

  await till.lookUpGift('7k3m 0qxa iiii 0000');
  await till.payByGift();

  expect(to('POST', '/complete')[0]?.body.tender).toEqual({ type: 'gift_card', code: '7K3M0QXA11110000' });
  expect(till.state.last?.total_minor).toBe(490);
});

test('parts outlive a reload, and a sale that costs less than they pay is not paid', async () => {
  const till = await started();
  till.add(EARL);
  till.add(MINT);
  await till.cash(1000, 1000);
  expect(remembered()?.parts).toHaveLength(1);

  till.remove(1);

  expect(remaining(till.state)).toBe(-110);
  expect(hindrance(till.state)).toBe('too_much');
  expect(await till.park('')).toBe(false);
  expect(till.state.alert).toBe(till.m.partsFirst);
});

test('cash that was taken for a sale others went on with is not forgotten', async () => {
  const till = await started();
  till.add(EARL);
  await till.cash(200, 200);

  till.leave();

  expect(till.state.parts).toHaveLength(1);
  till.takeBackPart(0);
  expect(till.state.parts).toEqual([]);
});

test('an answer that was lost is asked for with the same press', async () => {
  const till = await started();
  till.add(EARL);
  await until(() => expect(till.state.session).not.toBeNull());
  mishaps['POST /checkout-sessions/s1/complete'] = ['lost answer', 'silence'];

  const paying = till.cash(890);
  await until(() => expect(money(till.state)).toBe('checking'));
  await paying;

  expect(new Set(to('POST', '/complete').map(({ key }) => key)).size).toBe(1);
  expect(till.state.last?.order?.number).toBe('1001');
});

test('the server’s receipt is handed out and printed, once more as another copy', async () => {
  const till = await started();
  till.add(EARL);
  await till.cash(890);

  await till.printLast();
  expect(printed).toBe(1);
  expect(till.state.paper).toMatchObject({ orderId: 'o', language: 'en', css: 'p{margin:0}' });
  expect(till.state.paper?.html).toContain('Copy no. 0');
  expect(till.state.paper?.html).not.toContain('<style>');
  await till.printReceipt('o');

  expect(till.state.paper?.html).toContain('Copy no. 1');
  expect(printed).toBe(2);
});

test('a receipt whose page did not come is not another copy', async () => {
  const till = await started();
  till.add(EARL);
  await till.cash(890);
  mishaps['GET /orders/o/receipts/c0'] = [{ status: 503, body: {} }];

  expect(await till.printReceipt('o')).toBe(false);
  expect(await till.printReceipt('o')).toBe(true);

  expect(to('POST', '/receipts')).toHaveLength(1);
  expect(till.state.paper?.html).toContain('Copy no. 0');
});

test('when nobody answers, the till prints what it knows', async () => {
  const till = await started();
  till.add(EARL);
  await till.cash(890);
  mishaps['POST /orders/o/receipts'] = ['silence'];

  await till.printLast();

  expect(till.state).toMatchObject({ paper: null, alert: null });
  expect(printed).toBe(1);
});

test('a receipt goes out by e-mail, and it is said', async () => {
  const till = await started();
  till.add(EARL);
  await till.cash(890);
  till.askMail(till.state.last?.order ?? null);

  expect(await till.mailReceipt('ada@example.com')).toBe(true);

  expect(to('POST', '/orders/o/receipts')[0]?.body).toEqual({ medium: 'email', to: 'ada@example.com' });
  expect(till.state).toMatchObject({ mailing: null, note: till.m.mailed('ada@example.com') });
});

test('a reload in the middle of a payment sends the same press again', async () => {
  session = holding([{ sku: 'EARL', quantity: 1 }], 1);
  const request = { revision: 1, confirmed_total_minor: 890, tender: { type: 'cash' as const, received_minor: 890 } };
  const lines = [{ sku: 'EARL', name: 'EARL', quantity: 1, unitMinor: 890 }];

  const till = await started({
    ...MEMORY,
    lines,
    sessionId: 's1',
    press: { key: 'pressed-before', sessionId: 's1', request },
  });

  await until(() => expect(till.state.last?.order?.number).toBe('1001'));
  expect(to('POST', '/complete').map(({ key }) => key)).toEqual(['pressed-before']);
});

test('a total that turns out otherwise is shown, not taken', async () => {
  const till = await started();
  priceOfEarl = 950;

  till.add(EARL);
  await till.cash(890);

  expect(to('POST', '/complete')).toHaveLength(0);
  expect(till.state.alert).toBe(till.m.newTotal);
  await till.cash(950);
  expect(till.state.last?.total_minor).toBe(950);
});

test('without a network and without prices of its own nothing is paid', async () => {
  mishaps['GET /register-snapshots/keys'] = ['silence', 'silence', 'silence'];
  const till = await started();
  till.add(EARL);
  await until(() => expect(till.state.session).not.toBeNull());
  dispatchEvent(new Event('offline'));

  await till.cash(890);

  expect(till.state.connected).toBe(false);
  expect(to('POST', '/complete')).toHaveLength(0);
});

test('while the reader waits nothing is added; a canceled payment leaves the sale open', async () => {
  const till = await started();
  till.add(EARL);

  await till.card();
  expect(money(till.state)).toBe('present_card');
  till.add(MINT);
  expect(till.state.lines).toHaveLength(1);
  expect(till.state.alert).toBe(till.m.payFirst('MINT'));

  await till.cancelCard();
  expect(money(till.state)).toBe('open');
});

test('a sale is put aside and fetched again', async () => {
  const till = await started();
  till.add(EARL);
  till.open('park');

  expect(await till.park('Blue hat')).toBe(true);

  expect(till.state).toMatchObject({ lines: [], session: null, panel: null });
  expect(to('POST', '/parked-sessions')[0]?.body).toEqual({ session_id: 's1', label: 'Blue hat' });
  await till.showParked();
  expect(till.state.parked).toMatchObject([{ label: 'Blue hat', total_minor: 890 }]);
  if (parked) await till.takeUp(parked);
  expect(till.state.lines).toMatchObject([{ sku: 'EARL', quantity: 1 }]);
  expect(till.state).toMatchObject({ panel: null, session: { id: 's1' } });
});

test('of what another till has fetched it says so, and shows what is left', async () => {
  const till = await started();
  till.add(EARL);
  await till.park('');
  await till.showParked();
  const [waiting] = till.state.parked ?? [];
  parked = null;

  if (waiting) await till.takeUp(waiting);

  expect(till.state).toMatchObject({ lines: [], parked: [], panel: 'parked' });
  expect(till.state.alert).toMatch(/register:till-3|session-not-parked/);
});

test('the drawer is no place to scan; what was scanned there is sold afterwards', async () => {
  const till = await started();
  await till.showDrawer();
  expect(till.state.place).toBe('drawer');
  till.scan(EARL.barcodes[0] ?? '');
  expect(till.state.lines).toEqual([]);

  till.closeDrawer();

  await until(() => expect(till.state.lines).toMatchObject([{ sku: 'EARL' }]));
});

test('a discount needs a manager, whose PIN is asked for again when it was wrong', async () => {
  const till = await started();
  till.add(EARL);
  await till.showAdjust({ sku: null, name: '', unitMinor: 0 });
  const max = { id: 'p2', name: 'Max', roles: ['manager'] };

  expect(await till.adjust({ kind: 'discount', amount_minor: 100 }, 'Damaged', max, '1111')).toBe(false);
  expect(till.state.alert).toContain('this is not the PIN of Max');
  expect(to('POST', '/price-adjustments')).toHaveLength(0);
  expect(await till.adjust({ kind: 'discount', amount_minor: 100 }, 'Damaged', max, '5822')).toBe(true);

  expect(to('POST', '/price-adjustments')[0]?.body).toEqual({ kind: 'discount', amount_minor: 100, approval: 'ap_1' });
  expect(to('POST', '/approvals')[1]?.body).toMatchObject({ action: 'discount', reason: 'Damaged', session_id: 's1' });
  expect(due(till.state)).toBe(790);
  const [given] = till.state.session?.price_adjustments ?? [];
  if (given) await till.withdraw(given);
  expect(due(till.state)).toBe(890);
});

test('a manager at the till gives a reason instead', async () => {
  const till = await started();
  till.add(EARL);

  await till.adjust({ kind: 'discount', amount_minor: 100 }, 'Goodwill', null, '');

  expect(to('POST', '/price-adjustments')[0]?.body).toMatchObject({ reason: 'Goodwill' });
});

test('goods come back by the number of their order, once, also when the answer was lost', async () => {
  const till = await started();
  const max = { id: 'p2', name: 'Max', roles: ['manager'] };
  await till.showReturn();
  await till.findOrder('77');
  expect(till.state.alert).toBe(till.m.noOrder('77'));
  await till.findOrder('1001');
  mishaps['POST /orders/o/returns'] = ['lost answer'];
  const back = [{ line: 1, quantity: 1, damaged: true }];

  expect(await till.takeBackGoods(back, 'Broken', max, '5822')).toBe(false);
  await until(() => expect(till.state.connected).toBe(true));
  expect(await till.takeBackGoods(back, 'Broken', max, '5822')).toBe(true);

  const [first, again] = to('POST', '/orders/o/returns');
  expect(again).toEqual(first);
  expect(first?.body).toMatchObject({ lines: [{ line: 1, quantity: 1, condition: 'damaged' }], approval: 'ap_1' });
  expect(to('POST', '/approvals')).toHaveLength(1);
  expect(till.state.returning.done?.hand_out_minor).toBe(890);
});

const MAX = { id: 'p2', name: 'Max', roles: ['manager'] };
const BACK = [{ line: 1, quantity: 1, damaged: false }];

async function exchanging(): Promise<Till> {
  const till = await started();
  await till.showReturn();
  await till.findOrder('1001');
  expect(await till.exchange(BACK, 'Too large', MAX, '5822')).toBe(true);
  return till;
}

test('goods come back for others: the dearer ones are paid for with the difference', async () => {
  const till = await exchanging();
  expect(till.state.exchange).toMatchObject({ number: '1001', what: '1 × EARL', creditMinor: 890 });
  expect(remembered()?.exchange?.approval).toBe('ap_1');

  till.add(EARL);
  expect(due(till.state)).toBe(0);
  till.add(MINT);
  await until(() => expect(till.state.session?.line_items).toHaveLength(2));
  expect(due(till.state)).toBe(490);
  await till.cash(500);

  expect(to('POST', '/checkout-sessions')).toHaveLength(0);
  expect(to('POST', '/orders/o/exchanges')[0]?.body).toEqual({
    lines: [{ line: 1, quantity: 1, condition: 'sellable' }],
    line_items: [{ sku: 'EARL', quantity: 1 }],
    reason: 'Too large',
    approval: 'ap_1',
  });
  expect(till.state).toMatchObject({ exchange: null, lines: [], foreign: false });
});

test('for cheaper goods nothing is paid, and what is left over is told', async () => {
  const till = await exchanging();
  till.add(MINT);
  await until(() => expect(till.state.session).not.toBeNull());
  expect(isPaidByGoods(till.state)).toBe(true);
  expect(leftOverMinor(till.state)).toBe(400);

  await till.completeExchange();

  expect(to('POST', '/complete')[0]?.body).toEqual({ revision: 1, confirmed_total_minor: 490 });
  await until(() => expect(till.state.exchanged?.hand_out_minor).toBe(400));
});

test('an exchange that is given up brings nothing back, and the next scan is a sale', async () => {
  const till = await exchanging();
  till.add(MINT);
  await until(() => expect(till.state.session).not.toBeNull());

  till.giveUpExchange();
  await until(() => expect(to('POST', '/s1/cancel')).toHaveLength(1));
  credit = 0;
  till.add(EARL);

  await until(() => expect(to('POST', '/checkout-sessions')).toHaveLength(1));
  expect(due(till.state)).toBe(890);
});

test('an exchange waits until the sale before is over', async () => {
  const till = await started();
  till.add(EARL);
  await till.showReturn();
  await till.findOrder('1001');

  expect(await till.exchange(BACK, 'Too large', MAX, '5822')).toBe(false);
  expect(till.state.alert).toBe(till.m.finishFirst);
});

test('goods without a receipt are scanned in the panel, and their gift card’s code stays until it was seen', async () => {
  const till = await started();
  till.add(MINT);
  await till.showBare();
  for (const it of [EARL, EARL, MINT]) till.scan(it.barcodes[0] ?? '');
  await until(() => expect(till.state.bare.lines).toHaveLength(2));
  till.changeBare('MINT', { damaged: true });

  expect(await till.takeBare('gift_card', 'Too large', MAX, '5822')).toBe(true);
  till.open(null);
  await till.showBare();

  expect(to('POST', '/unreceipted-returns')[0]?.body).toEqual({
    lines: [
      { sku: 'EARL', quantity: 2, condition: 'sellable' },
      { sku: 'MINT', quantity: 1, condition: 'damaged' },
    ],
    refund: 'gift_card',
    reason: 'Too large',
    approval: 'ap_1',
  });
  expect(to('POST', '/approvals')[0]?.body).not.toHaveProperty('session_id');
  expect(till.state.bare.done?.gift_card_code).toBe('7K3M-0QXA-1111-0000');
  expect(till.state.lines).toMatchObject([{ sku: 'MINT', quantity: 1 }]);
  expect(remembered()?.bare.done?.gift_card_code).toBe('7K3M-0QXA-1111-0000');
  till.finishBare();
  expect(till.state.bare.done).toBeNull();
});

test('a return without a receipt whose answer was lost is one, and says that the code is gone', async () => {
  const till = await started();
  await till.showBare();
  till.add(EARL);
  mishaps['POST /unreceipted-returns'] = ['lost answer'];

  expect(await till.takeBare('gift_card', 'Broken', MAX, '5822')).toBe(false);
  expect(till.state.bare.lines).toHaveLength(1);
  const reloaded = await started(remembered());
  expect(await reloaded.takeBare('gift_card', 'Broken', MAX, '5822')).toBe(true);

  const [first, again] = to('POST', '/unreceipted-returns');
  expect(again).toEqual(first);
  expect(reloaded.state.bare.done).toMatchObject({ gift_card_code: null, gift_card: '…0000' });
});

// ---- without a network

async function alone(): Promise<Till> {
  const till = await started();
  await until(() => expect(till.state.alone.snapshot).not.toBeNull());
  down = true;
  return till;
}

test('without a network a sale for cash is kept, and handed in when somebody answers', async () => {
  const till = await alone();
  till.scan('2100100001377');
  await until(() => expect(till.state.connected).toBe(false));

  expect(due(till.state)).toBe(890);
  await till.cash(1000);

  expect(till.state.lines).toHaveLength(0);
  expect(till.state.last?.tenders[0]).toMatchObject({ received_minor: 1000, change_minor: 110 });
  expect(till.state.alone.sales.map(({ fate }) => fate.state)).toEqual(['waiting']);
  expect(till.state.last?.order).toBeNull();
  if (till.state.last)
    expect(nameOf(till.state.last, till.m)).toMatch(/^Sale kept on this till: Till 2, .*\d{4}, no. 1$/);
  down = false;
  await until(() =>
    expect(till.state.alone.sales[0]?.fate).toEqual({ state: 'recorded', order_number: '201', variances: 0 }),
  );
  expect(offlineSales.size).toBe(1);
});

test('a sale whose answer was lost is handed in again and counts once', async () => {
  const till = await alone();
  till.scan('2100100001377');
  await until(() => expect(till.state.connected).toBe(false));
  await till.cash(890);
  mishaps['POST /offline-sales'] = ['lost answer'];
  down = false;
  await until(() => expect(to('POST', '/offline-sales').length).toBeGreaterThan(1));
  await until(() => expect(till.state.alone.sales[0]?.fate.state).toBe('recorded'));

  expect(offlineSales.size).toBe(1);
});

test('a card is not taken without a network', async () => {
  const till = await alone();
  till.scan('2100100001377');
  await until(() => expect(till.state.connected).toBe(false));
  await till.card();

  expect(till.state.lines).toHaveLength(1);
  expect(to('POST', '/complete')).toHaveLength(0);
});

test('what the server had of a sale made without it is canceled, and the next sale is another session', async () => {
  const till = await started();
  await until(() => expect(till.state.alone.snapshot).not.toBeNull());
  till.scan('2100100001377');
  await until(() => expect(till.state.session).not.toBeNull());
  down = true;
  till.scan('2100100001377');
  await until(() => expect(till.state.connected).toBe(false));
  await till.cash(1780);
  down = false;

  await until(() => expect(to('POST', '/cancel')).toHaveLength(1));
  till.scan('2100100005818');
  await until(() => expect(to('POST', '/checkout-sessions')).toHaveLength(2));
  expect(to('POST', '/checkout-sessions')[1]?.body.line_items).toEqual([{ sku: 'MINT', quantity: 1 }]);
});

test('a till starts and sells without a network when it has been one before', async () => {
  const before = await alone();
  expect(remembered()?.channel?.id).toBe('till-2');
  before.scan('nothing');
  const till = new Till(
    () => {},
    () => {},
    async () => store,
  );
  await till.start();

  expect(till.state.place).toBe('sell');
  expect(till.state.items?.map(({ sku }) => sku)).toEqual(['EARL']);
  till.scan('2100100001377');
  await until(() => expect(till.state.connected).toBe(false));
  await till.cash(890);
  expect(till.state.alone.sales).toHaveLength(1);
});

test('a sale that cannot be kept is not made', async () => {
  const till = await alone();
  till.scan('2100100001377');
  await until(() => expect(till.state.connected).toBe(false));
  store.isFull = true;
  await till.cash(890);

  expect(till.state.lines).toHaveLength(1);
  expect(till.state.alert).toBe(till.m.notKept);
});

test('what is unreadable is told and holds up no other', async () => {
  const till = await alone();
  for (let sale = 0; sale < 2; sale++) {
    till.scan('2100100001377');
    await until(() => expect(due(till.state)).toBe(890));
    await until(() => expect(till.state.connected).toBe(false));
    await till.cash(890);
  }
  const no = { status: 422, body: { type: '/problems/validation-failed', title: 'no', status: 422 } };
  mishaps['POST /offline-sales'] = [no, no];
  down = false;

  await until(() => expect(till.state.alone.sales.map(({ fate }) => fate.state)).toEqual(['refused', 'recorded']));
});
