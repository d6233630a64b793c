import type { Channel, Exchange, Item, ParkedSession, Register, Session, StaffMember } from '../shared/api';
import { dueMinor, isKnown, type Line, type Priced } from '../shared/basket';
import { type AloneState, NOT_ALONE } from './alone/alone';
import { type RungUp, ringUp, type Snapshot } from './alone/snapshot';
import { type Bare, NOTHING_BARE } from './bare';
import { type DrawerState, UNKNOWN } from './drawer';
import { type Gift, NO_GIFT } from './gifts';
import { covered, type Part } from './parts';
import type { Paper } from './receipts';
import { type Exchanging, NO_RETURN, type Returning } from './returns';

/** A sale that is over, as its receipt shows it. */
export type Sold = Pick<
  Session,
  | 'merchant'
  | 'channel'
  | 'currency'
  | 'updated_at'
  | 'order'
  | 'line_items'
  | 'totals'
  | 'total_minor'
  | 'taxes'
  | 'tenders'
> & {
  /** Made without the server: by what the till knows it, until it is an order. */
  kept?: KeptNumber;
};

/** The natural key of a sale that a till has made alone. */
export interface KeptNumber {
  register: string;
  business_day: string;
  sequence: number;
}

/** What the till is for at the moment. */
export type Place = 'starting' | 'enroll' | 'sign_in' | 'sell' | 'drawer';

/** What a press of Card or Cash is doing. */
export type Paying = 'no' | 'sending' | 'unanswered';

/** What is open beside the goods. */
export type Panel =
  | 'cash'
  | 'split'
  | 'gift'
  | 'code'
  | 'park'
  | 'parked'
  | 'adjust'
  | 'return'
  | 'bare'
  | 'waiting'
  | null;

/** What the price is asked for: an item of the sale, or all of it. */
export interface Adjusting {
  sku: string | null;
  name: string;
  unitMinor: number;
}

/** What a cashier would like to let go of the price. */
export type Wish =
  | { kind: 'price_override'; sku: string; unit_price_minor: number }
  | { kind: 'discount'; percent: number }
  | { kind: 'discount'; amount_minor: number };

export interface State {
  place: Place;
  /** Why somebody has to type a code or a PIN. */
  because: 'revoked' | 'expired' | null;
  register: Register | null;
  channel: Channel | null;
  people: StaffMember[] | null;
  cashier: StaffMember | null;
  /** What can be tapped; null until it is known. */
  items: Item[] | null;
  found: { query: string; items: Item[] } | null;
  connected: boolean;
  lines: Line[];
  session: Session | null;
  paying: Paying;
  /** What was agreed on where several tenders pay; empty where one does. */
  parts: Part[];
  /** Something has to be said: in red, in its place, until the next thing happens. */
  alert: string | null;
  /** What was removed a moment ago. */
  undo: { text: string; lines: Line[] } | null;
  /** The shopper, or another device, has gone on with the session. */
  elsewhere: boolean;
  panel: Panel;
  /** Of the panel of prices. */
  adjusting: Adjusting | null;
  /** Of the panel of gift cards. */
  gift: Gift;
  returning: Returning;
  /** What comes back without a receipt. */
  bare: Bare;
  /** What comes back for the goods of the sale. */
  exchange: Exchanging | null;
  /** What became of the exchange before. */
  exchanged: Exchange | null;
  /** What waits at this place, put aside; null until it was asked for. */
  parked: ParkedSession[] | null;
  drawer: DrawerState;
  alone: AloneState;
  /** The sale was begun in another channel or at another till; it needs the server. */
  foreign: boolean;
  /** How old the cashier has seen the buyer to be, while nobody else asks. */
  ageSeen: number;
  /** The sale before. */
  last: Sold | null;
  /** What is printed: a receipt of the server's. */
  paper: Paper | null;
  /** Whose receipt goes out by e-mail. */
  mailing: { id: string; number: string } | null;
  /** What came about, said once. */
  note: string | null;
  /** A call about the device or the person at it is under way. */
  busy: boolean;
}

export const START: State = {
  place: 'starting',
  because: null,
  register: null,
  channel: null,
  people: null,
  cashier: null,
  items: null,
  found: null,
  connected: true,
  lines: [],
  session: null,
  paying: 'no',
  parts: [],
  alert: null,
  undo: null,
  elsewhere: false,
  panel: null,
  adjusting: null,
  gift: NO_GIFT,
  returning: NO_RETURN,
  bare: NOTHING_BARE,
  exchange: null,
  exchanged: null,
  parked: null,
  drawer: UNKNOWN,
  alone: NOT_ALONE,
  foreign: false,
  ageSeen: 0,
  last: null,
  paper: null,
  mailing: null,
  note: null,
  busy: false,
};

/** Where the money is. `checking`: nobody knows yet, and nothing may be charged again. */
export type Money = 'open' | 'sending' | 'present_card' | 'checking';

export function money({ session, paying }: Pick<State, 'session' | 'paying'>): Money {
  if (paying === 'unanswered') return 'checking';
  if (paying === 'sending') return 'sending';
  if (session?.status === 'complete_in_progress') return 'checking';
  if (session?.status === 'requires_escalation') {
    return session.payment.action?.type === 'present_card' ? 'present_card' : 'checking';
  }
  return 'open';
}

/** Why nothing can be paid now; null when it can. The words are those of the messages. */
export type Hindrance = 'empty' | 'offline' | 'not_alone' | 'parts_alone' | 'too_much' | 'asks' | 'elsewhere' | null;

export function hindrance(state: State): Hindrance {
  if (state.lines.length === 0) return 'empty';
  if (!state.connected) return state.parts.length > 0 ? 'parts_alone' : hindranceAlone(state);
  if (state.elsewhere) return 'elsewhere';
  if (isKnown(state.lines, state.session) && openAsks(state.session).length > 0) return 'asks';
  if (remaining(state) < 0) return 'too_much';
  return null;
}

function hindranceAlone(state: State): Hindrance {
  const sale = alone(state);
  if (!sale) return 'offline';
  if (sale.rung.missing.length > 0) return 'not_alone';
  return sale.rung.min_age > state.ageSeen ? 'asks' : null;
}

/** The sale as it is made without the server; null where it cannot be: there is an answer, or nothing to reckon with. */
export function alone({
  connected,
  foreign,
  lines,
  alone: { snapshot },
}: State): { snapshot: Snapshot; rung: RungUp } | null {
  return connected || foreign || !snapshot ? null : { snapshot, rung: ringUp(snapshot, lines, Date.now()) };
}

/** Whoever reckons. */
export const priced = (state: State): Priced | null => alone(state)?.rung ?? state.session;

/** What has to be answered before anything can be paid. */
export const openAsks = (session: Session | null) =>
  (session?.asks ?? []).filter(({ id }) => id !== 'payment.tender' && id !== 'line_items');

/** How old the buyer has to be for what is in the session. */
export const ageAsked = (session: Session): number =>
  Math.max(0, ...session.line_items.map(({ min_age }) => min_age ?? 0));

export const due = (state: State): number => alone(state)?.rung.due_minor ?? dueHere(state);

/** What comes back pays first; the server says so as soon as it has answered. */
function dueHere({ lines, session, exchange }: State): number {
  const minor = dueMinor(lines, session);
  return exchange && !isKnown(lines, session) ? Math.max(0, minor - exchange.creditMinor) : minor;
}

/** What no part covers yet; below zero when they cover too much. */
export const remaining = (state: State): number => due(state) - covered(state.parts);

/** Whether what comes back in an exchange pays for all that goes out. */
export const isPaidByGoods = (state: State): boolean =>
  state.lines.length > 0 &&
  due(state) === 0 &&
  (state.exchange !== null || (state.session?.exchange_credit_minor ?? 0) > 0);

/** What the bank or the reader said about the last try; a decline is no alert of ours, it is the session's own word. */
export const refusal = (session: Session | null) =>
  session?.status === 'ready_for_complete' ? session.messages.find(({ type }) => type === 'error') : undefined;

const GIVEN_BACK = ['declined', 'voided'];

/** What was handed back in a sale; null when nothing was paid in cash. */
export function change(session: Sold): number | null {
  const cash = session.tenders.filter(
    ({ type, state, change_minor }) => type === 'cash' && change_minor != null && !GIVEN_BACK.includes(state),
  );
  return cash.length === 0 ? null : cash.reduce((sum, { change_minor }) => sum + (change_minor ?? 0), 0);
}
