import { useSyncExternalStore } from 'react';
import { PAGES, type Page } from './pages';

/** What is shown stands in the URL, so that a link shows a colleague the same. */
export interface Address {
  /** Null when the address names none, or one that does not exist. */
  page: Page | null;
  /** What stands in the place of the page. */
  named: string;
  parameters: URLSearchParams;
}

const CHANGED = 'onetill:address';

export function addressOf(href: string): Address {
  const url = new URL(href);
  const named = url.pathname.split('/')[2] ?? '';
  return { page: PAGES.find((it) => it === named) ?? null, named, parameters: url.searchParams };
}

/** The same page with other parameters; an empty one goes. */
export function hrefWith(
  { named, parameters }: Pick<Address, 'named' | 'parameters'>,
  changes: Record<string, string | null>,
): string {
  const next = new URLSearchParams(parameters);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const query = next.toString();
  return `/admin/${named}${query ? `?${query}` : ''}`;
}

export function go(href: string): void {
  history.pushState(null, '', href);
  dispatchEvent(new Event(CHANGED));
}

/** Changes the address without a step to go back to: while somebody types, for one. */
export function goSilently(href: string): void {
  history.replaceState(null, '', href);
  dispatchEvent(new Event(CHANGED));
}

export function useAddress(): Address {
  const href = useSyncExternalStore(subscribe, () => location.href);
  return addressOf(href);
}

function subscribe(changed: () => void): () => void {
  addEventListener('popstate', changed);
  addEventListener(CHANGED, changed);
  return () => {
    removeEventListener('popstate', changed);
    removeEventListener(CHANGED, changed);
  };
}
