import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { assertAccessible, assertFitsNarrowScreen } from '../lib/access.mjs';
import { call, hostedCheckout, session } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { screenshots } from '../lib/settings.mjs';
import { CARDS, CheckoutPage } from '../lib/shopper.mjs';

/** Cider for those of 16, with the deposit on its bottle; on sale while these tests run. */
const catalog = (active) =>
  call('PUT', '/catalog/items', {
    body: {
      data: [
        { sku: 'E2E-CIDER', name: 'Cider, 0.75 l', min_age: 16, fees: { 'E2E-BOTTLE': 1 }, prices: { EUR: 490 }, active },
        { sku: 'E2E-BOTTLE', name: 'Deposit on the bottle', prices: { EUR: 25 }, active },
      ],
    },
  });

before(() => catalog(true));
after(() => catalog(false));

for (const colorScheme of ['light', 'dark']) {
  inBrowser(`restricted goods need one tick more (${colorScheme})`, { colorScheme }, async (page) => {
    const { id, url } = await hostedCheckout({ line_items: [{ sku: 'E2E-CIDER', quantity: 2 }] });
    const checkout = new CheckoutPage(page);
    await checkout.open(url);
    assert.equal(await page.getByText('Deposit on the bottle').count(), 1);
    await checkout.introduce();
    await checkout.enterCard(CARDS.good);

    await checkout.pay.click();
    await page.getByText('Confirm your age.').waitFor();
    await assertAccessible(page, 'the question for the age, unanswered');
    await assertFitsNarrowScreen(page, 'the question for the age');
    if (screenshots) await page.screenshot({ path: join(screenshots, `age-${colorScheme}.png`), fullPage: true });
    await page.getByLabel('I am at least 16 years old.').check();
    await checkout.pay.click();

    assert.match(await checkout.confirmed(), /^\d+$/);
    const bought = await session(id);
    assert.equal(bought.buyer.age_at_least, 16);
    assert.equal(bought.line_items[1].quantity, 2);
  });
}
