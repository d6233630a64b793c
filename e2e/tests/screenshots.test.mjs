import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ADMIN, section, signIn } from '../lib/admin.mjs';
import { hostedCheckout, placedOrder } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { picture } from '../lib/pictures.mjs';
import { screenshots } from '../lib/settings.mjs';
import { CARDS, CheckoutPage } from '../lib/shopper.mjs';
import { STORE } from '../lib/store.mjs';

const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

/** The window is made as high as the page: what sticks to its edge then stands where it belongs. */
async function shoot(page, name) {
  mkdirSync(screenshots, { recursive: true });
  const { width, height } = page.viewportSize();
  const whole = await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
    return document.scrollingElement.scrollHeight;
  });
  await page.setViewportSize({ width, height: Math.max(height, whole) });
  await page.screenshot({ path: join(screenshots, `${name}-${width}.png`), animations: 'disabled' });
  await page.setViewportSize({ width, height });
}

if (!screenshots) test('screenshots', { skip: 'SCREENSHOTS names no folder' }, () => {});
else {
  for (const viewport of SIZES) {
    inBrowser(`screenshots, ${viewport.width} px wide`, { viewport }, async (page) => {
      await page.goto(STORE);
      await page.getByRole('button', { name: /add/i }).first().waitFor();
      await shoot(page, 'store');
      await picture(page, `store-${viewport.width}-seen`);

      const checkout = new CheckoutPage(page);
      await checkout.open((await hostedCheckout()).url);
      await checkout.introduce();
      await checkout.enterCard(CARDS.good);
      await shoot(page, 'checkout');
      await checkout.pay.click();
      await checkout.confirmed();
      await shoot(page, 'confirmation');

      const { number } = await placedOrder();
      await signIn(page);
      await page.goto(ADMIN);
      await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
      await shoot(page, 'home');
      await section(page, /orders/i).click();
      await page.getByText(number).first().waitFor();
      await shoot(page, 'admin');
      await section(page, 'Funnel').click();
      await page.getByRole('img', { name: /how many were lost/ }).waitFor();
      await shoot(page, 'funnel');
      await section(page, 'Orders').click();
      await section(page, 'Books').click();
      await page.getByRole('row', { name: /Sales/ }).waitFor();
      await shoot(page, 'books');
    });
  }
}
