import { money } from '../shared/money';

/** What is said to the caller, in the caller's language and not in that of the page. */

export const LANGUAGES = ['en', 'de'] as const;

const isGerman = (locale: string): boolean => locale.startsWith('de');

/** What a caller agrees to before a saved tender is charged; kept with the payment in these words. */
export function consentText(totalMinor: number, currency: string, label: string, locale: string): string {
  const total = money(totalMinor, currency, locale);
  return isGerman(locale)
    ? `Darf ich ${total} von Ihrer ${label} abbuchen?`
    : `May I charge ${total} to your ${label}?`;
}

/** What a caller agrees to before they type a card on the keys of their phone; kept with the payment in these words. */
export function keypadConsentText(totalMinor: number, currency: string, locale: string): string {
  const total = money(totalMinor, currency, locale);
  return isGerman(locale)
    ? `Darf ich ${total} von der Karte abbuchen, die Sie jetzt eintippen? Ich höre und sehe keine Ziffer.`
    : `May I charge ${total} to the card you type now? I neither hear nor see a digit.`;
}

/** What to ask a caller before anything that is stored is used. */
export function factQuestion(fact: Fact, locale: string): string {
  if (fact === 'postal_code') {
    return isGerman(locale)
      ? 'Bitte sagen Sie mir die Postleitzahl Ihrer letzten Lieferung.'
      : 'Please tell me the postcode of your last delivery.';
  }
  return isGerman(locale)
    ? 'Bitte sagen Sie mir die Nummer einer früheren Bestellung.'
    : 'Please tell me the number of an earlier order.';
}

export const FACTS = ['postal_code', 'order_number'] as const;
export type Fact = (typeof FACTS)[number];
