import type { Messages } from './en';

export type { Messages };

declare global {
  /** What the page says, in its language: put here by the script `words-…` that the page names before its own. */
  var words: Messages;
}

/** The language we have for a locale such as `de-AT`; English where we have no other. */
export const languageOf = (locale: string): Messages['language'] => (/^de\b/i.test(locale) ? 'de' : 'en');
