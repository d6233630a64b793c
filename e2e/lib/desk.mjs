import assert from 'node:assert/strict';
import { baseUrl, sandboxUrl, secret } from './settings.mjs';

export const DESK = new URL('/desk/', baseUrl).href;
export const CALLER = '+4930123456';

/** A number nobody is known by, another one each time. */
export const newCaller = () => `+4930${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`;
/** The phone of a caller, at the telephony of the demo. */
export const phoneUrl = (number) => `${sandboxUrl}/pages/phone.html?number=${encodeURIComponent(number)}`;
/** Somebody whose card the demo keeps. */
export const knownCaller = () => secret('CALLER_NUMBER');

/** The desk of an agent, as they use it: by keys, which are counted. */
export class DeskPage {
  keys = 0;

  constructor(page) {
    this.page = page;
    this.number = page.getByLabel('Number of the caller');
    this.product = page.locator('#product');
    this.lines = page.locator('.lines tbody tr');
    this.found = page.getByRole('listbox').getByRole('option');
    this.fact = page.locator('#f-who-fact');
    this.reorder = page.locator('#reorder');
    this.primary = page.locator('#primary');
    this.total = page.locator('.total strong');
    this.alert = page.getByRole('alert').filter({ hasText: /\S/ });
    this.paid = page.getByRole('status').filter({ hasText: /Paid\. Order \d+/ });
    this.readBack = page.locator('#readback');
    this.sentTo = page.getByLabel('Send the link to');
    this.goOnHere = page.locator('#takeover');
    this.happenings = page.locator('.happenings li');
  }

  /** Signs in at the local issuer's own page, as the agent of the demo. */
  async open() {
    const { page } = this;
    await page.goto(DESK);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const alex = page.getByRole('link', { name: /Alex Agent/ }).or(page.getByRole('button', { name: /Alex Agent/ }));
    await alex.first().click();
    await this.number.waitFor();
    this.keys = 0;
  }

  async press(key, times = 1) {
    for (let i = 0; i < times; i++) await this.page.keyboard.press(key);
    this.keys += times;
  }

  /** Characters, which a caller spells. */
  async type(text) {
    await this.page.keyboard.type(text);
  }

  field(label) {
    return this.page.getByRole('textbox', { name: new RegExp(`^${label}`) });
  }

  async takeCall(number) {
    await this.number.fill(number);
    await this.press('Enter');
    await this.page.getByRole('heading', { name: number }).waitFor();
    // Who has ordered before is offered that first.
    await this.page.waitForFunction(() => ['product', 'reorder'].includes(document.activeElement?.id));
    await this.page.waitForFunction(() => document.querySelector('#known'));
  }

  /** Searches, and adds the first of what is found. */
  async add(words) {
    await this.product.fill(words);
    await this.found.first().waitFor();
    const name = await this.found.first().locator('span').first().innerText();
    await this.press('Enter');
    await this.lines.filter({ hasText: name }).waitFor();
    return name;
  }

  async focusIs(locator) {
    await locator.waitFor();
    await this.page.waitForFunction((node) => node === document.activeElement, await locator.elementHandle());
  }

  /** The draft is saved: the server has all of it. */
  async saved() {
    await this.page.locator('#readback').waitFor();
  }

  async lineCount(count) {
    await this.page.waitForFunction(
      (wanted) => document.querySelectorAll('.lines tbody tr').length === wanted,
      count,
    );
    assert.equal(await this.lines.count(), count);
  }

  /** The one session of this caller, which is opened when there is something to keep. */
  async sessionId() {
    const id = await this.page.waitForFunction(() => JSON.parse(sessionStorage.getItem('onetill.desk.call'))?.sessionId);
    return id.jsonValue();
  }
}
