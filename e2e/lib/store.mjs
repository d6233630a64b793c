import { channel, parcelItem } from './api.mjs';
import { baseUrl } from './settings.mjs';

export const STORE = new URL('/store/', baseUrl).href;

/** Puts something that has to be delivered into the basket of the demo store and goes to the checkout. */
export async function fillBasket(page) {
  const { name } = await parcelItem(await channel('web'));
  await page.goto(STORE);
  await page.getByRole('button', { name: `Add to basket: ${name}` }).click();
  const checkout = { name: /check ?out/i };
  await page.getByRole('button', checkout).or(page.getByRole('link', checkout)).first().click();
}
