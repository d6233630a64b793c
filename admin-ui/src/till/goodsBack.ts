import type { GoodsReturn, ReturnableOrder, StaffMember, UnreceiptedReturn } from '../shared/api';
import { call, newKey, Problem } from '../shared/http';
import { type Asked, type Bare, type BareRefund, bareBody } from './bare';
import { type Chosen, linesBack, type Returning } from './returns';

/** Why something comes back, and who agrees; no manager where one is at the till. */
export interface Agreed {
  reason: string;
  manager: StaffMember | null;
  pin: string;
}

interface Around {
  token: () => string;
  returning: () => Returning;
  bare: () => Bare;
  set: (change: { returning?: Returning; bare?: Bare }) => void;
  /** The token of the approval; null where none is needed. */
  approved: (sessionId: string | null, agreed: Agreed) => Promise<string | null>;
}

/** Goods that come back for money, with a receipt and without: given back once, however often it is asked. Calls throw what they were refused with. */
export class GoodsBack {
  #asked: Asked | null = null;

  constructor(private readonly around: Around) {}

  /** @returns whether there is one */
  async find(number: string): Promise<boolean> {
    const path = `/returnable-orders?number=${encodeURIComponent(number)}`;
    const { value } = await call<{ data: ReturnableOrder[] }>('GET', path, { token: this.around.token() });
    const [order] = value.data;
    if (order) this.around.set({ returning: { order, done: null } });
    return order !== undefined;
  }

  async take(chosen: Chosen[], agreed: Agreed): Promise<void> {
    const { order } = this.around.returning();
    if (!order) return;
    const wish = JSON.stringify([order.order_id, chosen, agreed.reason]);
    const lines = linesBack(chosen);
    const body = { lines, reason: agreed.reason };
    this.#asked = await this.#once(this.#asked, wish, order.session_id, body, agreed);
    const done = await this.#answered<GoodsReturn>(`/orders/${order.order_id}/returns`, this.#asked, () => {
      this.#asked = null;
    });
    this.around.set({ returning: { order, done } });
  }

  /** What was asked is kept with the goods: also after a reload it is the same wish. */
  async takeBare(refund: BareRefund, agreed: Agreed): Promise<void> {
    const { lines, asked: before } = this.around.bare();
    const wish = JSON.stringify([lines, refund, agreed.reason]);
    const asked = await this.#once(before, wish, null, bareBody(lines, refund, agreed.reason), agreed);
    this.around.set({ bare: { ...this.around.bare(), asked } });
    const done = await this.#answered<UnreceiptedReturn>('/unreceipted-returns', asked, () =>
      this.around.set({ bare: { ...this.around.bare(), asked: null } }),
    );
    this.around.set({ bare: { lines: [], done, asked: null } });
  }

  async #once(
    before: Asked | null,
    wish: string,
    session: string | null,
    body: object,
    agreed: Agreed,
  ): Promise<Asked> {
    if (before?.wish === wish) return before;
    const approval = await this.around.approved(session, agreed);
    return { wish, key: newKey(), body: approval ? { ...body, approval } : body };
  }

  /** @param over called when it was answered, one way or the other */
  async #answered<T>(path: string, { key, body }: Asked, over: () => void): Promise<T> {
    try {
      const { value } = await call<T>('POST', path, { token: this.around.token(), body, idempotencyKey: key });
      over();
      return value;
    } catch (error) {
      if (error instanceof Problem && error.status < 500 && error.status !== 401) over();
      throw error;
    }
  }
}
