import { baseUrl } from './settings.mjs';

export const ADMIN = new URL('/console/admin/', baseUrl).href;

/** Signs in at the local issuer's own page, as the person who may do everything. */
export async function signIn(page) {
  await page.goto(ADMIN);
  await page.getByRole('button', { name: /sign in/i }).or(page.getByRole('link', { name: /sign in/i })).first().click();
  await pick(page, 'Ada Admin');
  await page.waitForURL((url) => url.href.startsWith(ADMIN));
  await section(page, /orders/i).waitFor();
}

export async function pick(page, person) {
  const name = new RegExp(person);
  await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click();
}

export function section(page, name) {
  return page.getByRole('navigation').getByRole('link', { name }).first();
}
