import assert from 'node:assert/strict';
import { assertAccessible, assertFitsNarrowScreen } from '../lib/access.mjs';
import { call, here, hostedCheckout, session, until } from '../lib/api.mjs';
import { inBrowser, withPage } from '../lib/browser.mjs';
import { DeskPage, newCaller } from '../lib/desk.mjs';
import { tabTo } from '../lib/keyboard.mjs';
import { picture } from '../lib/pictures.mjs';
import { ADA, CARDS, CheckoutPage } from '../lib/shopper.mjs';

const PHONE = { viewport: { width: 390, height: 844 } };
const DESK_SIZE = { viewport: { width: 1440, height: 900 } };

async function begun(page, more = {}) {
  const { id, url } = await hostedCheckout(more);
  const checkout = new CheckoutPage(page);
  await checkout.open(url);
  return { id, checkout };
}

async function saved(id) {
  await until('the address is saved', () => session(id), (it) => it.fulfillment?.address?.city === ADA.City);
}

inBrowser('what was begun here goes on at a phone, and is seen here', {}, async (page) => {
  const { id, checkout } = await begun(page);
  await checkout.introduce();
  await saved(id);

  const dialog = await checkout.help('Continue on another device');
  await dialog.getByRole('img', { name: /QR code/ }).waitFor();
  const link = await dialog.getByLabel('Link, to open on one device').inputValue();
  assert.match(link, /\/checkout\/#ho_/);
  assert.match(await dialog.locator('.code').innerText(), /^[2-9A-Z]{4}$/);
  await picture(page, 'checkout-help-device');

  await withPage(PHONE, async (phone) => {
    const there = new CheckoutPage(phone);
    await there.open(here(link));
    await phone.getByText(ADA['Street and number']).waitFor();
    await dialog.getByText('It goes on elsewhere now.').waitFor();
    await page.getByText('This checkout goes on elsewhere').waitFor();

    await there.payWith(CARDS.good);

    assert.equal(await checkout.confirmed(), await there.confirmed());
    await dialog.waitFor({ state: 'hidden' });
  });
});

inBrowser('what goes on elsewhere is fetched back with one press', {}, async (page) => {
  const { id, checkout } = await begun(page);
  await checkout.introduce();
  await saved(id);
  const dialog = await checkout.help('Continue on another device');
  const link = await dialog.getByLabel('Link, to open on one device').inputValue();

  await withPage(PHONE, async (phone) => {
    const there = new CheckoutPage(phone);
    await there.open(here(link));
    await dialog.getByRole('button', { name: 'Go on here instead' }).click();
    await dialog.getByRole('img', { name: /QR code/ }).waitFor();
    assert.notEqual(await dialog.getByLabel('Link, to open on one device').inputValue(), link, 'a link is good once');
    await phone.getByText('This checkout goes on elsewhere').waitFor();
  });
  await page.keyboard.press('Escape');
  await checkout.assertShows();
  await checkout.payWith(CARDS.good);
  await checkout.confirmed();
});

inBrowser('a page that is loaded anew knows that its checkout goes on elsewhere', {}, async (page) => {
  const { id, checkout } = await begun(page);
  await checkout.introduce();
  await saved(id);
  const dialog = await checkout.help('Continue on another device');
  const link = await dialog.getByLabel('Link, to open on one device').inputValue();

  await withPage(PHONE, async (phone) => {
    await new CheckoutPage(phone).open(here(link));
    await dialog.getByText('It goes on elsewhere now.').waitFor();
    await page.reload();

    await page.getByText('This checkout goes on elsewhere').waitFor();
    await checkout.notice.getByRole('button', { name: 'Go on here instead' }).click();
    await page.getByText('This checkout goes on elsewhere').waitFor({ state: 'detached' });
  });
  await checkout.payWith(CARDS.good);
  await checkout.confirmed();
});

inBrowser('whoever wants to be called is in the queue, and can leave it', {}, async (page) => {
  const { id, checkout } = await begun(page);
  const number = newCaller();
  const dialog = await checkout.help('Call me');
  await dialog.getByLabel('Your phone number').fill('no number');
  await dialog.getByRole('button', { name: 'Call me' }).click();
  await dialog.getByText('Write the number like +49 30 123456.').waitFor();
  assert.ok(await dialog.getByLabel('Your phone number').evaluate((it) => it === document.activeElement));

  await dialog.getByLabel('Your phone number').fill(number);
  await page.keyboard.press('Enter');

  await dialog.getByText('We will call you.').waitFor();
  const waiting = (await call('GET', '/call-requests')).data.filter((it) => it.session_id === id);
  assert.equal(waiting.length, 1);
  await dialog.getByText(waiting[0].ahead === 0 ? 'You are next.' : 'before you').waitFor();
  await picture(page, 'checkout-help-call');

  await dialog.getByRole('button', { name: 'Close' }).click();
  await checkout.notice.getByText('We will call you.').waitFor();
  await checkout.notice.getByRole('button', { name: 'Do not call me' }).click();
  await until('nobody is called', () => call('GET', `/checkout-sessions/${id}/call-requests`), (it) => it.data[0].state === 'canceled');
  await checkout.notice.getByText('We will call you.').waitFor({ state: 'detached' });
});

inBrowser('a declined card leads on in three ways, and nothing is typed again', {}, async (page) => {
  const { checkout } = await begun(page);
  await checkout.introduce();
  await checkout.payWith(CARDS.declined);
  await checkout.alert.filter({ hasText: /declined/i }).first().waitFor();
  await picture(page, 'checkout-declined');

  for (const [way, title] of [
    ['Use another device', 'Continue on another device'],
    ['Call me', 'Call me'],
  ]) {
    const button = page.getByRole('button', { name: way, exact: true });
    await button.click();
    await page.getByRole('dialog', { name: title }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.ok(await button.evaluate((it) => it === document.activeElement), `the focus is back at ${way}`);
  }
  await checkout.assertShows();
});

inBrowser('help needs a keyboard only, and takes nothing away', {}, async (page) => {
  const { checkout } = await begun(page);
  await checkout.field('City').fill('Ber');
  await page.evaluate(() => document.activeElement.blur());
  const button = page.getByRole('button', { name: 'Need help?' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'How can we help?' }).waitFor();
  await tabTo(page, dialog.getByRole('button', { name: /^Call me/ }));
  await page.keyboard.press('Enter');
  await dialog.getByRole('heading', { name: 'Call me' }).waitFor();
  await tabTo(page, dialog.getByRole('button', { name: 'Back' }));
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('button', { name: 'Close' }));
  await page.keyboard.press('Enter');

  await dialog.waitFor({ state: 'hidden' });
  assert.ok(await button.evaluate((it) => it === document.activeElement));
  assert.equal(await checkout.field('City').inputValue(), 'Ber');
});

/** Alex at the desk, who has asked whether they may help in this session. */
async function asked(agents, id) {
  const desk = new DeskPage(agents);
  await desk.open();
  await agents.locator(`[data-session="${id}"]`).getByRole('button', { name: /^Open Web/ }).click();
  await agents.getByText('The buyer’s device holds this checkout.').waitFor();
  await desk.press('Alt+t');
  return desk;
}

async function stuck(page) {
  const { id, checkout } = await begun(page, { locale: 'en' });
  await checkout.introduce();
  await checkout.payWith(CARDS.declined);
  await checkout.alert.first().waitFor();
  return { id, checkout };
}

inBrowser('somebody asks, helps, is named with what they changed, and is sent away', {}, async (page) => {
  const { id, checkout } = await stuck(page);
  await withPage(DESK_SIZE, async (agents) => {
    const desk = await asked(agents, id);
    await checkout.notice.getByText('Alex would like to help you.').waitFor();
    await assertAccessible(page, 'the question whether somebody may help');
    await assertFitsNarrowScreen(page, 'the question whether somebody may help');
    await picture(page, 'checkout-asked');
    await checkout.notice.getByRole('button', { name: 'Allow' }).click();

    await checkout.notice.getByText('Alex is filling in for you.').waitFor();
    await agents.getByLabel('Street and number').fill('Torstr. 2');
    await desk.press('Enter');
    await checkout.notice.getByText('Alex changed: Street and number').waitFor();
    await picture(page, 'checkout-helped');

    await checkout.notice.getByRole('button', { name: 'End help' }).click();
    await until('the buyer has the pen', () => session(id), (it) => it.holder.actor === 'client_token');
    await checkout.notice.getByRole('button', { name: 'End help' }).waitFor({ state: 'detached' });
    await checkout.notice.getByRole('button', { name: 'Close' }).click();
    await checkout.notice.getByText('Alex changed').waitFor({ state: 'detached' });
  });

  await checkout.assertShows({ ...ADA, 'Street and number': 'Torstr. 2' });
  await checkout.payWith(CARDS.good);
  await checkout.confirmed();
});

inBrowser('a helper who hands back leaves the buyer with the pen', {}, async (page) => {
  const { id, checkout } = await stuck(page);
  await withPage(DESK_SIZE, async (agents) => {
    const desk = await asked(agents, id);
    await checkout.notice.getByRole('button', { name: 'Allow' }).click();
    await checkout.notice.getByText('Alex is filling in for you.').waitFor();

    await desk.press('Alt+b');

    await until('the buyer has the pen', () => session(id), (it) => it.holder.actor === 'client_token');
    await page.getByText('This checkout goes on elsewhere').waitFor({ state: 'detached' });
  });
});

inBrowser('whoever does not want help is left alone', {}, async (page) => {
  const { id, checkout } = await stuck(page);
  await withPage(DESK_SIZE, async (agents) => {
    await asked(agents, id);
    await checkout.notice.getByRole('button', { name: 'Not now' }).click();

    await until('nobody asks', () => session(id), (it) => it.assistance.length === 0);
    await checkout.notice.getByText('would like to help').waitFor({ state: 'detached' });
  });
});

for (const colorScheme of ['light', 'dark']) {
  inBrowser(`help can be used by everybody (${colorScheme})`, { colorScheme }, async (page) => {
    const { checkout } = await begun(page);
    const good = async (what) => {
      await assertAccessible(page, what);
      await assertFitsNarrowScreen(page, what);
    };
    const dialog = await checkout.help();
    await good('the choice of help');
    await dialog.getByRole('button', { name: /^Continue on another device/ }).click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await good('the link for another device');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^Call me/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Call me' }).click();
    await page.getByText('Write the number like +49 30 123456.').waitFor();
    await good('a number that is none');
    await page.getByLabel('Your phone number').fill(newCaller());
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('We will call you.').waitFor();
    await good('a call that is waited for');
    await page.keyboard.press('Escape');
    await checkout.notice.getByRole('button', { name: 'Do not call me' }).waitFor();
    await good('a call that is waited for beside the page');
    await checkout.notice.getByRole('button', { name: 'Do not call me' }).click();
  });
}

inBrowser('help is offered in German', { locale: 'de-DE' }, async (page) => {
  const { url } = await hostedCheckout({ locale: 'de-DE' });
  await page.goto(url);
  await page.getByRole('button', { name: 'Hilfe?' }).click();
  await page.getByRole('button', { name: /^Auf anderem Gerät fortsetzen/ }).click();
  await page.getByRole('img', { name: /QR-Code/ }).waitFor();
  await page.getByRole('button', { name: 'Zurück' }).click();
  await page.getByRole('heading', { name: 'Wie können wir helfen?' }).waitFor();
  await assertFitsNarrowScreen(page, 'the help in German');
});
