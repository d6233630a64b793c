import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { PublicKey, RungLine, Signed } from './snapshot';

/** A sale as it is handed in: the shape of docs/api.md. */
export interface StoredSale {
  business_day: string;
  sequence: number;
  taken_at: string;
  cashier_id: string | null;
  snapshot_version: number;
  lines: RungLine[];
  rounding_minor: number;
  total_minor: number;
  tender: { type: 'cash'; received_minor: number };
  age_checked_at_least?: number;
}

/** What has become of a sale: it waits, the server has it, or the server cannot read it and says why. */
export type Fate =
  | { state: 'waiting' }
  | { state: 'recorded'; order_number: string | null; variances: number }
  | { state: 'refused'; why: string };

export interface KeptSale {
  sale: StoredSale;
  fate: Fate;
}

export interface Kept {
  keys: PublicKey[];
  snapshot: Signed;
}

/** What outlives a reload, a restart and a power cut. */
export interface Store {
  kept<K extends keyof Kept>(name: K): Promise<Kept[K] | undefined>;
  keep<K extends keyof Kept>(name: K, value: Kept[K]): Promise<void>;
  /** Counts the sale and keeps it, both or neither: of two tabs none gets the other's number. */
  add(day: string, sale: (sequence: number) => StoredSale): Promise<KeptSale>;
  settle(sale: StoredSale, fate: Fate): Promise<void>;
  /** The oldest first. */
  sales(): Promise<KeptSale[]>;
  /** How far each day has been counted. */
  counted(): Promise<{ business_day: string; last_sequence: number }[]>;
  forget(sale: StoredSale): Promise<void>;
}

interface Schema extends DBSchema {
  kept: { key: string; value: Kept[keyof Kept] };
  days: { key: string; value: { business_day: string; last_sequence: number } };
  sales: { key: [string, number]; value: KeptSale };
}

/** One for each register: the numbers are its. */
export async function storeOf(registerId: string): Promise<Store> {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(`onetill.till.${registerId}`, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('kept');
      fresh.createObjectStore('days', { keyPath: 'business_day' });
      fresh.createObjectStore('sales', { keyPath: ['sale.business_day', 'sale.sequence'] });
    },
  });
  // A browser that is short of room takes it from those who have not asked.
  await navigator.storage?.persist?.().catch(() => false);
  return {
    kept: async <K extends keyof Kept>(name: K) => (await db.get('kept', name)) as Kept[K] | undefined,
    keep: async (name, value) => void (await db.put('kept', value, name)),
    async add(day, sale) {
      const work = db.transaction(['days', 'sales'], 'readwrite', { durability: 'strict' });
      const days = work.objectStore('days');
      const sequence = ((await days.get(day))?.last_sequence ?? 0) + 1;
      const kept: KeptSale = { sale: sale(sequence), fate: { state: 'waiting' } };
      await Promise.all([
        days.put({ business_day: day, last_sequence: sequence }),
        work.objectStore('sales').add(kept),
        work.done,
      ]);
      return kept;
    },
    settle: async (sale, fate) => void (await db.put('sales', { sale, fate })),
    sales: () => db.getAll('sales'),
    counted: () => db.getAll('days'),
    forget: ({ business_day, sequence }) => db.delete('sales', [business_day, sequence]),
  };
}
