import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { sessionThat } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { picture } from '../lib/pictures.mjs';
import { assertAccessible } from '../lib/access.mjs';
import { baseUrl, secret } from '../lib/settings.mjs';
import { CARDS, CheckoutPage } from '../lib/shopper.mjs';

/** A page of somebody who knows nothing of us but one script, at an origin of its own. */
async function blog(body) {
  const script = new URL('/embed/buy-button.js', baseUrl).href;
  const html = `<!doctype html><html lang="en"><title>Tea blog</title><link rel="icon" href="data:,"><script type="module" src="${script}"></script><main><h1>Tea blog</h1>${body}</main></html>`;
  const server = http.createServer((_, response) => {
    // What careful people allow: one script, and calls to where it comes from.
    const { origin } = new URL(baseUrl);
    response.setHeader('Content-Security-Policy', `default-src 'none'; script-src ${origin}; connect-src ${origin}; img-src data:`);
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

const tag = (items) =>
  `<onetill-buy-button publishable-key="${secret('PUBLISHABLE_KEY')}" items="${items}">Get this tea</onetill-buy-button>`;

inBrowser('a button on any page opens the checkout with one press', {}, async (page) => {
  const shop = await blog(tag('TEA-EARL-100:2'));
  try {
    await page.goto(shop.url);
    const button = page.getByRole('button', { name: 'Get this tea' });
    await button.waitFor();
    await assertAccessible(page, 'a page with a buy button');
    await picture(page, 'buy-button');
    const opened = page.evaluate(
      () => new Promise((resolve) => addEventListener('onetill-open', ({ detail }) => resolve(detail), { once: true })),
    );
    await button.press('Enter');
    const { session_id } = await opened;

    const checkout = new CheckoutPage(page);
    await checkout.cardNumber.waitFor();
    await checkout.introduce();
    await checkout.payWith(CARDS.good);
    await checkout.confirmed();
    const session = await sessionThat(session_id, 'completed');
    assert.deepEqual(session.line_items.map(({ sku, quantity }) => [sku, quantity]), [['TEA-EARL-100', 2]]);
  } finally {
    shop.close();
  }
});

inBrowser('a button for what cannot be had says so, and the page stays', {}, async (page) => {
  const shop = await blog(tag('NO-SUCH-TEA'));
  try {
    await page.goto(shop.url);
    await page.getByRole('button', { name: 'Get this tea' }).click();
    await page.getByRole('alert').filter({ hasText: 'NO-SUCH-TEA' }).waitFor();
    assert.equal(page.url(), shop.url);
  } finally {
    shop.close();
  }
});
