import { call, NoAnswer, Problem, problemOf } from '../../shared/http';
import { isGenuine, type PublicKey, type RungUp, read, type Signed, type Snapshot } from './snapshot';
import type { KeptSale, Store, StoredSale } from './store';

const BATCH = 100;
const KEPT_DAYS = 31;
const LOOK_MS = 60_000;
const SOON_MS = 5_000;
const DAY_MS = 86_400_000;

/** What the till has to sell alone, and what it has sold so. */
export interface AloneState {
  /** Null while there is none that is genuine; nothing can be sold alone then. */
  snapshot: Snapshot | null;
  /** The oldest first. */
  sales: KeptSale[];
}

export const NOT_ALONE: AloneState = { snapshot: null, sales: [] };

export const waiting = ({ sales }: AloneState): number => sales.filter(({ fate }) => fate.state === 'waiting').length;

interface Around {
  credential: () => string;
  channelId: () => string;
  connected: () => boolean;
  set: (change: Partial<AloneState>) => void;
  open: (registerId: string) => Promise<Store>;
}

interface Taken {
  data: { state: string; order_number: string | null; variances: unknown[] }[];
}

/** Sells without a line: keeps what was signed for this till, counts what is sold, and hands it in as soon as somebody answers. */
export class Alone {
  #store: Store | null = null;
  /** The newest that was genuine. */
  #snapshot: Snapshot | null = null;
  #timer = 0;
  #sending = false;
  /** Nobody answered the last time: sales wait that could be handed in. */
  #isDue = false;

  constructor(private readonly around: Around) {}

  /** What this device has of a register; it can be there before anybody answers. */
  async open(registerId: string): Promise<void> {
    clearTimeout(this.#timer);
    this.#snapshot = null;
    this.around.set({ ...NOT_ALONE });
    try {
      this.#store = await this.around.open(registerId);
      await this.#show();
      const signed = await this.#store.kept('snapshot');
      if (signed) await this.#take(signed, await this.#keys());
    } catch {
      // A browser that keeps nothing sells with the network alone.
      this.#store = null;
      return;
    }
    void this.#look();
  }

  /** Once a minute, and at once when somebody answers again. */
  async hurry(): Promise<void> {
    await this.send();
    await this.#look();
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    const store = this.#store;
    if (!store) return;
    if (this.around.connected() && this.around.credential()) await this.#renew(store).catch(() => {});
    this.#timer = window.setTimeout(() => void this.hurry(), this.#isDue ? SOON_MS : LOOK_MS);
  }

  async #keys(): Promise<PublicKey[]> {
    return (await this.#store?.kept('keys')) ?? [];
  }

  async #renew(store: Store): Promise<void> {
    if ((await this.#keys()).length === 0) {
      const { value } = await call<{ keys: PublicKey[] }>('GET', '/register-snapshots/keys', {
        token: this.around.credential(),
      });
      await store.keep('keys', value.keys);
    }
    const signed = await this.#fetched();
    if (signed && (await this.#take(signed, await this.#keys()))) await store.keep('snapshot', signed);
  }

  async #fetched(): Promise<Signed | null> {
    const headers: Record<string, string> = { Authorization: `Bearer ${this.around.credential()}` };
    if (this.#snapshot) headers['If-None-Match'] = `"${this.#snapshot.version}"`;
    const answer = await fetch('/api/v1/register-snapshots/current', { headers, cache: 'no-store' });
    if (answer.status === 304) return null;
    if (!answer.ok) throw problemOf(answer, await answer.text());
    const body = new Uint8Array(await answer.arrayBuffer());
    return { body, signature: answer.headers.get('Snapshot-Signature') ?? '' };
  }

  /** Only what the server has signed for this till, and nothing older than what was had. */
  async #take(signed: Signed, keys: PublicKey[]): Promise<boolean> {
    if (!(await isGenuine(signed, keys))) return false;
    const snapshot = read(signed);
    if (snapshot.channel_id !== this.around.channelId()) return false;
    if (this.#snapshot && this.#snapshot.version > snapshot.version) return false;
    this.#snapshot = snapshot;
    this.around.set({ snapshot });
    return true;
  }

  /** Before anything is printed or handed out: what is not kept was not sold. */
  async record(
    snapshot: Snapshot,
    { line_items, rounding_minor, due_minor, min_age }: RungUp,
    receivedMinor: number,
    cashierId: string | null,
    now = new Date(),
  ): Promise<StoredSale> {
    if (!this.#store) throw new Error('this device keeps nothing');
    const business_day = localDay(now);
    const { sale } = await this.#store.add(business_day, (sequence) => ({
      business_day,
      sequence,
      taken_at: now.toISOString(),
      cashier_id: cashierId,
      snapshot_version: snapshot.version,
      lines: line_items,
      rounding_minor,
      total_minor: due_minor,
      tender: { type: 'cash', received_minor: receivedMinor },
      ...(min_age > 0 ? { age_checked_at_least: min_age } : {}),
    }));
    await this.#show();
    return sale;
  }

  /** Hands in what waits. Each is recorded once under its number, so whatever was not answered is simply sent again. */
  async send(): Promise<void> {
    const store = this.#store;
    if (!store || this.#sending || !this.around.connected()) return;
    this.#sending = true;
    this.#isDue = false;
    try {
      for (let more = true; more; ) more = await this.#sendSome(store);
    } catch (error) {
      if (!(error instanceof NoAnswer || error instanceof Problem)) throw error;
      this.#isDue = true;
    } finally {
      this.#sending = false;
      await this.#show();
    }
  }

  /** @return whether more are waiting */
  async #sendSome(store: Store): Promise<boolean> {
    const all = (await store.sales()).filter(({ fate }) => fate.state === 'waiting').map(({ sale }) => sale);
    if (all.length === 0) return false;
    const days = new Set(all.map(({ business_day }) => business_day));
    const announced = (await store.counted()).filter(({ business_day }) => days.has(business_day));
    const batch = all.slice(0, BATCH);
    try {
      await this.#handIn(store, announced, batch);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      // One that cannot be read holds up no other.
      for (const sale of batch) await this.#alone(store, announced, sale);
    }
    return all.length > batch.length;
  }

  async #alone(store: Store, announced: object[], sale: StoredSale): Promise<void> {
    try {
      await this.#handIn(store, announced, [sale]);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      await store.settle(sale, { state: 'refused', why: error.message });
    }
  }

  async #handIn(store: Store, announced: object[], sales: StoredSale[]): Promise<void> {
    const { value } = await call<Taken>('POST', '/offline-sales', {
      token: this.around.credential(),
      body: { announced, sales },
    });
    for (const [at, sale] of sales.entries()) {
      const taken = value.data[at];
      if (!taken) continue;
      await store.settle(sale, {
        state: 'recorded',
        order_number: taken.order_number,
        variances: taken.variances.length,
      });
    }
    await this.#show();
  }

  async #show(): Promise<void> {
    const store = this.#store;
    if (!store) return;
    const before = Date.now() - KEPT_DAYS * DAY_MS;
    const sales = await store.sales();
    const over = sales.filter(({ sale, fate }) => fate.state === 'recorded' && Date.parse(sale.taken_at) < before);
    for (const { sale } of over) await store.forget(sale);
    this.around.set({ sales: sales.filter((it) => !over.includes(it)) });
  }
}

/** Refused for what it says, and not for who asks or how often. */
const isUnreadable = (error: unknown): error is Problem =>
  error instanceof Problem && error.status >= 400 && error.status < 500 && ![401, 403, 408, 429].includes(error.status);

/** The day on the wall of the shop. */
const localDay = (now: Date): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((it) => String(it).padStart(2, '0')).join('-');
