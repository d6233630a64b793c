// @vitest-environment happy-dom

import { afterEach, describe, expect, test, vi } from 'vitest';
import type { EventData, SessionSummary } from '../shared/api';
import { challengeOf, checkIdToken, finishSignIn, isBack, SignInFailed, signIn, staffOf } from '../shared/signIn';
import { addressOf, hrefWith } from './address';
import { type Arm, placeIn, points, reachOf } from './experiments';
import { byStep, change, daysOf, type FunnelNumbers, heat, pathOf, share, span, spanOf } from './reports';
import { leftMinor, withEvent } from './rows';

const config = { issuer: 'https://issuer.example', client_id: 'onetill' };
const token = (claims: object) => {
  const bytes = new TextEncoder().encode(JSON.stringify(claims));
  return `x.${btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')}.x`;
};

afterEach(() => vi.unstubAllGlobals());

describe('signing in', () => {
  test('proves who began it as RFC 7636 shows', async () => {
    expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });

  test('asks the issuer for a code and comes back to where it began', async () => {
    const issued: Record<string, string> = {};
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      if (url.endsWith('/.well-known/openid-configuration')) {
        return Response.json({
          ...config,
          authorization_endpoint: 'https://issuer.example/a',
          token_endpoint: 'https://issuer.example/t',
        });
      }
      Object.assign(issued, Object.fromEntries(init?.body as URLSearchParams));
      const claims = {
        iss: config.issuer,
        aud: 'onetill',
        nonce: asked.searchParams.get('nonce'),
        name: 'Ada',
        roles: ['admin'],
      };
      return Response.json({ access_token: token(claims), id_token: token(claims), expires_in: 60 });
    });
    const assign = vi.spyOn(location, 'assign').mockImplementation(() => {});
    history.replaceState(null, '', '/admin/orders?order=o1');

    await signIn(config);
    const asked = new URL(String(assign.mock.calls[0]?.[0]));
    history.replaceState(null, '', `/admin/?code=c1&state=${asked.searchParams.get('state')}`);
    const staff = await finishSignIn(config);

    expect(asked.searchParams.get('code_challenge')).toBe(await challengeOf(issued.code_verifier ?? ''));
    expect(issued).toMatchObject({ grant_type: 'authorization_code', code: 'c1', client_id: 'onetill' });
    expect(staff).toMatchObject({ name: 'Ada', roles: ['admin'] });
    expect(location.pathname + location.search).toBe('/admin/orders?order=o1');
  });

  test('takes no answer to a question it did not ask', async () => {
    history.replaceState(null, '', '/admin/?code=c1&state=forged');

    expect(isBack()).toBe(true);
    await expect(finishSignIn(config)).rejects.toBeInstanceOf(SignInFailed);
  });

  test.each([
    { iss: 'https://other.example', aud: 'onetill', nonce: 'n' },
    { iss: config.issuer, aud: 'other', nonce: 'n' },
    { iss: config.issuer, aud: 'onetill', nonce: 'other' },
  ])('refuses a token that is for somebody else: %o', (claims) => {
    expect(() => checkIdToken(token(claims), config, 'n')).toThrow(SignInFailed);
  });

  test('reads names that are not English', () => {
    expect(staffOf(token({ name: 'Jürgen Åström', exp: 10 }))).toMatchObject({
      name: 'Jürgen Åström',
      roles: [],
      expiresAt: 10_000,
    });
  });
});

describe('the address', () => {
  const address = addressOf('http://x/admin/sessions?status=completed&session=s1');

  test('says what is shown', () => {
    expect(address.page).toBe('sessions');
    expect(addressOf('http://x/admin/orders').page).toBe('orders');
    expect(addressOf('http://x/admin/').page).toBeNull();
    expect(addressOf('http://x/admin/gift-cards').page).toBe('gift-cards');
    expect(addressOf('http://x/admin/nowhere')).toMatchObject({ page: null, named: 'nowhere' });
  });

  test('changes only what is changed', () => {
    expect(hrefWith(address, { channel: 'web', session: null })).toBe('/admin/sessions?status=completed&channel=web');
  });
});

describe('rows', () => {
  const row = { id: 's1', status: 'incomplete', step: 'contact', total_minor: 1 } as SessionSummary;
  const loaded = { pages: [{ data: [row], next_cursor: null }], pageParams: [null] };
  const event = { aggregate_id: 's1', status: 'canceled', step: null, total_minor: 2, occurred_at: 'now' } as EventData;

  test('change in place', () => {
    expect(withEvent(loaded, event, null)?.pages[0]?.data[0]).toMatchObject({
      status: 'canceled',
      step: 'contact',
      total_minor: 2,
    });
  });

  test('are asked for again when the session is not among them or not wanted any more', () => {
    expect(withEvent(loaded, { ...event, aggregate_id: 's2' }, null)).toBeNull();
    expect(withEvent(loaded, event, 'incomplete')).toBeNull();
  });
});

test('what can be given back leaves out what is on its way', () => {
  const payments = [{ captured_minor: 2270, refunded_minor: 500 }, { captured_minor: 100 }];
  const refunds = [
    { state: 'refunded', amount_minor: 500 },
    { state: 'pending', amount_minor: 70 },
    { state: 'declined', amount_minor: 900 },
  ];

  expect(leftMinor({ payments, refunds })).toBe(1800);
});

describe('the funnel', () => {
  const numbers = (entered: number, lost: number): FunnelNumbers => ({
    entered,
    advanced: entered - lost,
    handed_on: 0,
    went_back: 0,
    waiting: 0,
    lost,
    sessions: entered,
    won: 0,
    drop_off: null,
  });

  test('is asked for whole hours, the one that runs included', () => {
    const span = spanOf(7, 'web', Date.parse('2026-11-30T08:41:07Z'));
    expect(span).toEqual({ from: '2026-11-23T09:00:00.000Z', to: '2026-11-30T09:00:00.000Z', channel: 'web' });
    expect(pathOf('friction', span, { reason: null })).toBe(
      '/reports/friction?from=2026-11-23T09%3A00%3A00.000Z&to=2026-11-30T09%3A00%3A00.000Z&channel=web',
    );
    expect(daysOf('28')).toBe(28);
    expect(daysOf('12')).toBe(7);
  });

  test('adds up the channels of a step, and leaves out steps nobody came to', () => {
    const rows = [
      { channel_id: 'web', step: 'payment' as const, numbers: numbers(30, 6), previous: numbers(10, 1) },
      { channel_id: 'app', step: 'payment' as const, numbers: numbers(10, 4), previous: null },
      { channel_id: 'app', step: 'contact' as const, numbers: numbers(0, 0), previous: null },
    ];
    const steps = byStep(rows);
    expect(steps.map(({ step }) => step)).toEqual(['payment']);
    expect(steps[0]?.now).toMatchObject({ entered: 40, advanced: 30, lost: 10, drop_off: 0.25 });
    expect(steps[0]?.before).toMatchObject({ entered: 10, lost: 1, drop_off: 0.1 });
  });

  test('says numbers as people read them', () => {
    expect([share(null, 'en'), share(0.004, 'en'), share(0.256, 'en')]).toEqual(['–', '0.4%', '26%']);
    expect([null, 800, 4_200, 42_000, 240_000, 10_800_000].map(span)).toEqual([
      '–',
      '800 ms',
      '4.2 s',
      '42 s',
      '4 min',
      '3 h',
    ]);
    expect([change(5, 5, 'en'), change(5, 0, 'en'), change(3, 4, 'en')]).toEqual(['±0', 'new', '-25%']);
    expect([heat(null, 1), heat(0, 1), heat(0.01, 1), heat(1, 1), heat(0, 0)]).toEqual([0, 0, 1, 5, 0]);
  });
});

describe('an experiment', () => {
  const arm = (name: string, difference: Arm['difference']): Arm => ({
    name,
    control: difference === null,
    units: 0,
    counted: 0,
    completed: 0,
    rate: null,
    difference,
    guardrails: [],
  });

  test('is plotted around no difference, and noise does not fill the plot', () => {
    const found = arm('address_first', { value: 0.03, low: -0.01, high: 0.07, p_value: 0.2 });
    expect(reachOf([arm('usual', null), found])).toBeCloseTo(0.077);
    expect(reachOf([arm('usual', null)])).toBeCloseTo(0.022);
    expect([0, 0.077, -1].map((it) => placeIn(it, -0.077, 0.077))).toEqual([50, 100, 0]);
  });

  test('says differences in points', () => {
    expect([0.0312, -0.01, 0].map((it) => points(it, 'en'))).toEqual(['+3.1 points', '-1 points', '0 points']);
  });
});
