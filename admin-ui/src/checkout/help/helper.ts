import type { Assistance, CallRequest, Handoff, Session } from '../../shared/api';
import { changedFields } from '../../shared/changes';
import type { Problem } from '../../shared/http';
import type { Door } from '../later';
import { type Words, wordsIn } from './words';

/** How often the place in the queue is asked for: no event tells a buyer of those before them. */
const ASK_MS = 5_000;
/** A link that is good for less than this is made anew. */
const FRESH_MS = 60_000;

const NUMBER = /^\+?[0-9 ().\-/]{4,30}$/;

/** `Alex` of `staff:alex`; null where the name tells nothing, as a number of an issuer. */
export function nameIn(actor: string): string | null {
  const [, name] = /^staff:([a-z]{2,20})$/.exec(actor) ?? [];
  return name ? name.charAt(0).toUpperCase() + name.slice(1) : null;
}

/** What a passkey is asked for with; the browser's own parser reads the rest. */
interface Challenge {
  public_key: PublicKeyCredentialRequestOptionsJSON;
}

/** What the buyer's authenticator answers; null when they have changed their mind, or have none. */
async function shown({ public_key }: Challenge): Promise<PublicKeyCredentialJSON | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(public_key);
  try {
    const passkey = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
    return passkey?.toJSON() ?? null;
  } catch (error) {
    if ((error as Error).name === 'NotAllowedError') return null;
    throw error;
  }
}

const isOpen = (call: CallRequest | null): boolean => call?.state === 'waiting' || call?.state === 'taken';
const isStaffs = (session: Session): boolean => /^(staff|register):/.test(session.holder?.actor ?? '');

/** What a buyer is helped with at this page: passing the checkout on, a call, somebody who helps. */
export class Helper {
  handoff: Handoff | null = null;
  /** The call that was wanted last. */
  call: CallRequest | null = null;
  /** Typed and not sent yet; null before anything was. */
  number: string | null = null;
  numberWrong = false;
  /** What was asked for and refused, or not answered. */
  failed = false;
  copied = false;
  busy = false;
  /** What whoever helps has changed, by the names of `changedFields`. */
  changed: string[] = [];
  /** Who helped last. */
  lastHelper: string | null = null;
  #helper: string | null = null;
  #seen: Session | null = null;
  #shown: unknown = null;
  #tick = 0;

  constructor(
    private readonly door: Door,
    private readonly drawn: () => void,
  ) {}

  get words(): Words {
    return wordsIn(this.door.checkout.m.language);
  }

  get session(): Session {
    return this.door.checkout.session;
  }

  get asking(): Assistance | undefined {
    return this.session.assistance?.find(({ state }) => state === 'asked');
  }

  get helping(): Assistance | undefined {
    return this.session.assistance?.find(({ state }) => state === 'allowed');
  }

  get isOver(): boolean {
    return ['completed', 'canceled'].includes(this.session.status);
  }

  /** The name of whoever it is, as a buyer reads it. */
  name(actor: string | null): string {
    return nameIn(actor ?? '') ?? this.words.somebody(this.session.merchant);
  }

  /** Fields by their labels, in one line. */
  fieldNames(fields: string[]): string {
    const labels = { ...this.door.checkout.m.fields, ...this.words.parts };
    return fields.map((it) => labels[it] ?? it).join(', ');
  }

  /** How the call stands, in words; null where there is none. */
  get callSaid(): string | null {
    const { call, words: w } = this;
    if (!call || call.state === 'canceled') return null;
    if (call.state === 'taken') return w.calling(this.name(call.agent));
    if (call.state !== 'waiting') return w.ended[call.state === 'expired' ? 'expired' : (call.outcome ?? '')] ?? null;
    const seconds = call.expected_wait_seconds;
    return [
      call.tries > 0 ? w.missed : w.waiting,
      call.ahead === 0 ? w.next : w.ahead(call.ahead),
      seconds === 0 ? w.atOnce : seconds && w.minutes(Math.ceil(seconds / 60)),
    ]
      .filter(Boolean)
      .join(' ');
  }

  get isCallOpen(): boolean {
    return isOpen(this.call);
  }

  /** The page has changed: whether somebody has helped, left, or taken the checkout elsewhere. */
  see(): void {
    const { state } = this.door.checkout;
    if (!state.session) return;
    const before = this.#seen;
    this.#seen = this.session;
    this.#seeHelp(before, this.session);
    if (state.help !== this.#shown) {
      this.#shown = state.help;
      this.failed = false;
      this.copied = false;
      if (state.help && !this.call) void this.#findCall();
      if (!this.#isFresh) this.handoff = null;
    }
    if (state.following) this.handoff = null;
    else if (state.help === 'device' && !this.handoff && !this.failed) void this.passOn();
  }

  #seeHelp(before: Session | null, now: Session): void {
    const helper = this.helping?.actor ?? null;
    const left = this.#helper;
    if (helper && helper !== left) this.changed = [];
    this.#helper = helper;
    this.lastHelper = helper ?? this.lastHelper;
    if (before && before !== now && (isStaffs(before) || isStaffs(now))) {
      this.changed = [...new Set([...this.changed, ...changedFields(before, now)])];
    }
    // Whoever helped has gone and left the pen behind.
    if (left && !helper && now.holder?.actor === left && !this.isOver) void this.goOnHere();
  }

  get #isFresh(): boolean {
    return Date.parse(this.handoff?.code_expires_at ?? '') - Date.now() > FRESH_MS;
  }

  /** Makes a link and a code. */
  passOn(): Promise<void> {
    return this.#doing(async () => {
      this.handoff = await this.door.checkout.ask<Handoff>(`${this.door.checkout.path}/handoffs`, {});
    });
  }

  async copy(link: HTMLInputElement | null): Promise<void> {
    link?.select();
    await navigator.clipboard?.writeText(this.handoff?.url ?? '').then(
      () => {
        this.copied = true;
        this.drawn();
      },
      () => {},
    );
  }

  type(number: string): void {
    this.number = number;
    if (this.numberWrong && NUMBER.test(number.trim())) this.numberWrong = false;
    this.drawn();
  }

  /** What stands in the field: typed here, or in the form, or known. */
  get shownNumber(): string {
    return this.number ?? this.door.checkout.state.drafts['buyer.phone/phone'] ?? this.session.buyer?.phone ?? '';
  }

  /** @returns whether the number was one */
  callMe(): boolean {
    const number = this.shownNumber.trim();
    this.numberWrong = !NUMBER.test(number);
    if (this.numberWrong) this.drawn();
    else void this.#doing(() => this.#wantCall(number));
    return !this.numberWrong;
  }

  async #wantCall(number: string): Promise<void> {
    try {
      this.#heard(await this.#calls<CallRequest>('', { number }));
    } catch (error) {
      // Wanted at another device, or before a reload: that is the one.
      const { status, code } = error as Problem;
      if (code === 'call-requested') await this.#findCall();
      else if (status === 400 || status === 422) this.numberWrong = true;
      else throw error;
    }
  }

  cancelCall(): Promise<void> {
    return this.#doing(async () => this.#heard(await this.#calls(`/${this.call?.id}/cancel`, {})));
  }

  async #findCall(): Promise<void> {
    const found = await this.#calls<{ data: CallRequest[] }>('').catch(() => null);
    const [last = null] = found?.data ?? [];
    if (isOpen(last)) this.#heard(last);
  }

  #calls<T = CallRequest>(path: string, body?: object): Promise<T> {
    const { checkout } = this.door;
    return checkout.ask<T>(`${checkout.path}/call-requests${path}`, body);
  }

  #heard(call: CallRequest | null): void {
    this.call = call;
    clearTimeout(this.#tick);
    if (isOpen(call)) this.#tick = window.setTimeout(() => void this.#ask(), ASK_MS);
    this.drawn();
  }

  async #ask(): Promise<void> {
    const { call } = this;
    const now = document.hidden || this.isOver ? call : await this.#calls(`/${call?.id}`).catch(() => call);
    if (this.call === call && !this.isOver) this.#heard(now);
  }

  /** Whether who the buyer is could be proven by a passkey. */
  get takesPasskeys(): boolean {
    const known = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON;
    return Boolean(known) && !this.door.checkout.state.following && this.session.recognized_by !== 'passkey';
  }

  /** What the shop knows of whoever shows a passkey is filled in. */
  showPasskey(): Promise<void> {
    const { checkout } = this.door;
    return this.#doing(async () => {
      const asked = await checkout.ask<Challenge>(`${checkout.path}/passkey-challenges`, {});
      const passkey = await shown(asked);
      if (!passkey) return;
      const { session } = await checkout.ask<{ session: Session }>(`${checkout.path}/recognitions`, { passkey });
      checkout.accept(session);
      checkout.help(null);
    });
  }

  /** The buyer's yes, or not now. */
  answer(asked: Assistance, answer: 'allow' | 'not_now'): Promise<void> {
    return this.#doing(() => this.door.checkout.order(`/assistance-requests/${asked.id}/answer`, { answer }));
  }

  /** Nobody helps any more; a pen that the helper holds comes back. */
  endHelp({ id, actor }: Assistance): Promise<void> {
    const path = `/assistance-requests/${id}/end`;
    const { checkout } = this.door;
    return this.#doing(() => (this.session.holder?.actor === actor ? checkout.take(path) : checkout.order(path)));
  }

  /** What was changed has been read. */
  read(): void {
    this.changed = [];
    this.drawn();
  }

  goOnHere(): Promise<void> {
    return this.#doing(() => this.door.checkout.take('/holder'));
  }

  /** One thing at a time. */
  async #doing(what: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failed = false;
    this.drawn();
    try {
      await what();
    } catch {
      this.failed = true;
    }
    this.busy = false;
    this.drawn();
  }
}
