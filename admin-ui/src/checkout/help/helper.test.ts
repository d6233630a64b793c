// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Assistance, CallRequest, Session } from '../../shared/api';
import { open, ready } from '../../shared/sessions.fixture';
import type { Door } from '../later';
import { en } from '../messages/en';
import { START, type State } from '../state';
import { Helper, nameIn } from './helper';

const ALEX: Assistance = { id: 'a1', actor: 'staff:alex', role: 'agent', state: 'allowed', by: 'request', since: '' };
const WITH_ALEX = { holder: { channel_id: 'web', actor: 'staff:alex', fence: 2 } };
const BACK = { holder: { channel_id: 'web', actor: 'client_token', fence: 3 } };
const HANDOFF = { code: 'K7MQ', code_expires_at: '2099-01-01T00:00:00Z', url: 'http://x/#ho_1', expires_at: '' };

const waiting = (changes: Partial<CallRequest> = {}): CallRequest => ({
  id: 'c1',
  session_id: 's1',
  state: 'waiting',
  outcome: null,
  tries: 0,
  ahead: 2,
  expected_wait_seconds: 200,
  agent: null,
  queued_at: '',
  ...changes,
});

let state: State;
let calls: [path: string, body?: object][];
let answers: Record<string, unknown>;

const answered = (path: string, body?: object) => {
  calls.push(body ? [path, body] : [path]);
  const answer = answers[path];
  if (answer === undefined) throw Object.assign(new Error('no'), { status: 500, code: 'internal' });
  if (answer instanceof Error) throw answer;
  return answer;
};

const checkout = {
  m: en,
  path: '',
  get state() {
    return state;
  },
  get session() {
    return state.session;
  },
  ask: async (path: string, body?: object) => answered(path, body),
  order: async (path: string, body = {}) => void answered(path, body),
  take: async (path: string) => void answered(path, {}),
};

let helper: Helper;
const see = (session: Session, changes: Partial<State> = {}) => {
  state = { ...state, session, ...changes };
  helper.see();
};
const settled = () => vi.waitFor(() => expect(helper.busy).toBe(false));

beforeEach(() => {
  state = { ...START, session: open() };
  calls = [];
  answers = { '/call-requests': { data: [] }, '/handoffs': HANDOFF };
  helper = new Helper({ checkout } as unknown as Door, () => {});
});

afterEach(() => vi.useRealTimers());

describe('going on at another device', () => {
  test('begins with a link and a code, which stay the same while they are good', async () => {
    see(open(), { help: 'device' });
    await settled();
    see(open(), { help: null });
    see(open(), { help: 'device' });
    await settled();

    expect(helper.handoff).toEqual(HANDOFF);
    expect(calls.filter(([path]) => path === '/handoffs')).toHaveLength(1);
  });

  test('needs a new link when the old one was used', async () => {
    see(open(), { help: 'device' });
    await settled();
    see(open(BACK), { following: true });
    await settled();
    expect(helper.handoff).toBeNull();
    see(open(BACK), { following: false });
    await settled();

    expect(calls.filter(([path]) => path === '/handoffs')).toHaveLength(2);
  });

  test('says when there is no link', async () => {
    answers['/handoffs'] = undefined;
    see(open(), { help: 'device' });
    await settled();

    expect(helper.failed).toBe(true);
  });
});

describe('being called', () => {
  test('goes to the number in the form, and says where one stands', async () => {
    answers['/call-requests'] = waiting();
    see(ready({ buyer: { phone: '+49 30 1' } }), { drafts: { 'buyer.phone/phone': '+49 30 123456' } });

    expect(helper.callMe()).toBe(true);
    await settled();

    expect(calls).toEqual([['/call-requests', { number: '+49 30 123456' }]]);
    expect(helper.callSaid).toBe(
      'We will call you. You can go on meanwhile. 2 callers are before you. It takes about 4 minutes.',
    );
  });

  test('needs a number', () => {
    see(open());
    helper.type('my phone');

    expect(helper.callMe()).toBe(false);
    expect([helper.numberWrong, calls]).toEqual([true, []]);

    helper.type('030 123456');
    expect(helper.numberWrong).toBe(false);
  });

  test('that was wanted before is the one', async () => {
    answers['/call-requests'] = Object.assign(new Error(), { status: 409, code: 'call-requested' });
    see(ready({ buyer: { phone: '030 123456' } }));
    helper.callMe();
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    expect(helper.isCallOpen).toBe(false);

    answers['/call-requests'] = { data: [waiting()] };
    see(ready(), { help: 'call' });
    await vi.waitFor(() => expect(helper.isCallOpen).toBe(true));
  });

  test('is followed until it is over', async () => {
    vi.useFakeTimers();
    answers['/call-requests'] = waiting({ ahead: 0, expected_wait_seconds: 0 });
    answers['/call-requests/c1'] = waiting({ state: 'taken', agent: 'staff:alex' });
    see(ready({ buyer: { phone: '030 123456' } }));
    helper.callMe();
    await vi.advanceTimersByTimeAsync(0);
    expect(helper.callSaid).toContain('You are next. Somebody is free now.');

    await vi.advanceTimersByTimeAsync(5_000);
    expect(helper.callSaid).toBe('Alex is calling you now.');

    answers['/call-requests/c1'] = waiting({ state: 'finished', outcome: 'reached' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect([helper.callSaid, helper.isCallOpen]).toEqual(['The call is over.', false]);

    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(3);
  });

  test('can be called off', async () => {
    answers['/call-requests'] = waiting();
    answers['/call-requests/c1/cancel'] = waiting({ state: 'canceled' });
    see(ready({ buyer: { phone: '030 123456' } }));
    helper.callMe();
    await settled();

    await helper.cancelCall();

    expect([helper.callSaid, helper.isCallOpen]).toEqual([null, false]);
  });
});

describe('a passkey', () => {
  const get = vi.fn();
  const accept = vi.fn();
  const help = vi.fn();

  beforeEach(() => {
    for (const it of [get, accept, help]) it.mockReset();
    get.mockResolvedValue({ toJSON: () => ({ id: 'credential' }) });
    Object.assign(checkout, { accept, help });
    vi.stubGlobal('PublicKeyCredential', { parseRequestOptionsFromJSON: (it: object) => ({ parsed: it }) });
    Object.defineProperty(navigator, 'credentials', { value: { get }, configurable: true });
    answers['/passkey-challenges'] = { public_key: { challenge: 'c' } };
    answers['/recognitions'] = { session: ready({ recognized_by: 'passkey' }) };
    see(open());
  });

  afterEach(() => vi.unstubAllGlobals());

  test('fills in what is known of its owner', async () => {
    await helper.showPasskey();

    expect(get).toHaveBeenCalledExactlyOnceWith({ publicKey: { parsed: { challenge: 'c' } } });
    expect(calls.at(-1)).toEqual(['/recognitions', { passkey: { id: 'credential' } }]);
    expect(accept).toHaveBeenCalledExactlyOnceWith(ready({ recognized_by: 'passkey' }));
    expect(help).toHaveBeenCalledExactlyOnceWith(null);
  });

  test('that is not shown changes nothing', async () => {
    get.mockRejectedValueOnce(Object.assign(new Error(), { name: 'NotAllowedError' }));
    await helper.showPasskey();
    expect([helper.failed, accept.mock.calls]).toEqual([false, []]);

    answers['/recognitions'] = Object.assign(new Error(), { status: 422, code: 'passkey-refused' });
    await helper.showPasskey();
    expect([helper.failed, accept.mock.calls]).toEqual([true, []]);
  });

  test('is not asked for where it cannot be shown, or was', () => {
    expect(helper.takesPasskeys).toBe(true);
    see(ready({ recognized_by: 'passkey' }));
    expect(helper.takesPasskeys).toBe(false);
    see(open(), { following: true });
    expect(helper.takesPasskeys).toBe(false);
    vi.stubGlobal('PublicKeyCredential', undefined);
    see(open(), { following: false });
    expect(helper.takesPasskeys).toBe(false);
  });
});

describe('somebody helps', () => {
  const street = (line1: string) => ({ fulfillment: { ...ready().fulfillment, address: { line1 } } });

  test('what they change is named, what the buyer changes is not', () => {
    see(ready({ assistance: [ALEX] }));
    see(ready({ assistance: [ALEX], ...street('Torstr. 1') }));
    expect(helper.changed).toEqual([]);

    see(ready({ assistance: [ALEX], ...WITH_ALEX, ...street('Torstr. 1') }));
    see(ready({ assistance: [ALEX], ...WITH_ALEX, ...street('Torstr. 2') }));

    expect(helper.fieldNames(helper.changed)).toBe('Street and number');
    helper.read();
    see(ready({ assistance: [ALEX], ...WITH_ALEX, ...street('Torstr. 2') }));
    expect(helper.changed).toEqual([]);
  });

  test('the pen comes back when the buyer ends it', async () => {
    answers['/assistance-requests/a1/end'] = {};
    see(ready({ assistance: [ALEX], ...WITH_ALEX }));

    await helper.endHelp(ALEX);

    expect(calls).toEqual([['/assistance-requests/a1/end', {}]]);
    see(ready({ ...BACK }));
    expect(calls).toHaveLength(1);
  });

  test('the pen is fetched when they have left it behind', async () => {
    answers['/holder'] = {};
    see(ready({ assistance: [ALEX], ...WITH_ALEX }));
    see(ready({ ...WITH_ALEX }));
    await settled();

    expect(calls).toEqual([['/holder', {}]]);
  });

  test('the answer is sent', async () => {
    answers['/assistance-requests/a1/answer'] = {};
    const asked = { ...ALEX, state: 'asked' } as const;
    see(ready({ assistance: [asked] }));
    expect(helper.asking).toEqual(asked);

    await helper.answer(asked, 'not_now');

    expect(calls).toEqual([['/assistance-requests/a1/answer', { answer: 'not_now' }]]);
  });
});

test.each([
  ['staff:alex', 'Alex'],
  ['staff:019ab3c4-77', null],
  ['register:till-1', null],
  ['', null],
])('%s is %s', (actor, name) => {
  expect(nameIn(actor)).toBe(name);
});
