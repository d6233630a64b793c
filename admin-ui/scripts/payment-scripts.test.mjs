import { expect, test } from 'vitest';
import { integrity, seal } from './payment-scripts.mjs';

const DOCUMENT = '| `index.js` | ours | draws the checkout |\n| `stripe.js` | Stripe | draws the card fields |\n';
const OURS = { path: 'assets/index-Ab_3-x9Z.js', content: 'let a' };
const TAG = '<script type="module" crossorigin src="/checkout/assets/index-Ab_3-x9Z.js"></script>';
const built = ({ html = `<head>${TAG}</head>`, ...more } = {}) => ({
  pages: { 'index.html': html },
  files: [OURS],
  document: DOCUMENT,
  ...more,
});

test('a script that is agreed to is listed with its purpose and hash, and the page insists on that hash', () => {
  const { pages, inventory, complaints } = seal(built());

  expect(complaints).toEqual([]);
  expect(pages['index.html']).toContain(`integrity="${integrity('let a')}"></script>`);
  expect(inventory.scripts).toEqual([
    {
      script: 'index.js',
      path: '/checkout/assets/index-Ab_3-x9Z.js',
      purpose: 'draws the checkout',
      integrity: integrity('let a'),
      bytes: 5,
    },
  ]);
  expect(inventory.others).toEqual([{ script: 'stripe.js', origin: 'Stripe', purpose: 'draws the card fields' }]);
});

test('a script of one language is sealed in the page of that language', () => {
  const words = { path: 'assets/words-de-Ab_3-x9Z.js', content: 'let b' };
  const german = TAG.replace('index-', 'words-de-');
  const { pages, complaints } = seal({
    pages: { 'index.html': TAG, 'index.de.html': german + TAG },
    files: [OURS, words],
    document: `${DOCUMENT}| \`words-de.js\` | ours | says it in German |\n`,
  });

  expect(complaints).toEqual([]);
  expect(pages['index.de.html']).toContain(`integrity="${integrity('let b')}"`);
  expect(pages['index.html']).not.toContain('words-de');
});

test('a script that the page holds back in a template is sealed there', () => {
  const help = { path: 'assets/help-Ab_3-x9Z.js', content: 'let c' };
  const { pages, complaints } = seal({
    pages: { 'index.html': `${TAG}<template>${TAG.replace('index-', 'help-')}</template>` },
    files: [OURS, help],
    document: `${DOCUMENT}| \`help.js\` | ours | helps |\n`,
  });

  expect(complaints).toEqual([]);
  expect(pages['index.html']).toContain(
    `src="/checkout/assets/help-Ab_3-x9Z.js" integrity="${integrity('let c')}"></script></template>`,
  );
});

test('a hash is that of the standard', () => {
  expect(integrity('')).toBe('sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb');
});

test.each([
  ['a script nobody agreed to', { files: [OURS, { path: 'assets/spy-12345678.js', content: '' }] }, /spy.*why/],
  ['a script that only another script loads', { html: '<head></head>' }, /loaded by a script/],
  ['an agreement to what is not there', { document: `${DOCUMENT}| \`old.js\` | ours | was once |\n` }, /old\.js/],
  [
    'a script of somebody else in the page',
    { html: `${TAG}<script src="https://evil.example/a.js"></script>` },
    /evil/,
  ],
  ['a script in the page itself', { html: `${TAG}<script>alert(1)</script>` }, /itself/],
  ['a script in an attribute', { html: `${TAG}<body onload="a()">` }, /attribute/],
  ['a script whose hash a browser would not look at', { html: TAG.replace(' crossorigin', '') }, /crossorigin/],
])('%s fails the build', (_, more, complaint) => {
  expect(seal(built(more)).complaints.join('\n')).toMatch(complaint);
});
