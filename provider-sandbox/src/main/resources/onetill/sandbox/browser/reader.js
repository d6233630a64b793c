/** Plays the card reader beside a till: waits for an amount, and lets a person hold a card to it. */
import { ask, byId, money, say, subject } from './bank.js';

const POLL_MS = 500;
const DECLINED_CARD = '4000000000000002';

const path = `../../pages-api/readers/${subject()}`;
const buttons = [byId('tap'), byId('decline'), byId('cancel')];
let shown = {};

function show(reader) {
  const { label, action, connected } = reader;
  shown = reader;
  if (label) byId('label').textContent = label;
  const waiting = action?.status === 'in_progress';
  for (const button of buttons) button.disabled = !waiting;
  byId('tip').disabled = !waiting || !action.asks_for_tip;
  byId('network').textContent = connected ? 'Pull the cable' : 'Plug it in again';
  byId('amount').textContent = waiting ? money(action.amount, action.currency) : '\u00a0';
  if (!connected) say('Not connected. What is held to it now is sent later.', 'bad');
  else if (waiting) say('Hold the card to the reader.');
  else if (action?.status === 'failed') say(action.failure_message ?? 'The card was declined.', 'bad');
  else if (action?.status === 'succeeded') say('Approved. Thank you.', 'ok');
  else say('Ready. The till sends the next amount.');
}

async function poll() {
  try {
    show(await ask(path));
  } catch (error) {
    say(error.message, 'bad');
  }
  setTimeout(poll, POLL_MS);
}

async function act(what, body = {}) {
  for (const button of buttons) button.disabled = true;
  try {
    await ask(`${path}/${what}`, body);
  } catch (error) {
    say(error.message, 'bad');
  }
}

byId('tap').addEventListener('click', () => act('present'));
byId('decline').addEventListener('click', () => act('present', { number: DECLINED_CARD }));
byId('cancel').addEventListener('click', () => act('cancel'));
byId('tip').addEventListener('click', () => act('present', { tip: Math.round(shown.action.amount / 10) }));
byId('network').addEventListener('click', () => act('network', { connected: !shown.connected }));
await poll();
