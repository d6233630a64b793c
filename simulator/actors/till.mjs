import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { asScanned, totalMinor } from '../lib/catalog.mjs';
import { Cut } from '../lib/onetill.mjs';
import { Wrong } from '../lib/visit.mjs';

const NOTE_MINOR = 500;
const READER_SECONDS = 60;
const ASK_AGAIN_MS = 300;
const MOST_REPETITIONS = 8;

/** A customer at the till, one after the other: scanned, paid, gone; over a network that loses answers. */
export function till(visit) {
  return visit.world.till.take(async () => {
    const way = WAYS[visit.intent.way];
    if (!way) throw new Error(`No customer at the till knows the way ${visit.intent.way}`);
    for (const { quantity } of visit.lines) for (let i = 0; i < quantity; i += 1) await visit.think('scan');
    return way(visit);
  });
}

/** So much in notes that it is enough. */
export const inNotes = (minor) => Math.ceil(minor / NOTE_MINOR) * NOTE_MINOR;

/** Rings up the basket. However often it has to be sent, it is one sale: the key stays the same. */
async function ring(visit, tender) {
  const sale = { line_items: asScanned(visit.lines), tender };
  const path = `/channels/${visit.world.channels.pos}/sales`;
  const key = randomUUID();
  const send = (more) => visit.register().sent(path, sale, { key, ...more });
  const { body } = await NETWORKS[visit.intent.network](visit, send);
  visit.sees(body.session);
  return body;
}

/** What the network does to a sale on its way. */
const NETWORKS = {
  good: (_, send) => send(),

  /** It was rung up, and the till does not hear of it. */
  async answer_lost(visit, send) {
    const first = await send();
    visit.saw('lost the answer of the till');
    await visit.think('repeat');
    return same(first, await send());
  },

  /** The connection is cut somewhere in between, and nobody knows where. */
  async cut(visit, send) {
    const first = await send({ cutAfterMs: visit.cutAfterMs() }).catch(lost);
    if (!first) visit.saw('was cut off');
    await visit.think('repeat');
    return same(first, await send());
  },

  /** The cashier presses twice. */
  async duplicate(visit, send) {
    const [first, second] = await Promise.all([send(), send()]);
    visit.saw('was sent twice');
    return same(first, second);
  },

  /** Cut off for long, and tried again and again. */
  async outage(visit, send) {
    let first = await send({ cutAfterMs: visit.cutAfterMs() }).catch(lost);
    visit.saw('was without a network');
    for (let i = 0; i < MOST_REPETITIONS && !first; i += 1) {
      await visit.think('outage');
      first = await send().catch(lost);
    }
    if (!first) throw new Cut('The till has no network any more');
    return same(first, await send());
  },
};

function lost(error) {
  if (error instanceof Cut) return undefined;
  throw error;
}

/** Under one key there is one sale. */
function same(first, second) {
  if (first && first.body.session.id !== second.body.session.id) {
    throw new Wrong(`One key rang up two sales: ${first.body.session.id} and ${second.body.session.id}`);
  }
  return second;
}

async function refresh(visit) {
  return visit.sees(await visit.register().post(`/checkout-sessions/${visit.session.id}/payment/refresh`));
}

async function cardAnswered(visit) {
  const end = Date.now() + READER_SECONDS * 1000;
  while (['requires_escalation', 'complete_in_progress'].includes((await refresh(visit)).status) && Date.now() < end) {
    await pause(ASK_AGAIN_MS);
  }
  return visit.session;
}

const readerWaits = (visit) => visit.session.payment.action?.type === 'present_card';

/** The reader is busy with a sale that somebody has left: it is canceled there, and the card is asked for once more. */
async function freeReader(visit) {
  await visit.world.sandbox.cancelAtReader(visit.world.settings.readerId);
  visit.saw('freed the reader');
  await complete(visit, { type: 'card_present' });
}

async function complete(visit, tender) {
  const { id, revision, total_minor } = visit.session;
  const body = { revision, confirmed_total_minor: total_minor, tender };
  visit.sees(await visit.register().post(`/checkout-sessions/${id}/complete`, body));
}

async function ringUpCard(visit) {
  await ring(visit, { type: 'card_present' });
  if (!readerWaits(visit)) await freeReader(visit);
  if (!readerWaits(visit)) throw new Wrong(`The reader does not wait: ${visit.session.status}`);
  await visit.think('hold_card');
  return visit.world.settings.readerId;
}

/** Another tender for a sale that is open still. */
export async function payCash(visit) {
  await visit.think('count_cash');
  await complete(visit, { type: 'cash', received_minor: inNotes(visit.session.total_minor) });
  sold(visit);
}

/** The cashier takes the goods back. */
async function voidSale(visit, reason) {
  visit.sees(await visit.register().post(`/checkout-sessions/${visit.session.id}/cancel`));
  visit.lost(reason);
}

function sold(visit) {
  const { status } = visit.session;
  if (status === 'complete_in_progress') return visit.unsure();
  if (status !== 'completed') throw new Wrong(`The sale should be paid, and the session is ${status}`);
  return visit.bought();
}

const WAYS = {
  async cash(visit) {
    const received_minor = inNotes(totalMinor(visit.lines));
    await visit.think('count_cash');
    const { change_minor } = await ring(visit, { type: 'cash', received_minor });
    if (received_minor - visit.session.total_minor !== change_minor) {
      throw new Wrong(`The change of ${received_minor} is said to be ${change_minor} for ${visit.session.total_minor}`);
    }
    sold(visit);
  },

  async card(visit) {
    const reader = await ringUpCard(visit);
    await visit.world.sandbox.holdCard(reader, visit.goodCard());
    await cardAnswered(visit);
    sold(visit);
  },

  async declined_pays_cash(visit) {
    const reader = await ringUpCard(visit);
    await visit.world.sandbox.holdCard(reader, visit.declinedCard());
    await cardAnswered(visit);
    visit.saw('was declined at the reader');
    await payCash(visit);
  },

  async declined_leaves(visit) {
    const reader = await ringUpCard(visit);
    await visit.world.sandbox.holdCard(reader, visit.declinedCard());
    await cardAnswered(visit);
    visit.saw('was declined at the reader');
    await voidSale(visit, 'declined');
  },

  async cancels_at_reader(visit) {
    const reader = await ringUpCard(visit);
    await visit.world.sandbox.cancelAtReader(reader);
    await cardAnswered(visit);
    visit.saw('pressed cancel at the reader');
    await voidSale(visit, 'authentication_dropped');
  },

  /** Everything is scanned, the purse is at home; the cashier says so. */
  async forgot_purse(visit) {
    const register = visit.register();
    const line_items = asScanned(visit.lines);
    const opened = await register.post('/checkout-sessions', { channel: visit.world.channels.pos, line_items });
    visit.sees(opened.session);
    await register.post(`/checkout-sessions/${visit.session.id}/loss-reasons`, { code: 'payment_not_possible' });
    visit.saw('had no purse');
    await voidSale(visit, 'agent_coded');
  },
};
