import assert from 'node:assert/strict';
import { hostedCheckout, sessionThat } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { sandboxUrl } from '../lib/settings.mjs';
import { CARDS, CheckoutPage } from '../lib/shopper.mjs';

async function atTheBank(page) {
  const { id, url } = await hostedCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.open(url);
  await checkout.introduce();
  await checkout.payWith(CARDS.asksTheBank);
  await page.waitForURL(new RegExp('/pages/3ds/'));
  assert.equal(new URL(page.url()).origin, new URL(sandboxUrl).origin);
  return { id, checkout };
}

inBrowser('the bank asks, the shopper confirms, the order is placed', {}, async (page) => {
  const { id, checkout } = await atTheBank(page);

  await page.getByRole('button', { name: 'Confirm payment' }).click();

  const number = await checkout.confirmed();
  assert.equal((await sessionThat(id, 'completed')).order.number, number);
});

inBrowser('the shopper declines at the bank and pays with another card', {}, async (page) => {
  const { id, checkout } = await atTheBank(page);

  await page.getByRole('button', { name: 'Decline' }).click();

  await checkout.alert.first().waitFor();
  await checkout.assertShows();
  await checkout.payWith(CARDS.good);
  await checkout.confirmed();
  await sessionThat(id, 'completed');
});

inBrowser('the shopper comes back from the bank without an answer and can still pay', {}, async (page) => {
  const { id, checkout } = await atTheBank(page);

  await page.goBack();

  await checkout.pay.waitFor();
  await checkout.payWith(CARDS.good);
  await checkout.confirmed();
  await sessionThat(id, 'completed');
});
