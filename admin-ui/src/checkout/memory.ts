import type { CompleteRequest } from '../shared/api';
import type { FieldKey } from '../shared/fields';

/** A press of the pay button that has not been answered yet. */
export interface Press {
  key: string;
  request: CompleteRequest;
}

/** What this tab must know again after a reload, a step back or the way back from the bank. */
export interface Memory {
  token: string;
  /** Typed and not yet known to the server. */
  drafts: Record<FieldKey, string>;
  /** Asks that were drawn as fields here; they stay fields after they are answered. */
  opened: string[];
  press: Press | null;
  /** The fence under which this tab had the pen. */
  fence?: number | undefined;
}

const KEY = 'onetill.checkout';
const CLAIM_KEY = 'onetill.claim';

export function remembered(storage: Storage = sessionStorage): Memory | null {
  try {
    const text = storage.getItem(KEY);
    return text ? (JSON.parse(text) as Memory) : null;
  } catch {
    return null;
  }
}

export function remember(memory: Memory, storage: Storage = sessionStorage): void {
  try {
    storage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // A browser that keeps nothing still sells; only a reload has to begin again.
  }
}

/** The key of a claim under way: a lost answer must be asked for again, not lost with its single use. */
export function claimKey(token: string, fresh: () => string, storage: Storage = sessionStorage): string {
  const [claimed, key] = storage.getItem(CLAIM_KEY)?.split(' ') ?? [];
  if (claimed === token && key) return key;
  const newly = fresh();
  storage.setItem(CLAIM_KEY, `${token} ${newly}`);
  return newly;
}

export function forgetClaim(storage: Storage = sessionStorage): void {
  storage.removeItem(CLAIM_KEY);
}

/** The credential in the address of the page: a client token, a handoff token, or none. */
export function tokenIn(hash: string): string | null {
  return /^#((?:ct|ho)_[\w.~-]+)$/.exec(hash)?.[1] ?? null;
}
