import { datedDay } from '../shared/dates';
import type { Messages } from './messages';
import type { Sold } from './state';

/** By what a sale is found again: the number of its order, or the till's own while it is none. */
export function nameOf({ order, kept }: Sold, m: Messages): string {
  if (order) return m.order(order.number);
  return kept ? m.keptSale(kept.register, datedDay(kept.business_day, m.language), kept.sequence) : '';
}
