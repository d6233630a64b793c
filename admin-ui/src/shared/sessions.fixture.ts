import type { Ask, Session } from './api';

const field = (name: string, value: string | null = null) => ({
  name,
  type: 'text',
  autocomplete: null,
  required: true,
  value,
  source: null,
});

const ask = (id: string, ...fields: ReturnType<typeof field>[]): Ask => ({
  id,
  step: 'contact',
  fields,
  reason: { code: 'needed', text: 'Needed.' },
  cost: { fields: fields.length, seconds: 5 },
  removable_by: [],
});

export const EMAIL = ask('buyer.email', field('email'));
export const ADDRESS = ask(
  'fulfillment.address',
  field('name'),
  field('line1'),
  field('postal_code'),
  field('city'),
  field('country', 'DE'),
);
export const TENDER = ask('payment.tender', field('tender'));
export const KNOWN = (id: string) => ({ id, reason: { code: 'known', text: 'Known.' } });

const ADDRESS_KNOWN = { name: 'Ada Byron', line1: 'Torstr. 1', postal_code: '10119', city: 'Berlin', country: 'DE' };

/** A session nobody has answered anything in. */
export function open(changes: Partial<Session> = {}): Session {
  return {
    id: 's1',
    status: 'incomplete',
    step: 'contact',
    merchant: 'Leaf & Kettle',
    revision: 1,
    channel: { id: 'web', kind: 'web', name: 'Web shop' },
    currency: 'EUR',
    locale: 'en',
    country: 'DE',
    line_items: [],
    buyer: {},
    fulfillment: { option_id: 'standard', kind: 'shipping', address: {} },
    fulfillment_options: [],
    totals: [],
    total_minor: 2270,
    tip_minor: 0,
    deposit_minor: 0,
    due_minor: 2270,
    asks: [EMAIL, ADDRESS, TENDER],
    skipped: [],
    tenders: [],
    payment: { state: 'not_paid', action: null },
    messages: [],
    holder: { channel_id: 'web', actor: 'client_token', fence: 1 },
    order: null,
    created_at: '2026-11-23T09:00:00Z',
    updated_at: '2026-11-23T09:00:00Z',
    expires_at: '2099-01-01T00:00:00Z',
    ...changes,
  };
}

/** A session in which only the payment is missing. */
export function ready(changes: Partial<Session> = {}): Session {
  return open({
    status: 'ready_for_complete',
    revision: 4,
    buyer: { email: 'ada@example.com' },
    fulfillment: { option_id: 'standard', kind: 'shipping', address: ADDRESS_KNOWN },
    asks: [TENDER],
    skipped: [KNOWN('buyer.email'), KNOWN('fulfillment.address')],
    ...changes,
  });
}
