import { asLineItems } from '../lib/catalog.mjs';
import { Checkout } from './checkout.mjs';
import { openLink, payByLink, readBack, sayNo } from './phone.mjs';
import { payCash } from './till.mjs';
import { open } from './web.mjs';

/** Somebody who begins in one channel and goes on in another, with nothing to be said twice. */
export async function handoff(visit) {
  const way = WAYS[visit.intent.way];
  if (!way) throw new Error(`Nobody who goes on elsewhere knows the way ${visit.intent.way}`);
  return way(visit);
}

/** A code to say and a link to open. */
async function offered(visit, checkout) {
  const offer = await checkout.device.post(`/checkout-sessions/${visit.session.id}/handoffs`, {});
  visit.saw('wanted to go on elsewhere');
  return offer;
}

/** On the web until the address is given, then on the phone. */
async function callsAboutIt(visit) {
  const checkout = await open(visit);
  await checkout.giveContact();
  await checkout.giveAddress();
  const { code } = await offered(visit, checkout);
  const agent = await visit.agent();
  await visit.think('talk');
  const claimed = await agent.post('/handoff-claims', { code, channel: visit.world.channels.phone });
  visit.sees(claimed.session);
  await giveNumber(visit, agent);
  await readBack(visit, agent);
  return agent;
}

/** On the phone an order is confirmed to a number: it is asked for where the web did not. */
async function giveNumber(visit, agent) {
  if (!visit.session.asks.some((it) => it.id === 'buyer.phone')) return;
  const { id } = visit.session;
  visit.sees(await agent.patch(`/checkout-sessions/${id}`, { buyer: { phone: visit.person.phone } }));
}

async function beginsInApp(visit) {
  const { world, person, lines } = visit;
  const body = {
    channel: world.channels.in_app,
    line_items: asLineItems(lines),
    buyer: { email: person.email, name: person.name },
  };
  const opened = await visit.device(world.settings.publishableKey).post('/checkout-sessions', body);
  visit.sees(opened.session);
  await visit.think('look_at_basket');
  const { url } = await offered(visit, new Checkout(visit, opened.client_token));
  return openLink(visit, url.split('#')[1], { channel: world.channels.web });
}

const WAYS = {
  async web_to_phone(visit) {
    const agent = await callsAboutIt(visit);
    await payByLink(visit, agent);
  },

  async web_to_phone_says_no(visit) {
    const agent = await callsAboutIt(visit);
    await sayNo(visit, agent);
  },

  /** Picks it up and pays in the shop. */
  async web_to_till(visit) {
    const checkout = await open(visit);
    await checkout.giveContact();
    await checkout.giveAddress();
    const { code } = await offered(visit, checkout);
    await visit.think('walk_to_till');
    await visit.world.till.take(async () => {
      const claimed = await visit.register().post('/handoff-claims', { code });
      visit.sees(claimed.session);
      await payCash(visit);
    });
  },

  async app_to_web(visit) {
    const checkout = await beginsInApp(visit);
    await checkout.toPayment();
    await checkout.payWith(visit.goodCard());
    checkout.conclude();
  },

  async app_to_web_leaves(visit) {
    const checkout = await beginsInApp(visit);
    await checkout.giveContact();
    await checkout.leave(null);
  },
};
