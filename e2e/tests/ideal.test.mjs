import assert from 'node:assert/strict';
import { hostedCheckout, sessionThat } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { CheckoutPage } from '../lib/shopper.mjs';

inBrowser('a shopper pays by iDEAL at the bank and comes back to the order', {}, async (page) => {
  const { id, url } = await hostedCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.open(url);
  await checkout.introduce();

  await page.getByRole('button', { name: 'Use iDEAL' }).click();
  await page.waitForURL(/\/pages\/ideal\//);
  await page.getByRole('button', { name: 'Authorize payment' }).click();

  const number = await checkout.confirmed();
  const completed = await sessionThat(id, 'completed');
  assert.equal(completed.order.number, number);
  assert.equal(completed.tenders[0].type, 'ideal');
});
