import assert from 'node:assert/strict';
import { hostedCheckout } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { CheckoutPage } from '../lib/shopper.mjs';

const MARKER = 'zebramarker';
const isHints = (request) => request.method() === 'POST' && /\/client-hints$/.test(request.url());

/** As when the page is left: what has been heard is sent at once. */
const leave = (page) => page.evaluate(() => dispatchEvent(new Event('pagehide')));

async function typeMarkers(checkout) {
  await checkout.field('Email').focus();
  await checkout.field('Email').blur();
  await checkout.field('Email').pressSequentially(`${MARKER}@`);
  await checkout.field('Email').blur();
  await checkout.page.locator('input[type=email][aria-invalid=true]').waitFor();
  await checkout.field('Full name').pressSequentially(MARKER);
  await checkout.field('City').pressSequentially(MARKER);
  await checkout.field('Postcode').focus();
}

inBrowser('the page tells what happened in its fields and never what was typed', {}, async (page) => {
  const sent = [];
  page.on('request', (request) => isHints(request) && sent.push(request));
  const { id, url } = await hostedCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.open(url);

  await typeMarkers(checkout);
  const answered = page.waitForResponse((it) => isHints(it.request()));
  await leave(page);

  assert.equal((await answered).status(), 202);
  const hints = sent.flatMap((it) => it.postDataJSON().hints);
  const told = (field) => hints.filter((it) => it.field === field).map((it) => it.kind);
  assert.deepEqual(told('buyer.email').sort(), ['error_shown', 'filled', 'focused', 'left_empty']);
  assert.ok(told('fulfillment.address.name').includes('filled'));
  assert.deepEqual(hints.find((it) => it.kind === 'error_shown').problem, 'malformed');
  assert.ok(hints.find((it) => it.field === 'fulfillment.address.name' && it.kind === 'filled').milliseconds > 0);
  for (const request of sent) {
    const said = `${request.url()} ${request.postData()} ${JSON.stringify(request.headers())}`.toLowerCase();
    assert.ok(!said.includes(MARKER), 'what was typed is in no hint');
    assert.ok(request.url().includes(id));
    assert.ok((await request.response()).ok(), 'each field and kind is one the server knows');
  }
});

for (const signal of ['globalPrivacyControl', 'doNotTrack']) {
  inBrowser(`who sends ${signal} is not listened to`, {}, async (page) => {
    const sent = [];
    page.on('request', (request) => sent.push(request));
    await page.addInitScript((name) => {
      const value = name === 'doNotTrack' ? '1' : true;
      Object.defineProperty(Navigator.prototype, name, { get: () => value, configurable: true });
    }, signal);
    const { url } = await hostedCheckout();
    const checkout = new CheckoutPage(page);
    await checkout.open(url);

    await typeMarkers(checkout);
    await leave(page);
    await page.evaluate(() => fetch('/api/v1/client-config')); // what was sent before it is known by now

    assert.ok(sent.some((it) => it.url().endsWith('.js') && it.url().includes('client-hints')), 'the script came');
    assert.deepEqual(sent.filter(isHints), []);
  });
}
