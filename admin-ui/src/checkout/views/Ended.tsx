import type { ComponentChildren } from 'preact';

/** Why one cannot go on here, and what to do instead. */
export function Ended({ title, more, children }: { title: string; more: string; children?: ComponentChildren }) {
  return (
    <main class="page narrow">
      <h1>{title}</h1>
      <p>{more}</p>
      {children}
    </main>
  );
}
