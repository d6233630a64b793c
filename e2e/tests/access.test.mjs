import { assertAccessible, assertFitsNarrowScreen } from '../lib/access.mjs';
import { ADMIN, section, signIn } from '../lib/admin.mjs';
import { call, channel, hostedCheckout, parcelItem, placedOrder } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { openWaitingReader } from '../lib/reader.mjs';
import { sandboxUrl, secret } from '../lib/settings.mjs';
import { CARDS, CheckoutPage } from '../lib/shopper.mjs';
import { STORE } from '../lib/store.mjs';

async function assertGood(page, what) {
  await assertAccessible(page, what);
  await assertFitsNarrowScreen(page, what);
}

for (const colorScheme of ['light', 'dark']) {
  const look = { colorScheme };

  inBrowser(`the checkout can be used by everybody (${colorScheme})`, look, async (page) => {
    const { url } = await hostedCheckout();
    const checkout = new CheckoutPage(page);
    await checkout.open(url);
    await assertGood(page, 'the empty checkout');

    await checkout.pay.click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await assertGood(page, 'the checkout with mistakes');

    await checkout.introduce();
    await checkout.payWith(CARDS.declined);
    await checkout.alert.first().waitFor();
    await assertGood(page, 'the checkout after a declined card');

    await checkout.payWith(CARDS.good);
    await checkout.confirmed();
    await assertGood(page, 'the confirmation');
  });

  inBrowser(`the store can be used by everybody (${colorScheme})`, look, async (page) => {
    await page.goto(STORE);
    await page.getByRole('button', { name: /add/i }).first().waitFor();
    await assertGood(page, 'the store');
  });

  inBrowser(`the bank's page can be used by everybody (${colorScheme})`, look, async (page) => {
    const { url } = await hostedCheckout();
    const checkout = new CheckoutPage(page);
    await checkout.open(url);
    await checkout.introduce();
    await checkout.payWith(CARDS.asksTheBank);
    await page.waitForURL(/\/pages\/3ds\//);
    await page.locator('#complete:enabled').waitFor();
    await assertGood(page, "the bank's page");
  });

  inBrowser(`the card reader and the sandbox can be used by everybody (${colorScheme})`, look, async (page) => {
    const till = await channel('pos');
    const { barcodes } = await parcelItem(till);
    await call('POST', `/channels/${till}/sales`, {
      as: secret('REGISTER_KEY_TILL_1'),
      body: { line_items: [{ barcode: barcodes[0], quantity: 1 }], tender: { type: 'card_present' } },
    });
    await openWaitingReader(page);
    await assertGood(page, 'the reader that waits');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('#tap:disabled').waitFor();
    await assertGood(page, 'the reader afterwards');

    await page.goto(new URL('/pages/', sandboxUrl).href);
    await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
    await assertGood(page, "the sandbox's overview");
  });

  inBrowser(`the admin can be used by everybody (${colorScheme})`, look, async (page) => {
    const { number } = await placedOrder();
    await page.goto(ADMIN);
    await page.getByText(/sign in/i).first().waitFor();
    await assertGood(page, 'the sign-in');

    await signIn(page, () => assertGood(page, "the issuer's page"));
    await section(page, /orders/i).click();
    await page.getByText(number, { exact: false }).first().waitFor();
    await assertGood(page, 'the orders');
    await section(page, /sessions/i).click();
    await page.getByRole('row').nth(1).waitFor();
    await assertGood(page, 'the sessions');
    await section(page, /funnel/i).click();
    await page.getByRole('img', { name: /how many were lost/ }).waitFor();
    await page.getByText('As a table').click();
    await assertGood(page, 'the funnel');
  });
}
