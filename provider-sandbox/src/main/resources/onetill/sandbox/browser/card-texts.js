/** The words of the card form and the account form. A message says what to do, not what is invalid. */

const en = {
  number: 'Card number',
  expiry: 'Expiry date',
  code: 'Security code',
  expiryHint: 'MM / YY',
  testMode: 'Test mode: no money moves.',
  testCards: 'Use a test card',
  succeeds: 'Succeeds',
  declined: 'Declined',
  insufficient: 'Insufficient funds',
  bank: 'Bank asks (3-D Secure)',
  iban: 'IBAN',
  name: 'Name of the account’s owner',
  email: 'Email',
  mandate:
    'By going on you allow the shop to debit this account. You can ask your bank for a refund within eight weeks.',
  testAccounts: 'Use a test account',
  succeedsLater: 'Succeeds later',
  fails: 'Fails later',
  incomplete_iban: 'Enter the whole IBAN, as on a statement of your account.',
  invalid_iban: 'Check the IBAN: one of its characters does not fit.',
  incomplete_name: 'Enter the name of the account’s owner.',
  incomplete_email: 'Enter an email address, such as ada@example.com.',
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
  iban: 'IBAN',
  name: 'Kontoinhaberin oder Kontoinhaber',
  email: 'E-Mail',
  mandate:
    'Wer fortfährt, erlaubt dem Geschäft, dieses Konto zu belasten. Acht Wochen lang gibt die Bank das Geld auf Wunsch zurück.',
  testAccounts: 'Testkonto nehmen',
  succeedsLater: 'Klappt später',
  fails: 'Scheitert später',
  incomplete_iban: 'Bitte die ganze IBAN eingeben, wie auf dem Kontoauszug.',
  invalid_iban: 'Bitte die IBAN prüfen: Ein Zeichen passt nicht.',
  incomplete_name: 'Bitte den Namen eingeben, auf den das Konto läuft.',
  incomplete_email: 'Bitte eine E-Mail-Adresse eingeben, etwa ada@example.com.',
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
