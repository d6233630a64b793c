import { describe, expect, test } from 'vitest';
import { matching, pageOf } from './catalog/items';
import { changesIn } from './channels/policy';
import { type ApiKey, stateOf } from './developers/keys';
import { guess, pagesFor } from './find';
import { basketOf, daysAround, soldBetween, untilNow } from './home/today';
import { firstPage, menuOf, PAGES, placeOf } from './pages';
import { withoutCircles } from './paths';

describe('the menu', () => {
  test.each([
    ['admin', 'home'],
    ['manager', 'home'],
    ['analyst', 'home'],
    ['agent', 'sessions'],
    ['cashier', 'orders'],
  ])('of %s has at most seven words and begins with %s', (role, first) => {
    expect(menuOf([role]).length).toBeLessThanOrEqual(7);
    expect(firstPage([role])).toBe(first);
  });

  test('has each page in one group, with a name', () => {
    const listed = menuOf(['admin']).flatMap(({ pages }) => pages);
    expect([...listed].sort()).toEqual([...PAGES].sort());
    expect(PAGES.map((it) => placeOf(it).name).every(Boolean)).toBe(true);
  });

  test('shows keys and webhooks to admins only', () => {
    expect(menuOf(['manager']).flatMap(({ pages }) => pages)).not.toContain('keys');
  });
});

describe('finding anything', () => {
  test.each([
    ['#1009', { order: '1009' }],
    ['019ab3d0-0000-7000-8000-000000000001', { id: '019ab3d0-0000-7000-8000-000000000001', item: null }],
    ['ada@example.com', { contact: { email: 'ada@example.com' }, item: null }],
    ['+49 30 1234', { contact: { phone: '+49 30 1234' }, order: null }],
    ['TEA-EARL', { item: 'TEA-EARL', order: null, contact: null }],
  ])('%s is taken for what it is', (text, wanted) => {
    expect(guess(text)).toMatchObject(wanted);
  });

  test('leads to pages by each word of their name or group, where somebody may go', () => {
    expect(pagesFor('set tax', ['admin']).map(({ href }) => href)).toEqual(['/admin/taxes']);
    expect(pagesFor('api', ['manager']).map(({ href }) => href)).toEqual(['/admin/documentation']);
  });
});

describe('today', () => {
  test('is compared with the same day of last week until the same time', () => {
    const now = new Date(2026, 10, 30, 16, 15).getTime();
    const { today, before, passed } = daysAround(now);
    expect(passed).toBeCloseTo(0.25);
    expect(Date.parse(today.to) - now).toBe(45 * 60_000);
    expect(now - Date.parse(before.until)).toBe(7 * 24 * 3_600_000);
    expect(Date.parse(before.ceiling) - Date.parse(before.floor)).toBe(3_600_000);
  });

  test('counts the running hour of last week by the part that has passed', () => {
    expect(untilNow({ opened: 10, completed: 4 }, { opened: 18, completed: 8 }, 0.25)).toEqual({
      opened: 12,
      completed: 5,
    });
  });

  test('has sales as what the account of sales has gone down by, in each currency', () => {
    const sales = (currency: string, amount_minor: number) => ({ account: 'sales', currency, amount_minor });
    const other = { account: 'tips', currency: 'EUR', amount_minor: -5 };
    const sold = soldBetween([sales('EUR', -1000), other], [sales('EUR', -3500), sales('CHF', -200)]);
    expect([...sold]).toEqual([
      ['EUR', 2500],
      ['CHF', 200],
    ]);
    expect([basketOf(2500, 2), basketOf(2500, 0)]).toEqual([1250, null]);
  });
});

test('a diagram of ways has no circle, and keeps the widest', () => {
  const link = (source: string, target: string, count: number, back = false) => ({
    source,
    target,
    count,
    back,
    handoff: false,
  });
  const kept = withoutCircles([
    link('phone/payment', 'web/payment', 2),
    link('web/payment', 'phone/payment', 5),
    link('web/contact', 'web/payment', 9),
    link('web/payment', 'web/contact', 4, true),
    link('web/payment', 'web/payment', 1),
    link('web/payment', 'lost', 0),
  ]);
  expect(kept.map(({ source, target }) => `${source} ${target}`)).toEqual([
    'web/contact web/payment',
    'web/payment phone/payment',
  ]);
});

test('items are found by each word in any of their names', () => {
  const items = [
    { sku: 'EARL', name: 'Earl Grey, 100 g', category: 'Tea', barcodes: ['4006381333931'], prices: {} },
    { sku: 'POT', name: 'Tea pot', category: 'Crockery', prices: {} },
  ];
  expect(matching(items, 'tea').map(({ sku }) => sku)).toEqual(['EARL', 'POT']);
  expect(matching(items, 'grey 4006').map(({ sku }) => sku)).toEqual(['EARL']);
  expect(matching(items, '  ')).toBe(items);
});

test('a page beyond the last is the last', () => {
  expect(pageOf(120, 9, 50)).toEqual({ page: 3, pages: 3, from: 100, to: 120 });
  expect(pageOf(0, Number.NaN, 50)).toEqual({ page: 1, pages: 1, from: 0, to: 0 });
});

test('only what is other than it was is a change', () => {
  const before = { tenders: ['card'], terms: null, messages: [{ text: 'a', texts: null }] };
  expect(changesIn(before, { tenders: ['card', 'link'], terms: null, messages: [{ text: 'a' }] })).toEqual(['tenders']);
});

test.each([
  ['active', {}],
  ['ending', { expires_at: '2026-12-01T00:00:00Z' }],
  ['expired', { expires_at: '2026-11-01T00:00:00Z' }],
  ['revoked', { revoked_at: '2026-11-02T00:00:00Z', expires_at: '2026-12-01T00:00:00Z' }],
])('a key is %s', (state, more) => {
  const key = { revoked_at: null, expires_at: null, ...more } as ApiKey;
  expect(stateOf(key, Date.parse('2026-11-30T00:00:00Z'))).toBe(state);
});
