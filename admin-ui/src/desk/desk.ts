import type {
  Address,
  Channel,
  ClientConfig,
  EventData,
  Item,
  OpenedSession,
  Order,
  Participant,
  Session,
  SessionPatch,
  SessionSummary,
} from '../shared/api';
import { counted, type Line, linesOf, wish } from '../shared/basket';
import { changedFields } from '../shared/changes';
import { follow } from '../shared/events';
import { type FieldKey, keyOfPath, partsOf, patchOf, storedOf, wrongWith } from '../shared/fields';
import { backoffMs, call, NoAnswer, newKey, Problem, pauseBeforeAgain, wait } from '../shared/http';
import { Patches, pathsOf } from '../shared/patches';
import { finishSignIn, isBack, type Staff, signedIn, signIn, signOut } from '../shared/signIn';
import {
  type Call,
  type CallReason,
  type CallRequest,
  cleanNumber,
  isTyped,
  type KeypadEntry,
  type KeypadFieldName,
  type OpenedCall,
  type Pop,
  type PopOrder,
  type TakenCall,
  withProgress,
} from './calls';
import { entryOf } from './entry';
import { happening, withHappening } from './happenings';
import {
  type ChargeRequest,
  forget,
  type KeypadRequest,
  keepLater,
  laterCalls,
  type Memory,
  type Opening,
  type Press,
  remember,
  remembered,
} from './memory';
import type { Messages } from './messages';
import { consentText, type Fact, keypadConsentText } from './spoken';
import {
  closed,
  fieldsIn,
  hindrance,
  isMine,
  type Later,
  type Method,
  money,
  NO_CALL,
  nextField,
  type Panel,
  refusal,
  type SavedTender,
  START,
  type State,
  savedTenders,
  sendTo,
  type Talk,
} from './state';

const REFRESH_MS = 2_000;
const LEAST_OFTEN_MS = 5_000;
const PROBE_MS = 3_000;
const UNDO_MS = 5_000;
const TYPING_PAUSE_MS = 40;
const EVENT_PAUSE_MS = 100;
const LIST_PAUSE_MS = 500;
const EACH_LOOK_MS = 50;
const RESULTS = 8;
const OPEN_SHOWN = 8;
/** The server takes a page that says nothing for two minutes for closed. */
const HERE_MS = 45_000;

/** What an agent has to do with now. */
interface CurrentCalls {
  calls: { call: Call; pop: Pop }[];
  keypad_channels?: string[];
}

export const idOf = (key: string): string => `f-${key.replaceAll(/[./]/g, '-')}`;

/** One agent at one tab: who they are, the call they are in, what is ordered, and where the money is. */
export class Desk {
  state: State = START;
  #config: ClientConfig | null = null;
  #sessionId: string | null = null;
  #opening: Opening | null = null;
  #press: Press | null = null;
  #focus: string | null = null;
  /** Whether the server keeps calls; not known before it was asked. */
  #keepsCalls = false;
  /** The agent wants to change what the shopper holds, as soon as they may. */
  #wantsPen = false;
  #undoEnds = 0;
  #searching = 0;
  #search = 0;
  #tick = 0;
  #checks = 0;
  #reload = 0;
  #lists = 0;
  #reading = 0;
  #probing = false;
  #here = 0;
  #keystrokes = 0;
  #unfollow: (() => void) | null = null;
  #unfollowAll: (() => void) | null = null;
  readonly #patches = new Patches({
    send: (patch, revision) => this.#send(patch, revision),
    revision: () => this.state.session?.revision ?? 0,
    onSession: (session) => this.accept(session, 'you'),
    onRefused: (problem, patch) => void this.#refused(problem, patch),
    onConnection: (connected) => this.#connection(connected),
  });

  /**
   * @param changed draws the state
   * @param focus puts the focus on the element with this id, once it is drawn
   */
  constructor(
    private readonly changed: () => void,
    private readonly focus: (id: string) => void = () => {},
  ) {}

  get m(): Messages {
    return globalThis.words;
  }

  // ---- the person

  async start(): Promise<void> {
    addEventListener('offline', () => this.#connection(false));
    addEventListener('online', () => void this.#probe());
    const config = await this.#patiently(() => call<ClientConfig>('GET', '/client-config'));
    if (!config) return;
    this.#config = config;
    this.#set({ merchant: config.name, canSignIn: config.sign_in !== null });
    if (config.sign_in && isBack()) {
      try {
        await finishSignIn(config.sign_in);
      } catch (error) {
        return this.#set({ place: 'sign_in', alert: this.m.signInFailed((error as Error).message) });
      }
    }
    const staff = signedIn();
    if (!staff) return this.#set({ place: 'sign_in' });
    await this.#begin(staff);
  }

  async signIn(): Promise<void> {
    if (!this.#config?.sign_in || this.state.busy) return;
    this.#set({ busy: true, alert: null });
    try {
      await signIn(this.#config.sign_in);
    } catch (error) {
      this.#set({ busy: false, alert: this.m.signInFailed((error as Error).message) });
    }
  }

  /** The call of this tab stays with the tab; who signs in next goes on with it. */
  signOut(because: State['because'] = null): void {
    signOut();
    this.#stopFollowing();
    this.#unfollowAll?.();
    this.#unfollowAll = null;
    clearTimeout(this.#here);
    this.#set({ place: 'sign_in', staff: null, because });
  }

  async #begin(staff: Staff): Promise<void> {
    if (!staff.roles.includes('agent')) return this.#set({ place: 'sign_in', because: 'not_agent' });
    this.#set({ staff });
    setTimeout(() => this.signOut('expired'), Math.min(staff.expiresAt - Date.now(), 2 ** 31 - 1));
    const channels = await this.#patiently(() => call<{ data: Channel[] }>('GET', '/channels', { token: this.#token }));
    if (!channels) return;
    const wanted = new URLSearchParams(location.search).get('channel');
    const phones = channels.data.filter(({ kind }) => kind === 'phone');
    const channel = phones.find(({ id }) => id === wanted) ?? phones[0];
    if (!channel) return this.#set({ place: 'sign_in', because: 'no_channel' });
    // Asked before the desk is there: a call taken at once has to be kept like any other.
    await this.#currentCalls(AbortSignal.timeout(PROBE_MS));
    this.#set({ place: 'desk', because: null, channel, later: laterCalls() });
    const resumed = this.#resume();
    this.#followAll();
    void this.beHere();
    await Promise.all([this.#loadLists(), resumed]);
  }

  get #token(): string {
    return this.state.staff?.token ?? '';
  }

  /** After a reload: the same call, the same field. */
  async #resume(): Promise<void> {
    const memory = remembered();
    if (!memory) return this.focus('product');
    this.#recall(memory);
    this.focus(memory.focus ?? 'product');
    if (this.#sessionId) await this.#load();
    if (this.state.keypad) await this.#lookAtKeypad(this.state.keypad.id);
    if (this.#press) {
      this.#set({ paying: 'unanswered' });
      await this.#answered(this.#press);
    } else if (closed(this.state) === null) {
      this.#tell();
      this.commitAll();
    }
  }

  #recall({ talk, caller, lines, sessionId, opening, press, focus, keystrokes, ...rest }: Memory): void {
    this.#sessionId = sessionId;
    this.#opening = opening;
    this.#press = press;
    this.#focus = focus;
    this.#keystrokes = keystrokes;
    this.#set({ talk, caller, lines, ...rest });
    if (talk.callId) void this.#pop();
  }

  /** Keys are counted, not kept: how many a call needs. */
  keyPressed(): void {
    if (this.state.talk) this.#keystrokes++;
  }

  focused(id: string | null): void {
    if (!this.state.talk || id === this.#focus) return;
    this.#focus = id;
    this.#save();
  }

  get keepsCalls(): boolean {
    return this.#keepsCalls;
  }

  // ---- the call

  /** Somebody is on the phone. A second call is another tab, so that each has its own draft. */
  async takeCall(typed: string | null, more: Partial<Talk> = {}): Promise<void> {
    if (this.state.talk || this.state.place !== 'desk') return;
    const talk = this.#talk(typed ? cleanNumber(typed) : null, more);
    this.focus('product');
    await this.#busily(async () => {
      await this.#keepCall(talk);
      const popped = await this.#pop();
      if (!popped && talk.number && !talk.requestId) await this.#know();
    });
    this.#focusFirst();
  }

  #talk(number: string | null, more: Partial<Talk> = {}): Talk {
    const talk: Talk = {
      number,
      startedAt: new Date().toISOString(),
      heldSince: null,
      recordingPausedSince: null,
      note: '',
      callId: null,
      requestId: null,
      outbound: false,
      ...more,
    };
    this.#keystrokes = 0;
    this.#set({ ...NO_CALL, talk, alert: null, said: this.m.callBegun });
    return talk;
  }

  async #keepCall(talk: Talk): Promise<void> {
    if (!this.#keepsCalls || talk.callId) return;
    await this.#beside(async () => {
      const { value } = await call<Call>('POST', '/calls', {
        token: this.#token,
        body: {
          channel: this.state.channel?.id,
          direction: talk.outbound ? 'outbound' : 'inbound',
          ...(talk.number ? { caller_number: talk.number } : {}),
          ...(talk.requestId ? { call_request_id: talk.requestId } : {}),
        },
        idempotencyKey: newKey(),
      });
      if (this.state.talk) this.#set({ talk: { ...this.state.talk, callId: value.id } });
    });
  }

  /** Where the server keeps calls it says who it may be without opening anything. False when it did not say. */
  async #pop(): Promise<boolean> {
    const id = this.state.talk?.callId;
    if (!id) return false;
    await this.#currentCalls();
    const pop = this.#pops.get(id);
    if (pop) this.#set({ caller: callerOf(pop) });
    return pop !== undefined;
  }

  /**
   * The record of a call is kept beside the order: what becomes of it never stops one.
   *
   * @returns why it was not kept, in words; null when it was
   */
  async #beside(work: () => Promise<void>): Promise<string | null> {
    try {
      await work();
      return null;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) throw error;
      await this.#lost(error);
      return this.#said(error);
    }
  }

  #pops = new Map<string, Pop>();

  async #currentCalls(signal?: AbortSignal): Promise<void> {
    try {
      const { value } = await call<CurrentCalls>('GET', '/calls/current', {
        token: this.#token,
        signal,
      });
      this.#keepsCalls = true;
      this.#pops = new Map(value.calls.map((it) => [it.call.id, it.pop]));
      this.#set({ calls: value.calls, keypadChannels: value.keypad_channels ?? [] });
    } catch (error) {
      if (error instanceof Problem && error.status === 404) this.#keepsCalls = false;
      else if (!(error instanceof Problem || error instanceof NoAnswer)) throw error;
    }
  }

  /** A call of one's own that another tab had, or that was not wrapped up. */
  async goOn({ call: mine, pop }: { call: Call; pop: Pop }): Promise<void> {
    if (this.state.talk) return;
    this.#talk(mine.caller_number, {
      callId: mine.id,
      requestId: mine.call_request_id,
      startedAt: mine.started_at,
      heldSince: mine.held_since,
      note: mine.note ?? '',
    });
    this.#set({ caller: callerOf(pop) });
    if (mine.session_id) await this.lookAt(mine.session_id);
    this.#focusFirst();
  }

  /** Says that this agent is here: as long as the page says it again, calls can come. */
  async beHere(away = this.state.away): Promise<void> {
    clearTimeout(this.#here);
    this.#set({ away });
    if (!this.#keepsCalls || this.state.place !== 'desk') return;
    this.#quietly('PUT', '/agents/me', { state: away ? 'away' : 'available' });
    this.#here = window.setTimeout(() => void this.beHere(), HERE_MS);
  }

  /** Takes a call that rings. */
  answer({ call: ringing, pop }: { call: Call; pop: Pop }): Promise<boolean> {
    return this.#busily(async () => {
      await call('POST', `/calls/${ringing.id}/events`, {
        token: this.#token,
        body: { type: 'answered' },
        idempotencyKey: newKey(),
      });
      this.#set({ busy: false });
      await this.takeCall(ringing.caller_number, { callId: ringing.id });
      this.#set({ caller: this.state.caller ?? callerOf(pop) });
    });
  }

  /** Without records of calls only a session knows whether somebody is known by this number. */
  async #know(): Promise<void> {
    if (!this.#sessionId) this.accept(await this.#open([]), 'you');
  }

  /** What one does first: order again, where there is something to order again; else search. */
  #focusFirst(): void {
    if (!this.state.talk) return;
    this.focus(this.state.caller?.pop?.orders.length ? 'reorder' : 'product');
  }

  hold(): void {
    const { talk } = this.state;
    if (!talk) return;
    const heldSince = talk.heldSince ? null : new Date().toISOString();
    this.#set({ talk: { ...talk, heldSince }, said: heldSince ? this.m.held : this.m.resumed });
    if (talk.callId) this.#quietly('POST', `/calls/${talk.callId}/events`, { type: heldSince ? 'held' : 'resumed' });
    if (heldSince) this.focus('note');
  }

  /** A mark in the note, so that a recording with a gap is explained. */
  markRecording(): void {
    const { talk } = this.state;
    if (!talk) return;
    const now = new Date();
    const note = talk.recordingPausedSince
      ? `${talk.note}${talk.note ? '\n' : ''}${this.m.recordingPaused(talk.recordingPausedSince, now.toISOString())}`
      : talk.note;
    this.#set({ talk: { ...talk, note, recordingPausedSince: talk.recordingPausedSince ? null : now.toISOString() } });
  }

  takeNote(note: string): void {
    if (this.state.talk) this.#set({ talk: { ...this.state.talk, note } });
  }

  saveNote(): void {
    const { talk } = this.state;
    if (talk?.callId) this.#quietly('PATCH', `/calls/${talk.callId}`, { note: talk.note });
  }

  // ---- who it is

  /** What a caller says of themselves, so that what is stored of them may be used. */
  prove(fact: Fact, value: string): Promise<boolean> {
    return this.#busily(async () => {
      await this.#patches.settled();
      if (!this.#sessionId) this.accept(await this.#open(wish(this.state.lines)), 'you');
      try {
        const { value: answer } = await call<{ session: Session; customer: State['customer'] }>(
          'POST',
          `${this.#path()}/recognitions`,
          { token: this.#token, body: { fact, value: value.trim() }, idempotencyKey: newKey() },
        );
        this.#set({ customer: answer.customer, typed: without(this.state.typed, 'who/fact'), said: this.m.proven });
        this.#unrefuse('who/fact');
        this.accept(answer.session, 'you');
        this.#preferSaved();
        this.#goOn();
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 422) throw error;
        this.#set({ refused: { ...this.state.refused, 'who/fact': this.#said(error) } });
      }
    });
  }

  #preferSaved(): void {
    const [first] = savedTenders(this.state);
    if (first) this.#set({ method: 'saved', savedTenderId: this.state.savedTenderId ?? first.id });
  }

  /** To what is asked next; to the payment when nothing is. */
  #goOn(): void {
    const open = nextField(this.state);
    const shown = fieldsIn('where', this.state)[0]?.key;
    this.focus(open ? idOf(open) : shown ? idOf(shown) : 'primary');
  }

  // ---- what is ordered

  /** The goods of an earlier order, at today's prices. */
  reorder({ id }: Pick<PopOrder, 'id'>): Promise<boolean> {
    return this.#busily(async () => {
      const { value } = await call<Order>('GET', `/orders/${id}`, { token: this.#token });
      const lines = value.lines.map(({ sku, name, quantity, unit_price_minor }) => ({
        sku,
        name,
        quantity,
        unitMinor: unit_price_minor,
      }));
      this.#want(lines, lines.length - 1);
      this.#set({ said: this.m.reordered(lines.length) });
      if (this.state.caller?.known && !this.state.session?.recognized_by) this.focus(idOf('who/fact'));
      else this.#goOn();
    });
  }

  searchSoon(query: string): void {
    clearTimeout(this.#searching);
    this.#searching = window.setTimeout(() => void this.search(query), TYPING_PAUSE_MS);
  }

  async search(typed: string): Promise<void> {
    const entry = entryOf(typed);
    const turn = ++this.#search;
    if (entry.kind !== 'words') return this.#set({ found: null, chosen: 0 });
    try {
      const channel = encodeURIComponent(this.state.channel?.id ?? '');
      const { value } = await call<{ data: Item[] }>(
        'GET',
        `/items?channel=${channel}&limit=${RESULTS}&query=${encodeURIComponent(entry.query)}`,
        { token: this.#token },
      );
      this.#connection(true);
      // Answers may come in another order than they were asked for.
      if (turn === this.#search) this.#set({ found: { query: entry.query, items: value.data }, chosen: 0 });
    } catch (error) {
      await this.#lost(error);
    }
  }

  choose(by: number): void {
    const count = this.state.found?.items.length ?? 0;
    if (count > 0) this.#set({ chosen: (this.state.chosen + by + count) % count });
  }

  /** Enter in the search: adds what is chosen, or counts the line one is at. True when the field can be emptied. */
  async enter(typed: string): Promise<boolean> {
    const entry = entryOf(typed);
    if (entry.kind === 'nothing') return false;
    if (entry.kind === 'quantity') return this.#count(entry.quantity);
    clearTimeout(this.#searching);
    if (this.state.found?.query !== entry.query) await this.search(typed);
    const { found, chosen } = this.state;
    const item = found?.query === entry.query ? found.items[chosen] : undefined;
    if (!item) return false;
    return this.add(item);
  }

  add(item: Item): boolean {
    if (!this.#mayChange()) return false;
    const { lines } = this.state;
    const at = lines.findIndex(({ sku }) => sku === item.sku);
    const next =
      at < 0
        ? [...lines, { sku: item.sku, name: item.name, quantity: 1, unitMinor: item.price_minor }]
        : counted(lines, at, 1);
    this.#want(next, at < 0 ? next.length - 1 : at);
    this.#set({ said: this.m.added(item.name) });
    return true;
  }

  #count(quantity: number): boolean {
    const { counting, lines } = this.state;
    const line = counting === null ? undefined : lines[counting];
    if (!line || counting === null) {
      this.#set({ alert: this.m.nothingToCount });
      return false;
    }
    this.setQuantity(counting, quantity);
    return true;
  }

  setQuantity(at: number, quantity: number): void {
    const line = this.state.lines[at];
    if (!line || !this.#mayChange()) return;
    if (quantity === 0) {
      this.remove(at);
      return;
    }
    this.#want(counted(this.state.lines, at, quantity - line.quantity), at);
    this.#set({ said: this.m.counted(quantity, line.name) });
  }

  remove(at: number): void {
    const { lines } = this.state;
    const line = lines[at];
    if (!line || !this.#mayChange()) return;
    this.#want(
      lines.filter((_, index) => index !== at),
      null,
    );
    this.#set({ undo: { text: this.m.removed(line.name), lines } });
    this.#undoEnds = window.setTimeout(() => this.#set({ undo: null }), UNDO_MS);
    this.focus('product');
  }

  undo(): void {
    const { undo } = this.state;
    if (undo && this.#mayChange()) this.#want(undo.lines, undo.lines.length - 1);
    this.focus('product');
  }

  /** On the screen at once; the server follows. */
  #want(lines: Line[], counting: number | null): void {
    clearTimeout(this.#undoEnds);
    this.#set({ lines, counting, alert: null, undo: null, found: null, chosen: 0 });
    this.#tell();
  }

  #tell(): void {
    const { lines, session } = this.state;
    const same =
      session && !this.#patches.busy && JSON.stringify(wish(lines)) === JSON.stringify(wish(linesOf(session)));
    if (same) return;
    if (lines.length > 0 || session || this.#opening) this.#patches.add({ line_items: wish(lines) });
  }

  /** What cannot be changed is said, and nothing is lost. */
  #mayChange(): boolean {
    const why = closed(this.state);
    if (why) this.#set({ alert: this.m.hindrance[why] });
    return why === null;
  }

  // ---- fields

  type(key: string, value: string): void {
    this.#set({ typed: { ...this.state.typed, [key]: value } });
    if (this.state.refused[key]) this.#unrefuse(key);
  }

  /** Somebody leaves a field, or presses Enter in it. True when there is nothing wrong with it. */
  commit(key: string): boolean {
    const value = this.state.typed[key];
    const [ask, name] = partsOf(key as FieldKey);
    if (value === undefined || !/^(buyer|fulfillment)\./.test(ask)) return !this.state.refused[key];
    const field = [...fieldsIn('who', this.state), ...fieldsIn('where', this.state)].find(
      (it) => it.key === key,
    )?.field;
    const wrong = field && value.trim() ? wrongWith({ ...field, required: false }, value, this.m) : null;
    if (wrong) {
      this.#set({ refused: { ...this.state.refused, [key]: wrong } });
      return false;
    }
    const { session } = this.state;
    const stored = session ? (storedOf(session, ask, name) ?? '') : '';
    if (value.trim() === stored) {
      this.#set({ typed: without(this.state.typed, key) });
      return true;
    }
    if (closed(this.state) === null) this.#patches.add(patchOf(ask, name, value.trim()));
    return true;
  }

  commitAll(): void {
    for (const key of Object.keys(this.state.typed)) this.commit(key);
  }

  /** To what the server asks next. */
  next(): void {
    this.#goOn();
  }

  /** Enter in a field: to the next one of the talk, in the order in which one speaks. */
  enterField(key: FieldKey): void {
    if (!this.commit(key)) return;
    const fields = [...fieldsIn('who', this.state), ...fieldsIn('where', this.state)];
    const at = fields.findIndex((it) => it.key === key);
    const open = fields.slice(at + 1).find((it) => it.asked && !it.value.trim());
    this.focus(open ? idOf(open.key) : 'primary');
  }

  #unrefuse(key: string): void {
    this.#set({ refused: without(this.state.refused, key) });
  }

  /** An answer that is chosen and not typed. */
  answerAsk(ask: string, field: string, value: string): void {
    if (this.#mayChange()) this.#patches.add(patchOf(ask, field, value));
  }

  sendTo(address: Address): void {
    if (!this.#mayChange()) return;
    const { name, line1, line2, postal_code, city, region, country } = address;
    const whole = { name, line1, line2, postal_code, city, region, country };
    const given = Object.fromEntries(Object.entries(whole).filter(([, value]) => value != null));
    this.#patches.add({ fulfillment: { address: given } });
  }

  chooseOption(id: string): void {
    if (this.#mayChange()) this.#patches.add({ fulfillment: { option_id: id } });
  }

  addCode(code: string): boolean {
    const codes = this.state.session?.discount_codes ?? [];
    if (!code || !this.#mayChange()) return false;
    this.#patches.add({ discount_codes: [...codes.filter((it) => it !== code), code] });
    return true;
  }

  removeCode(code: string): void {
    const codes = this.state.session?.discount_codes ?? [];
    if (this.#mayChange()) this.#patches.add({ discount_codes: codes.filter((it) => it !== code) });
  }

  speak(locale: string): void {
    if (this.#mayChange()) this.#patches.add({ locale });
  }

  // ---- the session

  async #send(patch: SessionPatch, revision: number): Promise<Session> {
    let rest: SessionPatch = patch;
    if (!this.#sessionId || this.#opening) {
      const opened = await this.#open(patch.line_items ?? wish(this.state.lines));
      const { line_items: _, ...others } = patch;
      rest = others;
      if (Object.keys(rest).length === 0) return opened;
      this.accept(opened, 'you');
      revision = opened.revision;
    }
    const { value } = await call<Session>('PATCH', this.#path(), { token: this.#token, body: rest, revision });
    this.#acknowledge(patch);
    return value;
  }

  /** What the server has now is no draft any more. */
  #acknowledge(patch: SessionPatch): void {
    const typed = Object.entries(this.state.typed).filter(([key, value]) => {
      const [ask, field] = partsOf(key as FieldKey);
      if (!/^(buyer|fulfillment)\./.test(ask)) return true;
      const [path = ''] = pathsOf(patchOf(ask, field, value));
      return valueAt(patch, path) !== value.trim();
    });
    this.#set({ typed: Object.fromEntries(typed) });
  }

  async #open(line_items: object[]): Promise<Session> {
    this.#opening ??= {
      key: newKey(),
      body: {
        ...(this.state.talk?.number ? { caller_number: this.state.talk.number } : {}),
        ...(line_items.length > 0 ? { line_items } : {}),
        locale: this.m.language,
      },
    };
    this.#save();
    const { key, body } = this.#opening;
    try {
      const { value } = await call<OpenedCall>('POST', this.#desk(), { token: this.#token, body, idempotencyKey: key });
      this.#opening = null;
      this.#sessionId = value.session.id;
      this.#learn(value.customer);
      this.#isAbout(value.session.id);
      return value.session;
    } catch (error) {
      const again =
        error instanceof NoAnswer || (error instanceof Problem && (error.status >= 500 || error.status === 401));
      if (!again) this.#opening = null;
      throw error;
    }
  }

  #isAbout(session_id: string): void {
    const { talk } = this.state;
    if (talk?.callId) this.#quietly('PATCH', `/calls/${talk.callId}`, { session_id });
  }

  #learn(customer: OpenedCall['customer']): void {
    const savedTenders: SavedTender[] = customer?.saved_tenders ?? [];
    const caller = this.state.caller ?? { known: false, pop: null, savedTenders: [] };
    this.#set({ caller: { ...caller, known: caller.known || customer !== null, savedTenders } });
  }

  #desk(): string {
    return `/channels/${encodeURIComponent(this.state.channel?.id ?? '')}/calls`;
  }

  #path(): string {
    return `/checkout-sessions/${this.#sessionId}`;
  }

  /** @param by who has changed it, as far as one knows: `buyer` for what came by the stream */
  accept(session: Session, by: 'you' | 'buyer' = 'buyer'): void {
    const before = this.state.session;
    if (before?.id === session.id && session.revision < before.revision) return;
    if (session.status === 'canceled' && before?.id === session.id) {
      void this.#startAnew(before);
      return;
    }
    this.#sessionId = session.id;
    const fields = before && session.revision > before.revision ? changedFields(before, session) : [];
    const mine = by === 'you' || this.#patches.busy;
    if (fields.length > 0) {
      const line = { kind: 'changed', detail: null, fields, by: mine ? 'you' : by, bad: false } as const;
      const at = session.updated_at;
      this.#happened({ ...line, id: `${session.id}-${session.revision}`, at });
    }
    const lines = this.#patches.busy && before ? this.state.lines : linesOf(session);
    const counting =
      lines.length === this.state.lines.length ? this.state.counting : lines.length ? lines.length - 1 : null;
    this.#set({
      session,
      lines,
      counting,
      elsewhere: false,
      consentNeeded: session.buyer_hidden ? this.state.consentNeeded : null,
    });
    if (session.status === 'completed' && before?.status !== 'completed')
      this.#set({ said: this.m.paidSaid, alert: null });
    this.#watch();
    this.#readBackSoon();
  }

  /** The session has run out; what was said in the call has not. */
  async #startAnew(before: Session): Promise<void> {
    this.#stopFollowing();
    // What is on its way still speaks of the old one.
    await this.#patches.settled();
    if (this.#sessionId !== before.id) return;
    this.#sessionId = null;
    this.#opening = null;
    const said = [...fieldsIn('who', this.state), ...fieldsIn('where', this.state)].filter(({ value }) => value.trim());
    const typed = Object.fromEntries(said.map(({ key, value }) => [key, value]));
    const lines = linesOf(before);
    this.#set({
      session: null,
      lines,
      link: null,
      keypad: null,
      paying: 'no',
      typed: { ...this.state.typed, ...typed },
    });
    this.#set({ alert: this.m.beganAnew });
    this.#tell();
    this.commitAll();
  }

  #happened(one: State['happenings'][number]): void {
    this.#set({ happenings: withHappening(this.state.happenings, one) });
  }

  async #refused(problem: Problem, patch: SessionPatch): Promise<void> {
    if (problem.status === 401) return this.signOut('expired');
    if (problem.code === 'not-the-holder') return this.#set({ elsewhere: true });
    if (problem.code === 'consent-needed') return this.#set({ consentNeeded: this.m.consentNeeded });
    const keys = Object.keys(this.state.typed) as FieldKey[];
    const refused: Record<string, string> = {};
    for (const { field, text } of problem.document.violations ?? []) {
      const key = keyOfPath(field, keys);
      if (key) refused[key] = text;
    }
    if (Object.keys(refused).length > 0) this.#set({ refused: { ...this.state.refused, ...refused } });
    else this.#set({ alert: this.#said(problem) });
    // What cannot be had is not in the basket; what was typed stays.
    if (patch.line_items && this.state.session) this.#set({ lines: linesOf(this.state.session) });
  }

  async #load(): Promise<void> {
    if (!this.#sessionId) return;
    try {
      const { value } = await call<Session>('GET', this.#path(), { token: this.#token });
      this.#connection(true);
      this.accept(value);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) this.#set({ alert: this.m.gone });
      else await this.#lost(error);
    }
  }

  // ---- what a shopper has begun

  /** Shows a session that somebody else holds: what is in it, where it stands and what went wrong. */
  lookAt(id: string): Promise<boolean> {
    return this.#busily(async () => {
      if (!this.state.talk) this.#talk(null);
      await this.#patches.settled();
      const { session } = this.state;
      if (session && session.id !== id && session.status !== 'completed' && isMine(this.state)) {
        if (session.line_items.length > 0) return this.#set({ alert: this.m.basketFirst });
        // Nothing was said in it: nobody has lost anything.
        this.#quietly('POST', `/checkout-sessions/${session.id}/cancel`, {});
      }
      this.#adopt((await call<Session>('GET', `/checkout-sessions/${id}`, { token: this.#token })).value);
    });
  }

  #adopt(session: Session): void {
    this.#stopFollowing();
    this.#sessionId = session.id;
    this.#opening = null;
    this.#set({
      session: null,
      lines: [],
      happenings: [],
      typed: {},
      refused: {},
      link: null,
      keypad: null,
      customer: null,
    });
    this.accept(session);
    this.#isAbout(session.id);
    this.focus('takeover');
  }

  /** With the four characters a shopper says. */
  claim(code: string): Promise<boolean> {
    return this.#busily(
      async () => {
        const { value } = await call<OpenedSession>('POST', '/handoff-claims', {
          token: this.#token,
          body: { code: code.replaceAll(/[^a-z\d]/gi, '').toUpperCase() },
          idempotencyKey: newKey(),
        });
        if (!this.state.talk) this.#talk(null);
        this.#adopt(value.session);
        this.#goOn();
      },
      { 404: this.m.codeUnknown },
    );
  }

  /** Lets the agent change what the shopper holds: by the number they call from, or with their consent. */
  takeOver(): Promise<boolean> {
    return this.#busily(async () => {
      const { session, talk } = this.state;
      if (!session) return;
      this.#wantsPen = true;
      if (session.buyer_hidden && talk?.number && (await this.#joinedByNumber(talk.number))) return this.#takePen();
      if (this.state.session?.buyer_hidden) return this.#askConsent();
      await this.#takePen();
    });
  }

  async #joinedByNumber(number: string): Promise<boolean> {
    try {
      const { value } = await call<OpenedCall>('POST', this.#desk(), {
        token: this.#token,
        body: { session_id: this.#sessionId, caller_number: number },
        idempotencyKey: newKey(),
      });
      this.#learn(value.customer);
      this.accept(value.session, 'you');
      return true;
    } catch (error) {
      if (error instanceof Problem && error.code === 'consent-needed') return false;
      throw error;
    }
  }

  async #askConsent(): Promise<void> {
    await call('POST', `${this.#path()}/assistance-requests`, {
      token: this.#token,
      body: {},
      idempotencyKey: newKey(),
    });
    this.#set({ consentNeeded: this.m.consentAsked });
  }

  async #takePen(): Promise<void> {
    const { value } = await call<Session | OpenedSession>('POST', `${this.#path()}/holder`, {
      token: this.#token,
      body: {},
      idempotencyKey: newKey(),
    });
    this.#wantsPen = false;
    this.accept('session' in value ? value.session : value, 'you');
    this.#set({ elsewhere: false, consentNeeded: null, alert: null, said: this.m.tookOver });
    this.commitAll();
    const open = nextField(this.state);
    this.focus(open ? idOf(open) : 'product');
  }

  /** Leaves the session to the shopper. */
  handBack(): Promise<boolean> {
    return this.#busily(async () => {
      await this.#patches.settled();
      const own = this.state.session?.assistance?.find(({ actor }) => actor === `staff:${this.state.staff?.subject}`);
      if (!own) return this.#set({ alert: this.m.handBackByLink });
      const { value } = await call<Session>('POST', `${this.#path()}/assistance-requests/${own.id}/end`, {
        token: this.#token,
        body: {},
        idempotencyKey: newKey(),
      });
      this.#wantsPen = false;
      this.accept(value, 'you');
      this.#set({ said: this.m.handedBack });
    });
  }

  // ---- those who want to be called

  takeRequest({ id }: CallRequest): Promise<boolean> {
    return this.#busily(async () => {
      const { value } = await call<TakenCall>('POST', `/call-requests/${id}/take`, { token: this.#token, body: {} });
      this.#set({ busy: false });
      await this.takeCall(value.number, { requestId: id, outbound: true });
      this.#adopt(value.session);
      void this.#loadLists();
    });
  }

  // ---- the end

  /** @param reason a code of the call's reasons where the server keeps calls, else why nothing was bought; null after a sale */
  endCall(reason: string | null): Promise<boolean> {
    return this.#busily(async () => {
      const { talk, session } = this.state;
      if (!talk) return;
      await this.#patches.settled();
      const sold = session?.status === 'completed';
      let untold: string | null = null;
      if (talk.callId) untold = await this.#beside(() => this.#wrapUp(talk, reason ?? (sold ? 'sale' : 'other')));
      else if (session && !sold && reason) await this.#post(`${this.#path()}/loss-reasons`, { code: reason });
      if (talk.requestId) await this.#post(`/call-requests/${talk.requestId}/finish`, { outcome: 'reached' });
      this.#leave(this.m.ended, untold);
    });
  }

  /** Keeps who it was, what was ordered and why, to call back. */
  callLater(): Promise<boolean> {
    return this.#busily(async () => {
      const { talk } = this.state;
      if (!talk) return;
      await this.#patches.settled();
      const untold = talk.callId ? await this.#beside(() => this.#wrapUp(talk, 'callback')) : null;
      if (talk.requestId) {
        await this.#post(`/call-requests/${talk.requestId}/finish`, { outcome: 'not_reached', again: true });
      } else {
        const { number, note } = talk;
        const one: Later = { id: newKey(), number, note, sessionId: this.#sessionId, at: new Date().toISOString() };
        keepLater([one, ...laterCalls()]);
      }
      this.#leave(this.m.keptForLater, untold);
      this.#set({ later: laterCalls() });
    });
  }

  async callBack({ id, number, sessionId, note }: Later): Promise<void> {
    if (this.state.talk) return;
    keepLater(laterCalls().filter((it) => it.id !== id));
    this.#set({ later: laterCalls() });
    if (!sessionId) return this.takeCall(number, { note, outbound: true });
    await this.#keepCall(this.#talk(number, { note, outbound: true }));
    await this.lookAt(sessionId);
  }

  async #wrapUp(talk: Talk, reason: string): Promise<void> {
    await this.#post(`/calls/${talk.callId}/events`, { type: 'ended' });
    // The list is the merchant's own: what it does not have, nobody can say.
    if (this.state.reasons?.every(({ code }) => code !== reason)) return;
    await this.#post(`/calls/${talk.callId}/wrap-up`, {
      reason,
      keystrokes: this.#keystrokes,
      ...(talk.note ? { note: talk.note } : {}),
    });
  }

  async #post(path: string, body: object): Promise<void> {
    await call('POST', path, { token: this.#token, body, idempotencyKey: newKey() });
  }

  #leave(said: string, alert: string | null): void {
    this.#stopFollowing();
    clearTimeout(this.#undoEnds);
    this.#sessionId = null;
    this.#opening = null;
    this.#press = null;
    this.#wantsPen = false;
    forget();
    this.#set({ ...NO_CALL, alert, said });
    this.focus('number');
    void this.#loadLists();
  }

  // ---- money

  pick(method: Method): void {
    const [first] = savedTenders(this.state);
    const savedTenderId = this.state.savedTenderId ?? first?.id ?? null;
    this.#set({ method, savedTenderId, alert: null, panel: null });
    this.focus(method === 'link' ? idOf('link/send_to') : 'primary');
  }

  pickSaved(savedTenderId: string): void {
    this.#set({ savedTenderId });
  }

  /** What the caller has to hear and agree to before a saved tender is charged. */
  consent(): string {
    const { session, savedTenderId } = this.state;
    const label = savedTenders(this.state).find(({ id }) => id === savedTenderId)?.label ?? '';
    return session ? consentText(session.due_minor, session.currency, label, session.locale) : '';
  }

  /** The primary button. What stands in the way is said, and the focus goes there. */
  async primary(): Promise<void> {
    if (this.state.session?.status === 'completed') return void this.endCall(null);
    while (this.#patches.busy && this.state.connected) await wait(EACH_LOOK_MS);
    const why = hindrance(this.state);
    if (why) {
      this.#set({ alert: this.m.hindrance[why] });
      const open = nextField(this.state);
      if (why === 'asks' && open) this.focus(idOf(open));
      if (why === 'no_number') this.focus(idOf('link/send_to'));
      if (why === 'empty') this.focus('product');
      if (why === 'hers' || why === 'hidden') this.focus('takeover');
      return;
    }
    const { method, session, savedTenderId } = this.state;
    if (!session || money(this.state) !== 'open') return;
    if (method === 'link') return void (await this.sendLink());
    const { revision, total_minor: confirmed_total_minor } = session;
    if (method === 'reader') {
      await this.#pay(`${this.#path()}/complete`, {
        revision,
        confirmed_total_minor,
        tender: { type: 'card_present' },
      });
    } else if (method === 'keypad') {
      const call_id = this.state.talk?.callId;
      await this.#pay(this.#keypads(), {
        revision,
        confirmed_total_minor,
        consent: { text: this.keypadConsent(), given: true },
        ...(call_id ? { call_id } : {}),
      } satisfies KeypadRequest);
    } else if (savedTenderId) {
      const consent = { text: this.consent(), given: true } as const;
      await this.#pay(`${this.#desk()}/${session.id}/charges`, {
        revision,
        confirmed_total_minor,
        saved_tender_id: savedTenderId,
        consent,
      } satisfies ChargeRequest);
    }
  }

  /** A link into this very session; another one later leads to the same. */
  sendLink(): Promise<boolean> {
    return this.#busily(async () => {
      const { session, savedTenderId } = this.state;
      const to = sendTo(this.state);
      const offered = refusal(session)?.code === 'authentication_required' ? savedTenderId : null;
      try {
        const { value } = await call<{ url: string; expires_at: string }>(
          'POST',
          `${this.#desk()}/${this.#sessionId}/pay-links`,
          {
            token: this.#token,
            body: { send_to: to, ...(offered ? { saved_tender_id: offered } : {}) },
            idempotencyKey: newKey(),
          },
        );
        const sentAt = new Date().toISOString();
        this.#set({
          link: { url: value.url, sendTo: to, sentAt, expiresAt: value.expires_at, opened: false },
          said: this.m.linkSent(to),
        });
      } catch (error) {
        if (!(error instanceof Problem) || !error.document.violations?.length) throw error;
        const text = error.document.violations.map((it) => it.text).join(' ');
        this.#set({ refused: { ...this.state.refused, 'link/send_to': text } });
        this.focus(idOf('link/send_to'));
      }
    });
  }

  async #pay(path: string, request: Press['request']): Promise<void> {
    this.#set({ paying: 'sending', alert: null, undo: null });
    const press = { key: newKey(), path, request };
    this.#press = press;
    this.#save();
    await this.#answered(press);
  }

  /** Sends a press until it is answered: always the same one, so that it can count only once. */
  async #answered(press: Press): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        const { path, request, key } = press;
        const { value } = await call<Session | KeypadEntry>('POST', path, {
          token: this.#token,
          body: request,
          idempotencyKey: key,
        });
        this.#press = null;
        this.#connection(true);
        this.#set({ paying: 'no' });
        if ('fields' in value) this.#keypadIs(value);
        else this.accept(value, 'you');
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
      // The press waits until the same person has signed in again; its key is theirs.
      this.#set({ paying: 'unanswered' });
      this.signOut('expired');
      return false;
    }
    this.#press = null;
    this.#set({ paying: 'no' });
    const { keypad_entry_id } = error.document;
    if (keypad_entry_id) {
      await this.#lookAtKeypad(keypad_entry_id);
      return false;
    }
    if (error.document.session) this.accept(error.document.session);
    else await this.#load();
    if (error.code === 'not-the-holder') this.#set({ elsewhere: true });
    else this.#set({ alert: this.#said(error) });
    return false;
  }

  // ---- a card typed on the keys of a phone

  #keypads(): string {
    return `${this.#desk()}/${this.#sessionId}/keypad-entries`;
  }

  /** What the caller has to hear and agree to before they type their card. */
  keypadConsent(): string {
    const { session } = this.state;
    return session ? keypadConsentText(session.due_minor, session.currency, session.locale) : '';
  }

  #keypadIs(keypad: KeypadEntry): void {
    const before = this.state.keypad;
    this.#set({ keypad });
    if (before?.id === keypad.id && before.state === keypad.state) return;
    this.#set({ said: this.m.keypadStates[keypad.state] });
    if (!isTyped(keypad)) void this.#load();
  }

  async #lookAtKeypad(id: string): Promise<void> {
    try {
      this.#keypadIs((await call<KeypadEntry>('GET', `${this.#keypads()}/${id}`, { token: this.#token })).value);
    } catch (error) {
      await this.#lost(error);
    }
  }

  /** One field once more; the others stay. */
  retypeKeypad(field: KeypadFieldName): Promise<boolean> {
    return this.#tellKeypad('restart', { field });
  }

  cancelKeypad(): Promise<boolean> {
    return this.#tellKeypad('cancel', {});
  }

  #tellKeypad(what: 'restart' | 'cancel', body: object): Promise<boolean> {
    return this.#busily(async () => {
      const { keypad } = this.state;
      if (!keypad) return;
      const path = `${this.#keypads()}/${keypad.id}/${what}`;
      this.#keypadIs((await call<KeypadEntry>('POST', path, { token: this.#token, body })).value);
    });
  }

  /** True when the event told only of a key, which changes nothing in the session. */
  #heardKeypad({ type, aggregate_id, data }: EventData): boolean {
    const { keypad } = this.state;
    const isProgress = type === 'keypad_entry.progress';
    if (isProgress && keypad?.id === aggregate_id) this.#set({ keypad: withProgress(keypad, data) });
    else if (type.startsWith('keypad_entry.') && aggregate_id === keypad?.id) void this.#lookAtKeypad(aggregate_id);
    return isProgress;
  }

  /** Takes a payment back that waits for the buyer. */
  withdraw(): Promise<boolean> {
    return this.#busily(() => this.#ask('/payment/withdraw'));
  }

  async #ask(path: string): Promise<void> {
    const { value } = await call<Session>('POST', this.#path() + path, {
      token: this.#token,
      body: {},
      idempotencyKey: newKey(),
    });
    this.#connection(true);
    this.accept(value);
  }

  // ---- what to read out

  #readBackSoon(): void {
    clearTimeout(this.#reading);
    this.#reading = window.setTimeout(() => void this.#loadReadBack(), EVENT_PAUSE_MS);
  }

  async #loadReadBack(): Promise<void> {
    const { session, lines } = this.state;
    if (!session || session.buyer_hidden || lines.length === 0) return this.#set({ readBack: null });
    if (session.status === 'completed' || session.status === 'canceled') return;
    try {
      const { value } = await call<{ text: string }>('GET', `${this.#desk()}/${session.id}/read-back`, {
        token: this.#token,
      });
      if (this.state.session?.id === session.id) this.#set({ readBack: value.text });
    } catch (error) {
      if (error instanceof Problem && [403, 409].includes(error.status)) this.#set({ readBack: null });
      else await this.#lost(error);
    }
  }

  // ---- staying up to date

  /** The session's own stream, from its beginning: what happened before the call matters most. */
  #watch(): void {
    this.#unfollow ??= follow(`${this.#path()}/events`, {
      token: () => this.#token,
      after: '0',
      onEvent: ({ data }) => this.#heard(JSON.parse(data) as EventData),
      onPresence: (data) => {
        const { participants = [] } = JSON.parse(data) as { participants?: Participant[] };
        this.#set({ buyerIsThere: participants.some(({ kind }) => kind === 'buyer') });
      },
      onState: (state) => {
        if (state !== 'live') return;
        this.#loadSoon();
        if (isTyped(this.state.keypad)) void this.#lookAtKeypad(this.state.keypad?.id ?? '');
      },
      onRefused: (status) => {
        if (status === 401) this.signOut('expired');
      },
    });
    clearTimeout(this.#tick);
    if (!['complete_in_progress', 'requires_escalation'].includes(this.state.session?.status ?? '')) {
      this.#checks = 0;
      return;
    }
    const pause = Math.min(REFRESH_MS * 1.3 ** this.#checks++, LEAST_OFTEN_MS);
    this.#tick = window.setTimeout(() => {
      const asked = isMine(this.state) ? this.#ask('/payment/refresh') : this.#load();
      asked.catch(() => this.#load()).finally(() => this.#watch());
    }, pause);
  }

  #heard(event: EventData): void {
    if (this.#heardKeypad(event)) return;
    const line = happening(event);
    if (line) this.#happened(line);
    const { link } = this.state;
    if (event.type === 'session.handed_off' && link && !link.opened && event.occurred_at > before(link.sentAt)) {
      this.#set({ link: { ...link, opened: true }, said: this.m.linkOpened });
    }
    if (event.type === 'assistance.allowed' && this.#wantsPen) void this.#busily(() => this.#takePen());
    if (event.type === 'assistance.declined') this.#set({ consentNeeded: this.m.consentDeclined });
    this.#loadSoon();
  }

  #stopFollowing(): void {
    clearTimeout(this.#tick);
    clearTimeout(this.#reload);
    clearTimeout(this.#reading);
    this.#checks = 0;
    this.#unfollow?.();
    this.#unfollow = null;
  }

  #loadSoon(): void {
    clearTimeout(this.#reload);
    this.#reload = window.setTimeout(() => {
      if (this.state.paying === 'no' && !this.#patches.busy) void this.#load();
    }, EVENT_PAUSE_MS);
  }

  /** What happens at the merchant: who wants to be called, and where shoppers are. */
  #followAll(): void {
    this.#unfollowAll ??= follow('/events', {
      token: () => this.#token,
      onEvent: ({ data }) => this.#news(JSON.parse(data) as EventData),
      onState: (state) => {
        this.#connection(state === 'live' || this.state.connected);
        if (state !== 'live') return;
        this.#listsSoon();
        void this.#currentCalls();
      },
      onRefused: (status) => {
        if (status === 401) this.signOut('expired');
      },
    });
  }

  #news(event: EventData): void {
    if (/^(call_request|session)\./.test(event.type)) this.#listsSoon();
    if (event.type.startsWith('call.')) void this.#currentCalls();
  }

  #listsSoon(): void {
    this.#lists ||= window.setTimeout(() => {
      this.#lists = 0;
      void this.#loadLists();
    }, LIST_PAUSE_MS);
  }

  async #loadLists(): Promise<void> {
    try {
      const token = this.#token;
      const [queue, open] = await Promise.all([
        call<{ data: CallRequest[] }>('GET', '/call-requests', { token }),
        call<{ data: SessionSummary[] }>('GET', '/checkout-sessions?limit=40', { token }),
      ]);
      const stands = ['incomplete', 'ready_for_complete', 'requires_escalation'];
      const shown = open.value.data.filter((it) => stands.includes(it.status) && it.line_item_count > 0);
      this.#set({ queue: queue.value.data, open: shown.slice(0, OPEN_SHOWN) });
      if (this.#keepsCalls && !this.state.reasons) await this.#loadReasons();
    } catch (error) {
      await this.#lost(error);
    }
  }

  async #loadReasons(): Promise<void> {
    const path = `/channels/${encodeURIComponent(this.state.channel?.id ?? '')}/call-reasons`;
    const { value } = await call<{ data: CallReason[] }>('GET', path, { token: this.#token });
    this.#set({ reasons: value.data });
  }

  // ---- the network

  #connection(connected: boolean, isProven = false): void {
    if (connected === this.state.connected) return;
    // An answer that was on its way when the network went says nothing about what comes next.
    if (connected && !navigator.onLine && !isProven) return;
    this.#set({ connected });
    if (connected) this.#patches.hurry();
    else void this.#probe();
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

  async #lost(error: unknown): Promise<void> {
    if (error instanceof NoAnswer) this.#connection(false);
    else if (error instanceof Problem && error.status === 401) this.signOut('expired');
    else if (!(error instanceof Problem)) throw error;
  }

  /** Asks until there is an answer; null when one has to sign in again. */
  async #patiently<T>(ask: () => Promise<{ value: T }>): Promise<T | null> {
    for (let attempt = 0; ; attempt++) {
      try {
        const { value } = await ask();
        this.#connection(true);
        return value;
      } catch (error) {
        if (error instanceof Problem && error.status === 401) {
          this.signOut('expired');
          return null;
        }
        if (error instanceof Problem && error.status < 500 && error.status !== 429) {
          this.#set({ place: 'sign_in', alert: this.#said(error) });
          return null;
        }
        if (error instanceof NoAnswer) this.#connection(false);
        else if (!(error instanceof Problem)) throw error;
        await wait(backoffMs(attempt, 5_000));
      }
    }
  }

  // ---- state

  /** What nobody waits for: it is told when it fails, and nothing else depends on it. */
  #quietly(method: 'POST' | 'PATCH' | 'PUT', path: string, body: object): void {
    call(method, path, { token: this.#token, body, idempotencyKey: newKey() }).catch((error) => {
      if (error instanceof Problem) this.#set({ alert: this.#said(error) });
    });
  }

  /**
   * One call of a person at a time; what it was refused with is said.
   *
   * @param words of this page, by the status of the refusal
   */
  async #busily(work: () => Promise<void>, words: Record<number, string> = {}): Promise<boolean> {
    if (this.state.busy) return false;
    this.#set({ busy: true, alert: null });
    try {
      await work();
      this.#connection(true);
      return this.state.alert === null;
    } catch (error) {
      if (error instanceof NoAnswer) this.#connection(false);
      if (error instanceof Problem && error.status === 401) this.signOut('expired');
      else if (error instanceof Problem && error.code === 'not-the-holder') this.#set({ elsewhere: true });
      else this.#set({ alert: this.#said(error, words) });
      return false;
    } finally {
      this.#set({ busy: false });
    }
  }

  open(panel: Panel): void {
    this.#set({ panel, alert: null });
  }

  /** Esc: closes what is open, and takes nothing away that was typed. */
  close(): void {
    this.#set({ panel: null, found: null, alert: null });
  }

  warn(alert: string | null): void {
    this.#set({ alert });
  }

  /** A refusal in the words of this page, where it has some; else in the server's. */
  #said(error: unknown, words: Record<number, string> = {}): string {
    if (error instanceof NoAnswer) return this.m.offlineShort;
    if (!(error instanceof Problem)) throw error;
    if (error.status === 429) return this.m.waitFor(error.retryAfterMs ?? 60_000);
    return words[error.status] ?? this.m.refusals[error.code] ?? error.message;
  }

  #set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.#save();
    this.changed();
  }

  #save(): void {
    const { talk, caller, lines, typed, link, keypad, method, savedTenderId, happenings } = this.state;
    if (!talk) return;
    remember({
      talk,
      caller,
      lines,
      typed,
      link,
      keypad,
      method,
      savedTenderId,
      happenings: happenings.filter(({ kind }) => kind === 'changed'),
      sessionId: this.#sessionId,
      opening: this.#opening,
      press: this.#press,
      focus: this.#focus,
      keystrokes: this.#keystrokes,
    });
  }
}

/** Clocks differ a little. */
const before = (at: string): string => new Date(Date.parse(at) - 5_000).toISOString();

const callerOf = (pop: Pop): NonNullable<State['caller']> => ({
  known: pop.customer !== null,
  pop,
  savedTenders: pop.customer?.saved_tenders ?? [],
});

function without<T>(all: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _, ...rest } = all;
  return rest;
}

function valueAt(patch: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at ? (at as Record<string, unknown>)[name] : undefined),
      patch,
    );
}
