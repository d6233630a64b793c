import { useSyncExternalStore } from 'react';

type Page = 'funnel' | 'experiments' | 'sessions' | 'orders' | 'payments' | 'books';

/** What is shown stands in the URL, so that a link shows a colleague the same. */
export interface Address {
  page: Page;
  parameters: URLSearchParams;
}

const PAGES: Page[] = ['funnel', 'experiments', 'sessions', 'orders', 'payments', 'books'];
const CHANGED = 'onetill:address';

export function addressOf(href: string): Address {
  const url = new URL(href);
  const named = url.pathname.split('/')[2];
  const page = PAGES.find((it) => it === named) ?? 'sessions';
  return { page, parameters: url.searchParams };
}

/** The same page with other parameters; an empty one goes. */
export function hrefWith({ page, parameters }: Address, changes: Record<string, string | null>): string {
  const next = new URLSearchParams(parameters);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const query = next.toString();
  return `/admin/${page}${query ? `?${query}` : ''}`;
}

export function go(href: string): void {
  history.pushState(null, '', href);
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
