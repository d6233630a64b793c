/** The card form in its frame: the only place that sees a card number, and the one that sends it. */
import {
  brandOf,
  codeProblem,
  digits,
  expiry,
  expiryProblem,
  numberProblem,
  spacedExpiry,
  spacedNumber,
} from './card-rules.js';
import { textsFor } from './card-texts.js';
import { dress } from './dress.js';
import { answer, api, intents, tell } from './frame.js';

const TEST_CARDS = [
  { text: 'succeeds', number: '4242424242424242' },
  { text: 'declined', number: '4000000000000002' },
  { text: 'insufficient', number: '4000000000009995' },
  { text: 'bank', number: '4000000000003220' },
];
const TEST_EXPIRY = '12 / 34';
const TEST_CODE = '123';

const form = document.getElementById('card');
const brand = document.getElementById('brand');
const fields = [
  field('number', numberProblem, spacedNumber),
  field('expiry', expiryProblem, spacedExpiry),
  field('code', (text) => codeProblem(text, number.input.value), (text) => digits(text).slice(0, 4)),
];
const [number, expiryDate, code] = fields;

let texts = textsFor('en');
let key;

function field(name, problem, format) {
  const input = document.getElementById(name);
  return { name, input, error: document.getElementById(`${name}-error`), format, problem: () => problem(input.value) };
}

function textOf(problem) {
  const text = texts[problem];
  return typeof text === 'function' ? text(brandOf(number.input.value).codeLength) : text;
}

function show(it, problem) {
  it.error.textContent = problem ? textOf(problem) : '';
  it.shown = problem;
  if (problem) it.input.setAttribute('aria-invalid', 'true');
  else it.input.removeAttribute('aria-invalid');
}

/** Puts the spaces in and leaves the caret behind the digit it was behind. */
function reformat(it, deleting) {
  const { input } = it;
  const atEnd = input.selectionStart === input.value.length;
  const before = digits(input.value.slice(0, input.selectionStart)).length;
  const text = it.format(input.value, deleting);
  if (text === input.value) return;
  input.value = text;
  input.setSelectionRange(...(atEnd ? [text.length, text.length] : caret(text, before)));
}

function caret(text, digitsBefore) {
  let position = 0;
  for (let seen = 0; seen < digitsBefore && position < text.length; position++) {
    if (/\d/.test(text[position])) seen++;
  }
  return [position, position];
}

function changed() {
  const { name, codeLength } = brandOf(number.input.value);
  brand.textContent = name;
  code.input.maxLength = codeLength;
  code.input.placeholder = '1234'.slice(0, codeLength);
  tell('change', {
    complete: fields.every((it) => !it.problem()),
    empty: fields.every((it) => !it.input.value),
    collapsed: false,
    value: { type: 'card' },
  });
}

for (const it of fields) {
  it.input.addEventListener('input', (event) => {
    reformat(it, event.inputType?.startsWith('delete'));
    if (it.shown && it.shown !== it.problem()) show(it, undefined);
    changed();
  });
  it.input.addEventListener('focus', () => tell('focus'));
  it.input.addEventListener('blur', () => {
    if (it.input.value) show(it, it.problem());
    tell('blur');
  });
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  tell('enter');
});
form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target.matches('input')) {
    event.preventDefault();
    tell('enter');
  }
});

document.getElementById('test-cards').append(
  ...TEST_CARDS.map((card) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(document.createElement('span'), document.createElement('span'));
    button.firstChild.dataset.text = card.text;
    button.lastChild.textContent = `…${card.number.slice(-4)}`;
    button.addEventListener('click', () => fill(card.number, TEST_EXPIRY, TEST_CODE));
    return button;
  }),
);

function fill(...values) {
  fields.forEach((it, index) => {
    it.input.value = it.format(values[index] ?? '');
    show(it, undefined);
  });
  changed();
}

function configure({ key: publishable, appearance, locale, surface }) {
  key = publishable;
  texts = textsFor(locale);
  dress(appearance, surface, texts);
  expiryDate.input.placeholder = texts.expiryHint;
  for (const it of fields) show(it, it.shown);
  if (!document.documentElement.dataset.ready) tell('ready');
  document.documentElement.dataset.ready = 'true';
}

/** All mistakes are shown at once, and the first is where the cursor goes. */
function submit() {
  const wrong = fields.filter((it) => it.problem());
  for (const it of fields) show(it, it.problem());
  if (wrong.length === 0) return { selectedPaymentMethod: 'card' };
  const [first] = wrong;
  first.input.focus();
  return { error: { type: 'validation_error', code: first.problem(), message: textOf(first.problem()) } };
}

function card(more = {}) {
  const [exp_month, exp_year] = expiry(expiryDate.input.value);
  const values = { number: digits(number.input.value), exp_month, exp_year, cvc: code.input.value };
  return { type: 'card', card: values, ...more };
}

answer({
  configure,
  submit,
  focus: () => (fields.find((it) => it.shown) ?? number).input.focus(),
  clear: () => fill('', '', ''),
  createPaymentMethod: (params) => api(key, 'POST', '/v1/payment_methods', card(params)),
  createConfirmationToken: ({ payment_method_data, ...params }) =>
    api(key, 'POST', '/v1/confirmation_tokens', { payment_method_data: card(payment_method_data), ...params }),
  ...intents(
    () => key,
    ({ payment_method_data, ...params }) => ({ payment_method_data: card(payment_method_data), ...params }),
  ),
});

new ResizeObserver(() => tell('height', Math.ceil(form.getBoundingClientRect().height))).observe(form);
