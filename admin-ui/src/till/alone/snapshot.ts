import type { Item } from '../../shared/api';
import { dueInCash } from '../cash';

/** What the server has signed for this till, so that it can sell when nobody answers; docs/api.md has the whole. */
export interface Snapshot {
  channel_id: string;
  version: number;
  created_at: string;
  currency: string;
  prices_include_tax: boolean;
  cash_rounding_minor: number;
  items: SnapshotItem[];
  price_lists: PriceList[];
  tax_rates: { tax_category: string; percent: number; valid_from: string }[];
}

export interface SnapshotItem {
  sku: string;
  name: string;
  category: string | null;
  tax_category: string;
  digital: boolean;
  min_age: number | null;
  /** How many of which item are paid with each one, such as the deposit on its bottle. */
  fees: Record<string, number> | null;
  barcodes: string[];
  /** The price outside of all lists. */
  price_minor: number | null;
}

interface PriceList {
  id: string;
  priority: number;
  starts_at: string | null;
  ends_at: string | null;
  prices: { sku: string; min_quantity: number; amount_minor: number }[];
}

/** A version as it came: the bytes that were signed, and the signature. */
export interface Signed {
  body: Uint8Array<ArrayBuffer>;
  signature: string;
}

export type PublicKey = JsonWebKey & { kid?: string };

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (it) => it.charCodeAt(0));

/** RFC 7797: the signature is of the header and of the body as it was sent. A browser verifies on pages that came safely, and on no other. */
export async function isGenuine({ body, signature }: Signed, keys: readonly PublicKey[]): Promise<boolean> {
  const [header = '', , signed = ''] = signature.split('.');
  const { kid } = JSON.parse(new TextDecoder().decode(fromBase64Url(header))) as { kid?: string };
  const key = keys.find((it) => it.kid === kid);
  if (!key || !globalThis.crypto?.subtle) return false;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const imported = await crypto.subtle.importKey('jwk', key, algorithm, false, ['verify']);
  const head = new TextEncoder().encode(`${header}.`);
  const whole = new Uint8Array(head.length + body.length);
  whole.set(head);
  whole.set(body, head.length);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imported, fromBase64Url(signed), whole);
}

export const read = ({ body }: Signed): Snapshot => JSON.parse(new TextDecoder().decode(body)) as Snapshot;

interface Index {
  bySku: Map<string, SnapshotItem>;
  byBarcode: Map<string, SnapshotItem>;
  /** By sku, in the order in which lists come before each other. */
  listed: Map<string, Listed[]>;
}

interface Listed {
  priority: number;
  from: number;
  to: number;
  min: number;
  minor: number;
}

const indexes = new WeakMap<Snapshot, Index>();

/** Tens of thousands of items are looked through once for each version, and not for each scan. */
function indexOf(snapshot: Snapshot): Index {
  const known = indexes.get(snapshot);
  if (known) return known;
  const index: Index = { bySku: new Map(), byBarcode: new Map(), listed: new Map() };
  for (const item of snapshot.items) {
    index.bySku.set(item.sku, item);
    for (const code of item.barcodes) index.byBarcode.set(code, item);
  }
  for (const list of [...snapshot.price_lists].sort((a, b) => a.priority - b.priority)) {
    const from = list.starts_at ? Date.parse(list.starts_at) : Number.NEGATIVE_INFINITY;
    const to = list.ends_at ? Date.parse(list.ends_at) : Number.POSITIVE_INFINITY;
    for (const { sku, min_quantity: min, amount_minor: minor } of list.prices) {
      const all = index.listed.get(sku) ?? [];
      all.push({ priority: list.priority, from, to, min, minor });
      index.listed.set(sku, all);
    }
  }
  indexes.set(snapshot, index);
  return index;
}

/** The list that comes first has the say, and in it the lowest price for so many; without a list the item's own price counts. */
export function priceOf(snapshot: Snapshot, item: SnapshotItem, quantity: number, at: number): number | null {
  const listed = indexOf(snapshot).listed.get(item.sku) ?? [];
  const fit = listed.filter(({ from, to, min }) => from <= at && at < to && min <= quantity);
  const first = fit[0]?.priority;
  const prices = fit.filter(({ priority }) => priority === first).map(({ minor }) => minor);
  return prices.length > 0 ? Math.min(...prices) : item.price_minor;
}

/** Items as tiles and the search know them. */
export function itemsOf(snapshot: Snapshot, wanted: (item: SnapshotItem) => boolean, most: number): Item[] {
  const found: Item[] = [];
  for (const item of snapshot.items) {
    if (found.length >= most) break;
    const price = wanted(item) ? priceOf(snapshot, item, 1, Date.now()) : null;
    if (price !== null) found.push(itemOf(snapshot, item, price));
  }
  return found;
}

const itemOf = (snapshot: Snapshot, { sku, name, category, barcodes, digital }: SnapshotItem, price: number): Item => ({
  sku,
  name,
  description: null,
  image_url: null,
  category,
  barcodes,
  price_minor: price,
  currency: snapshot.currency,
  digital,
  available: null,
});

/** What a barcode or sku stands for; a leading zero more or less is how EAN and UPC differ. */
export function itemFor(snapshot: Snapshot, code: string): Item | null {
  const { byBarcode, bySku } = indexOf(snapshot);
  const item = byBarcode.get(code) ?? byBarcode.get(`0${code}`) ?? bySku.get(code);
  const price = item ? priceOf(snapshot, item, 1, Date.now()) : null;
  return item && price !== null ? itemOf(snapshot, item, price) : null;
}

const words = (text: string): string => text.toLocaleLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');

/** By words of the name, or the beginning of a code. */
export function search(snapshot: Snapshot, query: string, most: number): Item[] {
  const wanted = words(query).split(/\s+/).filter(Boolean);
  return itemsOf(
    snapshot,
    ({ name, sku, barcodes }) => {
      const text = words(`${name} ${sku}`);
      return wanted.every((it) => text.includes(it)) || barcodes.some((it) => it.startsWith(query.trim()));
    },
    most,
  );
}

/** A line as it is charged; the names are those of the wire. */
export interface RungLine {
  sku: string;
  name: string;
  quantity: number;
  unit_price_minor: number;
  total_minor: number;
  tax_percent: number;
  tax_minor: number;
  fee: boolean;
}

/** A sale as the till reckons it alone, for coins. */
export interface RungUp {
  line_items: RungLine[];
  rounding_minor: number;
  /** What is to be paid, with tax and rounding. */
  due_minor: number;
  /** Names of what cannot be sold without the server. */
  missing: string[];
  min_age: number;
}

/** Without promotions: what they depend on is for the server to know. */
export function ringUp(
  snapshot: Snapshot,
  wanted: readonly { sku: string; label?: string; name: string; quantity: number }[],
  at: number,
): RungUp {
  const { bySku } = indexOf(snapshot);
  const perSku = new Map<string, number>();
  for (const { sku, quantity } of wanted) perSku.set(sku, (perSku.get(sku) ?? 0) + quantity);
  const fees = new Map<string, number>();
  const missing: string[] = [];
  const line_items: RungLine[] = [];
  let min_age = 0;
  for (const { sku, label, name, quantity } of wanted) {
    const item = label ? undefined : bySku.get(sku);
    const price = item && !item.digital ? priceOf(snapshot, item, perSku.get(sku) ?? quantity, at) : null;
    if (!item || price === null) {
      missing.push(name);
      continue;
    }
    min_age = Math.max(min_age, item.min_age ?? 0);
    for (const [fee, each] of Object.entries(item.fees ?? {})) fees.set(fee, (fees.get(fee) ?? 0) + each * quantity);
    line_items.push(lineOf(snapshot, item, quantity, price, at, false));
  }
  for (const [sku, quantity] of fees) {
    const item = bySku.get(sku);
    const price = item ? priceOf(snapshot, item, 1, at) : null;
    if (item && price !== null) line_items.push(lineOf(snapshot, item, quantity, price, at, true));
  }
  const added = snapshot.prices_include_tax ? 0 : sum(line_items.map(({ tax_minor }) => tax_minor));
  const total = sum(line_items.map(({ total_minor }) => total_minor)) + added;
  const due_minor = dueInCash(total, snapshot.cash_rounding_minor);
  return { line_items, rounding_minor: due_minor - total, due_minor, missing, min_age };
}

function lineOf(
  snapshot: Snapshot,
  { sku, name, tax_category }: SnapshotItem,
  quantity: number,
  unit_price_minor: number,
  at: number,
  fee: boolean,
): RungLine {
  const total_minor = unit_price_minor * quantity;
  const tax_percent = taxPercent(snapshot, tax_category, at);
  const tax_minor = taxOf(total_minor, tax_percent, snapshot.prices_include_tax);
  return { sku, name, quantity, unit_price_minor, total_minor, tax_percent, tax_minor, fee };
}

function taxPercent(snapshot: Snapshot, category: string, at: number): number {
  const day = new Date(at).toISOString().slice(0, 10);
  const valid = snapshot.tax_rates.filter((it) => it.tax_category === category && it.valid_from <= day);
  return valid.sort((a, b) => (a.valid_from < b.valid_from ? 1 : -1))[0]?.percent ?? 0;
}

const THOUSANDTHS = 1000;

/** Half a unit counts as a whole one; reckoned in whole numbers, because 0.1 + 0.2 is not 0.3 otherwise. */
export function taxOf(totalMinor: number, percent: number, included: boolean): number {
  const rate = BigInt(Math.round(percent * THOUSANDTHS));
  const whole = BigInt(100 * THOUSANDTHS) + (included ? rate : 0n);
  return Number((2n * BigInt(totalMinor) * rate + whole) / (2n * whole));
}

const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
