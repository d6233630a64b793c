/** Plays the bank that asks its customer whether this payment is hers. */
import { ask, byId, money, say, subject } from './bank.js';

const path = `../../pages-api/3ds/${subject()}`;
const buttons = [byId('complete'), byId('fail')];

function enable(enabled) {
  for (const button of buttons) button.disabled = !enabled;
}

async function open() {
  try {
    const { merchant, amount, currency } = await ask(path);
    byId('amount').textContent = money(amount, currency);
    byId('merchant').textContent = `to ${merchant}`;
    enable(true);
    say('');
  } catch (error) {
    say(`${error.message} Go back to the shop: it knows whether you have paid.`, 'bad');
  }
}

async function decide(outcome) {
  enable(false);
  say('Going back to the shop…');
  try {
    const { return_url } = await ask(path, { outcome });
    location.replace(return_url);
  } catch (error) {
    enable(true);
    say(error.message, 'bad');
  }
}

for (const button of buttons) button.addEventListener('click', () => decide(button.id));
await open();
