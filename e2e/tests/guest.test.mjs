import assert from 'node:assert/strict';
import { call, hostedCheckout, session, sessionThat, until } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { tabTo } from '../lib/keyboard.mjs';
import { sandboxUrl } from '../lib/settings.mjs';
import { ADA, CARDS, CheckoutPage } from '../lib/shopper.mjs';
import { fillBasket } from '../lib/store.mjs';

inBrowser('a guest buys from the store', {}, async (page) => {
  await fillBasket(page);
  const checkout = new CheckoutPage(page);
  await checkout.cardNumber.waitFor();
  await checkout.introduce();

  await checkout.payWith(CARDS.good);

  const number = await checkout.confirmed();
  assert.match(number, /^\d+$/);
  await page.getByRole('group', { name: 'How easy was it to buy?' }).getByLabel('4').check();
  await page.getByLabel(/What was hard/).fill('The map');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Thank you, that helps.').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: `Order ${number} is confirmed` }).waitFor();
  const given = await call('GET', '/feedback');
  assert.deepEqual([given.data[0].score, given.data[0].text], [4, 'The map']);
});

inBrowser('a card number goes to the provider and to nobody else', {}, async (page) => {
  const { url } = await hostedCheckout();
  const checkout = new CheckoutPage(page);
  const receivers = new Set();
  page.on('request', (request) => {
    const said = `${request.url()} ${request.postData() ?? ''}`.replaceAll(/[ +]|%20/g, '');
    if (said.includes(CARDS.good)) receivers.add(new URL(request.url()).origin);
  });
  await checkout.open(url);
  await checkout.introduce();

  await checkout.payWith(CARDS.good);

  await checkout.confirmed();
  assert.deepEqual([...receivers], [new URL(sandboxUrl).origin]);
  assert.ok(!(await page.content()).includes(CARDS.good));
});

inBrowser('a guest is asked for five things and a card', {}, async (page) => {
  const { url } = await hostedCheckout();
  const checkout = new CheckoutPage(page);

  await checkout.open(url);

  const { own, card } = await checkout.inputs();
  assert.ok(own <= 5, `${own} inputs of our own`);
  assert.ok(card <= 3, `${card} inputs in the card form`);
});

inBrowser('a purchase needs a keyboard only, even with a typo in the card number', {}, async (page) => {
  const { id, url } = await hostedCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.open(url);

  for (const [label, value] of Object.entries(ADA)) {
    await tabTo(page, checkout.field(label));
    await page.keyboard.type(value);
  }
  await tabTo(page, checkout.cardNumber);
  await page.keyboard.type('4242424242424241');
  await tabTo(page, checkout.expiry);
  await page.keyboard.type('1234');
  await tabTo(page, checkout.securityCode);
  await page.keyboard.type('123');
  await tabTo(page, checkout.pay);
  await page.keyboard.press('Enter');

  await checkout.card.locator('#number:focus').waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('2');
  await tabTo(page, checkout.pay);
  await page.keyboard.press('Enter');

  const number = await checkout.confirmed();
  assert.equal((await sessionThat(id, 'completed')).order.number, number);
});

inBrowser('a declined card is followed by another one, and nothing is typed again', {}, async (page) => {
  const { id, url } = await hostedCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.open(url);
  await checkout.introduce();
  await checkout.payWith(CARDS.declined);
  await checkout.alert.filter({ hasText: /declined/i }).first().waitFor();
  await checkout.assertShows();

  await checkout.payWith(CARDS.good);

  await checkout.confirmed();
  const tenders = (await session(id)).tenders.map((it) => it.state);
  assert.deepEqual(tenders.filter((it) => it === 'declined').length, 1, `tenders: ${tenders}`);
});

inBrowser('a reload in the middle keeps what was typed', {}, async (page) => {
  const { id, url } = await hostedCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.open(url);
  await checkout.introduce();
  const saved = (it) => it.buyer?.email === ADA.Email && it.fulfillment?.address?.city === ADA.City;
  await until('the server knows the address', () => session(id), saved);

  await page.reload();
  await checkout.cardNumber.waitFor();

  await checkout.assertShows();
  await checkout.payWith(CARDS.good);
  await checkout.confirmed();
});

inBrowser('a reload after paying shows the order again', {}, async (page) => {
  const { url } = await hostedCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.open(url);
  await checkout.introduce();
  await checkout.payWith(CARDS.good);
  const number = await checkout.confirmed();

  await page.reload();

  assert.equal(await checkout.confirmed(), number);
});

for (const [locale, browserLocale, label] of [
  ['de-DE', 'en-GB', 'E-Mail'],
  ['en', 'de-DE', 'Email'],
]) {
  inBrowser(`a session in ${locale} is read in it, also in a browser in ${browserLocale}`, { locale: browserLocale }, async (page) => {
    const { url } = await hostedCheckout({ locale });
    const checkout = new CheckoutPage(page);

    await page.goto(url);
    await checkout.field(label).waitFor();
    await page.reload();
    await checkout.field(label).waitFor();

    assert.equal(await page.locator('html').getAttribute('lang'), locale.slice(0, 2));
    assert.ok(!page.url().includes('#'), 'the token is not left in the address');
  });
}
