import type { CompleteRequest } from '../shared/api';
import type { Line } from '../shared/basket';
import type { KeypadEntry } from './calls';
import type { Happening } from './happenings';
import type { Caller, Later, Method, PayLink, Talk } from './state';

/** A press of the primary button that has not been answered yet. */
export interface Press {
  key: string;
  path: string;
  request: CompleteRequest | ChargeRequest | KeypadRequest;
}

export interface ChargeRequest {
  revision: number;
  confirmed_total_minor: number;
  saved_tender_id: string;
  consent: { text: string; given: true };
}

export interface KeypadRequest {
  revision: number;
  confirmed_total_minor: number;
  consent: { text: string; given: true };
  call_id?: string;
}

/** A session that is being opened: asked for again with the same key and words, however often it takes. */
export interface Opening {
  key: string;
  body: object;
}

/** What this tab must know again after a reload or a crash. Each tab has its own, so two calls are two tabs. */
export interface Memory {
  talk: Talk;
  caller: Caller | null;
  lines: Line[];
  sessionId: string | null;
  opening: Opening | null;
  press: Press | null;
  typed: Record<string, string>;
  link: PayLink | null;
  keypad: KeypadEntry | null;
  method: Method;
  savedTenderId: string | null;
  /** What the agent did; what the server tells is told again. */
  happenings: Happening[];
  /** The id of the field one was in. */
  focus: string | null;
  keystrokes: number;
}

const CALL = 'onetill.desk.call';
const LATER = 'onetill.desk.later';
const KEYS = 'onetill.desk.keys';
const LATER_MOST = 20;
const LATER_KEPT_MS = 12 * 3_600_000;

function read<T>(storage: Storage, key: string): T | null {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

export const remembered = (): Memory | null => read<Memory>(sessionStorage, CALL);

/** @throws when the browser keeps nothing: a payment is not sent then, for a reload could send it twice */
export function remember(memory: Memory): void {
  sessionStorage.setItem(CALL, JSON.stringify(memory));
}

export function forget(): void {
  sessionStorage.removeItem(CALL);
}

/** Who is to be called back, the latest first; forgotten after a working day. */
export function laterCalls(now = Date.now()): Later[] {
  return (read<Later[]>(localStorage, LATER) ?? []).filter(({ at }) => now - Date.parse(at) < LATER_KEPT_MS);
}

export function keepLater(calls: Later[]): void {
  localStorage.setItem(LATER, JSON.stringify(calls.slice(0, LATER_MOST)));
}

export const ownKeys = (): Record<string, string> => read<Record<string, string>>(localStorage, KEYS) ?? {};

export function keepKeys(keys: Record<string, string>): void {
  localStorage.setItem(KEYS, JSON.stringify(keys));
}
