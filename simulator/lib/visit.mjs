import { asLineItems } from './catalog.mjs';
import { Chance } from './chance.mjs';
import { OneTill } from './onetill.mjs';
import { DECLINED_CARDS, GOOD_CARDS } from './sandbox.mjs';

/** Something that must never happen, whatever the network does. */
export class Wrong extends Error {}

/** One of the planned sessions as it is lived: what its actor knows, and the line of truth that is left of it. */
export class Visit {
  #chance;
  #began;
  #saw = [];
  #channels = [];
  #problems = {};
  #result;
  #session;

  constructor(intent, world, now = () => new Date()) {
    this.intent = intent;
    this.world = world;
    this.person = intent.person;
    this.lines = world.catalog.lines(intent.basket);
    this.now = now;
    this.#began = now();
    this.#chance = new Chance(world.seed, 'life', intent.index);
    this.api = new OneTill(
      world.settings.baseUrl,
      (problem) => this.met(problem),
      () => world.clock.hurrying,
    );
  }

  /** The actor's own device, at an address of the range for tests (RFC 2544). */
  device(credential) {
    const { index } = this.intent;
    return this.api.as(credential, `198.${18 + ((index >> 16) & 1)}.${(index >> 8) & 255}.${index & 255}`);
  }

  /** The merchant's server. */
  server() {
    return this.api.as(this.world.settings.secretKey);
  }

  register() {
    return this.api.as(this.world.settings.registerKey);
  }

  /** The agent who takes the call. */
  async agent() {
    return this.api.as(await this.world.agent.token());
  }

  /** The session as this actor saw it last. */
  get session() {
    return this.#session;
  }

  /** What the server has answered about the session. */
  sees(session) {
    this.#session = session;
    if (session.channel.id !== this.#channels.at(-1)) this.#channels.push(session.channel.id);
    return session;
  }

  /** Something that happened, in the actor's own words. */
  saw(what) {
    this.#saw.push(what);
  }

  met(problem) {
    this.#problems[problem] = (this.#problems[problem] ?? 0) + 1;
    this.world.tally.problem(problem);
  }

  /** As long as this takes, by the table. */
  think(about) {
    const table = this.world.behavior.think_seconds[about];
    if (!table) throw new Error(`The table of behavior has no think_seconds.${about}`);
    return this.world.clock.live(this.#chance.logNormal(table));
  }

  goodCard() {
    return GOOD_CARDS[Math.floor(this.intent.card * GOOD_CARDS.length)];
  }

  declinedCard() {
    return DECLINED_CARDS[Math.floor(this.intent.card * DECLINED_CARDS.length)];
  }

  /** The network lets go after so many milliseconds. */
  cutAfterMs() {
    return 1 + Math.floor(this.#chance.next() * 60);
  }

  bought() {
    this.#result = { outcome: 'bought', reason: null };
  }

  /** @param reason of the product's list; null when nothing that the server can see is the reason */
  lost(reason) {
    this.#result = { outcome: 'lost', reason };
  }

  /** Looked, and never opened a session. */
  browsed() {
    this.#result = { outcome: 'browsed', reason: null };
  }

  /** Gone while it was not known whether the payment went through. */
  unsure() {
    this.#result = { outcome: 'unsure', reason: null };
  }

  /** Nothing an actor may meet: of the simulator, the network, or the product. */
  failed(error) {
    this.#result = { outcome: 'failed', reason: null, error: error.message, wrong: error instanceof Wrong };
  }

  /** The line of truth. */
  truth() {
    const result = this.#result ?? { outcome: 'failed', reason: null, error: 'the way came to no end' };
    const bought = result.outcome === 'bought';
    return {
      session_id: this.#session?.id ?? null,
      index: this.intent.index,
      actor: this.intent.actor,
      way: this.intent.way,
      channels: this.#channels,
      wanted: asLineItems(this.lines),
      saw: this.#saw,
      ...result,
      visible: !(this.world.behavior.unseen?.[this.intent.actor] ?? []).includes(this.intent.way),
      total_minor: this.#session?.total_minor ?? null,
      currency: this.#session?.currency ?? null,
      order_number: bought ? (this.#session?.order?.number ?? null) : null,
      problems: this.#problems,
      started_at: this.#began.toISOString(),
      ended_at: this.now().toISOString(),
    };
  }
}
