import type { ReactNode } from 'react';
import { go } from './address';

/** A real link, so that it can be opened in a tab of its own; a plain click stays on the page. */
export function RowLink({ href, current, children }: { href: string; current?: boolean; children: ReactNode }) {
  return (
    <a
      href={href}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(href);
      }}
    >
      {children}
    </a>
  );
}
