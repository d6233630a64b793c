import { page } from './vite.page.ts';

export default page('checkout', {
  jsx: 'preact',
  inlineStyle: true,
  after: ['client-hints'],
  later: ['help', 'afterwards'],
  languages: {
    en: {},
    de: {
      '<title>Checkout': '<title>Kasse',
      "Paying here needs JavaScript, because the card fields are the payment provider's own.":
        'Hier zu zahlen erfordert JavaScript, denn die Kartenfelder kommen vom Zahlungsanbieter.',
    },
  },
});
