import type { ClientConfig, Session } from '../shared/api';
import { DRAWN_ASKS, type FieldKey, fieldsOf, keyOf, partsOf, storedOf } from '../shared/fields';
import type { Press } from './memory';
import type { Messages } from './messages';

/** Why this page cannot show a checkout. */
export type Stop = 'no_link' | 'link_used' | 'gone';

/** What the pay button is doing. */
export type Paying = 'no' | 'sending' | 'unanswered' | 'leaving' | 'asking';

/** What a buyer can be helped with: all of it, going on at another device, being called. */
export type Help = 'all' | 'device' | 'call';

export interface State {
  config: ClientConfig | null;
  session: Session | null;
  stop: Stop | null;
  paying: Paying;
  newTotal: { beforeMinor: number; nowMinor: number } | null;
  connected: boolean;
  live: boolean;
  /** Somebody else holds the session now. */
  following: boolean;
  /** The fence under which this page had the pen last. */
  fence: number | undefined;
  opened: string[];
  drafts: Record<FieldKey, string>;
  wrong: Record<FieldKey, string>;
  /** Something about paying that the server's messages do not say. */
  payProblem: string | null;
  /** Whether a wallet of the buyer's is there. */
  express: boolean;
  card: 'absent' | 'loading' | 'ready' | 'failed';
  press: Press | null;
  help: Help | null;
}

export const START: State = {
  config: null,
  session: null,
  stop: null,
  paying: 'no',
  newTotal: null,
  connected: true,
  live: false,
  following: false,
  fence: undefined,
  opened: [],
  drafts: {},
  wrong: {},
  payProblem: null,
  express: false,
  card: 'absent',
  press: null,
  help: null,
};

/** How the session names the devices of its buyer, all of them. */
export const DEVICE = 'client_token';

/** The page after the server told how the session is. An older word than the one we have changes nothing. */
export function withSession(state: State, session: Session): State {
  if (state.session && session.revision < state.session.revision) return state;
  const drafts = Object.entries(state.drafts).filter(([key, value]) => !isStored(session, key as FieldKey, value));
  const ended = isEnded(session);
  return {
    ...state,
    session,
    opened: [...new Set([...state.opened, ...drawnAsks(session)])],
    drafts: ended ? {} : Object.fromEntries(drafts),
    payProblem: ended ? null : state.payProblem,
    press: ended ? null : state.press,
    following: isElsewhere(state, session),
    fence: state.fence ?? session.holder?.fence,
    newTotal: ended || session.total_minor !== state.newTotal?.nowMinor ? null : state.newTotal,
  };
}

/** Whether the pen is with somebody of the merchant's, or has moved since this page had it. */
function isElsewhere({ fence, following }: State, { holder }: Session): boolean {
  return holder?.actor !== DEVICE || following || (fence ?? holder.fence) !== holder.fence;
}

export const isEnded = ({ status }: Session): boolean => status === 'completed' || status === 'canceled';

const drawnAsks = (session: Session): string[] =>
  session.asks.map(({ id }) => id).filter((id) => DRAWN_ASKS.includes(id));

function isStored(session: Session, key: FieldKey, value: string): boolean {
  return (storedOf(session, ...partsOf(key)) ?? '') === value.trim();
}

/** The asks to draw as fields: what stands open, and what was answered here and may be corrected here. */
export function shownAsks({ session, opened }: State): string[] {
  if (!session) return [];
  const skipped = new Set(session.skipped.filter(({ reason }) => !isAnswer(reason.code)).map(({ id }) => id));
  const asked = drawnAsks(session);
  return DRAWN_ASKS.filter((id) => asked.includes(id) || (opened.includes(id) && !skipped.has(id) && has(session, id)));
}

/** An answer is a reason not to ask; so is a question that makes no sense here, and only that one hides the fields. */
const isAnswer = (code: string): boolean => code === 'known' || code === 'wallet' || code === 'agreed';

function has(session: Session, ask: string): boolean {
  return ask !== 'fulfillment.name' || session.fulfillment?.kind === 'pickup';
}

/** The answers that came from elsewhere: said in a line, not asked again. */
export function knownAsks(state: State): { ask: string; text: string }[] {
  const { session } = state;
  if (!session) return [];
  const shown = shownAsks(state);
  const known: { ask: string; text: string }[] = [];
  if (session.buyer?.email && !shown.includes('buyer.email')) {
    known.push({ ask: 'buyer.email', text: session.buyer.email });
  }
  const address = session.fulfillment?.address;
  if (session.fulfillment?.kind === 'pickup') {
    if (address?.name && !shown.includes('fulfillment.name'))
      known.push({ ask: 'fulfillment.name', text: address.name });
  } else if (address?.line1 && !shown.includes('fulfillment.address')) {
    const text = [
      address.name,
      address.line1,
      address.line2,
      `${address.postal_code ?? ''} ${address.city ?? ''}`.trim(),
    ];
    known.push({ ask: 'fulfillment.address', text: text.filter(Boolean).join(', ') });
  }
  return known;
}

export const shownKeys = (state: State): FieldKey[] =>
  state.session === null
    ? []
    : shownAsks(state).flatMap((ask) => fieldsOf(state.session as Session, ask).map(({ name }) => keyOf(ask, name)));

/** What stands in a field: what was typed, else what is known, else what the ask suggests. */
export function answerIn(state: State, key: FieldKey): string {
  const { session, drafts } = state;
  if (!session) return '';
  const [ask, name] = partsOf(key);
  const suggested = session.asks.find(({ id }) => id === ask)?.fields.find((it) => it.name === name)?.value;
  return drafts[key] ?? storedOf(session, ask, name) ?? suggested ?? '';
}

/** Everything typed or suggested in an ask that the server does not have yet. */
export function unsaved(state: State, ask: string): Record<string, string> {
  const { session } = state;
  if (!session) return {};
  const fields = [
    ...fieldsOf(session, ask).map(({ name }) => name),
    ...(ask === 'fulfillment.address' ? ['line2'] : []),
  ];
  const values = fields.map((name) => [name, answerIn(state, keyOf(ask, name)).trim()] as const);
  const drafted = values.some(([name]) => state.drafts[keyOf(ask, name)] !== undefined);
  if (!drafted) return {};
  return Object.fromEntries(values.filter(([name, value]) => value !== (storedOf(session, ask, name) ?? '')));
}

export const isChecking = ({ session, paying }: State): boolean =>
  paying === 'unanswered' ||
  paying === 'asking' ||
  session?.payment.state === 'checking' ||
  (session?.status === 'complete_in_progress' && paying !== 'sending');

/** The wallets that this channel takes. */
export const walletsOf = ({ channel }: Session): string[] =>
  channel.tenders?.filter((it) => ['apple_pay', 'google_pay', 'link'].includes(it)) ?? [];

export const needsTender = (session: Session): boolean => session.asks.some(({ id }) => id === 'payment.tender');

/** What the server says about paying, in the words of this page's language. */
export function payMessage({ session, payProblem }: State, m: Messages): { text: string; bad: boolean } | null {
  if (payProblem) return { text: payProblem, bad: true };
  const message = session?.messages.findLast(({ ask }) => ask === 'payment.tender');
  return message ? { text: m.said[message.code] ?? message.text, bad: message.type === 'error' } : null;
}
