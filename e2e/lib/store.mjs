import { baseUrl } from './settings.mjs';

export const STORE = new URL('/store/', baseUrl).href;

/** Puts the first thing of the demo store into the basket and goes to the checkout. */
export async function fillBasket(page) {
  await page.goto(STORE);
  await page.getByRole('button', { name: /add to (basket|cart)|^add\b/i }).first().click();
  const checkout = { name: /check ?out/i };
  await page.getByRole('button', checkout).or(page.getByRole('link', checkout)).first().click();
}
