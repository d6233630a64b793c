// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Channel, ReturnableOrder, UnreceiptedReturn } from '../../shared/api';
import { ready } from '../../shared/sessions.fixture';
import { type Facing, facing } from '../facing';
import { de } from '../messages/de';
import { en } from '../messages/en';
import { paperOf } from '../receipts';
import { START, type State } from '../state';
import type { Till } from '../till';
import { App } from './App';
import { Display } from './Display';
import { Paper } from './Paper';

const channel = { id: 'till-2', currency: 'EUR', tenders: ['cash', 'card_present', 'gift_card'] } as Channel;
const TEA = { sku: 'TEA', name: 'Tea', quantity: 1, unitMinor: 890 };
const line = { image_url: null, digital: false, sku: 'TEA', name: 'Tea', quantity: 1 };
const session = ready({
  line_items: [{ ...line, unit_price_minor: 890, total_minor: 890 }],
  asks: [],
  total_minor: 890,
  due_minor: 890,
});
const MAX = { id: 'p2', name: 'Max', roles: ['manager'] };
const SELLING: State = { ...START, place: 'sell', channel, lines: [TEA], session, items: [], people: [MAX] };

/** A till that only remembers what was asked of it. */
let asked: [string, ...unknown[]][];

beforeEach(() => {
  asked = [];
});

afterEach(() => render(null, document.body));

function shown(change: Partial<State>, m: typeof en | typeof de = en): HTMLElement {
  const state = { ...SELLING, ...change };
  const till = new Proxy(
    {},
    {
      get: (_, name: string) => {
        if (name === 'm') return m;
        if (name === 'state') return state;
        return (...args: unknown[]) => {
          asked.push([name, ...args]);
          return Promise.resolve(true);
        };
      },
    },
  ) as Till;
  render(h(App, { till, state }), document.body);
  return document.body;
}

const button = (page: HTMLElement, name: RegExp | string): HTMLButtonElement => {
  const found = [...page.querySelectorAll('button')].find((it) => {
    const said = it.getAttribute('aria-label') ?? it.textContent ?? '';
    return typeof name === 'string' ? said.trim() === name : name.test(said);
  });
  if (!found) throw new Error(`no button ${name} in ${page.textContent}`);
  return found;
};

const type = async (page: HTMLElement, name: string, text: string) => {
  const field = page.querySelector<HTMLInputElement>(`[name=${name}]`);
  if (!field) throw new Error(`no field ${name}`);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitFor(() => Promise.resolve());
};

test('every button that cannot be pressed says why, in both languages', () => {
  for (const m of [en, de]) {
    for (const change of [{}, { panel: 'split' }, { panel: 'gift' }, { connected: false }, { lines: [] }] as const) {
      const page = shown({ ...change, last: session } as Partial<State>, m);
      const mute = [...page.querySelectorAll<HTMLButtonElement>('.payment button:disabled, .actions button:disabled')]
        .filter((it) => !document.getElementById(it.getAttribute('aria-describedby') ?? '')?.textContent)
        .map((it) => it.textContent);
      expect(mute, JSON.stringify(change)).toEqual([]);
      render(null, document.body);
    }
  }
});

test('a part is paid by what stands on its button, and a part too large by nothing', async () => {
  const page = shown({ panel: 'split' });
  expect(page.querySelector('#rest')?.textContent).toBe(en.stillToPay('€8.90'));

  await type(page, 'part', '2');
  await vi.waitFor(() => button(page, 'Card €2.00'));
  button(page, 'Cash €2.00').click();
  expect(asked).toEqual([['cash', 200, 200]]);

  await type(page, 'part', '20');
  await vi.waitFor(() => button(page, 'Given €20.00'));
  button(page, 'Given €20.00').click();
  expect(asked[1]).toEqual(['cash', 2000]);
  await type(page, 'part', '20');
  await vi.waitFor(() => button(page, 'Card €20.00'));
  button(page, 'Card €20.00').click();
  await vi.waitFor(() => expect(page.querySelector('#part-wrong')?.textContent).toBe(en.tooMuchPart('€8.90')));
  expect(asked).toHaveLength(2);
});

test('without goods there is nothing to split; parts that were agreed on stay', () => {
  expect(shown({ panel: 'split', lines: [], session: null }).querySelector('.split')).toBeNull();
  const parts = [{ type: 'cash', received_minor: 200, amount_minor: 200 } as const];
  const page = shown({ parts, lines: [], session: null });
  expect(page.querySelector('#rest')?.textContent).toBe(en.overpaid('€2.00'));
});

test('when nothing remains all parts are paid together', () => {
  const parts = [{ type: 'card_present', amount_minor: 890 } as const];
  const page = shown({ parts });

  button(page, 'Pay €8.90').click();
  button(page, 'Take back Card €8.90').click();

  expect(asked).toEqual([['payParts'], ['takeBackPart', 0]]);
});

test('a gift card says what it can pay', () => {
  const balance = { balance_minor: 300, currency: 'EUR', expires_at: null, state: 'active' } as const;
  const gift = { code: '7K3M0QXA11110000', balance, mostMinor: null };
  const page = shown({ panel: 'gift', gift });
  button(page, en.giftPart('€3.00')).click();
  expect(asked).toEqual([['payByGift']]);

  const expired = shown({ panel: 'gift', gift: { ...gift, balance: { ...balance, state: 'expired' } } });
  expect(expired.querySelector('#gift-why')?.textContent).toBe(en.giftStates.expired);
});

const ORDER: ReturnableOrder = {
  order_id: 'o',
  number: '1001',
  session_id: 's9',
  channel_id: 'till-2',
  currency: 'EUR',
  total_minor: 890,
  refundable_minor: 890,
  tenders: ['cash'],
  lines: [{ line: 1, sku: 'TEA', name: 'Tea', quantity: 1, returned: 0, paid_minor: 890 }],
  placed_at: '2026-11-30T10:00:00Z',
};

test('a found order gives money back, is exchanged, and is printed again', async () => {
  const returning = { order: ORDER, done: null };
  const page = shown({ panel: 'return', returning, lines: [], session: null, cashier: MAX });
  button(page, en.printReceiptOf('1001')).click();
  button(page, en.oneMore('Tea')).click();
  await vi.waitFor(() => button(page, 'Give back €8.90'));
  await type(page, 'reason', 'Too large');

  button(page, 'Give back €8.90').click();
  button(page, 'Exchange').click();

  const back = [{ line: 1, quantity: 1, damaged: false }];
  expect(asked).toEqual([
    ['printReceipt', 'o'],
    ['takeBackGoods', back, 'Too large', null, ''],
    ['exchange', back, 'Too large', null, ''],
  ]);
  const busy = shown({ panel: 'return', returning, cashier: MAX });
  expect(button(busy, 'Exchange').disabled).toBe(true);
});

test('an exchange says what comes back, and that nothing has to be paid', () => {
  const exchange = {
    orderId: 'o',
    number: '1001',
    lines: [],
    what: '1 × Pot',
    creditMinor: 1000,
    reason: 'x',
    approval: null,
  };
  const page = shown({ exchange, session: { ...session, exchange_credit_minor: 1000, due_minor: 0 } });
  expect(page.textContent).toContain(en.exchangeOf('1001', '1 × Pot'));

  button(page, en.exchangeAndBack('€1.10')).click();
  button(page, en.exchangeGiveUp).click();

  expect(asked).toEqual([['completeExchange'], ['giveUpExchange']]);
});

const DONE: UnreceiptedReturn = {
  id: 'u',
  refund: 'gift_card',
  gift_card: '…0000',
  gift_card_code: '7K3M-0QXA-1111-0000',
  currency: 'EUR',
  refunded_minor: 890,
  lines: [{ line: 1, name: 'Tea', quantity: 1, unit_price_minor: 890, total_minor: 890 }],
  created_at: '2026-11-30T10:00:00Z',
};

test('goods without a receipt need a line, a reason and a manager; the code is on the screen and on paper', async () => {
  const lines = [{ sku: 'TEA', name: 'Tea', quantity: 1, damaged: false, unitMinor: 890 }];
  const page = shown({ panel: 'bare', bare: { lines, done: null, asked: null }, cashier: MAX });
  button(page, en.bareSubmit).click();
  await vi.waitFor(() => expect(page.textContent).toContain(en.noReason));
  button(page, en.bareWays.cash ?? '').click();
  await type(page, 'reason', 'Broken');
  await vi.waitFor(() => {
    expect(button(page, en.bareWays.cash ?? '').getAttribute('aria-pressed')).toBe('true');
  });
  button(page, en.bareSubmit).click();
  expect(asked).toEqual([['takeBare', 'cash', 'Broken', null, '']]);

  const given = shown({ panel: 'bare', bare: { lines: [], done: DONE, asked: null } });
  expect(given.querySelector('output.secret')?.textContent).toBe(DONE.gift_card_code);
  expect(given.querySelector('.receipt')?.textContent).toContain(DONE.gift_card_code);
  const lost = shown({ panel: 'bare', bare: { lines: [], done: { ...DONE, gift_card_code: null }, asked: null } });
  expect(lost.textContent).toContain(en.bareCodeLost('…0000'));
});

test('what the server prints stands in a tree of its own, without its style in the page', () => {
  const page = '<html lang="de"><head><style>p{margin:0}</style></head><body><p>Kopie Nr. 1</p></body></html>';
  render(h(Paper, { paper: paperOf('o', page) }), document.body);

  const place = document.querySelector<HTMLElement>('.receipt');
  expect(place?.lang).toBe('de');
  expect(place?.shadowRoot?.querySelector('p')?.textContent).toBe('Kopie Nr. 1');
  expect(place?.shadowRoot?.querySelector('style')).toBeNull();
});

test('the customer’s window speaks both languages, with nothing to press', () => {
  for (const m of [en, de]) {
    for (const now of ['idle', 'sale', 'card', 'uncertain', 'checking', 'thanks'] as const) {
      const told: Facing = { ...facing(SELLING), now, changeMinor: 110 };
      render(h(Display, { facing: told, m }), document.body);
      expect(document.body.querySelectorAll('h1')).toHaveLength(1);
      expect(document.body.querySelector('button, a, input')).toBeNull();
      if (now === 'thanks') expect(document.body.textContent).toContain(m.yourChange);
      if (now === 'card') expect(document.body.textContent).toContain(m.facing.card);
    }
  }
});
