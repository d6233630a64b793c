import { de } from './de';
import { en, type Messages } from './en';

export type { Messages };

/** The words for a locale such as `de-AT`; English where we have no others. */
export const messagesFor = (locale: string): Messages => (/^de\b/i.test(locale) ? de : en);
