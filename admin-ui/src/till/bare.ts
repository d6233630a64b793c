import type { Item, UnreceiptedReturn } from '../shared/api';

/** So many of an item that comes back without a receipt. */
export interface BareLine {
  sku: string;
  name: string;
  quantity: number;
  damaged: boolean;
  /** What one costs today: it is worth that at most. */
  unitMinor: number;
}

/** Goods that come back without a receipt, and what came of it. Both stay until somebody has seen them: a code is shown once. */
export interface Bare {
  lines: BareLine[];
  done: UnreceiptedReturn | null;
  /** What has not been answered: it is asked for again under its key, so that money is given back once. */
  asked: Asked | null;
}

export interface Asked {
  /** What was wanted, to know it again. */
  wish: string;
  key: string;
  body: object;
}

export type BareRefund = 'gift_card' | 'cash';

export const NOTHING_BARE: Bare = { lines: [], done: null, asked: null };

export const bareBody = (lines: readonly BareLine[], refund: BareRefund, reason: string) => ({
  lines: lines.map(({ sku, quantity, damaged }) => ({ sku, quantity, condition: damaged ? 'damaged' : 'sellable' })),
  refund,
  reason,
});

export function withOneMore(lines: readonly BareLine[], { sku, name, price_minor }: Item): BareLine[] {
  if (!lines.some((it) => it.sku === sku)) {
    return [...lines, { sku, name, quantity: 1, damaged: false, unitMinor: price_minor }];
  }
  return lines.map((it) => (it.sku === sku ? { ...it, quantity: it.quantity + 1 } : it));
}

/** With another count or condition of an item; without it when none is left. */
export const changed = (lines: readonly BareLine[], sku: string, change: Partial<BareLine>): BareLine[] =>
  lines.map((it) => (it.sku === sku ? { ...it, ...change } : it)).filter(({ quantity }) => quantity > 0);

export const mostWorthMinor = (lines: readonly BareLine[]): number =>
  lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
