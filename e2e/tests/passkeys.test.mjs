import assert from 'node:assert/strict';
import { call, hostedCheckout, session } from '../lib/api.mjs';
import { inBrowser } from '../lib/browser.mjs';
import { baseUrl, secret } from '../lib/settings.mjs';
import { CARDS, CheckoutPage } from '../lib/shopper.mjs';

/** A platform authenticator that has verified its user, as Chromium plays it. */
async function withAuthenticator(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

/** Any page of this server's origin: what counts is where the browser believes to be. */
async function onOurOrigin(page) {
  await page.goto(new URL('/checkout/', baseUrl).href);
}

async function guest() {
  const opened = await call('POST', '/checkout-sessions', {
    as: secret('PUBLISHABLE_KEY'),
    body: { channel: 'web', line_items: [{ sku: await aSku(), quantity: 1 }] },
  });
  return { path: `/checkout-sessions/${opened.session.id}`, token: opened.client_token };
}

async function aSku() {
  const { id } = await hostedCheckout();
  return (await session(id)).line_items[0].sku;
}

async function paid() {
  const buyer = await guest();
  const option = (await call('GET', buyer.path, { as: buyer.token })).fulfillment_options.find(
    (it) => it.kind === 'shipping',
  );
  const address = { name: 'Ada Byron', line1: 'Torstr. 1', postal_code: '10119', city: 'Berlin', country: 'DE' };
  const ready = await call('PATCH', buyer.path, {
    as: buyer.token,
    body: { buyer: { email: 'ada@example.com', name: 'Ada Byron' }, fulfillment: { option_id: option.id, address } },
  });
  const done = await call('POST', `${buyer.path}/complete`, {
    as: buyer.token,
    body: {
      revision: ready.revision,
      confirmed_total_minor: ready.total_minor,
      tender: { type: 'card', payment_method: 'pm_card_visa' },
    },
  });
  assert.equal(done.status, 'completed');
  return buyer;
}

const made = (page, options) =>
  page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json);
    return (await navigator.credentials.create({ publicKey })).toJSON();
  }, options);

const shown = (page, options) =>
  page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json);
    return (await navigator.credentials.get({ publicKey })).toJSON();
  }, options);

inBrowser('who has paid adds a passkey, and types nothing the next time', {}, async (page) => {
  const { cdp, authenticatorId } = await withAuthenticator(page);
  await onOurOrigin(page);
  const first = await paid();
  const registration = await call('POST', `${first.path}/passkey-challenges`, {
    as: first.token,
    body: { purpose: 'registration' },
  });
  const added = await call('POST', `${first.path}/passkeys`, {
    as: first.token,
    body: {
      credential: await made(page, registration.public_key),
      label: 'Test browser',
      consent_text: 'Recognize me by this device',
    },
  });
  assert.equal(added.label, 'Test browser');
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  assert.equal(credentials.length, 1);
  assert.equal(credentials[0].isResidentCredential, true);

  for (let i = 0; i < 2; i++) {
    const next = await guest();
    const challenge = await call('POST', `${next.path}/passkey-challenges`, { as: next.token, body: {} });
    const recognized = await call('POST', `${next.path}/recognitions`, {
      as: next.token,
      body: { passkey: await shown(page, challenge.public_key) },
    });
    assert.equal(recognized.session.recognized_by, 'passkey');
    assert.deepEqual(
      recognized.session.asks.map((it) => it.id),
      ['payment.tender'],
    );
    assert.equal(recognized.customer.addresses[0].line1, 'Torstr. 1');
  }
});

inBrowser('the page offers a passkey to whoever has bought, and takes it the next time', {}, async (page) => {
  const { cdp, authenticatorId } = await withAuthenticator(page);
  const { url } = await hostedCheckout({ locale: 'en' });
  const checkout = new CheckoutPage(page);
  await checkout.open(url);
  await checkout.introduce();
  await checkout.payWith(CARDS.good);
  await checkout.confirmed();

  await page.getByRole('button', { name: 'Recognize me by a passkey' }).click();

  await page.getByText('Done. Next time your passkey is enough.').waitFor();
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  assert.equal(credentials.length, 1);

  const next = await hostedCheckout({ locale: 'en' });
  await checkout.open(next.url);
  const dialog = await checkout.help();
  await dialog.getByRole('button', { name: /^Fill in by my passkey/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('Torstr. 1').waitFor();
  assert.equal((await session(next.id)).recognized_by, 'passkey');
  await checkout.payWith(CARDS.good);
  await checkout.confirmed();
  await page.getByRole('group', { name: 'How easy was it to buy?' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Recognize me by a passkey' }).count(), 0);
});
