import { asLineItems } from '../lib/catalog.mjs';
import { Problem } from '../lib/onetill.mjs';
import { ASKING_CARD } from '../lib/sandbox.mjs';
import { Wrong } from '../lib/visit.mjs';
import { Checkout } from './checkout.mjs';

/** A shopper on the web: looks around, puts something into the basket, and goes to the hosted checkout. */
export async function web(visit) {
  await browse(visit);
  const way = WAYS[visit.intent.way];
  if (!way) throw new Error(`No shopper knows the way ${visit.intent.way}`);
  return way(visit);
}

async function browse(visit) {
  const shopper = visit.device(visit.world.settings.publishableKey);
  await shopper.get(`/items?channel=${visit.world.channels.web}&limit=20`);
  await visit.think('browse');
}

/** To the checkout with what is in the basket. */
export async function open(visit, lines = visit.lines) {
  const { channels, settings } = visit.world;
  const opened = await visit
    .device(settings.publishableKey)
    .post(`/channels/${channels.web}/hosted-checkouts`, { line_items: asLineItems(lines), locale: 'en' });
  visit.sees(opened.session);
  visit.saw('opened the checkout');
  await visit.think('look_at_basket');
  return new Checkout(visit, opened.client_token);
}

/** To where only the card is missing; the page has the provider's form ready by then. */
async function atPayment(visit, lines) {
  const checkout = await open(visit, lines);
  await checkout.toPayment();
  await checkout.device.post(`/channels/${visit.session.channel.id}/payment-forms`, { session_id: visit.session.id });
  return checkout;
}

const WAYS = {
  async only_browses(visit) {
    const shopper = visit.device(visit.world.settings.publishableKey);
    const line_items = asLineItems(visit.lines);
    await shopper.post('/quotes', {
      channel: visit.world.channels.web,
      line_items,
      country: visit.person.address.country,
    });
    visit.browsed();
  },

  async buys(visit) {
    const checkout = await atPayment(visit);
    await checkout.payWith(visit.goodCard());
    checkout.conclude();
  },

  async leaves_basket(visit) {
    const checkout = await open(visit);
    await checkout.leave(null);
  },

  async leaves_at_delivery(visit) {
    const checkout = await open(visit);
    await checkout.giveContact();
    await checkout.leave(null);
  },

  async leaves_at_payment(visit) {
    const checkout = await open(visit);
    await checkout.giveContact();
    await checkout.giveAddress();
    await checkout.leave(null);
  },

  async confirms_at_bank(visit) {
    const checkout = await atPayment(visit);
    await checkout.payWith(ASKING_CARD);
    await checkout.atBank('complete');
    checkout.conclude();
  },

  async drops_bank(visit) {
    const checkout = await atPayment(visit);
    await checkout.payWith(ASKING_CARD);
    if (visit.session.status !== 'requires_escalation') throw new Wrong(`No bank asked: ${visit.session.status}`);
    visit.saw('closed the page of the bank');
    visit.lost('authentication_dropped');
  },

  async refuses_at_bank(visit) {
    const checkout = await atPayment(visit);
    await checkout.payWith(ASKING_CARD);
    await checkout.atBank('fail');
    checkout.expectDeclined();
    await checkout.leave('authentication_dropped');
  },

  async declined_takes_other_card(visit) {
    const checkout = await atPayment(visit);
    await checkout.payWith(visit.declinedCard());
    checkout.expectDeclined();
    await visit.think('take_other_card');
    await checkout.payWith(visit.goodCard());
    checkout.conclude();
  },

  async declined_leaves(visit) {
    const checkout = await atPayment(visit);
    await checkout.payWith(visit.declinedCard());
    checkout.expectDeclined();
    await checkout.leave('declined');
  },

  /** Lives where delivery costs more than was shown before the address was known. */
  async finds_delivery_dear(visit) {
    visit.person.address = { ...visit.person.address, postal_code: '1010', city: 'Wien', country: 'AT' };
    const checkout = await open(visit);
    const before = visit.session.total_minor;
    await checkout.giveContact();
    await checkout.giveAddress();
    if (visit.session.total_minor > before) return checkout.leave('late_cost');
    return checkout.leave(null);
  },

  /** Wants more of the rarest thing than there is. */
  async finds_sold_out(visit) {
    const rare = visit.world.catalog.scarce();
    if (!rare) return WAYS.buys(visit);
    visit.lines = [rare];
    const checkout = await atPayment(visit, [rare]);
    try {
      await checkout.payWith(visit.goodCard());
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.type !== 'out-of-stock') throw problem;
      visit.saw('was told that it is sold out');
      return checkout.leave('stock_lost');
    }
    return checkout.conclude(); // somebody put some more on the shelf
  },

  /** The provider takes the money, and its answer is lost: nothing may be paid again, and the order comes. */
  async loses_answer(visit) {
    return troubled(visit, { effect: 'timeout_after', times: 2 }, async (checkout, tender) => {
      await checkout.pressPay(tender);
      checkout.conclude();
    });
  },

  /** The provider is in trouble, and the shopper does not wait for the end of it: it may become an order, and never two. */
  async leaves_while_checking(visit) {
    return troubled(visit, { effect: 'status', status: 503, times: 6 }, async (checkout, tender) => {
      await checkout.submit(tender);
      if (visit.session.status !== 'complete_in_progress') return checkout.conclude();
      visit.saw('closed the window');
      return visit.unsure();
    });
  },

  /** Has a question, is called, and buys afterwards. */
  async is_called_back(visit) {
    const checkout = await atPayment(visit);
    const asked = await checkout.device.post(`/checkout-sessions/${visit.session.id}/call-requests`, {
      number: visit.person.phone,
    });
    visit.saw('asked to be called');
    const agent = await visit.agent();
    await agent.post(`/call-requests/${asked.id}/take`);
    await visit.think('talk');
    await agent.post(`/call-requests/${asked.id}/finish`, { outcome: 'reached' });
    visit.saw('was called');
    await checkout.payWith(visit.goodCard());
    checkout.conclude();
  },

  /** Asks to be called, and nobody does. */
  async waits_for_call(visit) {
    const checkout = await atPayment(visit);
    await checkout.device.post(`/checkout-sessions/${visit.session.id}/call-requests`, { number: visit.person.phone });
    visit.saw('asked to be called');
    await visit.think('wait_for_call');
    visit.saw('closed the window');
    visit.lost('queue');
  },
};

/** Something goes wrong between OneTill and the provider while this shopper pays; where nothing can, they simply buy. */
async function troubled(visit, effect, pays) {
  const { sandbox } = visit.world;
  if (!sandbox.canFail) return WAYS.buys(visit);
  const checkout = await atPayment(visit);
  const confirmation_token = await checkout.typeCard(visit.goodCard());
  const takeBack = await sandbox.befall({
    method: 'POST',
    path: '/v1/payment_intents/*/confirm',
    object: visit.session.id,
    ...effect,
  });
  try {
    return await pays(checkout, { type: 'card', confirmation_token });
  } finally {
    await takeBack();
  }
}
