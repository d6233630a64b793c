import { asLineItems } from '../lib/catalog.mjs';
import { Checkout } from './checkout.mjs';

/** A buyer in the merchant's app: the app's server opens everything in one call, and the payment sheet does the rest. */
export async function app(visit) {
  await visit.server().get(`/items?channel=${visit.world.channels.in_app}&limit=20`);
  await visit.think('browse');
  const way = WAYS[visit.intent.way];
  if (!way) throw new Error(`No buyer in the app knows the way ${visit.intent.way}`);
  return way(visit);
}

/** What the app knows of its user goes along. */
function known(visit) {
  const { person, lines } = visit;
  return {
    line_items: asLineItems(lines),
    buyer: { email: person.email, name: person.name },
    fulfillment: { address: { ...person.address } },
  };
}

async function openSheet(visit) {
  const sheet = await visit.server().post(`/channels/${visit.world.channels.in_app}/payment-sheets`, known(visit));
  visit.sees(sheet.session);
  visit.saw('opened the payment sheet');
  await visit.think('open_sheet');
  return { sheet, checkout: new Checkout(visit, sheet.client_token) };
}

async function confirm(visit, { sheet, checkout }, number) {
  await visit.think('type_card');
  const good = await visit.world.sandbox.confirmSheet(sheet, number);
  visit.saw(good ? 'paid in the sheet' : 'was declined in the sheet');
  if (good) {
    await checkout.refresh();
    await checkout.settled((it) => it.status === 'completed');
  }
  return good;
}

const WAYS = {
  async buys(visit) {
    const opened = await openSheet(visit);
    await confirm(visit, opened, visit.goodCard());
    opened.checkout.conclude();
  },

  async declined_takes_other_card(visit) {
    const opened = await openSheet(visit);
    await confirm(visit, opened, visit.declinedCard());
    await visit.think('take_other_card');
    await confirm(visit, opened, visit.goodCard());
    opened.checkout.conclude();
  },

  async declined_leaves(visit) {
    const opened = await openSheet(visit);
    await confirm(visit, opened, visit.declinedCard());
    await opened.checkout.refresh();
    await opened.checkout.leave('declined');
  },

  async drops_sheet(visit) {
    await openSheet(visit);
    visit.saw('closed the sheet');
    visit.lost('authentication_dropped');
  },

  async leaves_basket(visit) {
    const opened = await visit
      .server()
      .post('/checkout-sessions', { channel: visit.world.channels.in_app, ...known(visit) });
    visit.sees(opened.session);
    visit.saw('looked at the basket');
    await visit.think('look_at_basket');
    await new Checkout(visit, opened.client_token).leave(null);
  },
};
