/** Plays the phone of a caller: rings at the merchant, and types a card when the telephony asks for it. */
import { ask, byId, say } from './bank.js';

const POLL_MS = 500;
const CARDS = { card: '4242424242424242', declined: '4000000000000002' };
const REST = '#1234#123#';
const ASKED = {
  number: 'Type the number of your card, then #.',
  expiry: 'Type month and year of its expiry, as 1234 for December 2034, then #.',
  security_code: 'Type the code on the card, then #.',
};
const CALLS = '../telephony/calls';

const keys = byId('keys');
const whole = Object.keys(CARDS).map(byId);
let call = null;
let capture = null;

byId('number').value = new URLSearchParams(location.search).get('number') ?? byId('number').value;

/** The part that is typed now. */
const part = () => Object.keys(ASKED).find((it) => capture[it] !== 'valid');

function show() {
  byId('ring').disabled = call !== null;
  byId('hang-up').disabled = call === null;
  keys.disabled = !capture;
  for (const button of whole) button.disabled = !capture;
  if (!call) return;
  const asked = capture && part();
  if (!asked) return say('In a call. When the agent asks for your card, the keys work.');
  say(capture[asked] === 'invalid' ? `That cannot be right. ${ASKED[asked]}` : ASKED[asked]);
}

async function poll() {
  if (call) {
    try {
      capture = (await ask(`${CALLS}/${call}`)).capture ?? null;
      show();
    } catch (error) {
      over(error.message, 'bad');
    }
  }
  setTimeout(poll, POLL_MS);
}

function over(why, tone) {
  call = null;
  capture = null;
  show();
  say(why, tone);
}

async function press(typed) {
  try {
    await ask(`../telephony/captures/${capture.id}/keys`, { keys: typed });
    capture = (await ask(`${CALLS}/${call}`)).capture ?? null;
    show();
  } catch (error) {
    say(error.message, 'bad');
  }
}

byId('dial').addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    const ringing = await ask(CALLS, { caller_number: byId('number').value.replaceAll(/[^+\d]/g, '') });
    if (ringing.answer >= 300) throw new Error(`The merchant's server answered ${ringing.answer}.`);
    call = ringing.id;
    show();
  } catch (error) {
    say(error.message, 'bad');
  }
});

byId('hang-up').addEventListener('click', async () => {
  try {
    await ask(`${CALLS}/${call}/hang-up`, {});
    over('You have hung up.');
  } catch (error) {
    over(error.message, 'bad');
  }
});

keys.addEventListener('click', (event) => {
  if (event.target instanceof HTMLButtonElement) press(event.target.textContent);
});
for (const name of Object.keys(CARDS)) byId(name).addEventListener('click', () => press(CARDS[name] + REST));
await poll();
