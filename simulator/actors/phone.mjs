import { asLineItems } from '../lib/catalog.mjs';
import { mistypedWord } from '../lib/people.mjs';
import { Wrong } from '../lib/visit.mjs';
import { Checkout } from './checkout.mjs';

/** A caller and the agent who takes the order. */
export async function phone(visit) {
  const way = WAYS[visit.intent.way];
  if (!way) throw new Error(`No caller knows the way ${visit.intent.way}`);
  return way(visit);
}

/** The agent takes the call and looks for what the caller names. */
async function order(visit, number = visit.person.phone) {
  const agent = await visit.agent();
  const channel = visit.world.channels.phone;
  const call = await agent.post(`/channels/${channel}/calls`, { caller_number: number });
  visit.sees(call.session);
  visit.saw('called');
  for (const { item } of visit.lines) await search(visit, agent, item.name);
  await change(visit, agent, { line_items: asLineItems(visit.lines) });
  return { agent, channel, call };
}

async function search(visit, agent, name) {
  const word = name.split(/[ ,]/)[0];
  const typed = visit.person.mistypes.search ? mistypedWord(word) : word;
  await visit.think('talk');
  await agent.get(`/items?query=${encodeURIComponent(typed)}&channel=${visit.world.channels.phone}&limit=10`);
}

async function change(visit, agent, body) {
  visit.sees(await agent.patch(`/checkout-sessions/${visit.session.id}`, body));
}

async function giveAddress(visit, agent) {
  await visit.think('type_address');
  await change(visit, agent, { fulfillment: { address: { ...visit.person.address } } });
}

export async function readBack(visit, agent) {
  const { text } = await agent.get(`/channels/${visit.world.channels.phone}/calls/${visit.session.id}/read-back`);
  await visit.think('read_back');
  return text;
}

/** A link to the caller's own phone; its secret is behind the #. */
async function sendLink(visit, agent) {
  const path = `/channels/${visit.world.channels.phone}/calls/${visit.session.id}/pay-links`;
  const { url } = await agent.post(path, { send_to: visit.person.phone });
  visit.saw('was sent a pay link');
  return url.split('#')[1];
}

/** The caller opens a link on a device of their own and has the pen from then on. */
export async function openLink(visit, token, more = {}) {
  await visit.think('open_link');
  const claimed = await visit.device().post('/handoff-claims', { token, ...more });
  visit.sees(claimed.session);
  visit.saw('opened the link');
  return new Checkout(visit, claimed.client_token);
}

export async function payByLink(visit, agent) {
  const token = await sendLink(visit, agent);
  const checkout = await openLink(visit, token);
  await checkout.payWith(visit.goodCard());
  checkout.conclude();
}

/** The agent says why, and ends it. */
export async function sayNo(visit, agent) {
  const path = `/checkout-sessions/${visit.session.id}`;
  await agent.post(`${path}/loss-reasons`, { code: visit.intent.loss_code });
  visit.saw(`said ${visit.intent.loss_code}`);
  if (visit.intent.leaving === 'cancels') visit.sees(await agent.post(`${path}/cancel`));
  visit.lost('agent_coded');
}

const WAYS = {
  async pays_by_link(visit) {
    const { agent } = await order(visit);
    await giveAddress(visit, agent);
    await readBack(visit, agent);
    await payByLink(visit, agent);
  },

  /** The one caller of the demo who is known, and whose card is kept. */
  async pays_with_saved_card(visit) {
    const { agent, channel, call } = await order(visit, visit.world.settings.callerNumber ?? visit.person.phone);
    await giveAddress(visit, agent);
    const text = await readBack(visit, agent);
    const saved = call.customer?.saved_tenders[0];
    if (!saved) return payByLink(visit, agent);
    const { id, revision, total_minor } = visit.session;
    const charge = {
      revision,
      confirmed_total_minor: total_minor,
      saved_tender_id: saved.id,
      consent: { text, given: true },
    };
    visit.sees(await agent.post(`/channels/${channel}/calls/${id}/charges`, charge));
    visit.saw('agreed to the saved card');
    if (visit.session.status === 'complete_in_progress') return visit.unsure();
    if (visit.session.status !== 'completed')
      throw new Wrong(`The saved card should pay, and the session is ${visit.session.status}`);
    return visit.bought();
  },

  async ignores_link(visit) {
    const { agent } = await order(visit);
    await giveAddress(visit, agent);
    await readBack(visit, agent);
    await sendLink(visit, agent);
    visit.saw('never opened it');
    visit.lost('authentication_dropped');
  },

  async declined_on_phone(visit) {
    const { agent } = await order(visit);
    await giveAddress(visit, agent);
    await readBack(visit, agent);
    const checkout = await openLink(visit, await sendLink(visit, agent));
    await checkout.payWith(visit.declinedCard());
    checkout.expectDeclined();
    await checkout.leave('declined');
  },

  async says_no(visit) {
    const { agent } = await order(visit);
    if (visit.intent.card < 0.5) await giveAddress(visit, agent);
    await readBack(visit, agent);
    await sayNo(visit, agent);
  },
};
