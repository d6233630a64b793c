// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { Assistance } from '../../shared/api';
import { open, ready } from '../../shared/sessions.fixture';
import type { Door } from '../later';
import { de } from '../messages/de';
import { en } from '../messages/en';
import { type Help, START } from '../state';
import { Helper } from './helper';
import { Notice } from './Notice';
import { Panel } from './Panel';

const HANDOFF = {
  code: 'K7MQ',
  code_expires_at: '2099-01-01T14:30:00Z',
  url: 'https://shop.example/checkout/#ho_1',
  expires_at: '2099-01-01T15:00:00Z',
};
const ASKED: Assistance = { id: 'a1', actor: 'staff:alex', role: 'agent', state: 'asked', by: 'request', since: '' };

function helping(session = open(), m: typeof en = en): Helper {
  const checkout = { m, path: '', state: { ...START, session }, session, ask: async () => HANDOFF };
  return new Helper({ checkout } as unknown as Door, () => {});
}

afterEach(() => render(null, document.body));

const panel = (helper: Helper, help: Help, following = false, go = vi.fn()) =>
  render(h(Panel, { helper, help, following, go }), document.body);
const buttons = () => [...document.body.querySelectorAll('button')].map((it) => it.textContent);

test('what there is to choose leads there, and out again', () => {
  const go = vi.fn();
  panel(helping(), 'all', false, go);

  for (const button of document.body.querySelectorAll('button')) button.click();

  expect(go.mock.calls).toEqual([['device'], ['call'], [null]]);
});

test('another device reads the link from a picture, and people read it too', async () => {
  const helper = helping();
  await helper.passOn();
  panel(helper, 'device');

  const picture = document.body.querySelector('svg');
  expect(picture?.getAttribute('role')).toBe('img');
  expect(picture?.getAttribute('aria-label')).toContain('QR code');
  expect(picture?.querySelector('path')?.getAttribute('d')).toMatch(/^M4 4h1v1h-1zM5 4h1/);
  expect(document.body.querySelector('input')?.value).toBe(HANDOFF.url);
  expect(document.body.textContent).toContain('K7MQ');
});

test('once it goes on elsewhere, it can be fetched back', () => {
  panel(helping(), 'device', true);

  expect(buttons()).toEqual(['Go on here instead', 'Back', 'Close']);
});

test('the number is that of the session until another is typed', () => {
  const helper = helping(ready({ buyer: { phone: '+49 30 1' } }));
  panel(helper, 'call');
  expect(document.body.querySelector('input')?.value).toBe('+49 30 1');

  helper.type('');
  panel(helper, 'call');
  expect(document.body.querySelector('input')?.value).toBe('');
});

test('nobody is disturbed for nothing', () => {
  render(h(Notice, { helper: helping(), following: false }), document.body);

  expect(document.body.childElementCount).toBe(0);
});

test('somebody who would like to help is announced, in German too', () => {
  render(h(Notice, { helper: helping(open({ assistance: [ASKED] })), following: false }), document.body);
  expect(document.body.querySelector('[role=alert]')?.textContent).toContain('Alex would like to help you.');
  expect(buttons()).toEqual(['Allow', 'Not now']);

  const german = helping(open({ assistance: [{ ...ASKED, actor: 'staff:42' }] }), de as typeof en);
  render(h(Notice, { helper: german, following: false }), document.body);
  expect(document.body.textContent).toContain('Jemand von Leaf & Kettle möchte Ihnen helfen.');
});

test('somebody who helps can be sent away', () => {
  const allowed = { ...ASKED, state: 'allowed' } as const;
  render(h(Notice, { helper: helping(open({ assistance: [allowed] })), following: false }), document.body);

  expect(document.body.textContent).toContain('Alex is helping you.');
  expect(buttons()).toEqual(['End help']);
});

test('what was changed stays to be read when the helper has gone', () => {
  const helper = helping();
  helper.changed = ['city', 'option'];
  helper.lastHelper = 'staff:alex';
  render(h(Notice, { helper, following: false }), document.body);

  expect(document.body.textContent).toBe('Alex changed: City, DeliveryClose');
  document.body.querySelector('button')?.click();
  expect(helper.changed).toEqual([]);
});
