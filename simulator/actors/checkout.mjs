import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../lib/onetill.mjs';
import { mistypedEmail } from '../lib/people.mjs';
import { Wrong } from '../lib/visit.mjs';

const CHECKING_SECONDS = 90;
const ASK_AGAIN_MS = 500;

/** What a shopper does in a checkout on a device of their own, whatever channel it came from. */
export class Checkout {
  /** @param credential the client token of the device */
  constructor(visit, credential) {
    this.visit = visit;
    this.device = visit.device(credential);
  }

  get session() {
    return this.visit.session;
  }

  get #path() {
    return `/checkout-sessions/${this.session.id}`;
  }

  asks(id) {
    return this.session.asks.some((it) => it.id === id);
  }

  async change(body) {
    return this.visit.sees(await this.device.patch(this.#path, body));
  }

  /** Types the e-mail, wrongly at first where this is somebody who does. */
  async giveContact() {
    const { person } = this.visit;
    if (!this.asks('buyer.email')) return;
    await this.visit.think('type_email');
    if (person.mistypes.email) await this.#mistake({ buyer: { email: mistypedEmail(person.email) } });
    await this.change({ buyer: { email: person.email, name: person.name } });
    this.visit.saw('gave the e-mail');
  }

  async #mistake(body) {
    try {
      await this.change(body);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.type !== 'validation-failed') throw problem;
      this.visit.saw('was told of a mistake');
    }
    await this.visit.think('mend_mistake');
  }

  /** Types the address; a postal code that is wrong is seen by nobody but the one who typed it. */
  async giveAddress() {
    const { address, mistypes } = this.visit.person;
    await this.visit.think('type_address');
    if (mistypes.postal_code) {
      await this.change({ fulfillment: { address: { ...address, postal_code: address.postal_code.slice(0, 2) } } });
      await this.visit.think('mend_mistake');
    }
    await this.change({ fulfillment: { address } });
    this.visit.saw('gave the address');
  }

  /** Looks at what else there is, and takes what suits. */
  async compareDelivery() {
    const options = this.session.fulfillment_options;
    await this.visit.think('compare_delivery');
    const chosen = suiting(this.visit.intent.delivery, options);
    if (!chosen || chosen.id === this.session.fulfillment?.option_id) return;
    await this.change({ fulfillment: { option_id: chosen.id } });
    this.visit.saw(`chose ${chosen.id}`);
  }

  /** All that stands between the basket and the card. */
  async toPayment() {
    await this.giveContact();
    await this.giveAddress();
    await this.compareDelivery();
  }

  /** The card form: a token for what was typed. */
  async typeCard(number) {
    await this.visit.think('type_card');
    return this.visit.world.sandbox.confirmationToken(number);
  }

  async payWith(number) {
    const confirmation_token = await this.typeCard(number);
    return this.pressPay({ type: 'card', confirmation_token });
  }

  /** Presses pay and waits for what comes of it. */
  async pressPay(tender) {
    await this.submit(tender);
    return this.settled();
  }

  /** Presses pay. The total may have moved; then it is confirmed anew, once. */
  async submit(tender) {
    this.visit.saw('pressed pay');
    try {
      this.visit.sees(await this.#complete(tender));
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.type !== 'total-changed') throw problem;
      this.visit.sees(problem.body.session);
      this.visit.saw('confirmed another total');
      this.visit.sees(await this.#complete(tender));
    }
  }

  #complete(tender) {
    const { revision, total_minor } = this.session;
    return this.device.post(`${this.#path}/complete`, { revision, confirmed_total_minor: total_minor, tender });
  }

  /** Waits while the answer is not known, as the page does; then it stays unknown for this shopper. */
  async settled(over = (it) => it.status !== 'complete_in_progress') {
    const end = Date.now() + CHECKING_SECONDS * 1000;
    while (!over(this.session) && Date.now() < end) {
      await pause(ASK_AGAIN_MS);
      await this.refresh();
    }
    return this.session;
  }

  async refresh() {
    return this.visit.sees(await this.device.post(`${this.#path}/payment/refresh`));
  }

  /** The bank's page: confirms or refuses there, and comes back. */
  async atBank(outcome) {
    const { action } = this.session.payment;
    if (this.session.status !== 'requires_escalation' || action?.type !== 'redirect') {
      throw new Wrong(`The bank was to ask, and the session is ${this.session.status}`);
    }
    await this.visit.think('confirm_at_bank');
    await this.visit.world.sandbox.answerBank(action.url, outcome);
    this.visit.saw(outcome === 'complete' ? 'confirmed at the bank' : 'refused at the bank');
    await this.refresh();
    return this.settled((it) => !['complete_in_progress', 'requires_escalation'].includes(it.status));
  }

  /** What has come of it, as this shopper sees it. */
  conclude() {
    const { status } = this.session;
    if (status === 'completed') return this.visit.bought();
    if (status === 'complete_in_progress') return this.visit.unsure();
    throw new Wrong(`The purchase should be over, and the session is ${status}: ${messages(this.session)}`);
  }

  /** Was declined, as this way wants it. */
  expectDeclined() {
    const { status, messages: told } = this.session;
    if (status !== 'ready_for_complete' || told.length === 0) {
      throw new Wrong(`The payment should have been declined, and the session is ${status}`);
    }
    this.visit.saw(`was told ${told[0].code}`);
  }

  /** Closes the window, or goes back to the shop and gives the basket up. */
  async leave(reason) {
    if (this.visit.intent.leaving === 'cancels') {
      this.visit.sees(await this.device.post(`${this.#path}/cancel`));
      this.visit.saw('gave up');
    } else this.visit.saw('closed the window');
    this.visit.lost(reason);
  }
}

const messages = (session) => session.messages.map((it) => it.code).join(', ');

/** Of those that are offered, the one this buyer would rather have. */
export function suiting(wish, options) {
  if (wish === 'pickup') return options.find((it) => it.kind === 'pickup');
  if (wish === 'faster')
    return [...options].filter((it) => it.kind !== 'pickup').sort((a, b) => (a.latest < b.latest ? -1 : 1))[0];
  return undefined;
}
