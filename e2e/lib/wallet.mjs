/** The buttons of the wallets on the checkout, and the sheet that one of them opens. */
export class Wallet {
  constructor(page, name = 'Apple Pay') {
    this.button = page.frameLocator('iframe[title="Express checkout"]').getByRole('button', { name });
    this.sheet = page.locator(`iframe[title="${name}, test wallet"]`);
    const frame = page.frameLocator(`iframe[title="${name}, test wallet"]`);
    this.dialog = frame.getByRole('dialog');
    this.card = frame.getByLabel('Card');
    this.address = frame.getByLabel('Deliver to');
    this.rate = frame.getByLabel('Delivery', { exact: true });
    this.problem = frame.getByRole('alert');
    this.pay = frame.locator('#pay[aria-disabled="false"]');
    this.cancel = frame.getByRole('button', { name: 'Cancel' });
  }

  async open() {
    await this.button.click();
    await this.dialog.waitFor();
  }

  /** What the button says once the shop has answered. */
  async total() {
    return (await this.pay.innerText()).replace(/^Pay\s*/, '');
  }

  /** What can be chosen once the shop has answered. */
  async rates() {
    await this.pay.waitFor();
    return this.rate.locator('option').allInnerTexts();
  }

  async pick(select, pattern) {
    const options = await select.locator('option').allInnerTexts();
    await select.selectOption({ index: options.findIndex((it) => pattern.test(it)) });
  }
}
