import { baseUrl } from './settings.mjs';

export const ADMIN = new URL('/admin/', baseUrl).href;

/** Signs in at the local issuer's own page, as the person who may do everything. */
export async function signIn(page, lookAtIssuer = () => {}) {
  await page.goto(ADMIN);
  await page.getByRole('button', { name: /sign in/i }).or(page.getByRole('link', { name: /sign in/i })).first().click();
  const ada = page.getByRole('link', { name: /Ada Admin/ }).or(page.getByRole('button', { name: /Ada Admin/ }));
  await ada.first().waitFor();
  await lookAtIssuer();
  await ada.first().click();
  await page.waitForURL((url) => url.href.startsWith(ADMIN));
  await section(page, /orders/i).waitFor();
}

export function section(page, name) {
  return page.getByRole('navigation').getByRole('link', { name }).first();
}
