import type { AskField, Session, SessionPatch } from './api';

/** How the answer to an ask is drawn and where it goes. What is asked, and when, the server alone decides. */

/** What a page says about fields, by their names. */
export interface FieldWords {
  fields: Record<string, string>;
  zipCode: string;
  missing: Record<string, string>;
  missingField: string;
  emailShape: string;
}

/** `buyer.email/email`: an ask and one of its fields. */
export type FieldKey = `${string}/${string}`;

export const keyOf = (ask: string, field: string): FieldKey => `${ask}/${field}`;

export function partsOf(key: FieldKey): [ask: string, field: string] {
  const slash = key.indexOf('/');
  return [key.slice(0, slash), key.slice(slash + 1)];
}

/** The fields of an ask that has been answered and is opened again. */
const ANSWERED: Record<string, string[]> = {
  'buyer.email': ['email'],
  'buyer.phone': ['phone'],
  'buyer.name': ['name'],
  'buyer.age': ['age_at_least'],
  'fulfillment.name': ['name'],
  'fulfillment.address': ['name', 'line1', 'postal_code', 'city', 'country'],
  'consent.terms': ['accepted_terms'],
  'consent.digital_waiver': ['digital_waiver'],
};

export const DRAWN_ASKS = Object.keys(ANSWERED);

const AUTOCOMPLETE: Record<string, string> = {
  email: 'email',
  phone: 'tel',
  name: 'name',
  line1: 'shipping street-address',
  line2: 'shipping address-line2',
  postal_code: 'shipping postal-code',
  city: 'shipping address-level2',
  region: 'shipping address-level1',
  country: 'shipping country',
};

type InputType = 'email' | 'tel' | 'text';

export function typeOf(field: string): InputType {
  return field === 'email' ? 'email' : field === 'phone' ? 'tel' : 'text';
}

export function autocompleteOf(ask: string, { name, autocomplete }: AskField): string {
  if (autocomplete) return autocomplete;
  return ask === 'fulfillment.address' && name === 'name' ? 'shipping name' : (AUTOCOMPLETE[name] ?? 'off');
}

/** What an ask wants to know, in the order of the country. */
export function fieldsOf(session: Session, ask: string): AskField[] {
  const asked = session.asks.find((it) => it.id === ask)?.fields ?? ANSWERED[ask]?.map(answered) ?? [];
  const cityFirst = CITY_FIRST.includes(storedOf(session, ask, 'country') ?? session.country);
  return cityFirst ? withCityFirst(asked) : asked;
}

const CITY_FIRST = ['GB', 'IE', 'US', 'CA', 'AU', 'NZ'];

function answered(name: string): AskField {
  return { name, type: 'text', autocomplete: null, required: true, value: null, source: null };
}

function withCityFirst(fields: AskField[]): AskField[] {
  const rank = ({ name }: AskField) => (name === 'postal_code' ? 1 : name === 'country' ? 2 : 0);
  return [...fields].sort((a, b) => rank(a) - rank(b));
}

const isAddress = (ask: string) => ask.startsWith('fulfillment.');

/** What the server knows as the answer. */
export function storedOf(session: Session, ask: string, field: string): string | null {
  if (ask === 'fulfillment.option') return session.fulfillment?.option_id ?? null;
  const known: object | null | undefined = isAddress(ask) ? session.fulfillment?.address : session.buyer;
  const value = (known as Record<string, string | number | null> | null | undefined)?.[field];
  return value == null ? null : String(value);
}

/** The change of the session that an answer means. */
export function patchOf(ask: string, field: string, value: string): SessionPatch {
  if (ask === 'fulfillment.option') return { fulfillment: { option_id: value } };
  if (ask === 'buyer.age') return { buyer: { age_at_least: Number(value) } };
  if (field === 'digital_waiver') return { buyer: { digital_waiver: value !== '' } };
  if (isAddress(ask)) return { fulfillment: { address: { [field]: value } } };
  return { buyer: { [field]: value } };
}

/** The answer that a server's field path such as `fulfillment.address.postal_code` speaks of. */
export function keyOfPath(path: string, shown: readonly FieldKey[]): FieldKey | null {
  const field = path.split('.').at(-1);
  return shown.find((it) => isAddress(it) !== path.startsWith('buyer') && partsOf(it)[1] === field) ?? null;
}

export function labelOf(field: string, country: string, m: FieldWords): string {
  if (field === 'postal_code' && country === 'US') return m.zipCode;
  return m.fields[field] ?? field;
}

/** What is wrong with a value, in words that say what to do; null when nothing is. */
export function wrongWith({ name, required }: AskField, value: string, m: FieldWords): string | null {
  const text = value.trim();
  if (!text) return required ? (m.missing[name] ?? m.missingField) : null;
  if (name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text)) return m.emailShape;
  return null;
}
