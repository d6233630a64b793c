import { useSyncExternalStore } from 'react';
import type { EventData } from '../shared/api';

const MOST = 30;
let latest: EventData[] = [];
const listeners = new Set<() => void>();

/** Remembers what the merchant's stream has told since somebody signed in, the newest first. */
export function tell(event: EventData): void {
  latest = [event, ...latest].slice(0, MOST);
  for (const listener of listeners) listener();
}

export function useTold(): EventData[] {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => latest,
  );
}
