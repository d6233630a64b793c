import { section, signIn } from '../lib/admin.mjs';
import { placedOrder } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';

inBrowser('an order appears in the admin while somebody looks', {}, async (page) => {
  await placedOrder();
  await signIn(page);
  await section(page, /orders/i).click();
  await page.getByRole('row').nth(1).waitFor();

  const { number } = await placedOrder();

  await page.getByRole('row', { name: new RegExp(`\\b${number}\\b`) }).waitFor();
});
