import assert from 'node:assert/strict';
import { assertFitsNarrowScreen } from '../lib/access.mjs';
import { call, channel, here, hostedCheckout, session, sessionThat, until } from '../lib/api.mjs';
import { inBrowser, withPage } from '../lib/browser.mjs';
import { DESK, DeskPage, knownCaller, newCaller, phoneUrl } from '../lib/desk.mjs';
import { picture } from '../lib/pictures.mjs';
import { CARDS, CheckoutPage } from '../lib/shopper.mjs';

const DESKTOP = { viewport: { width: 1440, height: 900 } };

async function onTheDesk(page) {
  const desk = new DeskPage(page);
  await desk.open();
  return desk;
}

/** The postcode the known caller can prove herself with: an address is kept of who has proven themselves by an earlier order. */
async function postcodeOfKnownCaller() {
  const first = await orderOfKnownCaller(null);
  await orderOfKnownCaller(first);
  return { postcode: '10119' };
}

async function orderOfKnownCaller(earlier) {
  const phone = await channel('phone');
  const { data } = await call('GET', `/items?channel=${phone}&query=earl`);
  const opened = await call('POST', `/channels/${phone}/calls`, {
    body: { caller_number: knownCaller(), line_items: [{ sku: data[0].sku, quantity: 1 }] },
  });
  const { id } = opened.session;
  if (earlier) {
    await call('POST', `/checkout-sessions/${id}/recognitions`, { body: { fact: 'order_number', value: earlier } });
  }
  const address = { name: 'Greta Guest', line1: 'Torstr. 1', postal_code: '10119', city: 'Berlin', country: 'DE' };
  const ready = await call('PATCH', `/checkout-sessions/${id}`, { body: { fulfillment: { address } } });
  await call('POST', `/channels/${phone}/calls/${id}/charges`, {
    body: {
      revision: ready.revision,
      confirmed_total_minor: ready.total_minor,
      saved_tender_id: opened.customer.saved_tenders[0].id,
      consent: { text: 'May I charge your card?', given: true },
    },
  });
  return (await sessionThat(id, 'completed')).order.number;
}

inBrowser('a new caller orders by keys alone and pays by a link, which the agent sees live', DESKTOP, async (page, t) => {
  const desk = await onTheDesk(page);
  await picture(page, 'desk-waiting');
  const caller = newCaller();
  const begun = Date.now();
  await desk.takeCall(caller);

  await desk.product.pressSequentially('earl');
  await desk.found.first().waitFor();
  await picture(page, 'desk-search');
  await desk.press('Enter');
  await desk.lineCount(1);
  await desk.focusIs(desk.product);
  await desk.type('3');
  await desk.press('Enter');
  await until('three are wanted', async () => session(await desk.sessionId()), (it) => it.line_items[0]?.quantity === 3);

  await desk.press('Alt+a');
  for (const value of ['Ada Byron', 'Torstr. 1', '10119', 'Berlin']) {
    await desk.type(value);
    await desk.press('Enter');
  }
  const id = await desk.sessionId();
  await sessionThat(id, 'ready_for_complete');
  await desk.readBack.filter({ hasText: 'Torstr. 1' }).waitFor();
  await picture(page, 'desk-order');

  await desk.press('Control+Enter');
  await page.getByText(`Sent to ${caller}. Not opened yet.`).waitFor();
  t.diagnostic(`new caller, link: ${desk.keys} keys beside what is spelled, ${Date.now() - begun} ms`);
  assert.ok(desk.keys <= 10, `${desk.keys} keys beside what the caller spells`);
  await picture(page, 'desk-link');

  const url = await page.locator('[data-url]').getAttribute('data-url');
  await withPage({}, async (hers) => {
    const checkout = new CheckoutPage(hers);
    await checkout.open(here(url));
    await page.getByText('Opened: the buyer has the checkout').waitFor();
    await page.getByText('The checkout is held by another device now.').waitFor();
    await picture(page, 'desk-hers');
    await checkout.payWith(CARDS.declined);
    await checkout.alert.first().waitFor();
    await page.getByText('The payment was declined.').waitFor();
    await desk.happenings.filter({ hasText: 'Payment declined' }).first().waitFor();
    await picture(page, 'desk-declined');
    await checkout.payWith(CARDS.good);
    await checkout.confirmed();
  });
  await desk.paid.waitFor();
  await picture(page, 'desk-paid');
  await desk.press('Control+Enter');
  await desk.focusIs(desk.number);
  assert.equal((await session(id)).channel.kind, 'phone');
});

inBrowser('a caller who rings types a card on the phone, and the agent sees how far it is', DESKTOP, async (page) => {
  const desk = await onTheDesk(page);
  const caller = newCaller();
  await withPage({}, async (phone) => {
    await phone.goto(phoneUrl(caller));
    await phone.getByRole('button', { name: 'Call', exact: true }).click();
    await page.getByRole('button', { name: `Answer ${caller}` }).click();
    await page.getByRole('heading', { name: caller }).waitFor();
    await desk.add('earl');
    await desk.saved();
    await desk.press('Alt+a');
    for (const value of ['Ada Byron', 'Torstr. 1', '10119', 'Berlin']) {
      await desk.type(value);
      await desk.press('Enter');
    }
    const id = await desk.sessionId();
    await sessionThat(id, 'ready_for_complete');

    await desk.press('Alt+2');
    await page.getByText(/May I charge €[\d.]+ to the card you type now/).waitFor();
    await picture(page, 'desk-keypad');
    await desk.press('Control+Enter');
    await page.getByText('The caller types the card on the phone').waitFor();
    await phone.getByRole('button', { name: '4', exact: true }).click();
    await page.getByText('•___').waitFor();
    await picture(page, 'desk-keypad-typing');
    await picture(phone, 'phone');
    assert.equal(await page.getByText('4242').count(), 0, 'The agent sees how many digits, never which');
    await phone.getByRole('button', { name: 'Star: begin this part again' }).click();
    await page.getByText('•___').waitFor({ state: 'detached' });
    await phone.getByRole('button', { name: 'Type the whole test card' }).click();

    await desk.paid.waitFor();
    assert.equal((await session(id)).status, 'completed');
  });
});

inBrowser('a known caller says one fact, and her saved card is charged with her consent', DESKTOP, async (page) => {
  const { postcode } = await postcodeOfKnownCaller();
  const desk = await onTheDesk(page);
  await desk.takeCall(knownCaller());
  await desk.page.getByText('Not proven: for your eyes').waitFor();
  await desk.add('earl');
  assert.equal(await page.getByText('Torstr. 1').count(), 0, 'Nothing stored is shown before it is proven');

  await desk.fact.fill('99999');
  await desk.press('Enter');
  await page.locator('#fact-wrong').filter({ hasText: /\S/ }).waitFor();
  await picture(page, 'desk-wrong-fact');
  await desk.fact.fill(postcode);
  await desk.press('Enter');
  await page.getByText('Proven (fact).').waitFor();
  await desk.readBack.filter({ hasText: 'Torstr. 1' }).waitFor();
  await page.getByText(/May I charge €[\d.]+ to your/).waitFor();
  await picture(page, 'desk-saved');
  const id = await desk.sessionId();

  await desk.press('Control+Enter');

  await desk.paid.waitFor();
  const events = await call('GET', `/orders/${(await session(id)).order.id}`);
  assert.equal(events.payments[0].type, 'saved');
});

inBrowser('a known caller orders again with three keys beside the fact she says', DESKTOP, async (page) => {
  const { postcode } = await postcodeOfKnownCaller();
  const desk = await onTheDesk(page);
  await desk.takeCall(knownCaller());
  await desk.focusIs(desk.reorder);
  await picture(page, 'desk-pop');
  desk.keys = 0;

  await desk.press('Enter');
  await desk.focusIs(desk.fact);
  await desk.type(`${postcode}\n`);
  await page.getByText('Proven (fact).').waitFor();
  await desk.focusIs(page.locator('#where input').first());
  await desk.press('Enter');
  await desk.focusIs(desk.primary);
  await desk.press('Control+Enter');

  await desk.paid.waitFor();
  assert.equal(desk.keys, 3);
});

inBrowser('a reload comes back to the same call and field with what was typed', DESKTOP, async (page) => {
  const desk = await onTheDesk(page);
  const caller = newCaller();
  await desk.takeCall(caller);
  await desk.add('earl');
  await page.getByLabel('Note').fill('rings twice');
  await page.getByLabel('Email').first().focus();
  await desk.type('ada@');

  await page.reload();

  await page.getByRole('heading', { name: caller }).waitFor();
  await desk.focusIs(page.getByLabel('Email').first());
  assert.equal(await page.getByLabel('Email').first().inputValue(), 'ada@');
  assert.equal(await page.getByLabel('Note').inputValue(), 'rings twice');
  await desk.lineCount(1);
  await page.getByLabel('Email').first().blur();
  await page.getByText('Write the email like name@example.com.').waitFor();
  await desk.press('Escape');
  assert.equal(await page.getByLabel('Email').first().inputValue(), 'ada@', 'Esc takes nothing away');
});

inBrowser('two tabs are two calls with a draft each', DESKTOP, async (page) => {
  const desk = await onTheDesk(page);
  await desk.takeCall(newCaller());
  await desk.add('earl');
  const second = await page.context().newPage();
  const other = await onTheDesk(second);
  await other.takeCall(newCaller());
  await other.lineCount(0);
  await other.add('mint');
  await desk.lineCount(1);
  assert.notEqual(await desk.sessionId(), await other.sessionId());
});

inBrowser('a stuck shopper is seen with her failure, lets the agent in, and gets it back', DESKTOP, async (page) => {
  const desk = await onTheDesk(page);
  const { id, url, clientToken } = await hostedCheckout({ locale: 'en' });
  await withPage({}, async (hers) => {
    const checkout = new CheckoutPage(hers);
    await checkout.open(url);
    await checkout.introduce();
    await checkout.payWith(CARDS.declined);
    await checkout.alert.first().waitFor();

    await page.locator(`[data-session="${id}"]`).getByRole('button', { name: /^Open Web/ }).click();
    await page.getByText('The buyer’s device holds this checkout.').waitFor();
    await desk.happenings.filter({ hasText: 'Payment declined' }).first().waitFor();
    await page.getByText('The shopper is there now').waitFor();
    assert.equal(await page.getByText('Torstr. 1').count(), 0, 'Nothing of the buyer before she lets one in');
    await picture(page, 'desk-hidden');

    await desk.press('Alt+t');
    await page.getByText('Asked: the buyer’s page shows it.').waitFor();
    const [asked] = (await session(id)).assistance;
    await call('POST', `/checkout-sessions/${id}/assistance-requests/${asked.id}/answer`, {
      as: clientToken,
      body: { answer: 'allow' },
    });

    await desk.readBack.filter({ hasText: 'Torstr. 1' }).waitFor();
    await until('the agent has the pen', () => session(id), (it) => it.holder.actor.startsWith('staff:'));
    await page.getByLabel('Street and number').fill('Torstr. 2');
    await desk.press('Enter');
    await until('the street is right', () => session(id), (it) => it.fulfillment.address.line1 === 'Torstr. 2');
    await desk.happenings.filter({ hasText: 'You changed: street' }).waitFor();
    await picture(page, 'desk-assist');

    await desk.press('Alt+b');
    await call('POST', `/checkout-sessions/${id}/holder`, { as: clientToken, body: {} });
    await page.getByText('The buyer’s device holds this checkout.').or(page.getByText('held by another device')).first().waitFor();
  });
});

inBrowser('what somebody else took is said in words, and one button goes on with what was typed', DESKTOP, async (page) => {
  const desk = await onTheDesk(page);
  await desk.takeCall(newCaller());
  await desk.add('earl');
  const id = await desk.sessionId();
  await until('the draft is saved', () => session(id), (it) => it.line_items.length === 1);
  await page.getByLabel('Full name').first().focus();
  await call('POST', `/checkout-sessions/${id}/holder`, { body: {} });
  await desk.type('Ada Byron');
  await desk.press('Tab');

  await page.getByText('The checkout is held by another device now.').waitFor();
  assert.equal(await page.getByLabel('Full name').first().inputValue(), 'Ada Byron');
  await picture(page, 'desk-not-the-holder');
  await desk.goOnHere.click();

  await until('the name is saved', () => session(id), (it) => (it.buyer.name ?? it.fulfillment.address.name) === 'Ada Byron');
  await desk.goOnHere.waitFor({ state: 'detached' });
});

inBrowser('who wants to be called is in the queue, and the call brings the session along', DESKTOP, async (page) => {
  const desk = await onTheDesk(page);
  const number = newCaller();
  const { id, clientToken } = await hostedCheckout();
  await call('POST', `/checkout-sessions/${id}/call-requests`, { as: clientToken, body: { number } });

  // Others may wait from before, and urgency says who comes first.
  const { data } = await call('GET', '/call-requests');
  const queue = page.getByRole('region', { name: `Call me (${data.length})` });
  await queue.waitFor();
  await picture(page, 'desk-queue');
  const ours = data.findIndex((it) => it.session_id === id) + 1;
  await queue.getByRole('button', { name: `Take number ${ours} of the queue` }).click();

  await page.getByRole('heading', { name: number }).waitFor();
  await desk.lineCount(1);
  await desk.press('Alt+e');
  await page.getByRole('radio').first().waitFor();
  await picture(page, 'desk-end');
  await page.getByRole('button', { name: 'Call back later' }).click();
  await until('she waits again', () => call('GET', `/checkout-sessions/${id}/call-requests`), (it) => it.data[0].state === 'waiting');
});

inBrowser('a call without a sale says why', DESKTOP, async (page) => {
  const desk = await onTheDesk(page);
  await desk.takeCall(newCaller());
  await desk.add('earl');
  await desk.saved();
  const id = await desk.sessionId();
  await desk.press('Alt+e');
  await page.getByRole('radio', { name: 'Too expensive' }).check();
  const said = page.waitForResponse((it) => it.url().endsWith('/wrap-up'));
  await desk.press('Enter');
  const kept = await (await said).json();
  assert.deepEqual([kept.state, kept.reason, kept.session_id], ['done', 'price', id]);
  await desk.focusIs(desk.number);
});

inBrowser('products are there in time, and keys can be others', DESKTOP, async (page, t) => {
  const desk = await onTheDesk(page);
  await desk.takeCall(newCaller());
  const times = [];
  for (const words of ['earl', 'mint', 'grey', 'tea', 'earl grey']) {
    await desk.product.fill('');
    await desk.found.first().waitFor({ state: 'detached' });
    const begun = await page.evaluate(() => performance.now());
    await desk.product.fill(words);
    await desk.found.first().waitFor();
    times.push((await page.evaluate(() => performance.now())) - begun);
  }
  times.sort((a, b) => a - b);
  t.diagnostic(`product search, typed to shown: median ${Math.round(times[2])} ms`);

  await desk.press('Escape');
  await page.locator('#help-button').click();
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await picture(page, 'desk-help');
  await page.getByRole('button', { name: 'Change the keys for: product' }).click();
  await desk.press('Alt+x');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByLabel('Note').focus();
  await desk.press('Alt+x');
  await desk.focusIs(desk.product);
});

inBrowser('there is no card field anywhere, and no card is ever sent', DESKTOP, async (page) => {
  const bodies = [];
  page.on('request', (request) => bodies.push(request.postData() ?? ''));
  const desk = await onTheDesk(page);
  await desk.takeCall(knownCaller());
  await desk.add('earl');
  for (const method of ['1', '2', '3', '4']) {
    await desk.press(`Alt+${method}`);
    const fields = await page.locator('input, iframe, textarea').evaluateAll((all) =>
      all.map((it) => `${it.tagName} ${it.id} ${it.name ?? ''} ${it.autocomplete ?? ''} ${it.labels?.[0]?.textContent ?? ''}`),
    );
    assert.deepEqual(fields.filter((it) => /iframe|cc-|card ?number|cvc|cvv|security code|expiry/i.test(it)), []);
  }
  await page.getByLabel('Note').fill(CARDS.good);
  await page.getByLabel('Full name').first().fill(CARDS.good);
  await desk.press('Tab');
  await page.locator('.field .bad, .alert').filter({ hasText: /\S/ }).first().waitFor();
  const kept = await call('GET', `/checkout-sessions/${await desk.sessionId()}`);
  assert.ok(!JSON.stringify(kept).includes(CARDS.good), 'A card number in a field is refused by the server');
  assert.ok(bodies.every((it) => !/card_number|"cvc"|"number":"\d{16}/.test(it)));
});

for (const width of [320, 1440]) {
  inBrowser(`the desk fits ${width} px, in German too`, { viewport: { width, height: 900 }, locale: 'de-DE' }, async (page) => {
    const desk = new DeskPage(page);
    await page.goto(DESK);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.getByRole('link', { name: /Alex Agent/ }).or(page.getByRole('button', { name: /Alex Agent/ })).first().click();
    await page.getByLabel('Nummer des Anrufers').waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    await page.getByLabel('Nummer des Anrufers').fill(newCaller());
    await page.keyboard.press('Enter');
    await desk.focusIs(desk.product);
    await desk.add('earl');
    await desk.readBack.filter({ hasText: 'Sie bestellen' }).waitFor();
    await picture(page, `desk-de-${width}`);
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
    assert.ok(wide <= width, `${wide} px wide on a screen of ${width} px`);
    await assertFitsNarrowScreen(page, 'the desk');
  });
}
