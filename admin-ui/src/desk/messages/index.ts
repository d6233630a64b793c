import type { Messages } from './en';

export type { Messages };

declare global {
  /** What the page says, in its language: put here by the script `words-…` that the page names before its own. */
  var words: Messages;
}
