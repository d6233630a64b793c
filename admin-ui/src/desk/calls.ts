import type { ChannelKind, Session, SessionStatus, Step, CallRequest as Wanted } from '../shared/api';

/** The shapes of what the API says about calls. */

/** A buyer who wants to be called, with why they stand where they do. Never with the number: only who takes it gets that. */
export interface CallRequest extends Wanted {
  priority?: { payment_failed: boolean; value_minor: number; currency: string } | null;
}

export interface TakenCall {
  call_request: CallRequest;
  number: string | null;
  session: Session;
}

export interface OpenedCall {
  session: Session;
  customer: { name_known: boolean; saved_tenders: { id: string; label: string }[] } | null;
  read_back: string;
}

/** The merchant's record of a call; a server that has none answers 404. */
export interface Call {
  id: string;
  state: 'ringing' | 'active' | 'held' | 'wrap_up' | 'done' | 'missed';
  caller_number: string | null;
  session_id: string | null;
  call_request_id: string | null;
  started_at: string;
  held_since: string | null;
  note: string | null;
  agent: string | null;
}

export interface PopOrder {
  id: string;
  channel_id: string;
  state: string;
  total_minor: number;
  currency: string;
  placed_at: string;
  items: string[];
}

export interface PopSession {
  id: string;
  channel: { id: string; kind: ChannelKind };
  status: SessionStatus;
  step: Step;
  next_ask: string | null;
  problem: string | null;
  total_minor: number;
  currency: string;
  line_items: string[];
  updated_at: string;
}

/** Who a caller may be, for the agent's eyes until it is verified. */
export interface Pop {
  verified: boolean;
  customer: {
    id: string;
    name: string | null;
    saved_tenders: { id: string; label: string }[];
    order_count: number;
  } | null;
  orders: PopOrder[];
  sessions: PopSession[];
}

export const KEYPAD_FIELDS = ['number', 'expiry', 'security_code'] as const;
export type KeypadFieldName = (typeof KEYPAD_FIELDS)[number];

/** How far a caller is with one field. There is nothing here of what they type. */
export interface KeypadField {
  name: KeypadFieldName;
  digits: number;
  state: 'empty' | 'typing' | 'valid' | 'invalid';
}

/** A card that a caller types on the keys of their phone, past this page. */
export interface KeypadEntry {
  id: string;
  session_id: string;
  state: 'starting' | 'typing' | 'captured' | 'paid' | 'declined' | 'canceled' | 'expired' | 'failed';
  amount_minor: number;
  currency: string;
  fields: KeypadField[];
  problem: string | null;
  expires_at: string;
}

export const isTyped = (entry: KeypadEntry | null): boolean => entry?.state === 'starting' || entry?.state === 'typing';

/** The entry after an event told of a key; the rest of what can be told is asked for. */
export function withProgress(entry: KeypadEntry, data: Record<string, unknown>): KeypadEntry {
  const fields = entry.fields.map((it) =>
    it.name === data.field
      ? { ...it, digits: Number(data.digits), state: data.field_state as KeypadField['state'] }
      : it,
  );
  return { ...entry, fields };
}

export interface CallReason {
  code: string;
  label: string;
  loss_code: string | null;
}

/** Why a buyer did not buy; the list of the reports. */
export const LOSS_CODES = [
  'too_expensive',
  'delivery_too_slow',
  'not_in_stock',
  'payment_not_possible',
  'wants_to_think',
  'bought_elsewhere',
  'only_asked',
  'connection_lost',
  'other',
] as const;

/** As a telephone wants it: `+49 30 / 123-456` is +4930123456. */
export function cleanNumber(typed: string): string {
  const digits = typed.replaceAll(/[^\d+]/g, '').replace(/(?!^)\+/g, '');
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits;
}

export const looksLikeNumber = (number: string): boolean => /^\+?\d{5,15}$/.test(number);
