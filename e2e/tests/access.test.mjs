import { assertAccessible, assertFitsNarrowScreen } from '../lib/access.mjs';
import { ADMIN, section, signIn } from '../lib/admin.mjs';
import { call, channel, hostedCheckout, parcelItem, placedOrder } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { DESK, DeskPage, newCaller } from '../lib/desk.mjs';
import { openWaitingReader } from '../lib/reader.mjs';
import { sandboxUrl, secret } from '../lib/settings.mjs';
import { CARDS, CheckoutPage } from '../lib/shopper.mjs';
import { STORE } from '../lib/store.mjs';
import { CARA, goods, newRegister, TILL, TillPage } from '../lib/till.mjs';

/** Each page of the admin besides those that are walked through, with a form open where there is one. */
const PAGES_AT_ONCE = 7;
const ADMIN_PAGES = [
  'home',
  'feedback',
  'parked',
  'fulfillments',
  'payments',
  'books',
  'experiments?new=yes&varies=trust_message',
  'items',
  'items?new=yes',
  'stock',
  'price-lists?new=yes',
  'import',
  'promotions?new=yes',
  'gift-cards?new=yes',
  'customers',
  'channels?channel=web',
  'registers?new=yes',
  'shifts',
  'locations?new=yes',
  'delivery',
  'taxes',
  'routing',
  'staff?new=yes',
  'keys?new=yes',
  'webhooks?new=yes',
  'exports?new=yes',
  'provider-events',
  'documentation',
];

/** Those that have between them all pieces, for the second set of colors. */
const COLORFUL = [
  'home',
  'experiments?new=yes&varies=trust_message',
  'items',
  'channels?channel=web',
  'delivery',
  'staff?new=yes',
  'keys?new=yes',
  'documentation',
];

async function assertGood(page, what) {
  await assertAccessible(page, what);
  await assertFitsNarrowScreen(page, what);
}

for (const colorScheme of ['light', 'dark']) {
  const look = { colorScheme };

  inBrowser(`the checkout can be used by everybody (${colorScheme})`, look, async (page) => {
    const { url } = await hostedCheckout();
    const checkout = new CheckoutPage(page);
    await checkout.open(url);
    await assertGood(page, 'the empty checkout');

    await checkout.pay.click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await assertGood(page, 'the checkout with mistakes');

    await checkout.introduce();
    await checkout.payWith(CARDS.declined);
    await checkout.alert.first().waitFor();
    await assertGood(page, 'the checkout after a declined card');

    await checkout.payWith(CARDS.good);
    await checkout.confirmed();
    await assertGood(page, 'the confirmation');
  });

  inBrowser(`the store can be used by everybody (${colorScheme})`, look, async (page) => {
    await page.goto(STORE);
    await page.getByRole('button', { name: /add/i }).first().waitFor();
    await assertGood(page, 'the store');
  });

  inBrowser(`the bank's page can be used by everybody (${colorScheme})`, look, async (page) => {
    const { url } = await hostedCheckout();
    const checkout = new CheckoutPage(page);
    await checkout.open(url);
    await checkout.introduce();
    await checkout.payWith(CARDS.asksTheBank);
    await page.waitForURL(/\/pages\/3ds\//);
    await page.locator('#complete:enabled').waitFor();
    await assertGood(page, "the bank's page");
  });

  inBrowser(`the card reader and the sandbox can be used by everybody (${colorScheme})`, look, async (page) => {
    const till = await channel('pos');
    const { barcodes } = await parcelItem(till);
    await call('POST', `/channels/${till}/sales`, {
      as: secret('REGISTER_KEY_TILL_1'),
      body: { line_items: [{ barcode: barcodes[0], quantity: 1 }], tender: { type: 'card_present' } },
    });
    await openWaitingReader(page);
    await assertGood(page, 'the reader that waits');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('#tap:disabled').waitFor();
    await assertGood(page, 'the reader afterwards');

    await page.goto(new URL('/pages/', sandboxUrl).href);
    await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
    await assertGood(page, "the sandbox's overview");
  });

  inBrowser(`the till can be used by everybody (${colorScheme})`, look, async (page) => {
    const till = new TillPage(page);
    await page.goto(TILL);
    await page.getByRole('heading', { name: 'Make this device a till' }).waitFor();
    await assertGood(page, 'the enrollment');
    await page.getByLabel('Code').fill((await newRegister()).code);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Who is at the till?' }).waitFor();
    await assertGood(page, 'who is at the till');
    await page.getByRole('button', { name: CARA.name }).click();
    await assertGood(page, 'the PIN');
    await page.getByRole('button', { name: 'Back' }).click();
    await till.signIn(CARA);
    await page.locator('.tiles button').first().waitFor();
    await assertGood(page, 'the till before the first scan');

    const [one, two] = await goods();
    await till.scan(one.barcodes[0]);
    await till.scan(two.barcodes[0]);
    await till.scan('9999999999994');
    await till.alert.first().waitFor();
    await page.getByRole('button', { name: `Remove ${two.name}` }).click();
    await assertGood(page, 'a sale, with an undo');
    await page.getByRole('button', { name: 'Discount', exact: true }).click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await assertGood(page, 'a discount with a mistake');
    const display = await till.openDisplay();
    await display.getByText(`1 × ${one.name}`).waitFor();
    await assertGood(display, 'what the customer sees');
    await page.getByRole('button', { name: 'Gift card balance' }).click();
    await assertGood(page, 'a gift card');
    await page.getByRole('button', { name: 'Split' }).click();
    await page.getByLabel('Amount of this part (EUR)').fill('1');
    await page.keyboard.press('F9');
    await page.getByRole('button', { name: 'Take back Cash €1.00' }).waitFor();
    await assertGood(page, 'a sale that is paid in parts');
    await page.getByRole('button', { name: 'Take back Cash €1.00' }).click();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('button', { name: 'Shopper’s code' }).click();
    await page.getByRole('button', { name: 'Other amount' }).click();
    await assertGood(page, 'another amount');
    await page.getByRole('button', { name: 'Back' }).click();
    await till.cashExact.click();
    await till.done.waitFor();
    await assertGood(page, 'the till after a sale');
    await display.getByRole('heading', { name: 'Thank you!' }).waitFor();
    await assertGood(display, 'what the customer sees after a sale');
    const [{ order }] = (await call('GET', '/checkout-sessions?channel=till-2&status=completed')).data;
    await page.getByRole('button', { name: 'Return' }).click();
    await page.getByLabel('Order number on the receipt').fill(order.number);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Give back/ }).waitFor();
    await assertGood(page, 'a return');
    await page.getByRole('button', { name: 'Return' }).click();
    await page.getByRole('button', { name: 'No receipt' }).click();
    await till.scan(one.barcodes[0]);
    await page.getByRole('button', { name: `One more: ${one.name}` }).waitFor();
    await assertGood(page, 'a return without a receipt');

    await page.keyboard.press('F10');
    await page.getByRole('heading', { name: 'Drawer' }).waitFor();
    await page.locator('main[aria-busy="false"] section').first().waitFor();
    await assertGood(page, 'the drawer');
    if (await page.getByLabel('Float (EUR)').isVisible()) {
      await page.getByLabel('Float (EUR)').fill('50');
      await page.keyboard.press('Enter');
    }
    await page.getByRole('button', { name: 'Show X report' }).click();
    await page.getByRole('row', { name: /Should be in the drawer/ }).waitFor();
    await assertGood(page, 'the drawer with its report');

    await page.getByRole('button', { name: 'Back to the sale' }).click();
    await page.context().setOffline(true);
    await page.getByText('Go on selling for cash').waitFor();
    await till.scan(one.barcodes[0]);
    await till.cashExact.click();
    await page.getByRole('button', { name: '1 sale waiting' }).click();
    await assertGood(page, 'the till without a network');
  });

  inBrowser(`the desk can be used by everybody (${colorScheme})`, look, async (page) => {
    const desk = new DeskPage(page);
    await page.goto(DESK);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await assertGood(page, "the desk's sign-in");
    await desk.open();
    await assertGood(page, 'the desk without a call');
    await desk.takeCall(newCaller());
    await desk.product.fill('tea');
    await desk.found.first().waitFor();
    await assertGood(page, 'the desk with products found');
    await desk.press('Enter');
    await desk.saved();
    await desk.field('Email').fill('ada@');
    await desk.press('Tab');
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await page.getByRole('button', { name: /^Remove/ }).first().click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await desk.lineCount(1);
    await assertGood(page, 'the desk with an order and a mistake');
    await desk.press('Control+Enter');
    await page.getByText('Not opened yet.').waitFor();
    await assertGood(page, 'the desk with a link on its way');
    for (const key of ['Alt+2', 'Alt+3', 'Alt+4', 'Alt+h', 'Alt+e']) await desk.press(key);
    await page.locator('input[name=reason]').first().waitFor();
    await assertGood(page, 'the end of a call');
    await desk.press('Escape');
    await page.locator('#help-button').click();
    await page.getByRole('dialog').waitFor();
    await assertGood(page, 'the keys of the desk');
  });

  inBrowser(`the admin can be used by everybody (${colorScheme})`, look, async (page) => {
    const { number } = await placedOrder();
    await page.goto(ADMIN);
    await page.getByText(/sign in/i).first().waitFor();
    await assertGood(page, 'the sign-in');

    await signIn(page, () => assertGood(page, "the issuer's page"));
    await section(page, /orders/i).click();
    await page.getByText(number, { exact: false }).first().waitFor();
    await assertGood(page, 'the orders');
    await section(page, /sessions/i).click();
    await page.getByRole('row').nth(1).waitFor();
    await assertGood(page, 'the sessions');
    await section(page, /funnel/i).click();
    await page.getByRole('img', { name: /how many were lost/ }).waitFor();
    await page.getByText('As a table').first().click();
    await assertGood(page, 'the funnel');
  });

  const pages = colorScheme === 'dark' ? ADMIN_PAGES.filter((it) => COLORFUL.includes(it)) : ADMIN_PAGES;
  for (let first = 0; first < pages.length; first += PAGES_AT_ONCE) {
    const some = pages.slice(first, first + PAGES_AT_ONCE);
    inBrowser(`the admin from ${some[0]} to ${some.at(-1)} can be used by everybody (${colorScheme})`, look, async (page) => {
      await signIn(page);
      for (const path of some) {
        await page.goto(ADMIN + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.locator('main:not(:has([aria-busy="true"]))').waitFor();
        await assertGood(page, `the admin at ${path}`);
      }
    });
  }

  inBrowser(`finding anything in the admin can be used by everybody (${colorScheme})`, look, async (page) => {
    await signIn(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
    await assertAccessible(page, 'finding anything');
  });
}
