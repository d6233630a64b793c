import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { BUDGETS, weigh } from './budget.mjs';

const html = (script) => ({ path: 'index.html', content: `<script src="/checkout/${script}"></script>` });
const noise = (bytes) => randomBytes(bytes);

test('a light page passes', () => {
  const { complaints, pageBytes } = weigh('checkout', [
    html('assets/a.js'),
    { path: 'assets/a.js', content: noise(9_000) },
  ]);

  expect(complaints).toEqual([]);
  expect(pageBytes).toBeGreaterThan(9_000);
});

test('a heavy page fails and says by how much', () => {
  const { complaints } = weigh('checkout', [html('assets/a.js'), { path: 'assets/a.js', content: noise(26_000) }]);

  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toMatch(/^checkout is 26\d\d\d bytes gzipped; 25000 are allowed$/);
});

test('a script that is loaded later has a budget of its own', () => {
  const files = [html('assets/a.js'), { path: 'assets/later.js', content: noise(61_000) }];

  expect(weigh('admin', files).complaints[0]).toContain('admin/assets/later.js');
});

test('a script that runs after the page has a budget of its own, and is no part of the page', () => {
  const hints = (bytes) => [
    { path: 'index.html', content: '<script src="/checkout/assets/client-hints-1.js"></script>' },
    { path: 'assets/client-hints-1.js', content: noise(bytes) },
  ];

  expect(weigh('checkout', hints(1_400)).complaints).toEqual([]);
  expect(weigh('checkout', hints(1_400)).pageBytes).toBeLessThan(200);
  expect(weigh('checkout', hints(1_600)).complaints[0]).toMatch(
    /client-hints-1\.js is 16\d\d bytes gzipped; 1500 are allowed/,
  );
});

test('a script that the page holds back has a budget of its own, and is no part of the page', () => {
  const help = (bytes) => [
    { path: 'index.html', content: '<template><script src="/checkout/assets/help-1.js"></script></template>' },
    { path: 'assets/help-1.js', content: noise(bytes) },
  ];
  const most = BUDGETS.checkout.later.help;

  expect(weigh('checkout', help(most - 100)).complaints).toEqual([]);
  expect(weigh('checkout', help(most - 100)).pageBytes).toBeLessThan(200);
  expect(weigh('checkout', help(most + 100)).complaints[0]).toMatch(/help-1\.js is .* are allowed/);
});

test('a page that was not built fails', () => {
  expect(weigh('store', []).complaints).toEqual(['store has no index.html']);
});

test('a page of several languages weighs what the heaviest of them loads', () => {
  const page = (name, ...scripts) => ({
    path: name,
    content: scripts.map((it) => `<script src="/checkout/${it}"></script>`).join(''),
  });
  const files = [
    page('index.html', 'assets/en.js', 'assets/a.js'),
    page('index.de.html', 'assets/de.js', 'assets/a.js'),
    { path: 'assets/a.js', content: noise(10_000) },
    { path: 'assets/en.js', content: noise(1_000) },
    { path: 'assets/de.js', content: noise(2_000) },
  ];

  const { pageBytes, complaints } = weigh('checkout', files);

  expect(complaints).toEqual([]);
  expect(pageBytes).toBeGreaterThan(12_000);
  expect(pageBytes).toBeLessThan(12_500);
});

test('a script for pages of others is weighed alone', () => {
  const script = (bytes) => [{ path: 'buy-button.js', content: noise(bytes) }];

  expect(weigh('embed', script(1_500)).complaints).toEqual([]);
  expect(weigh('embed', script(2_100)).complaints[0]).toMatch(/^embed is 21\d\d bytes gzipped; 2000 are allowed$/);
  expect(weigh('embed', []).complaints).toEqual(['embed has no script']);
});
