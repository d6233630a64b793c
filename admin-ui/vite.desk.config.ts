import { page } from './vite.page.ts';

export default page('desk', {
  jsx: 'preact',
  inlineStyle: true,
  languages: {
    en: {},
    de: {
      '<title>Desk': '<title>Telefonplatz',
      'The desk needs JavaScript.': 'Der Telefonplatz braucht JavaScript.',
    },
  },
});
