/** The words of the card form. A message says what to do, not what is invalid. */

const en = {
  number: 'Card number',
  expiry: 'Expiry date',
  code: 'Security code',
  expiryHint: 'MM / YY',
  testMode: 'Test mode: no real card is charged.',
  testCards: 'Use a test card',
  succeeds: 'Succeeds',
  declined: 'Declined',
  insufficient: 'Insufficient funds',
  bank: 'Bank asks (3-D Secure)',
  incomplete_number: 'Enter all the digits of the card number.',
  invalid_number: 'Check the card number: one of its digits does not fit.',
  incomplete_expiry: 'Enter the date as printed on the card, MM / YY.',
  invalid_expiry_year_past: 'This card has expired. Use another card.',
  invalid_expiry_year: 'Check the year as printed on the card.',
  incomplete_cvc: (length) =>
    length === 4 ? 'Enter the 4 digits on the front of the card.' : 'Enter the 3 digits on the back of the card.',
};

const de = {
  number: 'Kartennummer',
  expiry: 'Gültig bis',
  code: 'Prüfziffer',
  expiryHint: 'MM / JJ',
  testMode: 'Testbetrieb: Nichts wird abgebucht.',
  testCards: 'Testkarte nehmen',
  succeeds: 'Klappt',
  declined: 'Abgelehnt',
  insufficient: 'Konto nicht gedeckt',
  bank: 'Bank fragt nach (3-D Secure)',
  incomplete_number: 'Bitte alle Ziffern der Kartennummer eingeben.',
  invalid_number: 'Bitte die Kartennummer prüfen: Eine Ziffer passt nicht.',
  incomplete_expiry: 'Bitte das Datum wie auf der Karte eingeben, MM / JJ.',
  invalid_expiry_year_past: 'Diese Karte ist abgelaufen. Bitte eine andere nehmen.',
  invalid_expiry_year: 'Bitte das Jahr wie auf der Karte eingeben.',
  incomplete_cvc: (length) =>
    length === 4
      ? 'Bitte die 4 Ziffern auf der Vorderseite der Karte eingeben.'
      : 'Bitte die 3 Ziffern auf der Rückseite der Karte eingeben.',
};

export function textsFor(locale) {
  const wanted = !locale || locale === 'auto' ? navigator.language : locale;
  return wanted.startsWith('de') ? { language: 'de', ...de } : { language: 'en', ...en };
}
