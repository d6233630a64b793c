const en = {
  feedback: {
    hard: 'very hard',
    easy: 'very easy',
    why: 'What was hard, what was good? (optional)',
    send: 'Send',
    failed: 'This did not arrive. Try again.',
    given: 'Thank you, that helps.',
  },
  passkey: {
    title: 'Next time without typing?',
    /** What the buyer agrees to, as it is kept. */
    consent: (shop: string) =>
      `${shop} may recognize me by a passkey of this device and fill in my details. I can take this back at any time.`,
    add: 'Recognize me by a passkey',
    added: 'Done. Next time your passkey is enough.',
    failed: 'This did not work, and nothing was stored.',
  },
};

export type Words = typeof en;

const de: Words = {
  feedback: {
    hard: 'sehr schwer',
    easy: 'sehr leicht',
    why: 'Was war schwer, was war gut? (freiwillig)',
    send: 'Senden',
    failed: 'Das kam nicht an. Versuchen Sie es noch einmal.',
    given: 'Danke, das hilft.',
  },
  passkey: {
    title: 'Nächstes Mal ohne Tippen?',
    consent: (shop) =>
      `${shop} darf mich an einem Passkey dieses Geräts wiedererkennen und meine Angaben ausfüllen. Ich kann das jederzeit zurücknehmen.`,
    add: 'Mit Passkey wiedererkennen',
    added: 'Fertig. Nächstes Mal genügt Ihr Passkey.',
    failed: 'Das hat nicht geklappt, und es wurde nichts gespeichert.',
  },
};

export const wordsIn = (language: 'en' | 'de'): Words => (language === 'de' ? de : en);
