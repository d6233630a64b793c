import assert from 'node:assert/strict';
import { call, channel, parcelItem, sessionThat } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { openLine } from '../lib/line.mjs';
import { picture } from '../lib/pictures.mjs';
import { openWaitingReader } from '../lib/reader.mjs';
import { giftCard, goods, MAX, money, newRegister, noShift, printed, printsAreCounted, TILL, TillPage } from '../lib/till.mjs';

const LANDSCAPE = { viewport: { width: 1280, height: 800 } };
const KEPT = { ...LANDSCAPE, serviceWorkers: 'allow' };

/** The sessions that this till has sold, the newest first. */
const sold = async () => (await call('GET', '/checkout-sessions?channel=till-2&status=completed')).data;

/** What has paid the last sale of this till, by the names of the tenders. */
async function paidBy() {
  const [{ order }] = await sold();
  const { payments } = await call('GET', `/orders/${order.id}`);
  return payments.map(({ type, amount_minor }) => [type, amount_minor]).sort();
}

inBrowser('a device becomes a till by its code, once, and a used code says so', LANDSCAPE, async (page) => {
  const { code } = await newRegister();
  await page.goto(TILL);
  await page.getByLabel('Code').fill('AAAA-AAAA');
  await page.getByRole('button', { name: 'Start selling' }).click();
  await page.getByRole('alert').filter({ hasText: 'Nothing waits for this code' }).waitFor();

  await page.getByLabel('Code').fill(code.toLowerCase());
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'Who is at the till?' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Who is at the till?' }).waitFor();
});

inBrowser('a revoked register is told so and becomes a till again by a new code', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const register = await till.open();
  await till.signIn(MAX);
  await call('POST', `/registers/${register.id}/revoke`, { body: {} });

  await page.getByRole('button', { name: /^Max Manager/ }).click();

  await page.getByText('This register is let in no more').waitFor();
  await page.getByLabel('Code').fill((await newRegister()).code);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Who is at the till?' }).waitFor();
});

inBrowser('two scans and a card are one tap', LANDSCAPE, async (page, t) => {
  const till = new TillPage(page);
  const [one, two] = await goods();
  await till.ready();

  await till.scan(one.barcodes[0]);
  await till.scan(two.barcodes[0]);
  await till.lineCount(2);
  assert.equal(await till.total.innerText(), money(one.price_minor + two.price_minor));
  await picture(page, 'till-sale');
  await till.tap(till.card);
  await page.getByText('Hold the card to the reader').waitFor();
  const reader = await page.context().newPage();
  await openWaitingReader(reader);
  await reader.getByRole('button', { name: 'Tap card' }).click();

  await till.done.waitFor();
  assert.equal(till.taps, 1);
  t.diagnostic(`${till.taps} tap`);
});

inBrowser('cash with a note is one tap, and the change is large', LANDSCAPE, async (page, t) => {
  const till = new TillPage(page);
  const [one] = await goods();
  await till.ready();

  await till.scan(one.barcodes[0]);
  const note = page.getByRole('button', { name: 'Given €50.00' });
  await till.tap(note);

  await till.done.waitFor();
  const change = page.locator('.change strong');
  assert.equal(await change.innerText(), money(5000 - one.price_minor));
  const size = await change.evaluate((it) => Number.parseFloat(getComputedStyle(it).fontSize));
  assert.ok(size >= 40, `The change is ${size} px high`);
  assert.equal(till.taps, 1);
  t.diagnostic(`${till.taps} tap`);
});

inBrowser('part in cash, part by card: what remains is always seen, and a part is taken back', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one] = await goods();
  const rest = one.price_minor - 200;
  await till.ready();
  await till.scan(one.barcodes[0]);
  await till.lineCount(1);

  await page.getByRole('button', { name: 'Split' }).click();
  await page.getByLabel('Amount of this part (EUR)').fill('1000');
  await page.keyboard.press('Enter');
  await till.alert.filter({ hasText: 'is still to pay' }).waitFor();
  await page.getByLabel('Amount of this part (EUR)').fill('1');
  await page.getByRole('button', { name: 'Cash €1.00' }).click();
  await page.getByText(`Still to pay: ${money(one.price_minor - 100)}`).waitFor();
  await page.reload();
  await page.getByText(`Still to pay: ${money(one.price_minor - 100)}`).waitFor();
  await page.getByRole('button', { name: 'Take back Cash €1.00' }).click();
  await page.getByLabel('Amount of this part (EUR)').fill('2');
  await page.keyboard.press('F9');
  await page.getByText(`Still to pay: ${money(rest)}`).waitFor();
  await page.keyboard.press('F8');

  await page.getByText('Hold the card to the reader').waitFor();
  await page.getByText(money(rest)).first().waitFor();
  const reader = await page.context().newPage();
  await openWaitingReader(reader);
  await reader.getByRole('button', { name: 'Tap card' }).click();
  await till.done.waitFor();
  assert.deepEqual(await paidBy(), [['card_present', rest], ['cash', 200]]);
});

inBrowser('a gift card shows its balance, pays its part, and the rest is cash', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one] = await goods();
  const { code } = await giftCard(300);
  await till.ready();
  await page.getByRole('button', { name: 'Gift card balance' }).click();
  await page.getByLabel('Code of the gift card').fill('AAAA-AAAA-AAAA-AAAB');
  await page.keyboard.press('Enter');
  await till.alert.filter({ hasText: 'No gift card has this code' }).waitFor();
  await page.getByLabel('Code of the gift card').fill(code.toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByText('Balance €3.00').waitFor();
  await page.keyboard.press('Escape');

  await till.scan(one.barcodes[0]);
  await till.lineCount(1);
  await till.scan(code);
  await page.getByRole('button', { name: 'Pay €3.00 of it with the gift card' }).click();
  await page.getByText(`Still to pay: ${money(one.price_minor - 300)}`).waitFor();
  await page.keyboard.press('F9');

  await till.done.waitFor();
  assert.deepEqual(await paidBy(), [['cash', one.price_minor - 300], ['gift_card', 300]]);
  const { balance_minor } = await call('POST', '/gift-card-lookups', { body: { code } });
  assert.equal(balance_minor, 0);
});

inBrowser('a gift card with enough on it pays a sale alone', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one] = await goods();
  const { code } = await giftCard(one.price_minor + 100);
  await till.ready();
  await till.scan(one.barcodes[0]);
  await till.lineCount(1);

  await page.getByRole('button', { name: 'Gift card', exact: true }).click();
  await till.scan(code.replaceAll('-', ''), 0);
  await page.getByRole('button', { name: `Pay ${money(one.price_minor)} with the gift card` }).click();

  await till.done.waitFor();
  assert.deepEqual(await paidBy(), [['gift_card', one.price_minor]]);
});

inBrowser('two cards pay one sale; after a declined one all parts are there still', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one] = await goods();
  await till.ready();
  await till.scan(one.barcodes[0]);
  await till.lineCount(1);
  await page.keyboard.press('F3');
  await page.getByLabel('Amount of this part (EUR)').fill('1');
  await page.getByRole('button', { name: 'Card €1.00' }).click();
  await page.keyboard.press('F8');
  await page.getByText('card 1 of 2: €1.00').waitFor();
  const reader = await page.context().newPage();
  await openWaitingReader(reader);
  await reader.getByRole('button', { name: 'Declined card' }).click();
  await till.alert.filter({ hasText: /declined/i }).waitFor();

  await page.getByRole('button', { name: `Pay ${money(one.price_minor)}` }).click();
  await page.getByText('card 1 of 2: €1.00').waitFor();
  await openWaitingReader(reader);
  await reader.getByRole('button', { name: 'Tap card' }).click();
  await page.getByText('card 2 of 2').waitFor();
  await openWaitingReader(reader);
  await reader.getByRole('button', { name: 'Tap card' }).click();

  await till.done.waitFor();
});

inBrowser('pressed twice, cash is taken once, and the next scan is the next sale', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one, two] = await goods();
  await till.ready();
  const before = (await sold())[0]?.id;
  await till.scan(one.barcodes[0]);
  await till.lineCount(1);

  await till.cashExact.dblclick();
  await till.done.waitFor();
  await till.scan(two.barcodes[0]);

  await till.lineCount(1);
  assert.equal(await till.total.innerText(), money(two.price_minor));
  const [last, previous] = await sold();
  assert.equal(last.total_minor, one.price_minor);
  assert.equal(previous?.id, before);
});

inBrowser('a declined card is said in words, a canceled one leaves the sale open', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one] = await goods();
  await till.ready();
  await till.scan(one.barcodes[0]);

  await till.card.click();
  await page.getByText('Hold the card to the reader').waitFor();
  const reader = await page.context().newPage();
  await openWaitingReader(reader);
  await reader.getByRole('button', { name: 'Declined card' }).click();
  await till.alert.filter({ hasText: /declined/i }).waitFor();

  await till.card.click();
  await page.getByRole('button', { name: 'Cancel card payment' }).click();
  await till.cashExact.click();

  await till.done.waitFor();
});

inBrowser('no scan is lost, slow or quick, whatever has the focus; an unknown code is said', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one, two, three] = await goods();
  await till.ready();

  await till.scan(one.barcodes[0], 60);
  await page.locator('#search').fill('ear');
  await till.scan(two.barcodes[0], 0);
  assert.equal(await page.locator('#search').inputValue(), 'ear');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /One more/ }).first().focus();
  await till.scan(three.barcodes[0], 60);
  await till.lineCount(3);

  await till.scan('9999999999994');
  await till.alert.filter({ hasText: '9999999999994' }).waitFor();
  await till.scan(one.barcodes[0]);
  await page.locator('output').first().filter({ hasText: '2' }).waitFor();
});

inBrowser('what is scanned right after a reload is sold', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one, two] = await goods();
  await till.ready();
  await till.scan(one.barcodes[0]);
  await till.lineCount(1);

  await page.reload({ waitUntil: 'commit' });
  await page.waitForFunction(() => window.earlyKeys !== undefined);
  await till.scan(two.barcodes[0]);

  await till.lineCount(2);
});

inBrowser('the sale stays when people change, in two taps and a PIN', LANDSCAPE, async (page, t) => {
  const till = new TillPage(page);
  const [one] = await goods();
  await till.ready();
  await till.scan(one.barcodes[0]);
  await till.lineCount(1);

  await till.tap(page.getByRole('button', { name: /^Cara Cashier/ }));
  await till.signIn(MAX);

  await till.lineCount(1);
  await page.getByRole('button', { name: /^Max Manager/ }).waitFor();
  assert.equal(till.taps, 2);
  t.diagnostic(`${till.taps} taps and a PIN`);
});

inBrowser('a wrong PIN says how many tries there are', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  await till.open();
  await page.getByRole('button', { name: MAX.name }).click();
  for (const digit of '9999') await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();

  await till.alert.filter({ hasText: /Wrong PIN.*after \d+ wrong ones/ }).waitFor();
});

inBrowser('quantity, removing and clearing, each taken back', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one, two] = await goods();
  await till.ready();
  await page.getByRole('button', { name: one.name }).first().click();
  await page.locator('#search').fill(two.name);
  await page.getByText('found').waitFor();
  await page.keyboard.press('Enter');
  await till.lineCount(2);

  await page.getByRole('button', { name: `One more: ${two.name}` }).click();
  await page.getByRole('button', { name: `Remove ${one.name}` }).click();
  await till.lineCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await till.lineCount(2);
  await page.getByRole('button', { name: 'Clear' }).click();
  await till.lines.first().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();

  await till.lineCount(2);
  assert.equal(await till.total.innerText(), money(one.price_minor + 2 * two.price_minor));
});

inBrowser('a shopper says four characters, and their basket is paid here', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  await till.ready();
  const web = await channel('web');
  const { sku, name } = await parcelItem(web);
  const body = { channel: web, line_items: [{ sku, quantity: 2 }] };
  const { session: theirs, client_token } = await call('POST', '/checkout-sessions', { body });
  const { code } = await call('POST', `/checkout-sessions/${theirs.id}/handoffs`, { as: client_token, body: {} });

  await page.getByRole('button', { name: 'Shopper’s code' }).click();
  await page.getByLabel('Shopper’s code').fill(code);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `One more: ${name}` }).waitFor();
  await till.cashExact.click();

  await till.done.waitFor();
  assert.equal((await sessionThat(theirs.id, 'completed')).channel.id, 'till-2');
});

inBrowser('a network that is back in the middle of a sale finds it where it was', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one, two] = await goods();
  await till.ready();
  await till.scan(one.barcodes[0]);
  await till.lineCount(1);

  await page.context().setOffline(true);
  await page.getByText('Go on selling for cash').waitFor();
  assert.ok(await till.card.isDisabled());
  await till.scan(two.barcodes[0]);
  await till.lineCount(2);
  await page.context().setOffline(false);

  await page.getByText('Online').waitFor();
  await till.cashExact.click();
  await till.done.waitFor();
  const [last] = await sold();
  assert.equal(last.total_minor, one.price_minor + two.price_minor);
});

inBrowser('without a line it sells for cash, starts anew, and hands in once what it sold', KEPT, async (page) => {
  const line = await openLine();
  try {
    const till = new TillPage(page, `${line.url}/till/`);
    const [one, two] = await goods();
    const prices = page.waitForResponse((it) => it.url().endsWith('/register-snapshots/current') && it.ok());
    await till.ready();
    await prices;
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const before = (await sold())[0]?.id;

    line.cut();
    await till.scan(one.barcodes[0]);
    await page.getByText('Go on selling for cash').waitFor();
    assert.ok(await till.card.isDisabled());
    await till.tap(page.getByRole('button', { name: 'Given €50.00' }));
    await till.done.waitFor();
    assert.equal(await page.locator('.change strong').innerText(), money(5000 - one.price_minor));
    await page.getByText(/Sale kept on this till: Till of the tests, .*, no\. 1/).first().waitFor();
    await page.getByRole('button', { name: '1 sale waiting' }).waitFor();

    await page.reload();
    await page.getByRole('button', { name: '1 sale waiting' }).waitFor();
    await till.scan(two.barcodes[0]);
    await till.lineCount(1);
    await till.tap(till.cashExact);
    await page.getByRole('button', { name: '2 sales waiting' }).click();
    assert.equal(till.taps, 2);
    assert.equal(await page.getByText('waiting for the network').count(), 2);
    assert.equal((await sold())[0]?.id, before);

    line.mend();
    await page.getByRole('button', { name: 'All sales handed in' }).waitFor();
    await page.getByText(/^order \d+/).nth(1).waitFor();
    const [last, first, earlier] = await sold();
    const totals = [last, first].map(({ total_minor }) => total_minor);
    assert.deepEqual(totals.sort(), [one.price_minor, two.price_minor].sort());
    assert.equal(earlier?.id, before);
  } finally {
    line.close();
  }
});

inBrowser('an answer that is lost is not a second charge', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one] = await goods();
  await till.ready();
  await till.scan(one.barcodes[0]);
  await till.lineCount(1);
  const before = (await sold())[0]?.id;
  let lost = 0;
  await page.route('**/complete', async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await route.abort();
  });

  await till.cashExact.click();
  await page.getByText('Do not charge again').waitFor();
  await till.done.waitFor();

  const [last, previous] = await sold();
  assert.equal(last.total_minor, one.price_minor);
  assert.equal(previous?.id, before);
});

inBrowser('a whole sale by keyboard alone, and its receipt', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one] = await goods();
  await till.ready();
  await page.keyboard.press('F2');
  await page.keyboard.type(one.name, { delay: 40 });
  await page.getByText('found').waitFor();
  await page.keyboard.press('Enter');
  await till.lineCount(1);
  await page.keyboard.press('F9');
  await till.done.waitFor();

  await page.emulateMedia({ media: 'print' });
  const receipt = page.locator('.receipt');
  assert.ok(await receipt.isVisible());
  const text = await receipt.innerText();
  const [{ order }] = await sold();
  for (const part of ['Leaf & Kettle', one.name, money(one.price_minor), `Order ${order.number}`]) {
    assert.ok(text.includes(part), `${part} is missing on: ${text}`);
  }
  assert.equal(await page.getByRole('main').isVisible(), false);
});

inBrowser('the server’s receipt is printed, again as a copy, of an old order too, and sent by e-mail', LANDSCAPE, async (page) => {
  await printsAreCounted(page);
  const till = new TillPage(page);
  const [one] = await goods();
  await till.ready();
  await till.scan(one.barcodes[0]);
  await till.cashExact.click();
  await till.done.waitFor();
  const [{ order }] = await sold();

  await page.getByRole('button', { name: 'Print receipt' }).click();
  const first = await printed(page, 1);
  for (const part of ['Leaf & Kettle', one.name, order.number]) assert.ok(first.includes(part), `${part}: ${first}`);
  assert.doesNotMatch(first, /copy/i);

  await page.getByRole('button', { name: 'Return' }).click();
  await page.getByLabel('Order number on the receipt').fill(order.number);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Print receipt of ${order.number}` }).click();
  assert.match(await printed(page, 2), /copy no\. 1/i);

  await page.getByRole('button', { name: `E-mail receipt of ${order.number}` }).click();
  await page.getByLabel(`Send the receipt of order ${order.number}`).fill('ada@example.com');
  await page.keyboard.press('Enter');
  await page.getByText('The receipt goes to ada@example.com.').waitFor();
  const { data } = await call('GET', `/orders/${order.id}/receipts`);
  assert.deepEqual(data.map(({ medium, copy }) => [medium, copy]), [['print', 0], ['print', 1], ['email', 2]]);
});

inBrowser('a sale is put aside for another customer, and fetched again', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one, two] = await goods();
  await till.ready();
  await till.scan(one.barcodes[0]);
  await till.lineCount(1);
  await page.keyboard.press('F6');
  await page.keyboard.type('Blue hat', { delay: 60 });
  await page.keyboard.press('Enter');
  await till.empty.waitFor();

  await till.scan(two.barcodes[0]);
  await till.lineCount(1);
  await till.cashExact.click();
  await till.done.waitFor();
  await page.keyboard.press('F7');
  await page.getByRole('button', { name: /^Blue hat/ }).click();

  await page.getByRole('button', { name: `One more: ${one.name}` }).waitFor();
  assert.equal(await till.total.innerText(), money(one.price_minor));
  await till.cashExact.click();
  await till.done.waitFor();
  const [between, fetched] = await sold();
  assert.deepEqual([between.total_minor, fetched.total_minor], [two.price_minor, one.price_minor]);
});

inBrowser('a manager agrees to a discount and to another price, and the usual ones come back', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one] = await goods();
  await till.ready();
  await till.scan(one.barcodes[0]);
  await till.lineCount(1);
  const agree = async (label, value, pin) => {
    await page.getByLabel(label).fill(value);
    await page.getByLabel('Why?').fill('Damaged');
    await page.getByRole('group', { name: 'Which manager agrees?' }).getByRole('button', { name: MAX.name }).click();
    await page.getByLabel('PIN').fill(pin);
    await page.keyboard.press('Enter');
  };

  await page.getByRole('button', { name: `Price of ${one.name}` }).click();
  await agree('New price of one (EUR)', '5', '0000');
  await till.alert.filter({ hasText: /PIN/ }).waitFor();
  await page.getByLabel('PIN').fill(MAX.pin);
  await page.keyboard.press('Enter');
  await till.total.filter({ hasText: money(500) }).waitFor();
  await page.getByRole('button', { name: 'Discount', exact: true }).click();
  await agree('Percent off', '10', MAX.pin);
  await till.total.filter({ hasText: money(450) }).waitFor();
  await page.getByRole('button', { name: `Take back ${one.name}: ${money(500)}` }).click();

  await till.total.filter({ hasText: money(one.price_minor - 50) }).waitFor();
  await till.cashExact.click();
  await till.done.waitFor();
  const [last] = await sold();
  assert.equal(last.total_minor, one.price_minor - 50);
});

inBrowser('what was sold comes back for cash, found by its number', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one, two] = await goods();
  await noShift();
  await till.ready();
  await page.keyboard.press('F10');
  await page.getByLabel('Float (EUR)').fill('100');
  await page.keyboard.press('Enter');
  await page.getByText('Open since').waitFor();
  await page.keyboard.press('Escape');
  await till.scan(one.barcodes[0]);
  await till.scan(one.barcodes[0]);
  await till.scan(two.barcodes[0]);
  await till.lineCount(2);
  await till.cashExact.click();
  await till.done.waitFor();
  const [{ order }] = await sold();

  await page.getByRole('button', { name: 'Return' }).click();
  await page.getByLabel('Order number on the receipt').fill('no-such-order');
  await page.keyboard.press('Enter');
  await till.alert.filter({ hasText: 'There is no order no-such-order' }).waitFor();
  await page.getByLabel('Order number on the receipt').fill(order.number);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `One more: ${one.name}` }).click();
  await page.getByLabel('Why?').fill('Too large');
  await page.getByRole('group', { name: 'Which manager agrees?' }).getByRole('button', { name: MAX.name }).click();
  await page.getByLabel('PIN').fill(MAX.pin);
  await page.getByRole('button', { name: `Give back ${money(one.price_minor)}` }).click();

  await page.getByText(`Hand out in cash ${money(one.price_minor)}`).waitFor();
  const after = await call('GET', `/orders/${order.id}`);
  assert.equal(after.state, 'partially_refunded');
});

inBrowser('a shift: float, a sale, milk from the drawer, and a count that is one euro short', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one] = await goods();
  await noShift();
  await till.ready();
  await page.keyboard.press('F10');
  await page.getByLabel('Float (EUR)').fill('a lot');
  await page.keyboard.press('Enter');
  await page.getByText('Type an amount in EUR').waitFor();
  await page.getByLabel('Float (EUR)').fill('100');
  await page.keyboard.press('Enter');
  await page.getByText('Open since').waitFor();
  await page.keyboard.press('Escape');
  await till.scan(one.barcodes[0]);
  await till.lineCount(1);
  await till.cashExact.click();
  await till.done.waitFor();

  await page.getByRole('button', { name: /^Drawer/ }).click();
  await page.getByLabel('Amount (EUR)').fill('3.50');
  await page.getByLabel('Where does it go?').selectOption('Expense');
  await page.getByLabel('Why?').fill('Milk');
  await page.getByRole('button', { name: 'Record' }).click();
  await page.getByText('Recorded. Take out: €3.50').waitFor();
  const expected = 10_000 + one.price_minor - 350;
  await page.getByRole('row', { name: `Should be in the drawer ${money(expected)}` }).waitFor();
  const euros = Math.floor(expected / 100) - 1;
  await page.getByLabel('€1.00', { exact: true }).fill(String(euros));
  await page.getByLabel('€0.01', { exact: true }).fill(String(expected % 100));
  await page.getByText(`Counted ${money(expected - 100)}`).waitFor();
  await page.getByRole('button', { name: 'Close the shift' }).click();

  await page.getByRole('heading', { name: 'Z report' }).waitFor();
  await page.getByRole('row', { name: 'Difference -€1.00' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.match(await page.locator('.receipt').innerText(), /Z report[^]*Difference\s+-€1.00/);
});

inBrowser('goods come back for others: dearer ones for the difference, cheaper ones give money back', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const byPrice = [...(await goods())].sort((a, b) => a.price_minor - b.price_minor);
  const [cheap, dear] = [byPrice.at(0), byPrice.at(-1)];
  assert.ok(dear.price_minor > cheap.price_minor, 'The demo sells all for one price');
  await noShift();
  await till.ready();
  await till.openShift();
  await till.scan(cheap.barcodes[0]);
  await till.cashExact.click();
  await till.done.waitFor();
  const first = (await sold())[0].order;
  const exchange = async (number, name) => {
    await page.getByRole('button', { name: 'Return' }).click();
    await page.getByLabel('Order number on the receipt').fill(number);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `One more: ${name}` }).click();
    await till.agree('Too small');
    await page.getByRole('button', { name: 'Exchange', exact: true }).click();
    await page.getByText('Scan what goes out for it').waitFor();
  };

  await exchange(first.number, cheap.name);
  await page.reload();
  await page.getByText(`Exchange of order ${first.number}: 1 × ${cheap.name}`).waitFor();
  await till.scan(dear.barcodes[0]);
  await till.total.filter({ hasText: money(dear.price_minor - cheap.price_minor) }).waitFor();
  await page.keyboard.press('F9');
  await till.done.waitFor();
  const second = (await sold())[0].order;
  assert.equal((await call('GET', `/orders/${first.id}/exchanges`)).data[0].state, 'completed');

  await exchange(second.number, dear.name);
  await till.scan(cheap.barcodes[0]);
  const back = money(dear.price_minor - cheap.price_minor);
  await page.getByRole('button', { name: `Exchange and give back ${back}` }).click();
  await till.done.waitFor();
  await page.getByText(`Hand out in cash ${back}`).waitFor();
});

inBrowser('an exchange that is given up brings nothing back', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one, two] = await goods();
  await till.ready();
  await till.scan(one.barcodes[0]);
  await till.cashExact.click();
  await till.done.waitFor();
  const [{ order }] = await sold();
  await page.getByRole('button', { name: 'Return' }).click();
  await page.getByLabel('Order number on the receipt').fill(order.number);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `One more: ${one.name}` }).click();
  await till.agree('Too small');
  await page.getByRole('button', { name: 'Exchange', exact: true }).click();
  await till.scan(two.barcodes[0]);
  await till.lineCount(1);

  await page.getByRole('button', { name: 'Give up the exchange' }).click();

  await page.getByText('nothing has come back').waitFor();
  await till.empty.waitFor();
  assert.equal((await call('GET', `/orders/${order.id}`)).state, 'paid');
});

inBrowser('goods without a receipt come back for a gift card, whose code is shown and pays', LANDSCAPE, async (page) => {
  await printsAreCounted(page);
  const till = new TillPage(page);
  const [one] = await goods();
  await till.ready();
  await page.getByRole('button', { name: 'Return' }).click();
  await page.getByRole('button', { name: 'No receipt' }).click();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await till.alert.filter({ hasText: 'Scan what comes back first' }).waitFor();
  await till.scan(one.barcodes[0]);
  await page.getByRole('button', { name: `One more: ${one.name}` }).waitFor();
  await till.agree('Too large');
  await page.getByRole('button', { name: 'Take it back' }).click();

  await page.getByRole('heading', { name: /given back$/ }).waitFor();
  const code = await page.locator('output.secret').innerText();
  await page.getByRole('button', { name: 'Print slip' }).click();
  await page.waitForFunction(() => window.printed === 1);
  await page.emulateMedia({ media: 'print' });
  assert.ok((await page.locator('.receipt').innerText()).includes(code));
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Done' }).click();
  const { balance_minor } = await call('POST', '/gift-card-lookups', { body: { code } });
  assert.ok(balance_minor > 0 && balance_minor <= one.price_minor, String(balance_minor));
});

inBrowser('without a receipt a little comes back in cash', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [cheap] = [...(await goods())].sort((a, b) => a.price_minor - b.price_minor);
  await noShift();
  await till.ready();
  await till.openShift();
  await page.getByRole('button', { name: 'Return' }).click();
  await page.getByRole('button', { name: 'No receipt' }).click();
  await till.scan(cheap.barcodes[0]);
  await page.getByRole('button', { name: 'In cash' }).click();
  await till.agree('Broken');
  await page.getByRole('button', { name: 'Take it back' }).click();

  await page.getByText(/^Hand out in cash €/).waitFor();
});

inBrowser('the customer sees lines, total, what the reader asks, thanks and change in their own window', LANDSCAPE, async (page) => {
  const till = new TillPage(page);
  const [one] = await goods();
  await till.ready();
  const display = await till.openDisplay();
  await display.getByText('Welcome').waitFor();
  await till.scan(one.barcodes[0]);
  await display.getByText(`1 × ${one.name}`).waitFor();
  const total = display.locator('.large strong');
  await total.filter({ hasText: money(one.price_minor) }).waitFor();
  const size = await total.evaluate((it) => Number.parseFloat(getComputedStyle(it).fontSize));
  assert.ok(size >= 48, `The total is ${size} px high`);

  await till.card.click();
  await display.getByText('Hold your card to the reader').waitFor();
  await page.getByRole('button', { name: 'Cancel card payment' }).click();
  await page.getByRole('button', { name: 'Given €50.00' }).click();
  await display.getByRole('heading', { name: 'Thank you!' }).waitFor();
  await display.getByText(`Your change ${money(5000 - one.price_minor)}`).waitFor();
  assert.equal(await display.getByText('Cara').count(), 0);

  await till.scan(one.barcodes[0]);
  await display.reload();
  await display.getByText(`1 × ${one.name}`).waitFor();
  await display.keyboard.type(one.barcodes[0], { delay: 5 });
  await display.keyboard.press('Enter');
  await display.getByText(`2 × ${one.name}`).waitFor();
});

inBrowser('the customer’s window speaks German too', { ...LANDSCAPE, locale: 'de-DE', colorScheme: 'dark' }, async (page) => {
  await page.goto(`${TILL}?display`);
  await page.getByRole('heading', { name: 'Willkommen' }).waitFor();
  assert.equal(await page.title(), 'Ihr Einkauf');
});

for (const [width, height] of [[1280, 800], [1024, 768]]) {
  inBrowser(`at ${width} × ${height} nothing but its lists scrolls, and all can be hit`, { viewport: { width, height } }, async (page) => {
    const till = new TillPage(page);
    await till.ready();
    for (const it of (await goods()).slice(0, 8)) await till.scan(it.barcodes[0]);
    await till.lineCount(8);

    const { scrolls, small } = await page.evaluate(() => ({
      scrolls: document.scrollingElement.scrollHeight - innerHeight,
      small: [...document.querySelectorAll('button')]
        .map((it) => [it.innerText, it.getBoundingClientRect()])
        .filter(([, { height: h, width: w }]) => h < 55.5 || w < 55.5)
        .map(([text, { width: w, height: h }]) => `${text}: ${w} × ${h}`),
    }));
    assert.ok(scrolls <= 0, `The page is ${scrolls} px too high`);
    assert.deepEqual(small, []);
    for (const button of [till.card, till.cashExact]) {
      const box = await button.boundingBox();
      assert.ok(box.height >= 71.5 && box.y + box.height <= height, JSON.stringify(box));
    }
  });
}

inBrowser('it speaks German to those who read it', { ...LANDSCAPE, locale: 'de-DE' }, async (page) => {
  const { code } = await newRegister();
  await page.goto(`${TILL}#enroll=${code}`);
  await page.getByRole('heading', { name: 'Wer ist an der Kasse?' }).waitFor();
  assert.equal(await page.getAttribute('html', 'lang'), 'de');
});
