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
}

export type BareRefund = 'gift_card' | 'cash';

export const NOTHING_BARE: Bare = { lines: [], done: null };

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
