/** What a card number, an expiry date and a security code look like. No browser needed. */

const BRANDS = [
  { name: 'American Express', starts: /^3[47]/, groups: [4, 6, 5], lengths: [15], codeLength: 4 },
  { name: 'Diners Club', starts: /^3(0[0-5]|[689])/, groups: [4, 6, 4], lengths: [14] },
  { name: 'JCB', starts: /^35/ },
  { name: 'Mastercard', starts: /^(5[1-5]|2[2-7])/ },
  { name: 'Discover', starts: /^6(011|4[4-9]|5)/ },
  { name: 'UnionPay', starts: /^62/, groups: [4, 4, 4, 4, 3], lengths: [16, 17, 18, 19] },
  { name: 'Visa', starts: /^4/ },
];
const ANY = { name: '', groups: [4, 4, 4, 4], lengths: [16], codeLength: 3 };

export const digits = (text) => text.replace(/\D/g, '');

export function brandOf(number) {
  return { ...ANY, ...BRANDS.find(({ starts }) => starts.test(digits(number))) };
}

/** 4-4-4-4, or as the brand prints it. */
export function spacedNumber(text) {
  const { groups, lengths } = brandOf(text);
  let rest = digits(text).slice(0, Math.max(...lengths));
  const parts = [];
  for (const size of groups) {
    if (rest) parts.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return parts.join(' ');
}

/** `MM / YY`. The browser's autofill may bring `12/2034`; a first digit above 1 can only be a month of its own. */
export function spacedExpiry(text, deleting = false) {
  let all = digits(text);
  if (/^[2-9]/.test(all) || /^\s*\d\s*\//.test(text)) all = `0${all}`;
  if (all.length === 6) all = all.slice(0, 2) + all.slice(4);
  const month = all.slice(0, 2);
  const year = all.slice(2, 4);
  if (year) return `${month} / ${year}`;
  return month.length === 2 && !deleting ? `${month} / ` : month;
}

export function passesLuhn(number) {
  const sum = [...digits(number)].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The code of the first thing wrong with a value, or undefined. The codes are Stripe's own. */
export function numberProblem(text) {
  const { lengths } = brandOf(text);
  if (!lengths.includes(digits(text).length)) return 'incomplete_number';
  return passesLuhn(text) ? undefined : 'invalid_number';
}

export function expiryProblem(text, today = new Date()) {
  const [month, year] = expiry(text);
  if (!(month >= 1 && month <= 12) || digits(text).length !== 4) return 'incomplete_expiry';
  const lastDay = new Date(year, month, 1);
  if (lastDay <= today) return 'invalid_expiry_year_past';
  return year > today.getFullYear() + 50 ? 'invalid_expiry_year' : undefined;
}

export function codeProblem(text, number) {
  return digits(text).length === brandOf(number).codeLength ? undefined : 'incomplete_cvc';
}

/** Month and four-digit year. */
export function expiry(text) {
  const all = digits(text);
  return [Number(all.slice(0, 2)), 2000 + Number(all.slice(2, 4))];
}
