/** What an account number looks like. No browser needed. */

export const compact = (text) => text.replace(/[^0-9a-z]/gi, '').toUpperCase();

/** In fours, as it is printed. */
export const spacedIban = (text) => (compact(text).slice(0, 34).match(/.{1,4}/g) ?? []).join(' ');

/** The code of what is wrong with a number, or undefined. The codes are Stripe's own. */
export function ibanProblem(text) {
  const iban = compact(text);
  if (iban.length < 15) return 'incomplete_iban';
  return /^[A-Z]{2}\d{2}/.test(iban) && remainder(iban) === 1 ? undefined : 'invalid_iban';
}

/** The country and the check digits go last, letters count from ten, and the rest by 97 must be one. */
function remainder(iban) {
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((it) => Number.parseInt(it, 36)).join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
}

export const nameProblem = (text) => (text.trim() ? undefined : 'incomplete_name');

export const emailProblem = (text) => (/^\S+@\S+$/.test(text.trim()) ? undefined : 'incomplete_email');
