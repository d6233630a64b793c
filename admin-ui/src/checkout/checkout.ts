import type {
  ClientConfig,
  CompleteRequest,
  OpenedSession,
  PaymentForm,
  Session,
  SessionPatch,
  SessionQuote,
} from '../shared/api';
import { follow } from '../shared/events';
import { type FieldKey, fieldsOf, keyOf, keyOfPath, partsOf, patchOf, wrongWith } from '../shared/fields';
import { backoffMs, call, NoAnswer, newKey, Problem, wait } from '../shared/http';
import { merged, Patches, pathsOf } from '../shared/patches';
import { CardForm, given } from './card';
import { drawWallets, type Sheet, type WalletAddress, type Yes } from './express';
import { claimKey, forgetClaim, type Memory, type Press, remember, remembered, tokenIn } from './memory';
import { languageOf, type Messages } from './messages';
import {
  answerIn,
  DEVICE,
  type Help,
  isChecking,
  isEnded,
  needsTender,
  type Paying,
  START,
  type State,
  shownAsks,
  shownKeys,
  unsaved,
  walletsOf,
  withSession,
} from './state';
import { arrival } from './views/Summary';

const POLL_MS = 5_000;
const REFRESH_MS = 2_000;
const EVENT_PAUSE_MS = 200;
/** How often a bank's answer is asked for before the shopper may choose another way. */
const TRIES_AFTER_BANK = 3;
const TRIES_AFTER_SERVER_ERROR = 3;

/** What a wallet's sheet may answer by itself. */
const WALLET_ASKS = ['buyer.email', 'buyer.phone', 'fulfillment.address', 'fulfillment.name'];

export type PaidBy = 'card' | 'ideal' | 'saved';

/** One shopper's side of one checkout session: what is typed here, what the server says, and paying. */
export class Checkout {
  state: State = START;
  #token = '';
  #card: CardForm | null = null;
  #cardTarget: HTMLElement | null = null;
  #prepared = '';
  /** What the open sheet says that it costs. */
  #sheetMinor = 0;
  #preparing: Promise<unknown> = Promise.resolve();
  #unfollow: () => void = () => {};
  #reload = 0;
  #tick = 0;
  #checks = 0;
  readonly #patches = new Patches({
    send: async (patch, revision) =>
      (await call<Session>('PATCH', this.path, { token: this.#token, body: patch, revision })).value,
    revision: () => this.session.revision,
    onSession: (session) => this.accept(session),
    onRefused: (problem, patch) => this.#showRefusal(problem, patch),
    onConnection: (connected) => this.#set({ connected }),
  });

  constructor(private readonly changed: () => void) {}

  get session(): Session {
    if (!this.state.session) throw new Error('There is no session yet');
    return this.state.session;
  }

  get m(): Messages {
    return globalThis.words;
  }

  // ---- opening

  async open(): Promise<void> {
    addEventListener('online', () => {
      this.#patches.hurry();
      void this.#load();
    });
    addEventListener('hashchange', () => location.reload());
    addEventListener('pageshow', (event) => {
      if (event.persisted) void this.#comeBack();
    });
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && this.state.session) void this.#load();
    });
    const config = this.#patiently(() => call<ClientConfig>('GET', '/client-config'));
    config.then(({ value }) => this.#set({ config: value })).catch(() => {});
    const found = await this.#identify();
    const asked = /[?&]lang=\w+/.test(location.search);
    history.replaceState(null, '', `/checkout/${asked ? `?lang=${this.m.language}` : ''}`);
    if (found && !asked && languageOf(this.session.locale) !== this.m.language) {
      // The server chose by the browser; the session says what its buyer reads. Its token goes along where tabs remember nothing.
      return location.replace(`/checkout/?lang=${languageOf(this.session.locale)}#${this.#token}`);
    }
    if (!found || isEnded(this.session)) return;
    this.#follow();
    if (this.state.press) {
      this.#paying('unanswered');
      await this.#answered(this.state.press);
    } else await this.#comeBack();
    this.#saveDrafts();
  }

  /** Finds out which session this page is about. */
  async #identify(): Promise<boolean> {
    const given = tokenIn(location.hash);
    const memory = remembered();
    if (given?.startsWith('ho_')) return this.#claim(given);
    if (given && given !== memory?.token) this.#begin({ token: given, drafts: {}, opened: [], press: null });
    else if (memory) this.#begin(memory);
    else {
      this.#set({ stop: 'no_link' });
      return false;
    }
    return this.#loadPatiently();
  }

  async #claim(token: string): Promise<boolean> {
    const idempotencyKey = claimKey(token, newKey);
    try {
      const { value } = await this.#patiently(() =>
        call<OpenedSession>('POST', '/handoff-claims', { body: { token }, idempotencyKey }),
      );
      this.#begin({ token: value.client_token, drafts: {}, opened: [], press: null });
      forgetClaim();
      this.accept(value.session);
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#set({ stop: error.status === 404 ? 'link_used' : 'gone' });
      return false;
    }
  }

  #begin({ token, ...known }: Memory): void {
    this.#token = token;
    this.#set(known);
  }

  async #loadPatiently(): Promise<boolean> {
    try {
      this.accept(await this.#patiently(() => this.#current()));
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#set({ stop: 'gone' });
      return false;
    }
  }

  #current(): Promise<Session> {
    return this.ask<Session>('/checkout-sessions/current');
  }

  /** Asks until there is an answer. */
  async #patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await ask();
        this.#set({ connected: true });
        return answer;
      } catch (error) {
        if (!(error instanceof NoAnswer) && !(error instanceof Problem && error.status >= 500)) throw error;
        this.#set({ connected: false });
        await wait(backoffMs(attempt));
      }
    }
  }

  /** From the bank, by reload or by a step back: money may be on its way, so the provider is asked first. */
  async #comeBack(): Promise<void> {
    if (!this.#isPaymentOpen()) {
      this.#paying('no');
      return;
    }
    this.#paying('asking');
    for (let tries = 0; tries < TRIES_AFTER_BANK && this.#isPaymentOpen(); tries++) {
      if (tries > 0) await wait(REFRESH_MS / 2);
      await this.#refresh();
    }
    this.#paying('no');
    this.#keepChecking();
    this.#focusPayMessage();
  }

  #isPaymentOpen(): boolean {
    const { status } = this.session;
    return status === 'requires_escalation' || status === 'complete_in_progress';
  }

  // ---- staying up to date

  accept(session: Session): void {
    const before = this.state.session;
    this.#set(withSession(this.state, session));
    if (isEnded(this.session)) this.#unfollow();
    if (this.#card && before?.total_minor !== session.total_minor) {
      this.#card.update(session.total_minor, session.currency);
    }
    this.#prepare();
  }

  #follow(): void {
    window.clientHints = { session: this.session.id, token: this.#token };
    this.#unfollow = follow(`${this.path}/events`, {
      token: () => this.#token,
      onEvent: () => this.#loadSoon(),
      onState: (state) => {
        this.#set({ live: state === 'live' });
        if (state === 'live') this.#loadSoon();
      },
      onRefused: () => this.#set({ live: false }),
    });
    this.#keepChecking();
  }

  #loadSoon(): void {
    clearTimeout(this.#reload);
    this.#reload = window.setTimeout(() => {
      if (!this.#patches.busy && this.state.paying !== 'sending') void this.#load();
    }, EVENT_PAUSE_MS);
  }

  async #load(): Promise<void> {
    try {
      const session = await this.#current();
      this.#set({ connected: true });
      this.accept(session);
    } catch (error) {
      if (error instanceof NoAnswer) this.#set({ connected: false });
    }
  }

  /** Polls where the events do not reach, and asks the provider while its answer is open. */
  #keepChecking(): void {
    clearTimeout(this.#tick);
    const checking = isChecking(this.state);
    if (!checking) this.#checks = 0;
    const pause = checking ? Math.min(REFRESH_MS * 1.3 ** this.#checks++, POLL_MS) : POLL_MS;
    this.#tick = window.setTimeout(async () => {
      const { paying, live } = this.state;
      if (isEnded(this.session)) return;
      if (paying === 'no' && isChecking(this.state)) await this.#refresh();
      else if (!document.hidden && (!live || Date.parse(this.session.expires_at) < Date.now()) && !this.#patches.busy)
        await this.#load();
      this.#keepChecking();
    }, pause);
  }

  #refresh(): Promise<void> {
    return this.order('/payment/refresh');
  }

  /** A call by the credential of this page: with a body it is a new one, unless its key was used before. */
  async ask<T>(path: string, body?: object, key = newKey()): Promise<T> {
    const options = { token: this.#token, body, idempotencyKey: body && key };
    return (await call<T>(body ? 'POST' : 'GET', path, options)).value;
  }

  /** A call that says how the session is afterwards, whatever becomes of it. */
  async order(path: string, body = {}): Promise<void> {
    try {
      this.accept(await this.ask<Session>(this.path + path, body));
    } catch (error) {
      if (error instanceof Problem && error.document.session) this.accept(error.document.session);
      else await this.#load();
    }
  }

  /** The asks beside which something was shown on this page; it stays there. */
  reassured = '';

  /** The buyer has rested at an ask and was shown what reassures. */
  reassure(ask: string): void {
    this.reassured += ask;
    void this.order('/trust-messages', { ask });
  }

  // ---- help

  /** What the buyer wants to be helped with; null when they do not any more. */
  help(help: Help | null): void {
    this.#set({ help });
  }

  /** The script that helps did not come; the next press tries again. */
  helpless(): void {
    this.#set({ help: null, connected: false });
  }

  /** A call after which the buyer has the pen here, unless it was refused. */
  async take(path: string): Promise<void> {
    await this.order(path);
    const { holder } = this.session;
    this.#set({ following: holder?.actor !== DEVICE, fence: holder?.fence });
  }

  // ---- filling in

  type(key: FieldKey, value: string): void {
    const wrong = { ...this.state.wrong };
    if (wrong[key] && !this.#wrongWith(key, value)) delete wrong[key];
    this.#set({ drafts: { ...this.state.drafts, [key]: value }, wrong });
  }

  /** The shopper left a field, or the browser filled it in. */
  leave(key: FieldKey): void {
    const [ask] = partsOf(key);
    if (this.state.drafts[key] === undefined) return;
    const value = answerIn(this.state, key);
    const wrong = { ...this.state.wrong };
    const problem = value.trim() ? this.#wrongWith(key, value) : null;
    if (problem) wrong[key] = problem;
    else delete wrong[key];
    this.#set({ wrong });
    this.#save(ask);
  }

  choose(optionId: string): void {
    const key = keyOf('fulfillment.option', 'option_id');
    const { [key]: _, ...wrong } = this.state.wrong;
    this.#set({ drafts: { ...this.state.drafts, [key]: optionId }, wrong });
    this.#patches.add(patchOf('fulfillment.option', 'option_id', optionId));
  }

  enterCodes(codes: string[]): void {
    this.#patches.add({ discount_codes: codes });
  }

  /** Draws an answered ask as fields again. */
  reopen(ask: string): void {
    this.#set({ opened: [...this.state.opened, ask] });
  }

  /** Sends what is new in an ask and not wrong. */
  #save(ask: string): void {
    const changes = Object.entries(unsaved(this.state, ask)).filter(([name]) => !this.state.wrong[keyOf(ask, name)]);
    if (changes.length === 0) return;
    this.#patches.add(changes.map(([name, value]) => patchOf(ask, name, value)).reduce(merged, {}));
  }

  #saveDrafts(): void {
    for (const ask of shownAsks(this.state)) this.#save(ask);
  }

  #wrongWith(key: FieldKey, value: string): string | null {
    const [ask, name] = partsOf(key);
    const field = fieldsOf(this.session, ask).find((it) => it.name === name);
    return field ? wrongWith(field, value, this.m) : null;
  }

  /** At the field it is about, if the server names one or only one was sent; else where one pays. */
  #showRefusal(problem: Problem, patch: SessionPatch): void {
    if (problem.code === 'not-the-holder') {
      this.#set({ following: true });
      return;
    }
    const option = keyOf('fulfillment.option', 'option_id');
    const keys = problem.code === 'unknown-fulfillment-option' ? [option] : this.#refusedKeys(problem, patch);
    const texts = keys.map((key) => [key, partsOf(key)[1] === 'email' ? this.m.emailShape : this.m.notDelivered]);
    const { [option]: _, ...drafts } = this.state.drafts;
    this.#set({
      drafts: keys.includes(option) ? drafts : this.state.drafts,
      wrong: { ...this.state.wrong, ...Object.fromEntries(texts) },
      payProblem: keys.length === 0 ? this.m.notSaved : this.state.payProblem,
    });
    void this.#load();
  }

  #refusedKeys({ document: { violations } }: Problem, patch: SessionPatch): FieldKey[] {
    const sent = pathsOf(patch);
    const paths = violations?.map(({ field }) => field) ?? (sent.length === 1 ? sent : []);
    return paths.map((path) => keyOfPath(path, shownKeys(this.state))).filter((it) => it !== null);
  }

  // ---- paying

  /** Draws the provider's fields where the page has room for them, or once more there. */
  async mountCard(target: HTMLElement | null = this.#cardTarget): Promise<void> {
    if (!this.state.session || !target) return;
    this.#cardTarget = target;
    this.#set({ card: 'loading' });
    try {
      this.#card?.close();
      this.#card = await CardForm.open(target, {
        ...this.#setup(),
        onReady: () => this.#set({ card: 'ready' }),
        onFailed: () => this.#set({ card: 'failed' }),
      });
      this.#prepare();
    } catch {
      this.#set({ card: 'failed' });
    }
  }

  #setup() {
    const { channel, currency, locale, total_minor } = this.session;
    const provider = this.state.config?.provider;
    return {
      publishableKey: provider?.publishable_key ?? '',
      scriptUrl: provider?.script_url ?? '',
      amountMinor: total_minor,
      currency,
      locale,
      capture: channel.capture,
    };
  }

  readonly cardRef = (target: HTMLElement | null): void => {
    if (target) void this.mountCard(target);
  };

  /**
   * Tells the server that payment is reached, once for each total, so that paying is one call to the provider.
   * It only makes paying quicker: when it fails, paying does the same work itself.
   */
  #prepare(): void {
    const session = this.session;
    const attempt = `${session.total_minor} ${session.tenders.length}`;
    if (!this.#card || session.status !== 'ready_for_complete' || this.#prepared === attempt) return;
    this.#prepared = attempt;
    this.#preparing = this.ask<PaymentForm>(`/channels/${encodeURIComponent(session.channel.id)}/payment-forms`, {
      session_id: session.id,
    }).catch(() => {});
  }

  async pay(by: PaidBy = 'card'): Promise<void> {
    if (this.state.paying !== 'no' || isChecking(this.state)) return;
    const shownMinor = this.session.total_minor;
    this.#set({ payProblem: null, newTotal: null });
    if (this.#showWhatIsMissing()) return;
    await this.#sending(() => this.#payAs(shownMinor, by));
  }

  async #sending(paying: () => Promise<void>): Promise<void> {
    this.#paying('sending');
    try {
      await paying();
    } catch (error) {
      this.#set({ payProblem: this.m.notPaid });
      if (!(error instanceof Problem || error instanceof NoAnswer)) throw error;
    } finally {
      if (this.state.paying !== 'leaving') this.#paying('no');
      this.#keepChecking();
    }
  }

  async #payAs(shownMinor: number, by: PaidBy): Promise<void> {
    this.#saveDrafts();
    await this.#patches.settled();
    if (this.session.status === 'requires_escalation') await this.withdraw();
    if (isEnded(this.session) || this.#showWhatIsMissing()) return;
    if (this.session.total_minor !== shownMinor) {
      this.#showNewTotal(shownMinor);
      return;
    }
    const request: CompleteRequest = { revision: 0, confirmed_total_minor: shownMinor };
    const offered = this.session.offered_tender;
    if (needsTender(this.session) && by === 'ideal') request.tender = { type: 'ideal' };
    else if (needsTender(this.session) && by === 'saved' && offered)
      request.tender = { type: 'saved', saved_tender_id: offered.id };
    else if (needsTender(this.session)) {
      const card = await this.#card?.token(this.session);
      if (!card) {
        this.#set({ card: 'failed' });
        return;
      }
      if (!('id' in card)) {
        this.#set({ payProblem: card.message });
        if (!card.message) this.#card?.focus();
        else this.#focusPayMessage();
        return;
      }
      request.tender = { type: 'card', confirmation_token: card.id };
    }
    await this.#preparing;
    await this.#submit({ ...request, revision: this.session.revision });
  }

  // ---- paying by wallet

  readonly expressRef = (target: HTMLElement | null): void => {
    if (!target) return;
    drawWallets(target, {
      ...this.#setup(),
      wallets: walletsOf(this.session),
      onReady: () => this.#set({ express: true }),
      begin: () => this.#begunSheet(),
      quote: (address, optionId) => this.#quote(address, optionId),
      confirm: (yes, token) => void this.#sending(() => this.#payByWallet(yes, token)),
    }).catch(() => {}); // the form sells as well
  };

  #begunSheet(): Sheet | null {
    if (this.state.paying !== 'no' || isChecking(this.state)) return null;
    this.#set({ payProblem: null, newTotal: null });
    this.#saveDrafts();
    if (this.#showWhatIsMissing(WALLET_ASKS)) return null;
    const asks = this.session.asks.map(({ id }) => id);
    return {
      ...this.#sheet(this.session),
      emailRequired: asks.includes('buyer.email'),
      phoneNumberRequired: asks.includes('buyer.phone'),
      shippingAddressRequired: asks.includes('fulfillment.address'),
    };
  }

  async #quote(address: WalletAddress, optionId?: string): Promise<Sheet | null> {
    const { city, country, postal_code, state } = address;
    const body = { country: country.toUpperCase(), region: state, postal_code, city, option_id: optionId };
    try {
      const value = await this.ask<SessionQuote>(`${this.path}/quotes`, body);
      const sheet = this.#sheet(value);
      const [first] = sheet.shippingRates;
      if (!first) return null;
      if (first.id === value.fulfillment?.option_id) return sheet;
      return optionId ? null : this.#quote(address, first.id);
    } catch {
      return null;
    }
  }

  /** The option that counts comes first: wallets begin with it. */
  #sheet(costs: Session | SessionQuote): Sheet {
    const { due_minor, total_minor, totals, fulfillment, fulfillment_options } = costs;
    const { m } = this;
    const rank = ({ id }: { id: string }) => (id === fulfillment?.option_id ? 0 : 1);
    this.#sheetMinor = total_minor;
    return {
      amountMinor: due_minor,
      lineItems: totals
        .filter(({ type, included }) => type !== 'total' && !included && due_minor === total_minor)
        .map(({ type, amount_minor }) => ({ name: m.totals[type] ?? type, amount: amount_minor })),
      shippingRates: fulfillment_options
        .filter(({ kind }) => kind !== 'pickup')
        .sort((a, b) => rank(a) - rank(b))
        .map((it) => ({
          id: it.id,
          amount: it.amount_minor,
          displayName: it.title,
          deliveryEstimate: arrival(it, this.session.locale, m) ?? '',
        })),
    };
  }

  async #payByWallet(yes: Yes, token: string | null): Promise<void> {
    const { billingDetails: by, shippingAddress: to } = yes;
    if (!token) throw new NoAnswer('The wallet made no token');
    await this.#patches.settled();
    if (this.session.status === 'requires_escalation') await this.withdraw();
    const request: CompleteRequest = {
      revision: this.session.revision,
      confirmed_total_minor: this.#sheetMinor,
      tender: { type: yes.expressPaymentType, confirmation_token: token },
      buyer: given({ email: by?.email, name: by?.name, phone: by?.phone?.replace(/[^\d+ ().-].*/, '').trim() || null }),
    };
    if (to) {
      const { state, country, ...address } = to.address;
      request.fulfillment = {
        option_id: yes.shippingRate?.id,
        address: { ...address, name: to.name || (by?.name ?? ''), region: state, country: country.toUpperCase() },
      };
    } else if (this.session.asks.some(({ id }) => id === 'fulfillment.name')) {
      request.fulfillment = { address: { name: by?.name ?? '' } };
    }
    this.#set({ drafts: {} }); // what the wallet says counts, and comes back should nothing come of it
    await this.#preparing;
    await this.#submit(request);
  }

  async #submit(request: CompleteRequest): Promise<void> {
    const press = { key: newKey(), request };
    this.#set({ press });
    await this.#answered(press);
  }

  /** Sends a press of the button until it is answered: always the same one, so that it can count only once. */
  async #answered(press: Press): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        const value = await this.ask<Session>(`${this.path}/complete`, press.request, press.key);
        this.#set({ press: null, connected: true });
        this.#paying('no');
        this.accept(value);
        this.#afterAnswer();
        return;
      } catch (error) {
        if (await this.#isFinal(error, press, attempt)) return;
      }
    }
  }

  async #isFinal(error: unknown, press: Press, attempt: number): Promise<boolean> {
    if (error instanceof NoAnswer) {
      this.#set({ connected: false });
      this.#paying('unanswered');
      await wait(backoffMs(attempt, 8_000));
      return false;
    }
    if (!(error instanceof Problem)) throw error;
    const again = error.code === 'idempotency-in-flight' || (error.status >= 500 && attempt < TRIES_AFTER_SERVER_ERROR);
    if (again) {
      this.#paying('unanswered');
      await wait(error.retryAfterMs ?? backoffMs(attempt, 8_000));
      return false;
    }
    this.#set({ press: null });
    this.#paying('no');
    if (error.document.session) this.accept(error.document.session);
    else await this.#load();
    this.#afterRefusal(error, press);
    return true;
  }

  #afterAnswer(): void {
    const { action } = this.session.payment;
    if (this.session.status === 'requires_escalation' && action?.type === 'redirect') {
      this.toBank(action.url);
    } else {
      this.#keepChecking();
      this.#focusPayMessage();
    }
  }

  #afterRefusal(problem: Problem, press: Press): void {
    const { confirmed_total_minor: confirmedMinor } = press.request;
    const moved = this.session.total_minor !== confirmedMinor;
    const m = this.m;
    if (problem.code === 'not-the-holder') this.#set({ following: true });
    else if (problem.code === 'total-changed' || (problem.code === 'revision-mismatch' && moved)) {
      this.#showNewTotal(confirmedMinor);
    } else if (problem.code === 'not-ready') this.#showWhatIsMissing();
    else if (problem.code === 'unknown-fulfillment-option') this.#showWhatIsMissing();
    else if (problem.code === 'out-of-stock') this.#set({ payProblem: m.outOfStock });
    else if (problem.code === 'revision-mismatch') this.#set({ payProblem: m.changedMeanwhile });
    else if (this.session.status === 'ready_for_complete' && this.session.payment.state === 'not_paid') {
      this.#set({ payProblem: m.notPaid });
    }
    this.#focusPayMessage();
  }

  toBank(url: string): void {
    this.#paying('leaving');
    location.assign(url);
  }

  /** Takes back a payment that waits for the buyer. */
  withdraw(): Promise<void> {
    return this.order('/payment/withdraw');
  }

  #showNewTotal(beforeMinor: number): void {
    this.#set({ newTotal: { beforeMinor, nowMinor: this.session.total_minor } });
    focusSoon('#new-total');
  }

  /** Marks everything that still has to be filled in and goes to the first of it. */
  #showWhatIsMissing(butFor: string[] = []): boolean {
    const wrong: Record<FieldKey, string> = {};
    for (const key of shownKeys(this.state)) {
      if (butFor.includes(partsOf(key)[0])) continue;
      const problem = this.#wrongWith(key, answerIn(this.state, key)) ?? this.state.wrong[key];
      if (problem) wrong[key] = problem;
    }
    const option = keyOf('fulfillment.option', 'option_id');
    const isOpen = this.session.asks.some(({ id }) => id === 'fulfillment.option');
    if (isOpen && !this.state.drafts[option]) wrong[option] = this.m.chooseOption;
    this.#set({ wrong });
    if (Object.keys(wrong).length === 0) return false;
    focusSoon('[aria-invalid="true"]');
    return true;
  }

  #focusPayMessage(): void {
    if (this.session.status === 'ready_for_complete') focusSoon('#pay-message:not(:empty)');
  }

  // ---- state

  get path(): string {
    return `/checkout-sessions/${this.session.id}`;
  }

  #paying(paying: Paying): void {
    this.#set({ paying });
  }

  #set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    const { drafts, opened, press, fence } = this.state;
    if (this.#token) remember({ token: this.#token, drafts, opened, press, fence });
    this.changed();
  }
}

/** After the page has been drawn again. */
function focusSoon(selector: string): void {
  setTimeout(() => {
    const found = document.querySelector<HTMLElement>(selector);
    found?.focus();
    found?.scrollIntoView({ block: 'center' });
  }, 50);
}
