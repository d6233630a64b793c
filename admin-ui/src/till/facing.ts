import { drawn } from '../shared/basket';
import { cardAsked } from './parts';
import { change, due, money, priced, remaining, type State } from './state';

/** What the customer sees of a sale, and nothing else of the till: no name of a cashier, no number of another order. */
export interface Facing {
  now: 'idle' | 'sale' | 'card' | 'uncertain' | 'checking' | 'thanks';
  merchant: string;
  currency: string;
  lines: { name: string; quantity: number; totalMinor: number }[];
  /** What comes back in an exchange pays so much. */
  creditMinor: number;
  dueMinor: number;
  /** Where several tenders pay; otherwise what is due. */
  remainingMinor: number;
  /** What the reader asks for now. */
  cardMinor: number;
  /** Of the sale before: handed back in coins, or what an exchange has left over in cash. */
  changeMinor: number | null;
  paidMinor: number;
}

export function facing(state: State): Facing {
  const { lines, last, session, exchange, exchanged } = state;
  const seen = {
    merchant: session?.merchant ?? last?.merchant ?? '',
    currency: state.channel?.currency ?? last?.currency ?? 'EUR',
    lines: drawn(lines, priced(state)).map(({ name, quantity, totalMinor }) => ({ name, quantity, totalMinor })),
    creditMinor: session?.exchange_credit_minor ?? exchange?.creditMinor ?? 0,
    dueMinor: due(state),
    remainingMinor: remaining(state),
    cardMinor: (session && cardAsked(state.parts, session)?.amount_minor) ?? due(state),
    changeMinor: last && (exchanged?.hand_out_minor || change(last)),
    paidMinor: last?.total_minor ?? 0,
  };
  if (state.place === 'starting' || state.place === 'enroll') return { ...seen, now: 'idle' };
  if (lines.length === 0) return { ...seen, now: last ? 'thanks' : 'idle' };
  return { ...seen, now: nowOf(state) };
}

function nowOf(state: State): Facing['now'] {
  switch (money(state)) {
    case 'open':
      return 'sale';
    case 'sending':
    case 'checking':
      return 'checking';
    case 'present_card': {
      const action = state.session?.payment.action;
      return action?.type === 'present_card' && action.reader_state === 'uncertain' ? 'uncertain' : 'card';
    }
  }
}

const CHANNEL = 'onetill.till.facing';
const HELLO = 'hello';
const SCAN = 'scan ';

/**
 * Tells the customer's window in the same browser what to show, once for each change and to each that opens.
 *
 * @param onScan a scanner types into the window that has the focus; should that be the customer's, its scans come here
 */
export function tellingCustomer(onScan: (code: string) => void): (now: Facing) => void {
  if (!('BroadcastChannel' in globalThis)) return () => {};
  const channel = new BroadcastChannel(CHANNEL);
  let told = '';
  channel.onmessage = ({ data }: MessageEvent<string>) => {
    if (data === HELLO && told) channel.postMessage(told);
    else if (data.startsWith(SCAN)) onScan(data.slice(SCAN.length));
  };
  return (now) => {
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    channel.postMessage(text);
  };
}

/** What the till tells, from now on; answers with how it is told of a scan. */
export function listeningToTill(onFacing: (now: Facing) => void): (code: string) => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<string>) => {
    if (data !== HELLO && !data.startsWith(SCAN)) onFacing(JSON.parse(data) as Facing);
  };
  channel.postMessage(HELLO);
  return (code) => channel.postMessage(SCAN + code);
}
