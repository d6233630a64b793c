import { page } from './vite.page.ts';

export default page('till', {
  jsx: 'preact',
  inlineStyle: true,
  languages: {
    en: {},
    de: {
      '<title>Till': '<title>Kasse',
      'The till needs JavaScript.': 'Die Kasse braucht JavaScript.',
    },
  },
});
