import assert from 'node:assert/strict';

export const CARDS = {
  good: '4242424242424242',
  declined: '4000000000000002',
  asksTheBank: '4000000000003220',
};

/** Where a parcel goes. A caller is asked for no more: the order can be confirmed to her number. */
export const PARCEL = {
  'Full name': 'Ada Byron',
  'Street and number': 'Torstr. 1',
  Postcode: '10119',
  City: 'Berlin',
};

export const ADA = { Email: 'ada@example.com', ...PARCEL };

const FILLABLE = ['input:not([type=checkbox]):not([type=radio]):not([type=hidden])', 'select', 'textarea']
  .map((it) => `${it}:visible`)
  .join(', ');

/** The checkout page as a shopper sees it: words, not markup. */
export class CheckoutPage {
  constructor(page) {
    this.page = page;
    this.card = page.frameLocator('iframe[title="Secure card form"]');
    this.cardNumber = this.card.getByLabel('Card number');
    this.expiry = this.card.getByLabel('Expiry date');
    this.securityCode = this.card.getByLabel('Security code');
    this.notice = page.getByRole('region', { name: 'Help', exact: true });
    this.pay = page.getByRole('button', { name: /^Pay\b/ });
    this.confirmation = page.getByRole('heading', { name: /\bOrder\b.*\d/i });
    this.alert = page.getByRole('alert').filter({ hasText: /\S/ });
  }

  async open(url) {
    await this.page.goto(url);
    await this.cardNumber.waitFor();
  }

  field(label) {
    return this.page.getByLabel(label, { exact: true });
  }

  async introduce(shopper = ADA) {
    for (const [label, value] of Object.entries(shopper)) {
      await this.field(label).fill(value);
      await this.field(label).blur();
    }
  }

  async enterCard(number) {
    await this.cardNumber.fill(number);
    await this.expiry.fill('12 / 34');
    await this.securityCode.fill('123');
  }

  async payWith(number) {
    await this.enterCard(number);
    await this.pay.click();
  }

  /** Opens the dialog that helps, at one of its topics where one is named: a button there, and the title of what it leads to. */
  async help(topic) {
    await this.page.getByRole('button', { name: 'Need help?' }).click();
    const all = this.page.getByRole('dialog', { name: 'How can we help?' });
    await all.waitFor();
    if (!topic) return all;
    await all.getByRole('button', { name: new RegExp(`^${topic}`) }).click();
    const dialog = this.page.getByRole('dialog', { name: topic });
    await dialog.waitFor();
    return dialog;
  }

  /** The number of the order that the page confirms. */
  async confirmed() {
    await this.confirmation.waitFor();
    const [number] = (await this.confirmation.innerText()).match(/\d{2,}/);
    return number;
  }

  async assertShows(shopper = ADA) {
    for (const [label, value] of Object.entries(shopper)) {
      assert.equal(await this.field(label).inputValue(), value, `${label} should not have to be typed again`);
    }
  }

  /** How many things the shopper is asked to fill in: ours, and those of the card form. */
  async inputs() {
    return {
      own: await this.page.locator(FILLABLE).count(),
      card: await this.card.locator(FILLABLE).count(),
    };
  }
}
