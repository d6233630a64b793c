import type { FulfillmentStatus } from './fulfillments';
import { words } from './words';

const TONE: Partial<Record<FulfillmentStatus, string>> = {
  backordered: 'warn',
  delivery_failed: 'bad',
  canceled: 'muted',
  shipped: 'ok',
  out_for_delivery: 'ok',
  delivered: 'ok',
  collected: 'ok',
  handed_over: 'ok',
};

export const FulfillmentMark = ({ status }: { status: FulfillmentStatus }) => (
  <span className={`mark ${TONE[status] ?? 'brand'}`}>{words.statuses[status]}</span>
);
