import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { assertAccessible } from '../lib/access.mjs';
import { ADMIN, section, signIn } from '../lib/admin.mjs';
import { call, hostedCheckout, placedOrder, until } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';

inBrowser('an order appears in the admin while somebody looks', {}, async (page) => {
  await placedOrder();
  await signIn(page);
  await section(page, /orders/i).click();
  await page.getByRole('row').nth(1).waitFor();

  const { number } = await placedOrder();

  await page.getByRole('row', { name: new RegExp(`\\b${number}\\b`) }).waitFor();
});

inBrowser('from the funnel to the session that was lost, in two clicks', {}, async (page) => {
  const { id } = await hostedCheckout();
  await call('POST', `/checkout-sessions/${id}/cancel`);
  await until(
    'the funnel knows it',
    () => call('GET', '/reports/sessions?outcome=lost&channel=web'),
    ({ data }) => data.some(({ session_id }) => session_id === id),
  );
  await signIn(page);
  await page.goto(`${ADMIN}funnel?days=1&channel=web`);
  await page.getByRole('img', { name: /how many were lost/ }).waitFor();
  assert.match(await page.getByText(/of \d+ sessions bought/).innerText(), /\d+ of [1-9]\d* sessions bought/);

  await page
    .getByRole('row')
    .filter({ hasText: 'Contact' })
    .getByRole('link', { name: 'Not known' })
    .first()
    .click();
  await page.getByRole('region', { name: 'Sessions' }).getByRole('link').first().click();

  const dialog = page.getByRole('dialog', { name: 'Checkout session' });
  await dialog.getByRole('heading', { name: 'Its way' }).waitFor();
  await dialog.getByText('Not known').waitFor();
  await page.goto(`${ADMIN}funnel?session=${id}`);
  await dialog.getByText(id).waitFor();
  await dialog.getByText('Contact', { exact: true }).first().waitFor();
});

inBrowser('each picture of the funnel can be saved as a table', {}, async (page) => {
  await placedOrder();
  await signIn(page);
  await page.goto(`${ADMIN}funnel?days=1`);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).first().click();

  const [header, ...rows] = (await readFile(await (await saved).path(), 'utf8')).trim().split(/\r?\n/);
  assert.match(header, /^at,channel_id,value,step,entered,advanced/);
  assert.ok(rows.length > 0, 'a row for each step of each channel');
});

inBrowser('an experiment is begun and ended in the admin', {}, async (page) => {
  const name = `Messages ${Date.now()}`;
  await call('POST', '/experiments', {
    body: {
      name,
      hypothesis: 'Less is more',
      varies: 'trust_message',
      channels: ['web'],
      arms: [{ name: 'usual' }, { name: 'silent', value: { silent: true } }],
      guardrails: [{ metric: 'decline_rate', limit_percent: 20 }],
    },
  });
  await signIn(page);
  await section(page, 'Funnel').click();
  await section(page, 'Experiments').click();
  const card = page.getByRole('region', { name, exact: true });
  await card.getByText('Draft').waitFor();

  await card.getByRole('button', { name: 'Start' }).click();
  await card.getByText('Running').waitFor();
  await card.getByRole('note').waitFor();
  await assertAccessible(page, 'the experiments');
  await card.getByLabel(/What was learned/).fill('Nobody minds');
  await card.getByLabel('Decided for').selectOption('silent');
  await card.getByRole('button', { name: 'Stop it' }).click();

  await card.getByText('Nobody minds').waitFor();
  await card.getByText('Stopped', { exact: true }).waitFor();
});
