import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { assertAccessible, assertFitsNarrowScreen } from '../lib/access.mjs';
import { call, hostedCheckout, session, sessionThat } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { screenshots } from '../lib/settings.mjs';
import { CARDS, CheckoutPage } from '../lib/shopper.mjs';
import { Wallet } from '../lib/wallet.mjs';

/** On sale while these tests run. */
const sherry = (active) =>
  call('PUT', '/catalog/items', {
    body: { data: [{ sku: 'E2E-SHERRY', name: 'Sherry, 0.5 l', category: 'Wine', min_age: 18, prices: { EUR: 1290 }, active }] },
  });

before(() => sherry(true));
after(() => sherry(false));

const cents = (text) => Number(text.replace(/\D/g, ''));

inBrowser('a wallet buys with one tap and its own yes, and nothing is typed', {}, async (page) => {
  const { id, url } = await hostedCheckout();
  const checkout = new CheckoutPage(page);
  const wallet = new Wallet(page);
  await page.goto(url);

  await wallet.open();
  const berlin = await wallet.total();
  await wallet.pick(wallet.address, /Paris/);
  const paris = await wallet.total();
  await wallet.pick(wallet.address, /Berlin/);
  const rates = await wallet.rates();
  await wallet.pick(wallet.rate, new RegExp(rates.at(-1).slice(0, 8)));
  const dearest = await wallet.total();

  assert.match(rates[0], /Arrives .*, €/);
  assert.ok(rates.every((it) => !/pick up/i.test(it)), 'a wallet delivers');
  assert.notEqual(cents(paris), cents(berlin), 'delivery to Paris costs something else');
  assert.ok(cents(dearest) > cents(berlin), 'another option costs more');
  assert.equal((await session(id)).revision, 1, 'nothing was kept while the sheet was open');

  await wallet.pay.click();

  const number = await checkout.confirmed();
  const done = await sessionThat(id, 'completed');
  assert.equal(done.order.number, number);
  assert.equal(done.total_minor, cents(dearest));
  assert.equal(done.buyer.email, 'ada.byron@example.com');
  assert.equal(done.fulfillment.address.line2, '4th floor');
  assert.equal(done.tenders[0].label, 'Apple Pay · Visa ending in 4242');
  assert.equal(done.skipped.find((it) => it.id === 'fulfillment.address').reason.code, 'wallet');
});

inBrowser('an address nobody delivers to is refused in the sheet', {}, async (page) => {
  const { id, url } = await hostedCheckout();
  const wallet = new Wallet(page, 'Google Pay');
  await page.goto(url);
  await wallet.open();
  await wallet.pay.waitFor();

  await wallet.pick(wallet.address, /Recife/);
  await wallet.problem.filter({ hasText: /does not deliver/ }).waitFor();
  assert.equal(await wallet.pay.count(), 0, 'it cannot be paid');
  await wallet.pick(wallet.address, /Berlin/);
  await wallet.pay.waitFor();
  await wallet.cancel.click();

  await wallet.sheet.waitFor({ state: 'detached' });
  assert.equal((await session(id)).status, 'incomplete');
});

inBrowser('after a declined wallet the form is filled in, and a card pays', {}, async (page) => {
  const { id, url } = await hostedCheckout();
  const checkout = new CheckoutPage(page);
  const wallet = new Wallet(page);
  await checkout.open(url);
  await checkout.field('City').fill('Nowhere');

  await wallet.open();
  await wallet.pick(wallet.card, /declined/);
  await wallet.pay.click();
  await checkout.alert.filter({ hasText: /declined/ }).waitFor();

  await checkout.assertShows({
    Email: 'ada.byron@example.com',
    'Full name': 'Ada Byron',
    'Street and number': 'Torstr. 1',
    Postcode: '10119',
    City: 'Berlin',
  });
  await checkout.payWith(CARDS.good);
  await checkout.confirmed();
  const labels = (await sessionThat(id, 'completed')).tenders.map((it) => it.label);
  assert.deepEqual(labels, ['Apple Pay · Visa ending in 0002', 'Visa ending in 4242']);
});

inBrowser('Link pays, and the bank may ask for a card in a wallet', {}, async (page) => {
  const first = await hostedCheckout();
  const checkout = new CheckoutPage(page);
  const link = new Wallet(page, 'Link');
  await page.goto(first.url);
  await link.open();
  await link.pay.click();
  await checkout.confirmed();
  assert.equal((await session(first.id)).tenders[0].label, 'Link');

  const second = await hostedCheckout();
  const wallet = new Wallet(page, 'Google Pay');
  await page.goto('about:blank');
  await page.goto(second.url);
  await wallet.open();
  await wallet.pick(wallet.card, /bank asks/);
  await wallet.pay.click();
  await page.waitForURL(/\/pages\/3ds\//);
  await page.locator('#complete:enabled').click();
  await checkout.confirmed();
});

inBrowser('nothing moves when the wallets come late or never', {}, async (page) => {
  const { url } = await hostedCheckout();
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(/express\.html/, async (route) => {
    await held;
    await route.continue();
  });
  const checkout = new CheckoutPage(page);
  await checkout.open(url);
  const before = await checkout.field('Email').boundingBox();
  await page.evaluate(() => {
    window.shifted = 0;
  });

  release();
  await new Wallet(page).button.waitFor();
  await page.getByText('or fill in the form').waitFor();

  assert.deepEqual(await checkout.field('Email').boundingBox(), before);
  assert.equal(await page.evaluate(() => window.shifted), 0);
});

inBrowser('what no wallet knows is asked first, and what is known is not asked of the wallet', {}, async (page) => {
  const { id, url } = await hostedCheckout({ line_items: [{ sku: 'E2E-SHERRY', quantity: 1 }] });
  await call('PATCH', `/checkout-sessions/${id}`, { body: { buyer: { email: 'ada@example.com' } } });
  const checkout = new CheckoutPage(page);
  const wallet = new Wallet(page);
  await checkout.open(url);

  await wallet.button.click();
  await page.getByText('Confirm your age.').waitFor();
  assert.equal(await wallet.sheet.count(), 0);
  await page.getByLabel('I am at least 18 years old.').check();
  await wallet.open();
  await wallet.pay.click();

  await checkout.confirmed();
  assert.equal((await session(id)).buyer.email, 'ada@example.com');
});

for (const colorScheme of ['light', 'dark']) {
  inBrowser(`wallets can be used by everybody (${colorScheme})`, { colorScheme }, async (page) => {
    const { url } = await hostedCheckout();
    const wallet = new Wallet(page);
    const checkout = new CheckoutPage(page);
    await checkout.open(url);
    await wallet.button.waitFor();
    await assertAccessible(page, 'the checkout with wallets');
    await assertFitsNarrowScreen(page, 'the checkout with wallets');
    await shoot(page, `express-${colorScheme}`);

    await wallet.open();
    await wallet.pay.waitFor();
    await assertAccessible(page, 'the open sheet');
    await shoot(page, `express-sheet-${colorScheme}`);
    await wallet.pick(wallet.address, /Recife/);
    await wallet.problem.filter({ hasText: /\S/ }).waitFor();
    await assertAccessible(page, 'the sheet that refuses');

    await page.keyboard.press('Escape');
    await wallet.sheet.waitFor({ state: 'detached' });
    await wallet.open();
    await wallet.pick(wallet.card, /declined/);
    await wallet.pay.click();
    await checkout.alert.first().waitFor();
    await assertAccessible(page, 'the checkout after a declined wallet');
    await shoot(page, `express-declined-${colorScheme}`);
  });
}

async function shoot(page, name) {
  if (!screenshots) return;
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(screenshots, `${name}-${width}.png`), animations: 'disabled' });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}
