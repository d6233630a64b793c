/** Plays the sheet that a buyer's device shows: who she is, where it goes, how it gets there, what it costs, yes. */
import { dress } from './dress.js';
import { answer, api, tell } from './frame.js';

const BUYER = { name: 'Ada Byron', email: 'ada.byron@example.com', phone: '+49 30 123456' };

/** Her address book; nobody delivers to the last one. */
const ADDRESSES = [
  { line1: 'Torstr. 1', line2: '4th floor', postal_code: '10119', city: 'Berlin', state: '', country: 'DE' },
  { line1: 'Rue de Rivoli 99', line2: null, postal_code: '75001', city: 'Paris', state: '', country: 'FR' },
  { line1: 'Rua da Aurora 5', line2: null, postal_code: '50050-000', city: 'Recife', state: 'PE', country: 'BR' },
];

const CARDS = [
  { number: '4242424242424242', text: 'pays' },
  { number: '4000000000000002', text: 'declines' },
  { number: '4000000000003220', text: 'asks' },
];

const TEXTS = {
  en: {
    language: 'en',
    cancel: 'Cancel',
    test: 'Test wallet: no money moves.',
    card: 'Card',
    address: 'Deliver to',
    rate: 'Delivery',
    pays: 'pays',
    declines: 'is declined',
    asks: 'the bank asks',
    total: 'Total',
    pay: (amount) => `Pay ${amount}`,
    waiting: 'Please wait…',
    refused: 'The shop does not deliver to this address. Choose another one.',
    failed: 'The payment did not work.',
  },
  de: {
    language: 'de',
    cancel: 'Abbrechen',
    test: 'Test-Wallet: Es fließt kein Geld.',
    card: 'Karte',
    address: 'Liefern an',
    rate: 'Lieferung',
    pays: 'zahlt',
    declines: 'wird abgelehnt',
    asks: 'die Bank fragt nach',
    total: 'Summe',
    pay: (amount) => `${amount} bezahlen`,
    waiting: 'Bitte warten …',
    refused: 'Der Shop liefert nicht an diese Adresse. Wählen Sie eine andere.',
    failed: 'Die Zahlung hat nicht geklappt.',
  },
};

const [sheet, name, card, shipping, address, rate, contact, lines, problem, pay, cancel] = [
  'sheet', 'name', 'card', 'shipping', 'address', 'rate', 'contact', 'lines', 'problem', 'pay', 'cancel',
].map((id) => document.getElementById(id));

let texts = TEXTS.en;
let shown;
let refused = false;
let waiting = false;

const money = (amount) => {
  const format = new Intl.NumberFormat(shown.locale, { style: 'currency', currency: shown.currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
};

/** Fills a list; what was chosen stays so, should it still be there. */
function options(select, choices) {
  const { value } = select;
  select.replaceChildren(...choices.map(([id, text]) => new Option(text, id)));
  if (choices.some(([id]) => String(id) === value)) select.value = value;
}

function draw() {
  const { lineItems = [], shippingRates = [], shippingAddressRequired, amount } = shown;
  shipping.hidden = !shippingAddressRequired;
  options(rate, shippingRates.map(({ id, displayName, deliveryEstimate, amount: costs }) => {
    const when = typeof deliveryEstimate === 'string' ? `, ${deliveryEstimate}` : '';
    return [id, `${displayName}${when}, ${money(costs)}`];
  }));
  lines.replaceChildren(
    ...[...lineItems, { name: texts.total, amount }].map((it) => {
      const line = document.createElement('div');
      line.append(document.createElement('dt'), document.createElement('dd'));
      line.firstChild.textContent = it.name;
      line.lastChild.textContent = money(it.amount);
      return line;
    }),
  );
  pay.textContent = waiting ? texts.waiting : texts.pay(money(amount));
  pay.setAttribute('aria-disabled', String(waiting || refused));
  for (const select of [card, address, rate]) select.disabled = waiting;
  rate.disabled ||= refused;
}

function configure(configuration) {
  shown = { ...configuration, locale: configuration.locale ?? 'en' };
  texts = shown.locale.startsWith('de') ? TEXTS.de : TEXTS.en;
  dress(shown.appearance, undefined, texts);
  name.textContent = shown.name;
  options(card, CARDS.map(({ number, text }, index) => [index, `Visa •••• ${number.slice(-4)} (${texts[text]})`]));
  options(address, ADDRESSES.map((it, index) => [index, `${it.line1}, ${it.city}, ${it.country}`]));
  contact.textContent = [BUYER.name, shown.emailRequired && BUYER.email, shown.phoneNumberRequired && BUYER.phone]
    .filter(Boolean)
    .join(' · ');
  sheet.hidden = false;
  name.focus();
  if (shown.shippingAddressRequired) changeAddress();
  else draw();
}

const chosenAddress = () => ADDRESSES[address.value];
const chosenRate = () => shown.shippingRates?.find(({ id }) => id === rate.value);

function ask(event, detail) {
  waiting = true;
  problem.textContent = '';
  draw();
  tell(event, detail);
}

/** Before the buyer has said yes, a shop is told no street and no house. */
function changeAddress() {
  const { city, state, postal_code, country } = chosenAddress();
  const { allowedShippingCountries: allowed } = shown;
  rate.value = '';
  if (allowed && !allowed.includes(country)) refuse();
  else ask('shippingaddresschange', { name: BUYER.name, address: { city, state, postal_code, country } });
}

function refuse() {
  waiting = false;
  refused = true;
  problem.textContent = texts.refused;
  draw();
}

function accept(change) {
  waiting = false;
  refused = false;
  shown = { ...shown, ...change };
  draw();
}

function fail({ message } = {}) {
  waiting = false;
  problem.textContent = message ?? texts.failed;
  draw();
}

function billing() {
  const { emailRequired, phoneNumberRequired } = shown;
  return {
    name: BUYER.name,
    ...(emailRequired ? { email: BUYER.email } : {}),
    ...(phoneNumberRequired ? { phone: BUYER.phone } : {}),
    address: ADDRESSES[0],
  };
}

const goesTo = () => (shown.shippingAddressRequired ? { name: BUYER.name, address: chosenAddress() } : undefined);

async function createConfirmationToken({ payment_method_data: more, ...params }) {
  const { number } = CARDS[card.value];
  const billing_details = { ...billing(), ...more?.billing_details };
  const token = await api(shown.key, 'POST', '/v1/confirmation_tokens', {
    wallet: shown.wallet,
    payment_method_data: { type: 'card', card: { number, exp_month: 12, exp_year: 34, cvc: '123' }, ...more, billing_details },
    shipping: goesTo(),
    ...params,
  });
  if (token.error) fail(token.error);
  return token;
}

address.addEventListener('change', changeAddress);
rate.addEventListener('change', () => ask('shippingratechange', { shippingRate: chosenRate() }));
pay.addEventListener('click', () => {
  if (waiting || refused) return;
  ask('confirm', { billingDetails: billing(), shippingAddress: goesTo(), shippingRate: chosenRate() });
});
cancel.addEventListener('click', () => tell('cancel'));
addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && !waiting) tell('cancel');
});

answer({ configure, accept, refuse, fail, submit: () => ({}), createConfirmationToken });
