import type { Snapshot, SnapshotItem } from './snapshot';
import type { Fate, Kept, KeptSale, Store, StoredSale } from './store';

export const ITEM: SnapshotItem = {
  sku: 'EARL',
  name: 'Earl Grey',
  category: 'Tea',
  tax_category: 'food',
  digital: false,
  min_age: null,
  fees: null,
  barcodes: ['2100100001377'],
  price_minor: 890,
};

export const SNAPSHOT: Snapshot = {
  channel_id: 'till-2',
  version: 4,
  created_at: '2026-11-30T09:00:00Z',
  currency: 'EUR',
  prices_include_tax: true,
  cash_rounding_minor: 1,
  items: [ITEM],
  price_lists: [],
  tax_rates: [{ tax_category: 'food', percent: 7, valid_from: '2020-01-01' }],
};

/** Keeps things as long as it lives itself. */
export class StoreInMemory implements Store {
  readonly #kept: Partial<Kept> = {};
  #sales: KeptSale[] = [];
  readonly #days = new Map<string, number>();
  isFull = false;

  async kept<K extends keyof Kept>(name: K): Promise<Kept[K] | undefined> {
    return this.#kept[name];
  }

  async keep<K extends keyof Kept>(name: K, value: Kept[K]): Promise<void> {
    this.#kept[name] = value as never;
  }

  async add(day: string, sale: (sequence: number) => StoredSale): Promise<KeptSale> {
    if (this.isFull) throw new DOMException('no room', 'QuotaExceededError');
    const sequence = (this.#days.get(day) ?? 0) + 1;
    this.#days.set(day, sequence);
    const kept: KeptSale = { sale: sale(sequence), fate: { state: 'waiting' } };
    this.#sales.push(kept);
    return kept;
  }

  async settle(sale: StoredSale, fate: Fate): Promise<void> {
    this.#sales = this.#sales.map((it) => (it.sale.sequence === sale.sequence ? { sale, fate } : it));
  }

  async sales(): Promise<KeptSale[]> {
    return this.#sales;
  }

  async counted() {
    return [...this.#days].map(([business_day, last_sequence]) => ({ business_day, last_sequence }));
  }

  async forget(sale: StoredSale): Promise<void> {
    this.#sales = this.#sales.filter((it) => it.sale.sequence !== sale.sequence);
  }
}

/** A pair of keys, and what is signed by it as the server does. */
export async function signer() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const base64 = (bytes: Uint8Array) =>
    btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  const utf8 = new TextEncoder();
  return {
    keys: [{ ...(await crypto.subtle.exportKey('jwk', pair.publicKey)), kid: 'k1' }],
    async sign(text: string): Promise<string> {
      const header = base64(utf8.encode(JSON.stringify({ alg: 'ES256', kid: 'k1', b64: false, crit: ['b64'] })));
      const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
      const made = await crypto.subtle.sign(algorithm, pair.privateKey, utf8.encode(`${header}.${text}`));
      return `${header}..${base64(new Uint8Array(made))}`;
    },
  };
}
