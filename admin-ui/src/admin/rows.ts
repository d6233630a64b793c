import type { EventData, Page, SessionSummary } from '../shared/api';

/** The pages of a list as far as they have been loaded. */
export interface Loaded<T> {
  pages: Page<T>[];
  pageParams: unknown[];
}

/** The rows after an event, or null when the list has to be asked for: the session is not among them. */
export function withEvent(
  loaded: Loaded<SessionSummary>,
  event: EventData,
  wantedStatus: string | null,
): Loaded<SessionSummary> | null {
  const known = loaded.pages.some(({ data }) => data.some(({ id }) => id === event.aggregate_id));
  if (!known || (wantedStatus && event.status !== wantedStatus)) return null;
  const changed = (row: SessionSummary): SessionSummary =>
    row.id === event.aggregate_id
      ? {
          ...row,
          status: event.status ?? row.status,
          step: event.step ?? row.step,
          total_minor: event.total_minor ?? row.total_minor,
          updated_at: event.occurred_at,
        }
      : row;
  return { ...loaded, pages: loaded.pages.map((page) => ({ ...page, data: page.data.map(changed) })) };
}

/** What can still be given back, what is on its way already left out. */
export function leftMinor(order: {
  payments: { captured_minor?: number; refunded_minor?: number }[];
  refunds: { state: string; amount_minor: number }[];
}): number {
  const kept = order.payments.reduce((sum, it) => sum + (it.captured_minor ?? 0) - (it.refunded_minor ?? 0), 0);
  const underWay = order.refunds
    .filter(({ state }) => ['sent', 'pending', 'unknown'].includes(state))
    .reduce((sum, { amount_minor }) => sum + amount_minor, 0);
  return Math.max(kept - underWay, 0);
}
