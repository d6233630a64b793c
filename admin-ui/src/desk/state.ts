import type { AskField, Channel, Item, Session, SessionSummary } from '../shared/api';
import { isKnown, type Line } from '../shared/basket';
import { type FieldKey, fieldsOf, keyOf, storedOf } from '../shared/fields';
import type { Staff } from '../shared/signIn';
import { type Call, type CallReason, type CallRequest, isTyped, type KeypadEntry, type Pop } from './calls';
import type { Happening } from './happenings';

/** How the caller would like to pay; in the order of their shortcuts. */
export const METHODS = ['link', 'keypad', 'saved', 'reader'] as const;
export type Method = (typeof METHODS)[number];

export type Panel = 'help' | 'end' | null;

/** What a press of the primary button is doing. */
export type Paying = 'no' | 'sending' | 'unanswered';

/** The call somebody talks in, as this tab knows it. */
export interface Talk {
  number: string | null;
  startedAt: string;
  heldSince: string | null;
  /** Since when no card is to be heard on the recording. */
  recordingPausedSince: string | null;
  note: string;
  /** The merchant's own record of it, where there is one. */
  callId: string | null;
  /** Of a buyer who wanted to be called. */
  requestId: string | null;
  /** Whether the agent has called. */
  outbound: boolean;
}

/** Who the caller may be; nothing of it is read to them before they have proven it. */
export interface Caller {
  known: boolean;
  pop: Pop | null;
  savedTenders: SavedTender[];
}

export interface SavedTender {
  id: string;
  label: string;
}

/** What is stored of a caller who has proven who they are. */
export interface KnownCustomer {
  id: string;
  addresses: object[];
  saved_tenders: SavedTender[];
}

export interface PayLink {
  url: string;
  sendTo: string;
  sentAt: string;
  expiresAt: string;
  opened: boolean;
}

/** Somebody who can be called back: kept in this browser. */
export interface Later {
  id: string;
  number: string | null;
  sessionId: string | null;
  note: string;
  at: string;
}

export interface State {
  place: 'starting' | 'sign_in' | 'desk';
  /** Why somebody has to sign in. */
  because: 'expired' | 'not_agent' | 'no_channel' | null;
  canSignIn: boolean;
  staff: Staff | null;
  merchant: string;
  channel: Channel | null;
  connected: boolean;
  talk: Talk | null;
  caller: Caller | null;
  customer: KnownCustomer | null;
  session: Session | null;
  lines: Line[];
  /** Which of the lines digits and Enter count. */
  counting: number | null;
  found: { query: string; items: Item[] } | null;
  chosen: number;
  /** What was typed and the server does not have yet. */
  typed: Record<string, string>;
  /** What the server said to it. */
  refused: Record<string, string>;
  undo: { text: string; lines: Line[] } | null;
  happenings: Happening[];
  buyerIsThere: boolean;
  method: Method;
  savedTenderId: string | null;
  link: PayLink | null;
  /** The card the caller types on the keys of their phone, or the last that was. */
  keypad: KeypadEntry | null;
  readBack: string | null;
  paying: Paying;
  /** Somebody else has the pen; what one wanted to change is kept. */
  elsewhere: boolean;
  /** The shopper has to let one in. */
  consentNeeded: string | null;
  queue: CallRequest[];
  /** Those that ring, and one's own that go on or are to be wrapped up. */
  calls: { call: Call; pop: Pop }[];
  /** Channels whose telephony takes the keys of callers. */
  keypadChannels: string[];
  away: boolean;
  open: SessionSummary[];
  later: Later[];
  reasons: CallReason[] | null;
  panel: Panel;
  alert: string | null;
  /** What has just been done, for those who do not see it. */
  said: string;
  busy: boolean;
}

export const NO_CALL = {
  talk: null,
  caller: null,
  customer: null,
  session: null,
  lines: [],
  counting: null,
  found: null,
  chosen: 0,
  typed: {},
  refused: {},
  undo: null,
  happenings: [],
  buyerIsThere: false,
  method: 'link',
  savedTenderId: null,
  link: null,
  keypad: null,
  readBack: null,
  paying: 'no',
  elsewhere: false,
  consentNeeded: null,
  panel: null,
} satisfies Partial<State>;

export const START: State = {
  ...NO_CALL,
  place: 'starting',
  because: null,
  canSignIn: false,
  staff: null,
  merchant: '',
  channel: null,
  connected: true,
  queue: [],
  calls: [],
  keypadChannels: [],
  away: false,
  open: [],
  later: [],
  reasons: null,
  alert: null,
  said: '',
  busy: false,
};

/** Where the money is. `checking`: nobody knows yet, and nothing may be charged again. */
export type Money = 'open' | 'sending' | 'checking' | 'waits' | 'paid';

export function money({ session, paying }: Pick<State, 'session' | 'paying'>): Money {
  if (paying === 'unanswered') return 'checking';
  if (paying === 'sending') return 'sending';
  if (session?.status === 'completed') return 'paid';
  if (session?.status === 'complete_in_progress') return 'checking';
  if (session?.status === 'requires_escalation') return 'waits';
  return 'open';
}

export const isMine = ({ session, staff }: Pick<State, 'session' | 'staff'>): boolean =>
  !session?.holder || session.holder.actor === `staff:${staff?.subject}`;

/** Why the agent cannot change anything now; null when they can. */
export type Closed = 'no_call' | 'hidden' | 'hers' | 'keypad' | 'paying' | 'paid' | 'over' | null;

export function closed(state: State): Closed {
  if (!state.talk) return 'no_call';
  const { session } = state;
  if (session?.status === 'canceled') return 'over';
  const where = money(state);
  if (where === 'paid') return 'paid';
  if (where !== 'open' && where !== 'waits') return 'paying';
  if (session?.buyer_hidden) return 'hidden';
  if (state.elsewhere || !isMine(state)) return 'hers';
  // What the caller agreed to pay is what they are typing their card for.
  if (isTyped(state.keypad)) return 'keypad';
  return where === 'waits' ? 'paying' : null;
}

/** Why the primary button does nothing now; null when it does. The words are those of the messages. */
export type Hindrance =
  | Exclude<Closed, null>
  | 'offline'
  | 'empty'
  | 'unsaved'
  | 'asks'
  | 'no_number'
  | 'no_saved'
  | 'not_proven'
  | 'no_keypad'
  | 'no_reader'
  | null;

export function hindrance(state: State): Hindrance {
  const shut = closed(state);
  if (shut) return shut;
  if (!state.connected) return 'offline';
  if (state.lines.length === 0) return 'empty';
  if (!isKnown(state.lines, state.session)) return 'unsaved';
  if (state.method === 'link') return sendTo(state) ? null : 'no_number';
  if (state.method === 'keypad' && !takesKeys(state)) return 'no_keypad';
  if (state.method === 'reader' && !offers(state, 'card_present')) return 'no_reader';
  if (state.method === 'saved' && savedTenders(state).length === 0) return 'no_saved';
  return openAsks(state.session).length > 0 ? 'asks' : null;
}

export const offers = ({ channel, session }: Pick<State, 'channel' | 'session'>, tender: string): boolean =>
  (session?.channel.tenders ?? channel?.tenders ?? []).includes(tender);

export const takesKeys = ({ channel, keypadChannels }: Pick<State, 'channel' | 'keypadChannels'>): boolean =>
  keypadChannels.includes(channel?.id ?? '');

export const savedTenders = ({ caller, customer }: Pick<State, 'caller' | 'customer'>): SavedTender[] =>
  customer?.saved_tenders ?? caller?.savedTenders ?? [];

/** Where a link goes unless somebody says otherwise. */
export const sendTo = ({ typed, session, talk }: Pick<State, 'typed' | 'session' | 'talk'>): string =>
  (typed['link/send_to'] ?? session?.buyer?.phone ?? talk?.number ?? '').trim();

/** What has to be answered before anything can be paid. */
export const openAsks = (session: Session | null) =>
  (session?.asks ?? []).filter(({ id }) => id !== 'payment.tender' && id !== 'line_items');

export type Part = 'who' | 'where';

const ALWAYS_WHO: [string, string][] = [
  ['buyer.name', 'name'],
  ['buyer.phone', 'phone'],
  ['buyer.email', 'email'],
];
const WORDS = ['consent.terms', 'consent.digital_waiver', 'buyer.age', 'buyer.verification'];

export interface Field {
  key: FieldKey;
  field: AskField;
  value: string;
  /** The server asks for it now. */
  asked: boolean;
}

/** The fields of a part of the talk, those the server asks for first: the same order in which one speaks. */
export function fieldsIn(part: Part, { session, typed }: Pick<State, 'session' | 'typed'>): Field[] {
  const asked = new Set(openAsks(session).map(({ id }) => id));
  const all: [string, AskField][] =
    part === 'who'
      ? ALWAYS_WHO.map(([ask, name]) => [
          ask,
          { name, type: 'text', autocomplete: null, required: false, value: null, source: null },
        ])
      : session
        ? whereAsks(session, asked).flatMap((ask) => fieldsOf(session, ask).map((it): [string, AskField] => [ask, it]))
        : [];
  const drawn = all.map(([ask, field]): Field => {
    const key = keyOf(ask, field.name);
    const value = typed[key] ?? (session && storedOf(session, ask, field.name)) ?? field.value ?? '';
    return { key, field, value, asked: asked.has(ask) };
  });
  return part === 'who' ? drawn.sort((a, b) => Number(b.asked) - Number(a.asked)) : drawn;
}

/** An address that is known stays to be seen, so that it can be read out and put right. */
function whereAsks(session: Session, asked: Set<string>): string[] {
  const kind = session.fulfillment?.kind;
  if (kind === 'pickup' || asked.has('fulfillment.name')) return ['fulfillment.name'];
  const sent = kind === 'shipping' || kind === 'local_delivery' || asked.has('fulfillment.address');
  return sent ? ['fulfillment.address'] : [];
}

/** What is agreed to in words: terms, age. */
export const wordsAsked = (session: Session | null) => openAsks(session).filter(({ id }) => WORDS.includes(id));

/** The first of what is still open, in the order of the server. */
export function nextField(state: State): FieldKey | null {
  const fields = [...fieldsIn('who', state), ...fieldsIn('where', state)].filter(({ asked }) => asked);
  return fields.find(({ value }) => !value.trim())?.key ?? null;
}

/** What the bank or the reader said about the last try; a decline is no alert of ours, it is the session's own word. */
export const refusal = (session: Session | null) =>
  session && ['incomplete', 'ready_for_complete'].includes(session.status)
    ? session.messages.find(({ type }) => type === 'error')
    : undefined;

/** How far a link has come. */
export type LinkState = 'sent' | 'opened' | 'paying' | 'declined' | 'paid' | 'expired';

export function linkState(state: Pick<State, 'link' | 'session' | 'paying'>, now: number): LinkState | null {
  const { link, session } = state;
  if (!link) return null;
  const where = money(state);
  if (where === 'paid') return 'paid';
  if (link.opened && where !== 'open') return 'paying';
  if (link.opened && refusal(session)) return 'declined';
  if (link.opened) return 'opened';
  return Date.parse(link.expiresAt) <= now ? 'expired' : 'sent';
}

/** Minutes and seconds between two moments. */
export function clock(from: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(from)) / 1000));
  const two = (it: number) => String(it).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
