import type { ComponentChildren } from 'preact';

interface EndedProps {
  words: [title: string, more: string] | undefined;
  children?: ComponentChildren;
}

/** Why one cannot go on here, and what to do instead. */
export function Ended({ words = ['', ''], children }: EndedProps) {
  return (
    <main class="page narrow">
      <h1>{words[0]}</h1>
      <p>{words[1]}</p>
      {children}
    </main>
  );
}
