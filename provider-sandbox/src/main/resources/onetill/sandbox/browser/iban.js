/** The account form in its frame: the only place that sees an account number, and the one that sends it. */
import { textsFor } from './card-texts.js';
import { dress } from './dress.js';
import { answer, api, intents, tell } from './frame.js';
import { compact, emailProblem, ibanProblem, nameProblem, spacedIban } from './iban-rules.js';

const TEST_ACCOUNTS = [
  { text: 'succeeds', iban: 'DE89370400440532013000' },
  { text: 'succeedsLater', iban: 'DE08370400440532013003' },
  { text: 'fails', iban: 'DE62370400440532013001' },
];

const form = document.getElementById('account');
const fields = [field('iban', ibanProblem), field('name', nameProblem), field('email', emailProblem)];
const [iban, name, email] = fields;

let texts = textsFor('en');
let key;

function field(id, problem) {
  const input = document.getElementById(id);
  const shown = () => !input.parentElement.hidden;
  return { input, shown, error: document.getElementById(`${id}-error`), problem: () => shown() && problem(input.value) };
}

function show(it, problem) {
  it.error.textContent = problem ? texts[problem] : '';
  it.complaint = problem || undefined;
  if (problem) it.input.setAttribute('aria-invalid', 'true');
  else it.input.removeAttribute('aria-invalid');
}

function changed() {
  tell('change', {
    complete: fields.every((it) => !it.problem()),
    empty: fields.every((it) => !it.input.value),
    collapsed: false,
    value: { type: 'sepa_debit' },
  });
}

function spaced() {
  const { input } = iban;
  const atEnd = input.selectionStart === input.value.length;
  const text = spacedIban(input.value);
  if (!atEnd || text === input.value) return;
  input.value = text;
}

for (const it of fields) {
  it.input.addEventListener('input', () => {
    if (it === iban) spaced();
    if (it.complaint && it.complaint !== it.problem()) show(it, undefined);
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
  ...TEST_ACCOUNTS.map((account) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(document.createElement('span'), document.createElement('span'));
    button.firstChild.dataset.text = account.text;
    button.lastChild.textContent = `…${account.iban.slice(-4)}`;
    button.addEventListener('click', () => {
      iban.input.value = spacedIban(account.iban);
      show(iban, undefined);
      changed();
    });
    return button;
  }),
);

/** What the page knows already it need not be asked: `fields.billingDetails` hides it, `defaultValues` fills it in. */
function configure({ key: publishable, appearance, locale, surface, fields: wanted = {}, defaultValues = {} }) {
  key = publishable;
  texts = textsFor(locale);
  dress(appearance, surface, texts);
  const { billingDetails } = wanted;
  for (const [part, it] of Object.entries({ name, email })) {
    it.input.parentElement.hidden = billingDetails === 'never' || billingDetails?.[part] === 'never';
    it.input.value ||= defaultValues.billingDetails?.[part] ?? '';
  }
  for (const it of fields) show(it, it.complaint);
  if (!document.documentElement.dataset.ready) tell('ready');
  document.documentElement.dataset.ready = 'true';
}

/** All mistakes are shown at once, and the first is where the cursor goes. */
function submit() {
  const [first] = fields.filter((it) => it.problem());
  for (const it of fields) show(it, it.problem());
  if (!first) return { selectedPaymentMethod: 'sepa_debit' };
  first.input.focus();
  return { error: { type: 'validation_error', code: first.problem(), message: texts[first.problem()] } };
}

function account({ billing_details, ...more } = {}) {
  const asked = {};
  if (name.shown()) asked.name = name.input.value.trim();
  if (email.shown()) asked.email = email.input.value.trim();
  return {
    type: 'sepa_debit',
    sepa_debit: { iban: compact(iban.input.value) },
    billing_details: { ...asked, ...billing_details },
    ...more,
  };
}

answer({
  configure,
  submit,
  focus: () => (fields.find((it) => it.complaint) ?? iban).input.focus(),
  clear: () => {
    for (const it of fields) it.input.value = '';
    changed();
  },
  createPaymentMethod: (params) => api(key, 'POST', '/v1/payment_methods', account(params)),
  createConfirmationToken: ({ payment_method_data, ...params }) =>
    api(key, 'POST', '/v1/confirmation_tokens', { payment_method_data: account(payment_method_data), ...params }),
  ...intents(
    () => key,
    ({ payment_method_data, ...params }) => ({ payment_method_data: account(payment_method_data), ...params }),
  ),
});

new ResizeObserver(() => tell('height', Math.ceil(form.getBoundingClientRect().height))).observe(form);
