// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, expect, test } from 'vitest';
import type { Session } from '../../shared/api';
import { ADDRESS, EMAIL, open, TENDER } from '../../shared/sessions.fixture';
import { en } from '../messages/en';
import { START, type State, withSession } from '../state';
import type { ViewProps } from './App';
import { Form } from './Form';

const checkout = { m: en, reassured: '' } as unknown as ViewProps['checkout'];

afterEach(() => render(null, document.body));

function drawn(...sessions: Session[]): HTMLElement {
  const state = sessions.reduce<State>(withSession, START);
  render(h(Form, { checkout, state }), document.body);
  return document.body;
}

const legends = (page: HTMLElement) => [...page.querySelectorAll('.questions legend')].map((it) => it.textContent);

test('asks in the order of the session', () => {
  const { m } = checkout;
  expect(legends(drawn(open())).slice(0, 2)).toEqual([m.contact, m.address]);
  expect(legends(drawn(open({ asks: [ADDRESS, EMAIL, TENDER] }))).slice(0, 2)).toEqual([m.address, m.contact]);
});

test('what was asked first stays first when it is answered', () => {
  const { m } = checkout;
  const answered = open({ asks: [EMAIL, TENDER], revision: 2, fulfillment: { kind: 'shipping', address: {} } });

  expect(legends(drawn(open({ asks: [ADDRESS, EMAIL, TENDER] }), answered)).slice(0, 2)).toEqual([
    m.address,
    m.contact,
  ]);
});

test('what reassures stands beside its question, and appears after a while', () => {
  const said = (ask: string, shown_at: string | null = null) =>
    drawn(
      open({
        trust_messages: [{ kind: 'return_policy', ask, after_seconds: 8, text: '30 days to return', shown_at }],
      }),
    );

  const paying = said('payment.tender').querySelector<HTMLElement>('.card .trust');
  expect(paying?.textContent).toBe('30 days to return');
  expect(paying?.style.animationDelay).toBe('8s');
  expect(said('buyer.email').querySelector('fieldset:first-of-type .trust')?.textContent).toBe('30 days to return');
  expect(drawn(open()).querySelector('.trust')).toBeNull();
  expect(said('payment.tender', '2026-11-23T09:00:00Z').querySelector('.trust')).toBeNull();
});

test('the tender that the session would like is the button that Enter presses', () => {
  const buttons = (more: Partial<Session>) =>
    [
      ...drawn(open({ offered_tender: { id: 't', label: 'Visa 4242' }, ...more })).querySelectorAll('.pay-bar button'),
    ].map((it) => `${it.getAttribute('type')} ${it.textContent}`);
  const tenders = { ...open().channel, tenders: ['card', 'ideal', 'saved'] };

  expect(buttons({ offered_tender: null })).toEqual(['submit Pay €22.70']);
  expect(buttons({})).toEqual(['submit Pay €22.70 with Visa 4242', 'button Use a card']);
  expect(buttons({ channel: tenders, default_tender: 'ideal' })).toEqual([
    'submit Pay €22.70 with iDEAL',
    'button Use a card',
    'button Use Visa 4242',
  ]);
  expect(buttons({ channel: tenders, default_tender: 'card' })[0]).toBe('submit Pay €22.70');
});
