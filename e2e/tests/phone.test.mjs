import assert from 'node:assert/strict';
import { call, channel, here, parcelItem, sessionThat } from '../lib/api.mjs';
import { inBrowser, withPage } from '../lib/browser.mjs';
import { secret } from '../lib/settings.mjs';
import { CARDS, CheckoutPage, PARCEL } from '../lib/shopper.mjs';

const CALLER = '+4930123456';

inBrowser("a pay link completes the phone agent's session on the caller's own device", {}, async (page) => {
  const phone = await channel('phone');
  const { sku } = await parcelItem(phone);
  const opened = await call('POST', `/channels/${phone}/calls`, {
    body: { caller_number: CALLER, line_items: [{ sku, quantity: 1 }] },
  });
  const { id } = opened.session;
  const link = await call('POST', `/channels/${phone}/calls/${id}/pay-links`, { body: { send_to: CALLER } });
  const checkout = new CheckoutPage(page);
  await checkout.open(here(link.url));
  await checkout.introduce(PARCEL);

  await checkout.payWith(CARDS.good);

  const number = await checkout.confirmed();
  const completed = await sessionThat(id, 'completed');
  assert.equal(completed.order.number, number);
  assert.equal(completed.channel.kind, 'phone');
  await withPage({}, async (stranger) => {
    await stranger.goto(here(link.url));
    await stranger.getByText(/link/i).first().waitFor();
    assert.equal(await stranger.getByText(PARCEL['Full name']).count(), 0);
  });
});

inBrowser('a link that offers the saved card is paid without typing one', {}, async (page) => {
  const phone = await channel('phone');
  const { sku } = await parcelItem(phone);
  const opened = await call('POST', `/channels/${phone}/calls`, {
    body: { caller_number: secret('CALLER_NUMBER'), line_items: [{ sku, quantity: 1 }] },
  });
  const { id } = opened.session;
  const [saved] = opened.customer.saved_tenders;
  const link = await call('POST', `/channels/${phone}/calls/${id}/pay-links`, {
    body: { send_to: CALLER, saved_tender_id: saved.id },
  });
  const checkout = new CheckoutPage(page);
  await checkout.open(here(link.url));
  await checkout.introduce(PARCEL);

  await page.getByRole('button', { name: new RegExp(`^Pay .+ with ${saved.label}$`) }).click();

  const number = await checkout.confirmed();
  assert.equal((await sessionThat(id, 'completed')).order.number, number);
});
