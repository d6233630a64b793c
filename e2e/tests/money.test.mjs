import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertFitsNarrowScreen } from '../lib/access.mjs';
import { ADMIN, section, signIn } from '../lib/admin.mjs';
import { call, placedOrder, pressedPay, sessionThat } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { sandboxControl } from '../lib/settings.mjs';

inBrowser('the ledger of an order is read down to the fee', {}, async (page) => {
  const { id, number } = await placedOrder();
  await signIn(page);

  await page.goto(`${ADMIN}orders?order=${id}`);

  const ledger = page.getByRole('dialog', { name: new RegExp(number) }).getByRole('table', { name: 'Ledger' });
  await ledger.getByRole('row', { name: /Sale/ }).waitFor();
  await ledger.getByRole('row', { name: /Fee of the provider.*provider_fees.*psp_clearing:stripe/ }).waitFor();
});

inBrowser('the books are compared with the provider and agree', {}, async (page) => {
  await placedOrder();
  await signIn(page);
  await section(page, 'Orders').click();
  await section(page, 'Books').click();
  await page.getByRole('row', { name: /Sales/ }).waitFor();

  await page.getByRole('button', { name: 'Compare now' }).click();

  await page.getByText(/stripe: compared/).waitFor();
  await page.getByText('Books and providers say the same.').waitFor();
  const { data } = await call('GET', '/ledger/accounts');
  const sums = new Map();
  for (const { currency, amount_minor } of data) sums.set(currency, (sums.get(currency) ?? 0) + amount_minor);
  assert.deepEqual([...new Set(sums.values())], [0]);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /CSV/ }).click();
  assert.equal((await saved).suggestedFilename(), 'ledger.csv');
});

for (const colorScheme of ['light', 'dark']) {
  inBrowser(`the books can be used by everybody (${colorScheme})`, { colorScheme }, async (page) => {
    await placedOrder();
    await signIn(page);
    await section(page, 'Orders').click();
    await section(page, 'Books').click();
    await page.getByRole('row', { name: /Sales/ }).waitFor();
    await assertAccessible(page, 'the books');
    await assertFitsNarrowScreen(page, 'the books');
  });
}

if (!sandboxControl) test('a payment that is checked', { skip: 'SANDBOX_CONTROL names no place for faults' }, () => {});
else {
  const fault = (rule) => fetch(`${sandboxControl}/faults`, { method: 'POST', body: JSON.stringify(rule) });

  inBrowser('a payment without an answer resolves itself while somebody looks', {}, async (page) => {
    await signIn(page);
    await section(page, 'Orders').click();
    await section(page, 'Payments').click();
    await page.getByRole('heading', { name: 'Payments under way' }).waitFor();
    await fault({ event: '**', effect: 'lose' });
    await fault({ method: 'POST', path: '/v1/payment_intents', effect: 'status', status: 500, after: true });
    let id;
    try {
      id = await pressedPay();
      await page.getByRole('row', { name: /Checking/ }).waitFor();
    } finally {
      await fetch(`${sandboxControl}/faults`, { method: 'DELETE' });
    }

    await page.getByRole('row', { name: /Paid.*Known now/ }).waitFor();
    await sessionThat(id, 'completed');
  });
}
