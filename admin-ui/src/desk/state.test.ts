import { describe, expect, test } from 'vitest';
import { linesOf } from '../shared/basket';
import { open, ready } from '../shared/sessions.fixture';
import type { Staff } from '../shared/signIn';
import { happening, withHappening } from './happenings';
import { clock, closed, fieldsIn, hindrance, linkState, nextField, START, type State, sendTo } from './state';

const ALEX: Staff = { token: 't', subject: 'alex', name: 'Alex', roles: ['agent'], expiresAt: 0 };
const TALK = {
  number: '+4930123456',
  startedAt: '2026-11-23T09:00:00Z',
  heldSince: null,
  recordingPausedSince: null,
  note: '',
  callId: null,
  requestId: null,
  outbound: false,
};
const PHONE = { id: 'phone', kind: 'phone', name: 'Phone', currency: 'EUR', tenders: ['card'] } as State['channel'];
const TEA = {
  sku: 'EARL',
  name: 'Earl Grey',
  image_url: null,
  quantity: 1,
  unit_price_minor: 890,
  total_minor: 890,
  digital: false,
};
const MINE = { holder: { channel_id: 'phone', actor: 'staff:alex', fence: 1 }, line_items: [TEA] };

function state(changes: Partial<State> = {}): State {
  const session = changes.session === undefined ? ready(MINE) : changes.session;
  return { ...START, staff: ALEX, talk: TALK, session, lines: session ? linesOf(session) : [], ...changes };
}

describe('what stands in the way of paying', () => {
  test.each<[string | null, Partial<State>]>([
    [null, {}],
    ['no_call', { talk: null }],
    ['offline', { connected: false }],
    ['empty', { session: ready({ ...MINE, line_items: [] }) }],
    ['unsaved', { lines: [{ sku: 'EARL', name: 'Earl', quantity: 2, unitMinor: 890 }] }],
    ['hers', { session: ready({ ...MINE, holder: { channel_id: 'web', actor: 'client_token', fence: 2 } }) }],
    ['hidden', { session: ready({ ...MINE, buyer_hidden: true }) }],
    ['paying', { session: ready({ ...MINE, status: 'complete_in_progress' }) }],
    ['paid', { session: ready({ ...MINE, status: 'completed' }) }],
    ['over', { session: ready({ ...MINE, status: 'canceled' }) }],
    ['no_number', { talk: { ...TALK, number: null } }],
    ['no_saved', { method: 'saved' }],
    ['no_keypad', { method: 'keypad' }],
    [null, { method: 'keypad', channel: PHONE, keypadChannels: ['phone'] }],
    ['no_reader', { method: 'reader' }],
  ])('%s', (why, changes) => expect(hindrance(state(changes))).toBe(why));

  test('a link can be sent before everything was asked; a saved card cannot be charged', () => {
    const asking = state({ session: open(MINE) });
    expect(hindrance(asking)).toBeNull();
    const saved = { known: true, pop: null, savedTenders: [{ id: 's', label: 'Visa' }] };
    expect(hindrance({ ...asking, method: 'saved', caller: saved })).toBe('asks');
  });
});

test('somebody who took the pen shuts the fields, and whoever holds it opens them', () => {
  expect(closed(state())).toBeNull();
  expect(closed(state({ elsewhere: true }))).toBe('hers');
});

test('the server says what is asked first', () => {
  const asking = state({ session: open(MINE) });
  expect(fieldsIn('who', asking)[0]).toMatchObject({ key: 'buyer.email/email', asked: true });
  expect(fieldsIn('where', asking).map(({ key }) => key)).toContain('fulfillment.address/line1');
  expect(nextField(asking)).toBe('buyer.email/email');
  expect(nextField({ ...asking, typed: { 'buyer.email/email': 'ada@example.com' } })).toBe('fulfillment.address/name');
});

test('an address that is known stays to be seen', () => {
  expect(fieldsIn('where', state()).find(({ key }) => key.endsWith('line1'))?.value).toBe('Torstr. 1');
});

test('a link goes to the number of the call unless somebody says otherwise', () => {
  expect(sendTo(state())).toBe('+4930123456');
  expect(sendTo(state({ typed: { 'link/send_to': 'ada@example.com' } }))).toBe('ada@example.com');
});

test('a link is sent, opened, paying, declined, paid', () => {
  const link = {
    url: 'u',
    sendTo: '+49',
    sentAt: '2026-11-23T09:00:00Z',
    expiresAt: '2026-11-23T09:30:00Z',
    opened: false,
  };
  const now = Date.parse('2026-11-23T09:10:00Z');
  const opened = { ...link, opened: true };
  const declined = { type: 'error', code: 'declined', ask: null, text: 'No.', retry: null } as const;
  expect(linkState(state({ link }), now)).toBe('sent');
  expect(linkState(state({ link }), Date.parse(link.expiresAt))).toBe('expired');
  expect(linkState(state({ link: opened }), now)).toBe('opened');
  expect(linkState(state({ link: opened, session: ready({ status: 'complete_in_progress' }) }), now)).toBe('paying');
  expect(linkState(state({ link: opened, session: ready({ messages: [declined] }) }), now)).toBe('declined');
  expect(linkState(state({ link: opened, session: ready({ status: 'completed' }) }), now)).toBe('paid');
});

test('a timer counts minutes, and hours when it must', () => {
  expect(clock('2026-11-23T09:00:00Z', Date.parse('2026-11-23T09:01:05Z'))).toBe('01:05');
  expect(clock('2026-11-23T09:00:00Z', Date.parse('2026-11-23T10:01:05Z'))).toBe('1:01:05');
});

const event = (id: number, type: string, data: object = {}, step: string | null = 'payment') =>
  ({ id, type, data, step, occurred_at: `2026-11-23T09:00:0${id}Z`, channel_id: 'web' }) as never;

test('what went wrong is told as such, and what says nothing is not told', () => {
  expect(happening(event(1, 'session.declined', { decline_code: 'insufficient_funds' }))).toMatchObject({
    bad: true,
    detail: 'insufficient_funds',
  });
  expect(happening(event(2, 'session.changed', { step_left: 'contact' }))).toMatchObject({
    kind: 'step',
    detail: 'payment',
  });
  expect(happening(event(3, 'session.changed'))).toBeNull();
  expect(happening(event(4, 'session.viewed'))).toBeNull();
});

test('the latest is on top, and what is told twice is there once', () => {
  const one = happening(event(1, 'session.opened'));
  const two = happening(event(2, 'session.submitted'));
  if (!one || !two) throw new Error('both say something');
  const all = withHappening(withHappening(withHappening([], one), two), one);
  expect(all.map(({ kind }) => kind)).toEqual(['session.submitted', 'session.opened']);
});
