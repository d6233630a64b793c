import type { Field } from '../fields';
import { words } from './words';

export const KINDS = ['shipping', 'pickup', 'local_delivery'] as const;

export const STATUSES = [
  'backordered',
  'allocated',
  'picked',
  'packed',
  'shipped',
  'ready_for_pickup',
  'out_for_delivery',
  'delivery_failed',
  'delivered',
  'collected',
  'handed_over',
  'canceled',
] as const;
export type FulfillmentStatus = (typeof STATUSES)[number];

export type FulfillmentEvent =
  | 'allocate'
  | 'pick'
  | 'pack'
  | 'ship'
  | 'ready'
  | 'collect'
  | 'dispatch'
  | 'deliver'
  | 'fail';

/** What leaves together, in one way and from one place. */
export interface Fulfillment {
  id: string;
  order_id: string;
  order_number: string;
  kind: (typeof KINDS)[number] | 'handed_over' | 'digital';
  status: FulfillmentStatus;
  location_id: string | null;
  earliest: string | null;
  latest: string | null;
  tracking: { carrier: string | null; number: string | null; url: string | null } | null;
  lines: { line: number; sku: string; name: string; quantity: number }[];
  reason: string | null;
  created_at: string;
  updated_at: string;
}

const LEAVES = { shipping: 'ship', pickup: 'ready', local_delivery: 'dispatch' } as const;

/**
 * What can happen to it next, what is usual first. The server decides; what it would refuse is not offered.
 */
export function eventsOf({ kind, status }: Pick<Fulfillment, 'kind' | 'status'>): FulfillmentEvent[] {
  if (kind === 'handed_over' || kind === 'digital') return [];
  const leaves = LEAVES[kind];
  switch (status) {
    case 'backordered':
      return ['allocate'];
    case 'allocated':
      return ['pick', 'pack', leaves];
    case 'picked':
      return ['pack', leaves];
    case 'packed':
    case 'delivery_failed':
      return [leaves];
    case 'shipped':
    case 'out_for_delivery':
      return ['deliver', 'fail'];
    case 'ready_for_pickup':
      return ['collect'];
    default:
      return [];
  }
}

/** Whether it can be given up: as long as the goods are here. */
export const mayCancel = ({ kind, status }: Pick<Fulfillment, 'kind' | 'status'>): boolean =>
  kind !== 'handed_over' &&
  kind !== 'digital' &&
  ['backordered', 'allocated', 'picked', 'packed', 'ready_for_pickup', 'delivery_failed'].includes(status);

/** What is asked with an event; most need no more than the press. */
export function fieldsOf(event: FulfillmentEvent | 'cancel', places: { value: string; label: string }[]): Field[] {
  switch (event) {
    case 'ship':
      return [
        { name: 'carrier', label: words.carrier, kind: 'text', help: words.carrierHelp },
        { name: 'number', label: words.trackingNumber, kind: 'text' },
        { name: 'url', label: words.trackingUrl, kind: 'text', help: words.trackingUrlHelp },
      ];
    case 'collect':
      return [
        { name: 'code', label: words.code, kind: 'text', help: words.codeHelp },
        { name: 'reason', label: words.noCode, kind: 'text', help: words.noCodeHelp },
      ];
    case 'fail':
      return [{ name: 'reason', label: words.reason, kind: 'text', required: true, help: words.failHelp }];
    case 'allocate':
      return [{ name: 'location_id', label: words.location, kind: 'choice', required: true, options: places }];
    case 'cancel':
      return [
        { name: 'reason', label: words.reason, kind: 'text', required: true },
        { name: 'refund', label: words.refundToo, kind: 'yes', initial: true },
      ];
    default:
      return [];
  }
}

/** The body of an event, from what was typed. */
export function bodyOf(event: FulfillmentEvent, typed: Record<string, unknown>): Record<string, unknown> {
  if (event !== 'ship') return { event, ...typed };
  return Object.keys(typed).length > 0 ? { event, tracking: typed } : { event };
}
