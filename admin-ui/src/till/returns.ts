import type { GoodsReturn, ReturnableLine, ReturnableOrder } from '../shared/api';

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
