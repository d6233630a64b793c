import type { Channel, Register, SignedInCashier, TillCompleteRequest } from '../shared/api';
import type { Line } from '../shared/basket';
import { type Bare, NOTHING_BARE } from './bare';
import type { Part } from './parts';
import type { Exchanging } from './returns';
import type { Sold } from './state';

/** A press of Card or Cash that has not been answered yet. */
export interface Press {
  key: string;
  sessionId: string;
  request: TillCompleteRequest;
}

/** A session that is being opened: asked for again with the same key and words, however often it takes. */
export interface Opening {
  key: string;
  /** Where a session is opened that is no plain sale. */
  path?: string;
  body: { line_items: object[] };
}

/** What this device must know again after a reload or a power cut. */
export interface Memory {
  credential: string;
  register: Register;
  cashier: SignedInCashier | null;
  lines: Line[];
  sessionId: string | null;
  opening: Opening | null;
  press: Press | null;
  /** The sale before, for its receipt. */
  last: Sold | null;
  /** What this till is, to begin without an answer. */
  channel: Channel | null;
  merchant: string;
  /** Sessions whose goods were sold without the server: they are canceled as soon as it answers. */
  left: string[];
  /** The session was begun elsewhere; it is not sold without the server. */
  foreign: boolean;
  /** What was agreed on where several tenders pay. */
  parts: Part[];
  exchange: Exchanging | null;
  /** What comes back without a receipt, and the code of a gift card that nobody has taken yet. */
  bare: Bare;
}

const KEY = 'onetill.till';

export function remembered(storage: Storage = localStorage): Memory | null {
  try {
    const text = storage.getItem(KEY);
    if (!text) return null;
    const known = JSON.parse(text) as Memory &
      Partial<Pick<Memory, 'channel' | 'merchant' | 'left' | 'foreign' | 'parts' | 'exchange' | 'bare'>>;
    // What a version before this one has kept knows less.
    const {
      channel = null,
      merchant = '',
      left = [],
      foreign = false,
      parts = [],
      exchange = null,
      bare = NOTHING_BARE,
    } = known;
    return { ...known, channel, merchant, left, foreign, parts, exchange, bare };
  } catch {
    return null;
  }
}

/** @throws when the device keeps nothing: a payment is not sent then, for a reload could send it twice */
export function remember(memory: Memory, storage: Storage = localStorage): void {
  storage.setItem(KEY, JSON.stringify(memory));
}

export function forget(storage: Storage = localStorage): void {
  storage.removeItem(KEY);
}

/** The code in the address of the page: `#enroll=K7MQ-4TXW`. */
export function codeIn(hash: string): string | null {
  const code = /^#enroll=([\w-]+)$/.exec(hash)?.[1];
  return code ? cleanCode(code) : null;
}

/** As the server knows it: without what people put between, and in capitals. */
export const cleanCode = (typed: string): string => typed.replaceAll(/[^a-z\d]/gi, '').toUpperCase();
