import assert from 'node:assert/strict';
import { call, channel, parcelItem, session, until } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { openWaitingReader } from '../lib/reader.mjs';
import { secret } from '../lib/settings.mjs';

async function rungUp() {
  const till = await channel('pos');
  const { barcodes } = await parcelItem(till);
  const answer = await call('POST', `/channels/${till}/sales`, {
    as: secret('REGISTER_KEY_TILL_1'),
    body: { line_items: [{ barcode: barcodes[0], quantity: 1 }], tender: { type: 'card_present' } },
  });
  return answer.session;
}

/** As a till does: it asks what became of the payment until it is told. */
function outcome(id, good) {
  const ask = () => call('POST', `/checkout-sessions/${id}/payment/refresh`, { as: secret('REGISTER_KEY_TILL_1') });
  return until('the reader has answered', ask, good);
}

inBrowser('a sale at the till is paid by holding a card to the reader', {}, async (page) => {
  const { id, payment } = await rungUp();
  assert.equal(payment.action?.type, 'present_card');
  await openWaitingReader(page);

  await page.getByRole('button', { name: 'Tap card' }).click();

  await page.getByText('Approved').waitFor();
  const sold = await outcome(id, (it) => it.status === 'completed');
  assert.ok(sold.order.number);
});

inBrowser('a card declined at the reader leaves the sale open for another tender', {}, async (page) => {
  const { id } = await rungUp();
  await openWaitingReader(page);

  await page.getByRole('button', { name: 'Declined card' }).click();

  const open = await outcome(id, (it) => it.status === 'ready_for_complete');
  assert.equal(open.payment.state, 'not_paid');
  await call('POST', `/checkout-sessions/${id}/complete`, {
    as: secret('REGISTER_KEY_TILL_1'),
    body: {
      revision: open.revision,
      confirmed_total_minor: open.total_minor,
      tender: { type: 'cash', received_minor: open.total_minor },
    },
  });
  assert.equal((await session(id)).status, 'completed');
});
