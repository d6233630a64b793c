// @vitest-environment happy-dom
import { h, render } from 'preact';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Assistance, Session } from '../shared/api';
import { open } from '../shared/sessions.fixture';
import type { Door } from './later';
import { en } from './messages/en';
import { type Help, START, type State } from './state';

const ASKED: Assistance = { id: 'a1', actor: 'staff:alex', role: 'agent', state: 'asked', by: 'request', since: '' };

let state: State = { ...START, session: open() };
const button = document.createElement('button');
const order = vi.fn(async () => {});

const checkout = {
  m: en,
  path: '',
  get state() {
    return state;
  },
  get session() {
    return state.session as Session;
  },
  help: (help: Help | null) => show({ help }),
  ask: async () => ({ data: [] }),
  order,
};

function show(changes: Partial<State>): void {
  state = { ...state, ...changes };
  for (const draw of globalThis.door.drawn) draw();
}

const dialog = () => document.querySelector('dialog') as HTMLDialogElement;
const notice = () => document.querySelector('#notice') as HTMLElement;
const settled = () => new Promise((done) => setTimeout(done));

beforeAll(async () => {
  document.body.append(button);
  globalThis.door = { checkout, h, render, newKey: () => 'k', drawn: [] } as unknown as Door;
  await import('./help');
});

test('the dialog has the focus at its title, at each topic', async () => {
  button.focus();
  show({ help: 'all' });
  await settled();
  expect(dialog().open).toBe(true);
  expect(document.activeElement?.textContent).toBe('How can we help?');

  show({ help: 'call' });
  await settled();
  expect(document.activeElement?.textContent).toBe('Call me');
});

test('closing it by a key is closing it', async () => {
  dialog().close();
  await settled();

  expect(state.help).toBeNull();
  expect(dialog().childElementCount).toBe(0);
});

test('it closes by itself when the order is placed', async () => {
  show({ help: 'all' });
  await settled();
  show({ session: open({ status: 'completed', order: { id: 'o', number: '1' } }) });
  await settled();

  expect([dialog().open, state.help]).toEqual([false, null]);
});

test('a question appears, and its answer gives the focus back', async () => {
  show({ session: open({ assistance: [ASKED] }) });
  await settled();
  expect(notice().textContent).toContain('Alex would like to help you.');

  button.focus();
  const [, notNow] = notice().querySelectorAll('button');
  notNow?.focus();
  notNow?.click();
  expect(order).toHaveBeenCalledWith('/assistance-requests/a1/answer', { answer: 'not_now' });
  await settled();
  show({ session: open({ assistance: [] }) });
  await settled();

  expect(notice().childElementCount).toBe(0);
  expect(document.activeElement).toBe(button);
});
