import { describe, expect, test } from 'vitest';
import { ADDRESS, KNOWN, open, ready, TENDER } from '../shared/sessions.fixture';
import { de } from './messages/de';
import { en } from './messages/en';
import {
  answerIn,
  isChecking,
  knownAsks,
  payMessage,
  START,
  type State,
  shownAsks,
  unsaved,
  withSession,
} from './state';

const on = (session = open(), changes: Partial<State> = {}): State => withSession({ ...START, ...changes }, session);

describe('a session from the server', () => {
  test('replaces what was known', () => {
    expect(withSession(on(), open({ revision: 2, total_minor: 1 })).session?.total_minor).toBe(1);
  });

  test('changes nothing when it is older than what was known', () => {
    const state = on(open({ revision: 5 }));

    expect(withSession(state, open({ revision: 4 }))).toBe(state);
  });

  test('takes the place of what was typed once it has it', () => {
    const typed = { ...on(), drafts: { 'buyer.email/email': ' ada@example.com' } };

    const state = withSession(typed, open({ revision: 2, buyer: { email: 'ada@example.com' }, asks: [ADDRESS] }));

    expect(state.drafts).toEqual({});
    expect(answerIn(state, 'buyer.email/email')).toBe('ada@example.com');
  });

  test('is followed once the pen is with somebody of the shop, or has moved', () => {
    const held = (actor: string, fence: number) => open({ holder: { channel_id: 'web', actor, fence } });
    const here = on(held('client_token', 3));

    expect(here.following).toBe(false);
    expect(withSession(here, held('client_token', 3)).following).toBe(false);
    expect(withSession(here, held('client_token', 4)).following).toBe(true);
    expect(withSession(here, held('staff:alex', 4)).following).toBe(true);
    expect(on(held('staff:alex', 1)).following).toBe(true);
    expect(on(held('client_token', 4), { fence: 3 }).following).toBe(true);
    expect(withSession({ ...here, following: true }, held('client_token', 3)).following).toBe(true);
  });

  test('leaves alone what is being typed', () => {
    const typed = { ...on(), drafts: { 'fulfillment.address/city': 'Bonn' } };

    const state = withSession(typed, open({ revision: 2, fulfillment: { address: { city: 'Berlin' } } }));

    expect(answerIn(state, 'fulfillment.address/city')).toBe('Bonn');
  });

  test('shows what another device has typed', () => {
    const state = withSession(on(), open({ revision: 2, fulfillment: { address: { city: 'Berlin' } } }));

    expect(answerIn(state, 'fulfillment.address/city')).toBe('Berlin');
  });

  test('keeps the warning about a new total until the total is another one', () => {
    const warned = { ...on(ready()), newTotal: { beforeMinor: 2000, nowMinor: 2270 } };

    expect(withSession(warned, ready({ revision: 5 })).newTotal).not.toBeNull();
    expect(withSession(warned, ready({ revision: 5, total_minor: 3000 })).newTotal).toBeNull();
  });

  test('ends everything once it is completed', () => {
    const typed = { ...on(ready()), drafts: { 'buyer.email/email': 'x' }, payProblem: 'x' };

    expect(withSession(typed, ready({ revision: 5, status: 'completed' }))).toMatchObject({
      drafts: {},
      payProblem: null,
    });
  });
});

describe('what is drawn', () => {
  test('is what is asked', () => {
    expect(shownAsks(on())).toEqual(['buyer.email', 'fulfillment.address']);
    expect(knownAsks(on())).toEqual([]);
  });

  test('stays a field after it has been answered here', () => {
    const state = withSession(on(), ready());

    expect(shownAsks(state)).toEqual(['buyer.email', 'fulfillment.address']);
  });

  test('is only said when it was answered elsewhere', () => {
    const state = on(ready());

    expect(shownAsks(state)).toEqual([]);
    expect(knownAsks(state).map(({ text }) => text)).toEqual(['ada@example.com', 'Ada Byron, Torstr. 1, 10119 Berlin']);
  });

  test('goes when the question makes no sense any more', () => {
    const picked = open({
      revision: 2,
      asks: [TENDER],
      fulfillment: { kind: 'pickup', address: { name: 'Ada' } },
      skipped: [KNOWN('buyer.email'), { id: 'fulfillment.address', reason: { code: 'pickup', text: '' } }],
    });

    expect(shownAsks(withSession(on(), picked))).toEqual(['buyer.email']);
  });
});

describe('what is sent', () => {
  test('is everything new in an ask, with what was suggested', () => {
    const state = { ...on(), drafts: { 'fulfillment.address/city': 'Berlin ' } };

    expect(unsaved(state, 'fulfillment.address')).toEqual({ city: 'Berlin', country: 'DE' });
  });

  test('is nothing while nothing was typed', () => {
    expect(unsaved(on(), 'fulfillment.address')).toEqual({});
  });

  test('empties what was emptied', () => {
    const state = { ...on(ready(), { opened: ['buyer.email'] }), drafts: { 'buyer.email/email': '' } };

    expect(unsaved(state, 'buyer.email')).toEqual({ email: '' });
  });
});

describe('what is said about paying', () => {
  const declined = ready({
    messages: [{ type: 'error', code: 'declined', ask: 'payment.tender', text: 'The card has expired.', retry: null }],
  });

  test('is what the server says, which knows more than the code', () => {
    expect(payMessage(on(declined), en)).toEqual({ text: 'The card has expired.', bad: true });
  });

  test("is said in the buyer's language", () => {
    const state = on({ ...declined, locale: 'de' });

    expect(payMessage(state, de)?.text).toMatch(/abgelehnt/);
  });

  test('is that we check while nobody knows', () => {
    expect(isChecking(on(ready({ payment: { state: 'checking', action: null } })))).toBe(true);
    expect(isChecking({ ...on(ready()), paying: 'unanswered' })).toBe(true);
    expect(isChecking(on(ready()))).toBe(false);
  });
});
