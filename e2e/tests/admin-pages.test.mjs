import assert from 'node:assert/strict';
import { ADMIN, section, signIn } from '../lib/admin.mjs';
import { call, hostedCheckout, placedOrder } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { picture } from '../lib/pictures.mjs';
import { baseUrl } from '../lib/settings.mjs';

const go = (page, path) => page.goto(ADMIN + path);
const row = (page, text) => page.getByRole('row').filter({ hasText: text });

inBrowser('home shows today, what to mend first, and a purchase as it happens', {}, async (page) => {
  await placedOrder();
  await signIn(page);
  await go(page, '');
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  await page.getByText('€').first().waitFor();
  await page.getByRole('status').filter({ hasText: 'first event was received' }).waitFor();
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();

  await hostedCheckout();

  await page.locator('.ticker').getByText('Opened').first().waitFor();
});

inBrowser('the menu has at most seven words, and old addresses lead where they led', {}, async (page) => {
  await signIn(page);
  assert.ok((await page.getByRole('navigation', { name: 'Menu' }).getByRole('link').count()) <= 7);
  for (const [path, title] of [
    ['funnel', 'Funnel'],
    ['experiments', 'Experiments'],
    ['payments', 'Payments under way'],
    ['books', 'Books'],
  ]) {
    await go(page, path);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  }
  await section(page, 'Settings').click();
  await section(page, 'Taxes').click();
  await page.getByRole('heading', { level: 1, name: 'Taxes' }).waitFor();
});

inBrowser('a key is made, heard of, and revoked by typing', {}, async (page) => {
  const label = `ERP ${Date.now()}`;
  await signIn(page);
  await go(page, 'keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Label').fill(label);
  await page.reload();
  assert.equal(await page.getByLabel('Label').inputValue(), label, 'what was typed outlives a reload');
  await page.getByRole('button', { name: 'Make the key' }).click();
  const secret = (await page.getByRole('region', { name: 'Secret' }).locator('code').innerText()).trim();
  assert.match(secret, /^sk_/);
  await page.getByText('Waiting for its first call').waitFor();

  await call('GET', '/channels', { as: secret });

  await page.getByText('Its first call was received').waitFor();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  assert.equal(await page.getByText(secret).count(), 0, 'the secret is gone');
  await row(page, label).getByRole('button', { name: 'Revoke' }).click();
  const revoke = page.getByRole('button', { name: 'Revoke the key' });
  assert.ok(await revoke.isDisabled(), 'nothing is revoked before it is typed');
  await row(page, label).getByLabel(/to confirm/).fill(secret.slice(-4));
  await revoke.click();
  await row(page, label).waitFor({ state: 'detached' });
  const refused = await fetch(`${baseUrl}/api/v1/channels`, { headers: { Authorization: `Bearer ${secret}` } });
  assert.equal(refused.status, 401);
});

inBrowser('goods are picked and shipped from the work list, and what cannot happen is not offered', {}, async (page) => {
  const { id, number } = await placedOrder();
  await signIn(page);
  await go(page, 'fulfillments?kind=shipping');
  await row(page, number).getByText('Allocated').waitFor();
  await picture(page, 'admin-fulfillments');
  await page.getByRole('link', { name: number, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Picked' }).click();
  await dialog.getByRole('button', { name: 'Packed' }).click();
  assert.equal(await dialog.getByRole('button', { name: 'Picked' }).count(), 0);
  await dialog.getByRole('button', { name: 'Ship', exact: true }).click();
  await dialog.getByLabel('Carrier').fill('DHL');
  await dialog.getByLabel('Tracking number').fill('JD01460000000001');
  await dialog.getByLabel('Tracking link').fill('https://carrier.example/track/1');
  await picture(page, 'admin-ship');
  await dialog.getByRole('button', { name: 'Ship', exact: true }).click();

  await dialog.getByText('Shipped').waitFor();
  await dialog.getByText('DHL JD01460000000001').waitFor();
  assert.equal(await dialog.getByRole('button', { name: 'Cancel these goods' }).count(), 0, 'they have left');
  const { data } = await call('GET', `/orders/${id}/fulfillments`);
  assert.deepEqual(data.map((it) => [it.status, it.tracking.number]), [['shipped', 'JD01460000000001']]);
});

inBrowser('an item is found, changed, and the change taken back', {}, async (page) => {
  const { data } = await call('GET', '/items?channel=web');
  const { sku, name } = data.find((it) => !it.group);
  await signIn(page);
  await go(page, `items?q=${encodeURIComponent(sku)}`);
  await page.getByRole('link', { name: sku, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(`${name} (new)`);
  await dialog.getByRole('button', { name: 'Save the item' }).click();

  await row(page, `${name} (new)`).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('cell', { name, exact: true }).waitFor();
});

inBrowser('a file of items is imported, and its wrong rows are told', {}, async (page) => {
  const sku = `IMPORT-${Date.now()}`;
  await signIn(page);
  await go(page, 'import');
  await page.locator('input[type=file]').setInputFiles({
    name: 'items.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`sku,name,price.EUR\n${sku},Imported,450\n${sku}-B,,450\n`),
  });
  await page.getByRole('button', { name: 'Import', exact: true }).click();

  await page.getByText(/2 rows read, 1 items written, 1 wrong/).waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save all wrong rows' }).click();
  assert.equal((await saved).suggestedFilename(), 'wrong-rows.csv');
});

inBrowser('a setting is previewed, saved by typing, and taken back', {}, async (page) => {
  const { data: before } = await call('GET', '/tax-rates');
  await signIn(page);
  await go(page, 'taxes');
  await page.getByRole('button', { name: 'Add a rate' }).click();
  await page.getByLabel('Country').fill('LU');
  await page.getByLabel('Tax category').fill('standard');
  await page.getByLabel('Percent').fill('17');
  await page.getByRole('button', { name: 'Take over' }).click();
  await page.getByText('New: LU standard.').waitFor();
  await page.getByRole('button', { name: 'Save all' }).click();
  await page.getByLabel('Type taxes to confirm').fill('taxes');
  await page.getByRole('button', { name: 'Save', exact: true }).click();

  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.waitFor();
  assert.equal((await call('GET', '/tax-rates')).data.length, before.length + 1);
  await undo.click();
  await undo.waitFor({ state: 'detached' });
  assert.deepEqual((await call('GET', '/tax-rates')).data, before);
});

inBrowser('a customer is found by address, with what they bought, and erased by typing', {}, async (page) => {
  const email = `grace-${Date.now()}@example.com`;
  const { id } = await call('POST', '/customers', { body: { name: 'Grace Hopper', email } });
  await signIn(page);
  await section(page, 'Customers').click();
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
  assert.match(page.url(), new RegExp(`customer=${id}`));
  assert.ok(!page.url().includes('example.com'), 'the address is not in the URL');
  await page.getByText('No orders.').waitFor();

  await page.getByRole('button', { name: 'Erase the customer' }).click();
  await page.getByLabel('Type erase to confirm').fill('erase');
  await page.getByRole('button', { name: 'Erase the customer' }).click();
  await page.getByText('The customer is erased').waitFor();
});

inBrowser('one box leads to an order, an item and a page', {}, async (page) => {
  const { number } = await placedOrder();
  await signIn(page);
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Find anything' });
  await box.fill(number);
  await page.getByRole('option', { name: new RegExp(`Order ${number}`) }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: `Order ${number}` }).waitFor();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await box.fill('price lists');
  await page.getByRole('option', { name: /Price lists/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Price lists' }).waitFor();
});

inBrowser('an experiment is prepared by a form', {}, async (page) => {
  const name = `Pickup first ${Date.now()}`;
  await signIn(page);
  await go(page, 'experiments?new=yes&varies=default_delivery');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Hypothesis').fill('More buy when nothing is sent');
  await page.getByRole('button', { name: 'Add an arm' }).click();
  const arm = page.getByRole('group', { name: 'arm 1' });
  await arm.getByLabel('Name').fill('pickup');
  await arm.getByLabel('Delivery to start with').selectOption('pickup');
  await page.getByRole('button', { name: 'Keep as a draft' }).click();

  await page.getByRole('region', { name, exact: true }).getByText('Draft').waitFor();
});

inBrowser('a till is made by a code that is shown once', {}, async (page) => {
  await signIn(page);
  await go(page, 'registers?new=yes');
  await page.getByLabel('Name').fill('Till of a test');
  await page.getByRole('button', { name: 'Make a code' }).click();
  assert.match(await page.getByRole('region', { name: 'Code' }).locator('code').innerText(), /^[0-9A-Z-]{8,9}$/);
});
