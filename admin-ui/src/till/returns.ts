import type { GoodsReturn, LineBack, ReturnableLine, ReturnableOrder, Session } from '../shared/api';

/** How many of one line come back, and whether they can be sold again. */
export interface Back {
  quantity: number;
  damaged: boolean;
}

/** A return at the till: the order that was found, and what came of it. */
export interface Returning {
  order: ReturnableOrder | null;
  done: GoodsReturn | null;
}

export const NO_RETURN: Returning = { order: null, done: null };

/** What was paid for so many of a line, after those that came back before: several returns sum up exactly to the line. */
export function backMinor({ paid_minor, quantity, returned }: ReturnableLine, back: number): number {
  const share = (count: number) => Math.floor((paid_minor * count) / quantity);
  return share(returned + back) - share(returned);
}

/** Goods of an order that come back for others. Nothing has come back before what goes out is paid for. */
export interface Exchanging {
  orderId: string;
  number: string;
  lines: LineBack[];
  /** What comes back, in words. */
  what: string;
  /** What it is worth. */
  creditMinor: number;
  reason: string;
  approval: string | null;
}

/** So many of a line, as somebody has chosen them. */
export interface Chosen {
  line: number;
  quantity: number;
  damaged: boolean;
}

export const linesBack = (chosen: readonly Chosen[]): LineBack[] =>
  chosen.map(({ line, quantity, damaged }) => ({ line, quantity, condition: damaged ? 'damaged' : 'sellable' }));

/** An exchange that was agreed on and has not begun. */
export function exchanging(
  { order_id, number, lines }: ReturnableOrder,
  chosen: readonly Chosen[],
  reason: string,
  approval: string | null,
): Exchanging {
  const bought = chosen.flatMap(({ line, quantity }) => {
    const it = lines.find((one) => one.line === line);
    return it ? [{ name: it.name, quantity, minor: backMinor(it, quantity) }] : [];
  });
  return {
    orderId: order_id,
    number,
    lines: linesBack(chosen),
    what: bought.map(({ name, quantity }) => `${quantity} × ${name}`).join(', '),
    creditMinor: bought.reduce((sum, { minor }) => sum + minor, 0),
    reason,
    approval,
  };
}

/** What the session of an exchange is opened with, beside the goods that go out. */
export const opens = ({ lines, reason, approval }: Exchanging) => ({
  lines,
  reason,
  ...(approval ? { approval } : {}),
});

interface Swap {
  exchange: Pick<Exchanging, 'creditMinor'> | null;
  session: Pick<Session, 'exchange_credit_minor' | 'total_minor'> | null;
}

/** What comes back is worth; the session alone knows only how much of it pays for the goods that go out. */
export const creditMinor = ({ exchange, session }: Swap): number =>
  exchange?.creditMinor ?? session?.exchange_credit_minor ?? 0;

/** What is given back because the new goods cost less. */
export const leftOverMinor = (swap: Swap): number => Math.max(0, creditMinor(swap) - (swap.session?.total_minor ?? 0));
