import type {
  Channel,
  DenominationCount,
  Exchange,
  GiftCardBalance,
  Item,
  OpenedSession,
  ParkedSession,
  PriceAdjustment,
  Register,
  Session,
  Shift,
  SignedInCashier,
  StaffMember,
  TillCompleteRequest,
  TillTender,
} from '../shared/api';
import { added, counted, isKnown, type Line, linesOf, wish } from '../shared/basket';
import { follow } from '../shared/events';
import { backoffMs, call, NoAnswer, newKey, Problem, pauseBeforeAgain, wait } from '../shared/http';
import { Patches } from '../shared/patches';
import { Alone } from './alone/alone';
import { itemFor, itemsOf, type Snapshot, search as searchIn } from './alone/snapshot';
import { type Store, type StoredSale, storeOf } from './alone/store';
import { type BareLine, type BareRefund, changed as changedBare, NOTHING_BARE, withOneMore } from './bare';
import { Drawer, type Movement, UNKNOWN } from './drawer';
import { canBeGiftCard, isGiftCard, NO_GIFT, plainCode, usableMinor } from './gifts';
import { GoodsBack } from './goodsBack';
import { cleanCode, codeIn, forget, type Memory, type Opening, type Press, remember, remembered } from './memory';
import type { Messages } from './messages';
import type { Part } from './parts';
import { Receipts } from './receipts';
import { type Chosen, type Exchanging, exchanging, NO_RETURN, opens } from './returns';
import {
  type Adjusting,
  ageAsked,
  alone,
  due,
  hindrance,
  isPaidByGoods,
  money,
  remaining,
  type Sold,
  START,
  type State,
  type Wish,
} from './state';

const REFRESH_MS = 2_000;
const LEAST_OFTEN_MS = 5_000;
const PROBE_MS = 3_000;
const UNDO_MS = 5_000;
const TYPING_PAUSE_MS = 120;
const EVENT_PAUSE_MS = 100;
const EACH_LOOK_MS = 50;
const MOST_TILES = 60;
const MOST_FOUND = 24;

/** One device that sells: which register it is, who is at it, what is being sold, and where the money is. */
export class Till {
  state: State = START;
  #credential = '';
  #cashier: SignedInCashier | null = null;
  #opening: Opening | null = null;
  #press: Press | null = null;
  #scans: string[] = [];
  #scanning = false;
  #undoEnds = 0;
  #tick = 0;
  #reload = 0;
  #checks = 0;
  #probing = false;
  #searching = 0;
  #unfollow: (() => void) | null = null;
  readonly #patches = new Patches({
    send: (patch, revision) => this.#send(patch.line_items ?? null, patch, revision),
    revision: () => this.state.session?.revision ?? 0,
    onSession: (session) => this.accept(session),
    onRefused: (problem) => void this.#refused(problem),
    onConnection: (connected) => this.#connection(connected),
  });

  readonly #drawer = new Drawer({
    token: () => this.#token,
    set: (change) => this.#set({ drawer: { ...this.state.drawer, ...change } }),
  });

  readonly #goodsBack = new GoodsBack({
    token: () => this.#token,
    returning: () => this.state.returning,
    bare: () => this.state.bare,
    set: (change) => this.#set(change),
    approved: async (sessionId, { reason, manager, pin }) =>
      manager && this.#approved('refund', sessionId, reason, manager, pin),
  });

  readonly #receipts = new Receipts(() => this.#token);

  readonly #alone = new Alone({
    credential: () => this.#credential,
    channelId: () => this.state.register?.channel_id ?? '',
    connected: () => this.state.connected,
    // It has a memory of its own.
    set: (change) => {
      this.state = { ...this.state, alone: { ...this.state.alone, ...change } };
      this.changed();
    },
    open: (registerId) => this.keeps(registerId),
  });
  #merchant = '';
  /** Sessions whose goods were sold without the server. */
  #left: string[] = [];
  /** Counts sales: what is answered to an earlier one is not of this one. */
  #sale = 0;

  constructor(
    private readonly changed: () => void,
    private readonly sound: () => void = () => {},
    private readonly keeps: (registerId: string) => Promise<Store> = storeOf,
    private readonly print: () => void = () => {},
  ) {}

  get m(): Messages {
    return globalThis.words;
  }

  // ---- the device

  async start(): Promise<void> {
    addEventListener('offline', () => this.#connection(false));
    addEventListener('online', () => void this.#probe());
    addEventListener('hashchange', () => location.reload());
    const code = codeIn(location.hash);
    history.replaceState(null, '', location.pathname + location.search);
    const memory = remembered();
    if (memory) this.#recall(memory);
    // A code of the address that was used already is no reason to stop being the till one is.
    if (code && (await this.enroll(code, memory !== null))) return;
    if (!this.#credential) return this.#set({ place: 'enroll', alert: code ? this.state.alert : null });
    await this.#begin();
  }

  #recall(memory: Memory): void {
    const { credential, register, cashier, lines, sessionId, opening, press, last, channel, foreign } = memory;
    const { parts, exchange, bare } = memory;
    this.#credential = credential;
    this.#cashier = cashier;
    this.#opening = opening;
    this.#press = press;
    this.#sessionId = sessionId;
    this.#merchant = memory.merchant;
    this.#left = memory.left;
    this.#set({ register, lines, last, channel, foreign, parts, exchange, bare, cashier: cashier?.cashier ?? null });
  }

  /** @param quietly say nothing when the code is no good */
  async enroll(typed: string, quietly = false): Promise<boolean> {
    if (this.state.busy) return false;
    this.#set({ busy: true, alert: null });
    try {
      const { value } = await call<{ register: Register; credential: string }>('POST', '/register-enrollments', {
        body: { code: cleanCode(typed) },
        idempotencyKey: newKey(),
      });
      this.#credential = value.credential;
      this.#cashier = null;
      this.#sessionId = null;
      this.#opening = null;
      this.#press = null;
      this.#set({ ...START, busy: true, register: value.register });
      await this.#begin();
      return true;
    } catch (error) {
      if (!quietly) this.#set({ alert: this.#said(error, { 404: this.m.codeUnknown }) });
      return false;
    } finally {
      this.#set({ busy: false });
    }
  }

  /** Learns what the register sells and who may be at it, asking until it is told. */
  async #begin(): Promise<void> {
    const { register, channel } = this.state;
    if (register) await this.#alone.open(register.id);
    const learned = this.#learn(`/channels/${register?.channel_id}`);
    // A till that has been one and can sell alone waits for nobody.
    if (!channel || !this.state.alone.snapshot || !this.#cashier) {
      if (!(await learned)) return;
    }
    void this.#loadItems();
    if (!this.#cashier) return this.askWho();
    this.#set({ place: 'sell' });
    await this.#resume();
  }

  async #learn(path: string): Promise<boolean> {
    const channel = await this.#patiently(() => call<Channel>('GET', path, { token: this.#credential }));
    if (channel) this.#set({ channel });
    return channel !== null;
  }

  async #loadItems(): Promise<void> {
    const { snapshot } = this.state.alone;
    if (snapshot && !this.state.items) this.#set({ items: itemsOf(snapshot, () => true, MOST_TILES) });
    const items = await this.#patiently(() => this.#items(''));
    if (items) this.#set({ items: items.data });
  }

  #items(search: string) {
    const channel = encodeURIComponent(this.state.channel?.id ?? '');
    return call<{ data: Item[] }>('GET', `/items?channel=${channel}${search}`, { token: this.#token });
  }

  /** Asks until there is an answer; null when the register is let in no more. */
  async #patiently<T>(ask: () => Promise<{ value: T }>): Promise<T | null> {
    for (let attempt = 0; ; attempt++) {
      try {
        const { value } = await ask();
        this.#connection(true);
        return value;
      } catch (error) {
        if (error instanceof Problem && error.status === 401) {
          if (await this.#isLetIn()) continue;
          return null;
        }
        if (
          !(error instanceof NoAnswer || (error instanceof Problem && (error.status >= 500 || error.status === 429)))
        ) {
          throw error;
        }
        if (error instanceof NoAnswer) this.#connection(false);
        await wait(backoffMs(attempt, 5_000));
      }
    }
  }

  get #token(): string {
    return this.#cashier?.token ?? this.#credential;
  }

  /** After a 401: has only the person's time run out, or is the register itself let in no more? */
  async #isLetIn(): Promise<boolean> {
    try {
      await call('GET', '/registers/current', { token: this.#credential });
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) return false;
      this.#credential = '';
      this.#cashier = null;
      this.#stopFollowing();
      forget();
      this.#set({ place: 'enroll', because: 'revoked', cashier: null, paying: 'no' });
      return false;
    }
    if (this.#cashier) {
      this.#cashier = null;
      this.#set({ cashier: null });
      await this.askWho('expired');
    }
    return true;
  }

  // ---- the person at it

  /** Shows who can sign in. What is being sold stays. */
  async askWho(because: State['because'] = null): Promise<void> {
    this.#set({ place: 'sign_in', because, alert: null, panel: null });
    await this.#loadPeople();
  }

  async #loadPeople(): Promise<void> {
    const list = await this.#patiently(() =>
      call<{ data: StaffMember[] }>('GET', '/staff-members', { token: this.#credential }),
    );
    if (list) this.#set({ people: list.data });
  }

  /** Nobody else came: the one before goes on. */
  stay(): void {
    if (this.#cashier) this.#set({ place: 'sell', alert: null });
  }

  async signIn(person: StaffMember, pin: string): Promise<boolean> {
    if (this.state.busy) return false;
    this.#set({ busy: true, alert: null });
    try {
      const { value } = await call<SignedInCashier>('POST', '/registers/current/cashier', {
        token: this.#credential,
        body: { staff_member_id: person.id, pin },
        idempotencyKey: newKey(),
      });
      this.#cashier = value;
      this.#set({ cashier: value.cashier, place: 'sell', because: null });
      void this.#resume();
      return true;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) await this.#isLetIn();
      else this.#set({ alert: this.#said(error, { 422: this.m.wrongPin(problemText(error)) }) });
      return false;
    } finally {
      this.#set({ busy: false });
    }
  }

  async signOut(): Promise<void> {
    this.#cashier = null;
    this.#set({ cashier: null });
    // Whether or not the server hears it now: without the token nobody sells here.
    void call('DELETE', '/registers/current/cashier', { token: this.#credential }).catch(() => {});
    await this.askWho();
  }

  // ---- goods

  /** Scans are worked off one after the other, in the order in which they came. */
  scan(code: string): void {
    this.#scans.push(code);
    void this.#workOff();
  }

  async #workOff(): Promise<void> {
    if (this.#scanning || this.state.place !== 'sell' || !this.state.channel) return;
    this.#scanning = true;
    try {
      for (let code = this.#scans.shift(); code !== undefined; code = this.#scans.shift()) await this.#scanned(code);
    } finally {
      this.#scanning = false;
    }
  }

  async #scanned(code: string): Promise<void> {
    // What is scanned while a payment is being answered is of the next sale, if it comes about.
    while (money(this.state) === 'sending') await wait(EACH_LOOK_MS);
    if (isGiftCard(code) || (this.state.panel === 'gift' && canBeGiftCard(code))) return void this.lookUpGift(code);
    const isBare = this.state.panel === 'bare';
    if (!isBare && !this.#mayChange()) return this.#warn(this.m.payFirst(code));
    const { items, alone: here } = this.state;
    const known =
      items?.find((it) => it.barcodes.includes(code) || it.sku === code) ??
      (here.snapshot && itemFor(here.snapshot, code));
    if (known) return this.add(known);
    try {
      const found = (await this.#items(`&barcode=${encodeURIComponent(code)}`)).value.data[0];
      if (found) this.add(found);
      else if (isBare) this.#warn(this.m.unknownCode(code));
      else await this.#labelled(code);
    } catch (error) {
      if (error instanceof Problem && error.status === 401) {
        this.#scans.unshift(code);
        await this.#isLetIn();
      } else if (error instanceof NoAnswer) {
        this.#connection(false);
        this.#warn(this.m.notLookedUp(code));
      } else this.#warn(this.m.unknownCode(code));
    }
  }

  /** What a scale has labelled is in no list of barcodes; a quote says what it is and costs. */
  async #labelled(code: string): Promise<void> {
    const { value } = await call<Pick<Session, 'line_items'>>('POST', '/quotes', {
      token: this.#token,
      body: { channel: this.state.channel?.id, line_items: [{ barcode: code, quantity: 1 }] },
    });
    const [line] = value.line_items ?? [];
    if (!line) return this.#warn(this.m.unknownCode(code));
    const { sku, name, total_minor } = line;
    this.#want([...this.state.lines, { sku, label: code, name, quantity: 1, unitMinor: total_minor }]);
  }

  add(item: Item): void {
    if (this.state.panel === 'bare') this.#addBare(item);
    else if (this.#mayChange()) this.#want(added(this.state.lines, item));
    else this.#warn(this.m.payFirst(item.name));
  }

  #addBare(item: Item): void {
    const { bare } = this.state;
    if (bare.done) this.#warn(this.m.bareFinishFirst(item.name));
    else this.#set({ bare: { ...bare, lines: withOneMore(bare.lines, item) }, found: null, alert: null });
  }

  count(at: number, by: number): void {
    const line = this.state.lines[at];
    if (!line || !this.#mayChange()) return;
    if (line.quantity + by <= 0) this.remove(at);
    else this.#want(counted(this.state.lines, at, by));
  }

  remove(at: number): void {
    const line = this.state.lines[at];
    if (line && this.#mayChange()) this.#take(counted(this.state.lines, at, -line.quantity), this.m.removed(line.name));
  }

  clear(): void {
    if (this.state.lines.length > 0 && this.#mayChange()) this.#take([], this.m.cleared);
  }

  /** Takes out what the buyer is too young for. */
  tooYoung(): void {
    const sale = alone(this.state);
    const restricted = (sale?.snapshot.items ?? this.state.session?.line_items ?? [])
      .filter(({ min_age }) => min_age)
      .map(({ sku }) => sku);
    this.#take(
      this.state.lines.filter(({ sku }) => !restricted.includes(sku)),
      this.m.ageRemoved,
    );
  }

  oldEnough(): void {
    const sale = alone(this.state);
    const { session } = this.state;
    if (sale) this.#set({ ageSeen: sale.rung.min_age });
    else if (session) this.#patches.add({ buyer: { age_at_least: ageAsked(session) } });
  }

  answerContact(name: 'email' | 'phone', value: string): void {
    this.#patches.add({ buyer: { [name]: value } });
  }

  undo(): void {
    const { undo } = this.state;
    if (undo && this.#mayChange()) this.#want(undo.lines);
  }

  #take(lines: Line[], text: string): void {
    const before = this.state.lines;
    this.#want(lines);
    this.#set({ undo: { text, lines: before } });
    this.#undoEnds = window.setTimeout(() => this.#set({ undo: null }), UNDO_MS);
  }

  /** On the screen at once; the server follows. */
  #want(lines: Line[]): void {
    clearTimeout(this.#undoEnds);
    clearTimeout(this.#searching);
    this.#set({ lines, alert: null, note: null, undo: null, found: null });
    this.#tell();
  }

  #tell(): void {
    const { lines, session } = this.state;
    if (lines.length > 0 || session || this.#opening) this.#patches.add({ line_items: wish(lines) });
  }

  #mayChange(): boolean {
    return money(this.state) === 'open' && !this.state.elsewhere;
  }

  /** While somebody types. */
  searchSoon(query: string): void {
    clearTimeout(this.#searching);
    this.#searching = window.setTimeout(() => void this.search(query), TYPING_PAUSE_MS);
  }

  async search(query: string): Promise<void> {
    const words = query.trim();
    if (!words) return this.#set({ found: null });
    const { snapshot } = this.state.alone;
    if (!this.state.connected && snapshot) {
      return this.#set({ found: { query: words, items: searchIn(snapshot, words, MOST_FOUND) } });
    }
    try {
      const { value } = await this.#items(`&limit=24&query=${encodeURIComponent(words)}`);
      this.#connection(true);
      this.#set({ found: { query: words, items: value.data } });
    } catch (error) {
      await this.#lost(error);
    }
  }

  // ---- the session

  /** Where it is; kept also while its content is not known yet. */
  #sessionId: string | null = null;

  async #send(line_items: object[] | null, patch: object, revision: number): Promise<Session> {
    if (!this.#sessionId || this.#opening) {
      this.#opening ??= this.#openingOf(line_items ?? wish(this.state.lines));
      this.#save();
      const { key, path, body } = this.#opening;
      const sale = this.#sale;
      const opened = await this.#opened(key, body, path);
      if (sale !== this.#sale) {
        this.#leaveBehind(opened.id);
        return opened;
      }
      this.accept(opened);
      if (JSON.stringify(body.line_items) === JSON.stringify(line_items)) return opened;
      revision = opened.revision;
    }
    return (await call<Session>('PATCH', this.#path(), { token: this.#token, body: patch, revision })).value;
  }

  #openingOf(line_items: object[]): Opening {
    const { channel, exchange } = this.state;
    return exchange
      ? { key: newKey(), path: `/orders/${exchange.orderId}/exchanges`, body: { ...opens(exchange), line_items } }
      : { key: newKey(), body: { channel: channel?.id ?? '', line_items } as Opening['body'] };
  }

  async #opened(key: string, body: object, path = '/checkout-sessions'): Promise<Session> {
    try {
      const { session, exchange } = (
        await call<{ session: Session; exchange?: Pick<Exchange, 'credit_minor'> }>('POST', path, {
          token: this.#token,
          body,
          idempotencyKey: key,
        })
      ).value;
      if (exchange && this.state.exchange)
        this.#set({ exchange: { ...this.state.exchange, creditMinor: exchange.credit_minor } });
      if (this.#opening?.key === key) {
        this.#opening = null;
        this.#sessionId = session.id;
      }
      return session;
    } catch (error) {
      const again =
        error instanceof NoAnswer || (error instanceof Problem && (error.status >= 500 || error.status === 401));
      if (!again && this.#opening?.key === key) this.#opening = null;
      throw error;
    }
  }

  #path(): string {
    return `/checkout-sessions/${this.#sessionId}`;
  }

  accept(session: Session): void {
    const { session: before, exchange } = this.state;
    if (before?.id === session.id && session.revision < before.revision) return;
    this.#sessionId = session.id;
    this.#merchant = session.merchant;
    if (session.status === 'completed') {
      this.#sold(session);
      if (session.exchange_credit_minor) void this.#learnExchanged(exchange, session.id);
    } else if (session.status === 'canceled') this.#startAnew();
    else {
      this.#set({ session });
      this.#watch();
    }
  }

  /** The next scan begins the next sale. */
  #sold(sale: Sold): void {
    this.#stopFollowing();
    clearTimeout(this.#undoEnds);
    this.#sessionId = null;
    this.#press = null;
    this.#sale++;
    const next = {
      exchange: null,
      exchanged: null,
      parts: [],
      session: null,
      lines: [],
      foreign: false,
      ageSeen: 0,
      undo: null,
      panel: null,
      paper: null,
      mailing: null,
      note: null,
    };
    this.#set({ ...next, last: sale, paying: 'no', alert: null });
  }

  /** The session is over without a sale, as after hours; what the cashier has scanned is not. */
  #startAnew(): void {
    this.#stopFollowing();
    this.#sessionId = null;
    this.#opening = null;
    const wasExchange = this.state.exchange !== null;
    this.#set({ session: null, elsewhere: false, ...(wasExchange ? { exchange: null, foreign: false } : {}) });
    this.#tell();
    if (wasExchange) this.#warn(this.m.exchangeOver);
  }

  async #refused(problem: Problem): Promise<void> {
    if (problem.status === 401) {
      await this.#isLetIn();
      return;
    }
    if (problem.code === 'not-the-holder') return this.#set({ elsewhere: true });
    if (problem.status === 404 && this.#sessionId) return this.#startAnew();
    this.#warn(this.#said(problem, {}));
  }

  /** After a reload, or when somebody has signed in: goes on where it stopped. */
  async #resume(): Promise<void> {
    if (this.#press) {
      this.#set({ paying: 'unanswered' });
      await this.#answered(this.#press);
    } else if (this.#sessionId) {
      await this.#load();
      if (money(this.state) === 'open') this.#tell();
    } else this.#tell();
    await this.#workOff();
  }

  async #load(): Promise<void> {
    if (!this.#sessionId) return;
    try {
      const { value } = await call<Session>('GET', this.#path(), { token: this.#token });
      this.#connection(true);
      this.accept(value);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) this.#startAnew();
      else await this.#lost(error);
    }
  }

  async #lost(error: unknown): Promise<void> {
    if (error instanceof NoAnswer) this.#connection(false);
    else if (error instanceof Problem && error.status === 401) await this.#isLetIn();
    else if (!(error instanceof Problem)) throw error;
  }

  /** Goes on here with what a shopper has begun elsewhere, by the four characters they say. */
  async claim(typed: string): Promise<boolean> {
    if (this.state.lines.length > 0) return false;
    return this.#busily(
      async () => {
        await this.#patches.settled();
        const { value } = await call<OpenedSession>('POST', '/handoff-claims', {
          token: this.#token,
          body: { code: cleanCode(typed) },
          idempotencyKey: newKey(),
        });
        this.#sessionId = value.session.id;
        this.#set({ session: null, lines: linesOf(value.session), panel: null, foreign: true, exchange: null });
        this.accept(value.session);
      },
      { 404: this.m.codeUnknown },
    );
  }

  /** Asks for another price of an item, or for something off the whole sale. */
  async showAdjust(adjusting: Adjusting): Promise<void> {
    if (this.state.lines.length === 0 || !this.#mayChange()) return;
    this.#set({ panel: 'adjust', adjusting, alert: null });
    if (!this.state.people) await this.#loadPeople();
  }

  /**
   * Lets go of the price.
   *
   * @param manager who agrees by their PIN; null when a manager is at the till
   */
  adjust(wish: Wish, reason: string, manager: StaffMember | null, pin: string): Promise<boolean> {
    return this.#busily(async () => {
      await this.#patches.settled();
      if (!this.#sessionId || !this.#mayChange()) return this.#set({ alert: this.state.alert ?? this.m.notPaid });
      const approval = manager && (await this.#approved(wish.kind, this.#sessionId, reason, manager, pin));
      const { value } = await call<Session>('POST', `${this.#path()}/price-adjustments`, {
        token: this.#token,
        body: approval ? { ...wish, approval } : { ...wish, reason },
        idempotencyKey: newKey(),
      });
      this.#set({ panel: null, adjusting: null });
      this.accept(value);
    });
  }

  async #approved(
    action: Wish['kind'] | 'refund',
    session_id: string | null,
    reason: string,
    manager: StaffMember,
    pin: string,
  ): Promise<string> {
    const body = { staff_member_id: manager.id, pin, action, reason, ...(session_id ? { session_id } : {}) };
    const { value } = await call<{ token: string }>('POST', '/registers/current/approvals', {
      token: this.#token,
      body,
      idempotencyKey: newKey(),
    });
    return value.token;
  }

  /** Takes goods back: first by the number on the receipt. */
  async showReturn(): Promise<void> {
    this.#set({ panel: 'return', returning: NO_RETURN, alert: null });
    if (!this.state.people) await this.#loadPeople();
  }

  findOrder(number: string): Promise<boolean> {
    return this.#busily(async () => {
      if (!number) return;
      if (!(await this.#goodsBack.find(number))) this.#warn(this.m.noOrder(number));
    });
  }

  /** Under one key until it is answered: money is given back once. */
  takeBackGoods(chosen: Chosen[], reason: string, manager: StaffMember | null, pin: string): Promise<boolean> {
    return this.#busily(() => this.#goodsBack.take(chosen, { reason, manager, pin }));
  }

  /** What comes back is agreed on; what is scanned from now on goes out for it, in one transaction. */
  exchange(chosen: Chosen[], reason: string, manager: StaffMember | null, pin: string): Promise<boolean> {
    return this.#busily(async () => {
      const { order } = this.state.returning;
      if (!order) return;
      if (this.state.lines.length > 0) return this.#set({ alert: this.m.finishFirst });
      if (this.#isPartlyAgreed()) return;
      await this.#patches.settled();
      const approval = manager && (await this.#approved('refund', order.session_id, reason, manager, pin));
      if (this.#sessionId) this.#leaveBehind(this.#sessionId);
      this.leave();
      const exchange = exchanging(order, chosen, reason, approval);
      this.#set({ exchange, foreign: true, last: null, exchanged: null, panel: null, returning: NO_RETURN });
    });
  }

  /** Nothing comes back and nothing goes out. */
  giveUpExchange(): void {
    if (money(this.state) !== 'open' || this.#isPartlyAgreed()) return;
    clearTimeout(this.#undoEnds);
    this.#patches.drop();
    if (this.#sessionId) this.#leaveBehind(this.#sessionId);
    this.#opening = null;
    this.leave();
    this.#set({ undo: null, note: this.m.exchangeGivenUp });
  }

  /** How much of what came back is handed out, once it is known. */
  async #learnExchanged(exchange: Exchanging | null, id: string): Promise<void> {
    if (!exchange) return;
    const sale = this.#sale;
    const all = await this.#patiently(() =>
      call<{ data: Exchange[] }>('GET', `/orders/${exchange.orderId}/exchanges`, { token: this.#token }),
    );
    const exchanged = all?.data.find((it) => it.id === id);
    if (exchanged && sale === this.#sale && this.state.lines.length === 0) this.#set({ exchanged });
  }

  /** Takes goods back of which nobody has a receipt. */
  async showBare(): Promise<void> {
    this.open('bare');
    if (!this.state.people) await this.#loadPeople();
  }

  changeBare(sku: string, change: Partial<BareLine>): void {
    this.#set({ bare: { ...this.state.bare, lines: changedBare(this.state.bare.lines, sku, change) }, alert: null });
  }

  takeBare(refund: BareRefund, reason: string, manager: StaffMember | null, pin: string): Promise<boolean> {
    return this.#busily(async () => {
      this.#set({ paper: null });
      await this.#goodsBack.takeBare(refund, { reason, manager, pin });
    });
  }

  /** Somebody has the code, or the money. */
  finishBare(): void {
    this.open(null);
    this.#set({ bare: NOTHING_BARE });
  }

  /** What is on the screen, as it is. */
  printShown(): void {
    this.print();
  }

  /** The usual price again. */
  withdraw({ id }: PriceAdjustment): Promise<boolean> {
    return this.#busily(async () => {
      await this.#patches.settled();
      const { value } = await call<Session>('DELETE', `${this.#path()}/price-adjustments/${id}`, {
        token: this.#token,
      });
      this.accept(value);
    });
  }

  /** Puts the sale aside; any till of this place goes on with it. */
  async park(label: string): Promise<boolean> {
    if (this.state.lines.length === 0 || !this.state.connected || !this.#mayChange()) return false;
    if (this.#isPartlyAgreed()) return false;
    if (this.state.exchange) {
      this.#warn(this.m.exchangeFirst);
      return false;
    }
    return this.#busily(async () => {
      clearTimeout(this.#undoEnds);
      await this.#patches.settled();
      if (!this.#sessionId || !this.#mayChange() || !isKnown(this.state.lines, this.state.session)) {
        return this.#set({ alert: this.state.alert ?? this.m.notParked });
      }
      await call<Session>('POST', '/parked-sessions', {
        token: this.#token,
        body: { session_id: this.#sessionId, ...(label ? { label } : {}) },
        idempotencyKey: newKey(),
      });
      this.leave();
      this.#set({ panel: null, last: null, undo: null });
    });
  }

  /** Shows what was put aside at this place. */
  async showParked(): Promise<void> {
    this.#set({ panel: 'parked', alert: null });
    try {
      const { value } = await call<{ data: ParkedSession[] }>('GET', '/parked-sessions', { token: this.#token });
      this.#connection(true);
      this.#set({ parked: value.data });
    } catch (error) {
      await this.#lost(error);
    }
  }

  /** Goes on here with a sale that was put aside. */
  async takeUp({ session_id }: ParkedSession): Promise<void> {
    if (this.state.lines.length > 0) return;
    const isTaken = await this.#busily(async () => {
      await this.#patches.settled();
      const { value } = await call<Session>('POST', `/parked-sessions/${session_id}/resume`, {
        token: this.#token,
        body: {},
        idempotencyKey: newKey(),
      });
      this.#sessionId = value.id;
      this.#set({ session: null, lines: linesOf(value), panel: null, foreign: true, exchange: null });
      this.accept(value);
    });
    // Another till was quicker: what is left is shown.
    if (!isTaken && this.state.panel === 'parked') {
      const { alert } = this.state;
      await this.showParked();
      this.#set({ alert });
    }
  }

  /** Takes back a session that somebody else went on with. */
  async takeBack(): Promise<void> {
    try {
      const { value } = await call<Session | OpenedSession>('POST', `${this.#path()}/holder`, {
        token: this.#token,
        body: {},
        idempotencyKey: newKey(),
      });
      const session = 'session' in value ? value.session : value;
      this.#set({ elsewhere: false, lines: linesOf(session) });
      this.accept(session);
    } catch (error) {
      if (error instanceof Problem && error.status === 401) await this.#isLetIn();
      else this.#warn(this.#said(error, {}));
    }
  }

  /** Leaves a session to whoever has gone on with it. */
  leave(): void {
    this.#sessionId = null;
    this.#sale++;
    this.#set({
      session: null,
      lines: [],
      elsewhere: false,
      foreign: false,
      ageSeen: 0,
      exchange: null,
      alert: null,
    });
  }

  // ---- receipts

  /** Of the sale before, by the server; as the till knows it while that has no order, or nobody answers. */
  async printLast(): Promise<void> {
    const { last, connected } = this.state;
    if (!last) return;
    const id = last.order?.id;
    if (id && connected && ((await this.printReceipt(id)) || this.state.connected)) return;
    this.#set({ paper: null, alert: null });
    this.print();
  }

  printReceipt(orderId: string): Promise<boolean> {
    return this.#busily(
      async () => {
        this.#set({ paper: await this.#receipts.onPaper(orderId) });
        this.print();
      },
      { 404: this.m.receiptElsewhere },
    );
  }

  askMail(mailing: State['mailing']): void {
    this.#set({ mailing, alert: null, note: null });
  }

  mailReceipt(to: string): Promise<boolean> {
    return this.#busily(
      async () => {
        const { mailing } = this.state;
        if (!mailing || !to) return;
        await this.#receipts.byMail(mailing.id, to);
        this.#set({ mailing: null, note: this.m.mailed(to) });
      },
      { 404: this.m.receiptElsewhere },
    );
  }

  // ---- the drawer

  async showDrawer(): Promise<void> {
    if (money(this.state) !== 'open') return;
    this.#set({ place: 'drawer', panel: null, drawer: UNKNOWN });
    await this.#busily(() => this.#drawer.look());
  }

  closeDrawer(): void {
    this.#set({ place: 'sell', alert: null });
    void this.#workOff();
  }

  beginShift(floatMinor: number): Promise<boolean> {
    return this.#busily(() => this.#drawer.begin(floatMinor));
  }

  moveCash(shift: Shift, movement: Movement): Promise<boolean> {
    return this.#busily(() => this.#drawer.move(shift, movement));
  }

  reportShift(shift: Shift): Promise<boolean> {
    return this.#busily(() => this.#drawer.report(shift));
  }

  closeShift(shift: Shift, counts: DenominationCount[]): Promise<boolean> {
    return this.#busily(() => this.#drawer.close(shift, counts));
  }

  /**
   * One call of a person at a time; what it was refused with is said.
   *
   * @param words of this page, by the status of the refusal
   */
  async #busily(work: () => Promise<void>, words: Record<number, string> = {}): Promise<boolean> {
    if (this.state.busy) return false;
    this.#set({ busy: true, alert: null, note: null });
    try {
      await work();
      this.#connection(true);
      return this.state.alert === null;
    } catch (error) {
      if (error instanceof NoAnswer) this.#connection(false);
      if (error instanceof Problem && error.status === 401) await this.#isLetIn();
      else this.#warn(this.#said(error, words));
      return false;
    } finally {
      this.#set({ busy: false });
    }
  }

  // ---- money

  /** @param amountMinor what it pays; all that remains when it is left out, and so in each of these */
  card(amountMinor?: number): Promise<void> {
    return this.#pay({ type: 'card_present' }, amountMinor);
  }

  cash(receivedMinor: number, amountMinor?: number): Promise<void> {
    return this.#pay({ type: 'cash', received_minor: receivedMinor }, amountMinor);
  }

  /** Takes a gift card: shows what is on it, and pays with it. */
  showGift(mostMinor: number | null = null): void {
    this.open('gift');
    this.#set({ gift: { ...NO_GIFT, mostMinor } });
  }

  lookUpGift(typed: string): Promise<boolean> {
    const code = plainCode(typed);
    if (!code) return Promise.resolve(false);
    this.#set({ panel: 'gift', gift: { ...this.state.gift, code, balance: null } });
    return this.#busily(
      async () => {
        const { value } = await call<GiftCardBalance>('POST', '/gift-card-lookups', {
          token: this.#token,
          body: { code },
        });
        if (this.state.gift.code === code) this.#set({ gift: { ...this.state.gift, balance: value } });
      },
      { 422: this.m.giftUnknown },
    );
  }

  /** Somebody types another code: what was on the one before is not shown beside it. */
  retypeGift(): void {
    if (this.state.gift.code) this.#set({ gift: { ...this.state.gift, code: '', balance: null }, alert: null });
  }

  async payByGift(): Promise<void> {
    const { gift, channel, parts } = this.state;
    const amountMinor = usableMinor(gift, remaining(this.state), parts, channel?.currency ?? '');
    if (amountMinor <= 0 || !this.state.connected) return;
    await this.#pay({ type: 'gift_card', code: gift.code }, amountMinor);
    if (this.state.panel !== 'gift') this.#set({ gift: NO_GIFT });
  }

  /** What comes back is worth as much as what goes out, or more: nothing has to be paid. */
  async completeExchange(): Promise<void> {
    if (hindrance(this.state) || money(this.state) !== 'open' || !this.state.connected) return;
    if (isPaidByGoods(this.state)) await this.#complete(null);
  }

  /** Once more with all parts, as after a card that was declined. */
  async payParts(): Promise<void> {
    if (this.state.parts.length === 0 || remaining(this.state) !== 0) return;
    if (hindrance(this.state) === null && money(this.state) === 'open') await this.#complete(this.state.parts);
  }

  takeBackPart(at: number): void {
    if (money(this.state) !== 'open') return;
    this.#set({ parts: this.state.parts.filter((_, index) => index !== at), panel: 'split', alert: null });
  }

  /** Says so when parts are agreed on, which nobody else could know. */
  #isPartlyAgreed(): boolean {
    if (this.state.parts.length === 0) return false;
    this.#warn(this.m.partsFirst);
    return true;
  }

  /** A part waits for the others; the one that covers the rest sends them all. A second press while the first is on its way is none. */
  async #pay(tender: TillTender, amountMinor = remaining(this.state)): Promise<void> {
    if (hindrance(this.state) || money(this.state) !== 'open') return;
    if (!this.state.connected) {
      if (tender.type === 'cash') await this.#sellAlone(tender.received_minor);
      return;
    }
    const { parts } = this.state;
    const rest = remaining(this.state);
    if (rest === 0 && parts.length > 0) return this.payParts();
    if (amountMinor > rest || (amountMinor <= 0 && rest > 0)) return;
    const all = [...parts, { ...tender, amount_minor: amountMinor }];
    if (amountMinor < rest) return this.#set({ parts: all, panel: 'split', alert: null });
    await this.#complete(parts.length > 0 ? all : tender);
  }

  async #complete(by: TillTender | Part[] | null): Promise<void> {
    const shownMinor = due(this.state);
    const parts = Array.isArray(by) ? by : [];
    clearTimeout(this.#undoEnds);
    this.#set({ paying: 'sending', parts, alert: null, undo: null, panel: null });
    while (this.#patches.busy && this.state.connected && this.state.place === 'sell') await wait(EACH_LOOK_MS);
    const stopped = this.#whyNot(shownMinor);
    if (stopped !== null) return this.#set({ paying: 'no', alert: stopped });
    const { session } = this.state;
    if (!session) return;
    const { revision, total_minor: confirmed_total_minor } = session;
    const request: TillCompleteRequest = {
      revision,
      confirmed_total_minor,
      ...(Array.isArray(by) ? { tenders: by } : by ? { tender: by } : {}),
    };
    const press = { key: newKey(), sessionId: session.id, request };
    this.#press = press;
    this.#save();
    await this.#answered(press);
  }

  /** For cash, without the server. What it had of this sale is left behind, and canceled when it answers. */
  async #sellAlone(receivedMinor: number): Promise<void> {
    const sale = alone(this.state);
    if (!sale || receivedMinor < sale.rung.due_minor) return;
    clearTimeout(this.#undoEnds);
    this.#set({ paying: 'sending', alert: null, undo: null, panel: null });
    let stored: StoredSale;
    try {
      stored = await this.#alone.record(sale.snapshot, sale.rung, receivedMinor, this.state.cashier?.id ?? null);
    } catch {
      this.#set({ paying: 'no' });
      return this.#warn(this.m.notKept);
    }
    this.#patches.drop();
    if (this.#sessionId) this.#leaveBehind(this.#sessionId);
    this.#opening = null;
    this.#sold(receiptOf(stored, sale.snapshot, this.#merchant, this.state));
    void this.#alone.send();
  }

  #leaveBehind(sessionId: string): void {
    this.#left = [...this.#left, sessionId];
    this.#save();
    void this.#cancelLeft();
  }

  async #cancelLeft(): Promise<void> {
    while (this.state.connected && this.#credential) {
      const [id] = this.#left;
      if (!id) return;
      try {
        const path = `/checkout-sessions/${id}/cancel`;
        await call('POST', path, { token: this.#token, body: {}, idempotencyKey: newKey() });
      } catch (error) {
        // What is refused is over already, or somebody else's.
        if (!(error instanceof Problem) || error.status === 401 || error.status === 429 || error.status >= 500) return;
      }
      this.#left = this.#left.filter((it) => it !== id);
      this.#save();
    }
  }

  /** What speaks against sending a press now that the server has answered everything before it. */
  #whyNot(shownMinor: number): string | null {
    if (!this.state.connected) return this.m.offlineNotPaid;
    if (!this.state.session) return this.state.alert ?? this.m.notPaid;
    if (due(this.state) !== shownMinor) return this.m.newTotal;
    return hindrance(this.state) ? (this.state.alert ?? '') : null;
  }

  /** Sends a press until it is answered: always the same one, so that it can count only once. */
  async #answered(press: Press): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        const { value } = await call<Session>('POST', `/checkout-sessions/${press.sessionId}/complete`, {
          token: this.#token,
          body: press.request,
          idempotencyKey: press.key,
        });
        this.#press = null;
        this.#connection(true);
        this.#set({ paying: 'no' });
        this.accept(value);
        return;
      } catch (error) {
        if (!(await this.#isOpen(error, attempt))) return;
      }
    }
  }

  /** Whether the press has to be sent again. */
  async #isOpen(error: unknown, attempt: number): Promise<boolean> {
    if (!(error instanceof NoAnswer || error instanceof Problem)) throw error;
    if (error instanceof NoAnswer) this.#connection(false);
    const pauseMs = pauseBeforeAgain(error, attempt);
    if (error instanceof NoAnswer || pauseMs !== null) {
      this.#set({ paying: 'unanswered' });
      await wait(pauseMs ?? 0);
      return true;
    }
    if (error.status === 401) {
      // The press waits for the next person; its key is the register's, so it still counts only once.
      this.#set({ paying: 'unanswered' });
      await this.#isLetIn();
      return false;
    }
    this.#press = null;
    this.#set({ paying: 'no' });
    if (error.document.session) this.accept(error.document.session);
    else await this.#load();
    if (error.code === 'not-the-holder') this.#set({ elsewhere: true });
    else if (error.code === 'total-changed') this.#warn(this.m.newTotal);
    else if (this.state.session) this.#warn(this.#said(error, {}));
    return false;
  }

  /** Takes the payment back from the reader. */
  async cancelCard(): Promise<void> {
    await this.#ask('/payment/withdraw');
  }

  async #ask(path: string): Promise<void> {
    try {
      const { value } = await call<Session>('POST', this.#path() + path, {
        token: this.#token,
        body: {},
        idempotencyKey: newKey(),
      });
      this.#connection(true);
      this.accept(value);
    } catch (error) {
      if (error instanceof Problem && error.document.session) this.accept(error.document.session);
      else if (error instanceof NoAnswer) this.#connection(false);
      else await this.#load();
    }
  }

  // ---- staying up to date while money moves

  #watch(): void {
    clearTimeout(this.#tick);
    const where = money(this.state);
    if (where !== 'present_card' && where !== 'checking') {
      this.#stopFollowing();
      return;
    }
    this.#unfollow ??= follow(`${this.#path()}/events`, {
      token: () => this.#token,
      onEvent: () => this.#loadSoon(),
      onState: (state) => {
        if (state === 'live') this.#loadSoon();
      },
    });
    const pause = Math.min(REFRESH_MS * 1.3 ** this.#checks++, LEAST_OFTEN_MS);
    this.#tick = window.setTimeout(async () => {
      if (this.state.paying === 'no' && this.state.place === 'sell') await this.#ask('/payment/refresh');
      if (this.state.session) this.#watch();
    }, pause);
  }

  #stopFollowing(): void {
    clearTimeout(this.#tick);
    this.#checks = 0;
    this.#unfollow?.();
    this.#unfollow = null;
  }

  #loadSoon(): void {
    clearTimeout(this.#reload);
    this.#reload = window.setTimeout(() => {
      if (this.state.paying === 'no') void this.#load();
    }, EVENT_PAUSE_MS);
  }

  // ---- the network

  #connection(connected: boolean, isProven = false): void {
    if (connected === this.state.connected) return;
    // An answer that was on its way when the network went says nothing about what comes next.
    if (connected && !navigator.onLine && !isProven) return;
    this.#set({ connected });
    if (!connected) {
      void this.#probe();
      return;
    }
    this.#patches.hurry();
    void this.#alone.hurry();
    void this.#cancelLeft();
  }

  /** Without a network: asks until somebody is there. */
  async #probe(): Promise<void> {
    if (this.#probing) return;
    this.#probing = true;
    while (!this.state.connected) {
      try {
        await call('GET', '/client-config', { signal: AbortSignal.timeout(PROBE_MS) });
        this.#connection(true, true);
      } catch {
        await wait(PROBE_MS / 2);
      }
    }
    this.#probing = false;
  }

  // ---- state

  open(panel: State['panel']): void {
    this.#set({ panel, mailing: null, alert: null, note: null });
  }

  #warn(alert: string): void {
    this.#set({ alert });
    this.sound();
  }

  /** A refusal in the words of this page, where it has some; else in the server's. */
  #said(error: unknown, words: Record<number, string>): string {
    if (error instanceof NoAnswer) return this.m.offlineShort;
    if (!(error instanceof Problem)) throw error;
    if (error.status === 429) return this.m.waitFor(error.retryAfterMs ?? 60_000);
    return words[error.status] ?? this.m.said[error.code] ?? error.message;
  }

  #set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.#save();
    this.changed();
  }

  #save(): void {
    const { register, lines, last, channel, foreign, parts, exchange, bare } = this.state;
    if (!this.#credential || !register) return;
    remember({
      credential: this.#credential,
      register,
      cashier: this.#cashier,
      lines,
      sessionId: this.#sessionId,
      opening: this.#opening,
      press: this.#press,
      last,
      channel,
      merchant: this.#merchant,
      left: this.#left,
      foreign,
      parts,
      exchange,
      bare,
    });
  }
}

/** What was sold alone, as a receipt shows a sale. It has the till's own number; that of an order is given when it arrives. */
function receiptOf(sale: StoredSale, snapshot: Snapshot, merchant: string, { register, channel }: State): Sold {
  const tax = new Map<number, { percent: number; base_minor: number; tax_minor: number }>();
  for (const { tax_percent: percent, total_minor, tax_minor } of sale.lines) {
    const part = tax.get(percent) ?? { percent, base_minor: 0, tax_minor: 0 };
    part.base_minor += snapshot.prices_include_tax ? total_minor - tax_minor : total_minor;
    part.tax_minor += tax_minor;
    tax.set(percent, part);
  }
  const added = snapshot.prices_include_tax ? 0 : sale.lines.reduce((sum, { tax_minor }) => sum + tax_minor, 0);
  const totals = [
    ...(added ? [{ type: 'tax', amount_minor: added }] : []),
    ...(sale.rounding_minor ? [{ type: 'rounding', amount_minor: sale.rounding_minor }] : []),
  ];
  const change_minor = sale.tender.received_minor - sale.total_minor;
  return {
    merchant: merchant || (register?.name ?? ''),
    channel: { id: channel?.id ?? '', kind: 'pos', name: register?.name ?? '' },
    currency: snapshot.currency,
    updated_at: sale.taken_at,
    order: null,
    kept: { register: register?.name ?? '', business_day: sale.business_day, sequence: sale.sequence },
    line_items: sale.lines.map((it) => ({ ...it, image_url: null, digital: false })),
    totals,
    total_minor: sale.total_minor,
    taxes: { included: snapshot.prices_include_tax, parts: [...tax.values()] },
    tenders: [{ id: 'cash', amount_minor: sale.total_minor, state: 'captured', ...sale.tender, change_minor }],
  };
}

const problemText = (error: unknown): string => (error instanceof Problem ? error.message : '');
