import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before } from 'node:test';
import { inBrowser } from '../lib/browser.mjs';
import { sandboxUrl } from '../lib/settings.mjs';
import { CARDS, CheckoutPage } from '../lib/shopper.mjs';

const OTHER_FRAME = '<iframe title="An advertisement" srcdoc="<p>Buy more</p>"></iframe>';

const SCRIPT = `<script src="${new URL('/v3/stripe.js', sandboxUrl)}"></script>`;
const PAGE = `<!doctype html><html lang="en"><title>Shop</title><div id="card"></div>${OTHER_FRAME}${SCRIPT}`;

/** A shop of one page: these tests need nothing else but the sandbox. */
const shop = createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE));

before(async () => {
  shop.listen(0, 'localhost');
  await once(shop, 'listening');
});

after(() => shop.close());

async function openShop(page) {
  await page.goto(`http://localhost:${shop.address().port}/`);
  await page.evaluate(() => {
    window.stripe = window.Stripe('pk_test_of_nobody');
    window.elements = window.stripe.elements({ mode: 'payment', amount: 1000, currency: 'eur' });
    window.ready = new Promise((resolve) => window.elements.create('payment').on('ready', resolve).mount('#card'));
    return window.ready;
  });
  return new CheckoutPage(page);
}

function callsOf(page) {
  const calls = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/v1/')) calls.push(request.url());
  });
  return calls;
}

inBrowser('the card form insists on being checked before its card is used', {}, async (page) => {
  await openShop(page);

  const refusal = await page.evaluate(() =>
    window.stripe.createConfirmationToken({ elements: window.elements }).catch(String),
  );

  assert.match(refusal, /IntegrationError.*submit\(\)/);
});

inBrowser('the card form says what to do and goes to the first mistake', {}, async (page) => {
  const { card, expiry, cardNumber } = await openShop(page);

  await cardNumber.fill('4242 4242 4242 4242');
  await expiry.fill('01 / 20');
  const { error } = await page.evaluate(() => window.elements.submit());

  assert.equal(error.code, 'invalid_expiry_year_past');
  assert.ok(await expiry.evaluate((it) => it === document.activeElement));
  await card.getByText('This card has expired. Use another card.').waitFor();
  await expiry.fill('12 / 34');
  await card.getByText('This card has expired. Use another card.').waitFor({ state: 'hidden' });
});

inBrowser('the card form listens to the page that holds it and to no other window', {}, async (page) => {
  const checkout = await openShop(page);
  await checkout.enterCard(CARDS.good);
  const calls = callsOf(page);

  const stranger = page.frames().find((frame) => frame.url() === 'about:srcdoc');
  await stranger.evaluate(() => {
    const question = { id: 1, call: 'createPaymentMethod', argument: {} };
    for (let i = 0; i < window.parent.length; i++) window.parent[i].postMessage(question, '*');
  });
  await page.evaluate(() => window.elements.submit());

  assert.deepEqual(calls, []);
});

inBrowser('a test card is one click away and can be replaced', {}, async (page) => {
  const { card, cardNumber, expiry, securityCode } = await openShop(page);

  await card.getByText('Use a test card').click();
  await card.getByRole('button', { name: 'Bank asks' }).click();
  assert.equal(await cardNumber.inputValue(), '4000 0000 0000 3220');
  await card.getByRole('button', { name: 'Succeeds' }).click();

  assert.equal(await cardNumber.inputValue(), '4242 4242 4242 4242');
  assert.equal(await expiry.inputValue(), '12 / 34');
  assert.equal(await securityCode.inputValue(), '123');
});
