import { afterEach, expect, test, vi } from 'vitest';
import { ready } from '../shared/sessions.fixture';
import { type Facing, facing, listeningToTill, tellingCustomer } from './facing';
import { START, type State } from './state';

const TEA = { sku: 'TEA', name: 'Tea', quantity: 1, unitMinor: 890 };
const LINE = { sku: 'TEA', name: 'Tea', quantity: 1, unit_price_minor: 890, total_minor: 890 };
const more = { image_url: null, digital: false };
const session = ready({ line_items: [{ ...LINE, ...more }], total_minor: 890, due_minor: 890 });
const selling: State = { ...START, place: 'sell', lines: [TEA], session };

test('the customer sees lines and what is due', () => {
  expect(facing(selling)).toMatchObject({
    now: 'sale',
    lines: [{ name: 'Tea', quantity: 1, totalMinor: 890 }],
    dueMinor: 890,
    remainingMinor: 890,
  });
});

test('what the reader asks for is the part of that card', () => {
  const action = { type: 'present_card', reader: 'r' } as const;
  const waiting = { ...session, status: 'requires_escalation' as const, payment: { ...session.payment, action } };
  const parts = [
    { type: 'cash', received_minor: 200, amount_minor: 200 } as const,
    { type: 'card_present', amount_minor: 690 } as const,
  ];

  expect(facing({ ...selling, session: waiting })).toMatchObject({ now: 'card', cardMinor: 890 });
  expect(facing({ ...selling, session: waiting, parts })).toMatchObject({ now: 'card', cardMinor: 690 });
  const uncertain = { ...action, reader_state: 'uncertain' as const };
  const unsure = { ...waiting, payment: { ...session.payment, action: uncertain } };
  expect(facing({ ...selling, session: unsure }).now).toBe('uncertain');
  expect(facing({ ...selling, paying: 'unanswered' }).now).toBe('checking');
});

test('afterwards there are thanks and change, until the next line', () => {
  const cash = { id: 't', type: 'cash', amount_minor: 890, state: 'captured', received_minor: 1000, change_minor: 110 };
  const last = { ...session, tenders: [cash] };

  expect(facing({ ...selling, lines: [], session: null, last })).toMatchObject({ now: 'thanks', changeMinor: 110 });
  expect(facing({ ...selling, last }).now).toBe('sale');
  expect(facing({ ...selling, place: 'enroll', lines: [], last }).now).toBe('idle');
});

test('nothing of the people at the till is told', () => {
  const cashier = { id: 'p1', name: 'Cara Cashier', roles: ['cashier'] };

  expect(JSON.stringify(facing({ ...selling, cashier }))).not.toContain('Cara');
});

afterEach(() => vi.unstubAllGlobals());

/** All windows of one browser. */
function windows(): void {
  const all: { onmessage: ((event: { data: string }) => void) | null }[] = [];
  class Channel {
    onmessage: ((event: { data: string }) => void) | null = null;
    constructor() {
      all.push(this);
    }
    postMessage(data: string) {
      for (const it of all) if (it !== this) it.onmessage?.({ data });
    }
  }
  vi.stubGlobal('BroadcastChannel', Channel);
}

test('a window that opens later is told what is, and then each change once', () => {
  windows();
  const seen: Facing['now'][] = [];
  const tell = tellingCustomer(() => {});
  tell(facing(selling));

  listeningToTill(({ now }) => seen.push(now));
  tell(facing(selling));
  tell(facing({ ...selling, paying: 'sending' }));

  expect(seen).toEqual(['sale', 'checking']);
});

test('a scan that is typed into the customer’s window is the till’s', () => {
  windows();
  const scans: string[] = [];
  tellingCustomer((code) => scans.push(code));
  const scanned = listeningToTill(() => {});
  listeningToTill(() => {});

  scanned('2100100001377');

  expect(scans).toEqual(['2100100001377']);
});
