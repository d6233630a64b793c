import assert from 'node:assert/strict';
import { call } from './api.mjs';
import { baseUrl } from './settings.mjs';

export const TILL = new URL('/till/', baseUrl).href;
/** The demo's till for the screen; `till-1` belongs to those who call without one. */
const CHANNEL = 'till-2';
export const CARA = { name: 'Cara Cashier', pin: '4711' };
export const MAX = { name: 'Max Manager', pin: '5822' };

/** A register that waits for a device, and the code for it. The till that was enrolled before is one no more. */
export function newRegister() {
  return call('POST', '/registers', { body: { channel_id: CHANNEL, name: 'Till of the tests' } });
}

export async function goods() {
  const { data } = await call('GET', `/items?channel=${CHANNEL}`);
  const found = data.filter((it) => it.barcodes.length > 0 && it.available > 20);
  assert.ok(found.length >= 2, 'The demo sells fewer than two things with a barcode');
  return found;
}

export const money = (minor) => new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(minor / 100);

/** Closes the shift that another test has left open at this till, so that a test can open one of its own. */
export async function noShift() {
  const { data } = await call('GET', '/shifts?state=open');
  for (const { id, channel_id } of data) {
    if (channel_id === CHANNEL) await call('POST', `/shifts/${id}/close`, { body: { counts: [] } });
  }
}

/** A gift card with so much on it, and its code. */
export const giftCard = (amount_minor) =>
  call('POST', '/gift-cards', { body: { amount_minor, currency: 'EUR', reason: 'to test' } });

/** A browser of the tests has no printer: it counts instead. Before the page is opened. */
export function printsAreCounted(page) {
  return page.addInitScript(() => {
    window.printed = 0;
    window.print = () => window.printed++;
  });
}

/** What the server's receipt says on paper once so many were printed. */
export async function printed(page, count) {
  await page.waitForFunction((wanted) => window.printed === wanted, count);
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('.receipt').locator('body').innerText();
  await page.emulateMedia({ media: 'screen' });
  return text;
}

/** The screen of a till, as a cashier sees it; it counts what the cashier taps. */
export class TillPage {
  taps = 0;

  /** @param address where the till is, when it is reached by another way than usual */
  constructor(page, address = TILL) {
    this.page = page;
    this.address = address;
    this.card = page.getByRole('button', { name: /^Card/ });
    this.cashExact = page.getByRole('button', { name: /^Cash €/ });
    this.lines = page.getByRole('main').getByRole('listitem');
    this.total = page.locator('.total strong');
    this.alert = page.getByRole('alert').filter({ hasText: /\S/ });
    this.empty = page.getByText('Scan the first item');
    this.done = page.getByText('The next scan starts the next sale.');
  }

  /** Enrolls this browser by the address alone. */
  async open() {
    const { register, code } = await newRegister();
    await this.page.goto(`${this.address}#enroll=${code}`);
    await this.page.getByRole('heading', { name: 'Who is at the till?' }).waitFor();
    return register;
  }

  async signIn({ name, pin }) {
    await this.tap(this.page.getByRole('button', { name }));
    await this.page.keyboard.type(pin);
    await this.page.keyboard.press('Enter');
    await this.card.waitFor();
  }

  async ready() {
    await this.open();
    await this.signIn(CARA);
    await this.page.locator('.tiles button').first().waitFor();
    this.taps = 0;
  }

  async tap(locator) {
    this.taps++;
    await locator.click();
  }

  /** As a scanner types. */
  async scan(code, delay = 5) {
    await this.page.keyboard.type(code, { delay });
    await this.page.keyboard.press('Enter');
  }

  /** The window that faces the customer. */
  async openDisplay() {
    const opened = this.page.context().waitForEvent('page');
    await this.page.getByRole('button', { name: 'Customer display' }).click();
    return opened;
  }

  /** With a hundred euros in it: cash is given back from a drawer. */
  async openShift() {
    await this.page.keyboard.press('F10');
    await this.page.getByLabel('Float (EUR)').fill('100');
    await this.page.keyboard.press('Enter');
    await this.page.getByText('Open since').waitFor();
    await this.page.keyboard.press('Escape');
  }

  /** Says why, and lets a manager type their PIN; the form is not sent. */
  async agree(reason) {
    await this.page.getByLabel('Why?').fill(reason);
    const managers = this.page.getByRole('group', { name: 'Which manager agrees?' });
    await managers.getByRole('button', { name: MAX.name }).click();
    await this.page.getByLabel('PIN').fill(MAX.pin);
  }

  async lineCount(count) {
    const { lines } = this;
    await lines.nth(count - 1).waitFor();
    assert.equal(await lines.count(), count);
  }
}
