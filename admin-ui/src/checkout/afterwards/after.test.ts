// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ready } from '../../shared/sessions.fixture';
import type { Door } from '../later';
import { en } from '../messages/en';
import { Afterwards, deviceIn } from './after';
import { Questions } from './Questions';

const QUESTION = { order_id: 'o', asks: true, question: 'How easy was it?' };
const SESSION = ready({ status: 'completed', order: { id: 'o', number: '1001' } });

let sent: [path: string, body: object | undefined, key: string | undefined][];
let answers: Record<string, unknown>;
let state: { following: boolean };
let after: Afterwards;

const ask = async (path: string, body?: object, key?: string) => {
  sent.push([path, body, key]);
  const answer = answers[path];
  if (answer instanceof Error) throw answer;
  return answer;
};

beforeEach(() => {
  sent = [];
  answers = { '/orders/o/feedback': QUESTION };
  state = { following: false };
  const checkout = { m: en, path: '', session: SESSION, state, ask };
  after = new Afterwards({ checkout, newKey: () => 'k' } as unknown as Door, () => {});
});

afterEach(() => {
  vi.unstubAllGlobals();
  render(null, document.body);
});

test('asks once after the purchase, and sends a lost answer again under its key', async () => {
  await after.begin();
  expect(after.feedback).toEqual(QUESTION);

  answers['/orders/o/feedback'] = new Error('lost');
  await after.answer(4, 'the map');
  expect(after.unsent).toBe(true);

  answers['/orders/o/feedback'] = Object.assign(new Error('given'), { status: 409 });
  await after.answer(4, 'the map');

  expect(after.feedback?.asks).toBe(false);
  expect(sent.slice(1)).toEqual([1, 2].map(() => ['/orders/o/feedback', { score: 4, text: 'the map' }, 'k']));
});

test('whoever is not asked is shown nothing', async () => {
  answers['/orders/o/feedback'] = { ...QUESTION, asks: false };
  await after.begin();
  render(h(Questions, { after }), document.body);

  expect(document.body.textContent).toBe('');
});

describe('a passkey', () => {
  const made = { toJSON: () => ({ id: 'credential' }) };
  const create = vi.fn();

  beforeEach(() => {
    create.mockReset().mockResolvedValue(made);
    vi.stubGlobal('PublicKeyCredential', {
      isUserVerifyingPlatformAuthenticatorAvailable: async () => true,
      parseCreationOptionsFromJSON: (it: object) => ({ parsed: it }),
    });
    Object.defineProperty(navigator, 'credentials', { value: { create }, configurable: true });
    answers['/passkey-challenges'] = { public_key: { challenge: 'c' } };
    answers['/passkeys'] = {};
  });

  test('is added with the words that were read', async () => {
    await after.begin();
    render(h(Questions, { after }), document.body);
    expect(document.body.textContent).toContain(after.consent);

    await after.addPasskey();

    expect(after.passkey).toBe('added');
    expect(create).toHaveBeenCalledExactlyOnceWith({ publicKey: { parsed: { challenge: 'c' } } });
    expect(sent.slice(1).map(([path, body]) => [path, body])).toEqual([
      ['/passkey-challenges', { purpose: 'registration' }],
      ['/passkeys', { credential: { id: 'credential' }, label: expect.any(String), consent_text: after.consent }],
    ]);
  });

  test('is not missed by whoever changes their mind, and a refusal is told', async () => {
    await after.begin();
    create.mockRejectedValueOnce(Object.assign(new Error(), { name: 'NotAllowedError' }));
    await after.addPasskey();
    expect(after.passkey).toBe('offered');

    answers['/passkeys'] = Object.assign(new Error(), { status: 422, name: 'Problem' });
    await after.addPasskey();
    expect(after.passkey).toBe('failed');
  });

  test('is not offered to whoever only looks on', async () => {
    state.following = true;
    await after.begin();

    expect(after.passkey).toBe('none');
  });

  test('is not offered where the device has none to make', async () => {
    vi.stubGlobal('PublicKeyCredential', undefined);
    await after.begin();

    expect(after.passkey).toBe('none');
  });
});

test('is called by the name of the device', () => {
  expect(deviceIn('Mozilla/5.0 (Linux; Android 15; Pixel 9)')).toBe('Android');
  expect(deviceIn('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)')).toBe('iPhone');
  expect(deviceIn('curl')).toBe('Browser');
});
