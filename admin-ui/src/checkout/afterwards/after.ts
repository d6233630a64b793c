import type { OrderFeedback } from '../../shared/api';
import type { Problem } from '../../shared/http';
import type { Door } from '../later';
import { type Words, wordsIn } from './words';

/** What a registration is asked with; the browser's own parser reads the rest. */
interface Challenge {
  public_key: PublicKeyCredentialCreationOptionsJSON;
}

/** What the buyer may say and do once they have an order. */
export class Afterwards {
  /** The question, where the shop asks one. */
  feedback: OrderFeedback | null = null;
  /** Its answer did not arrive. */
  unsent = false;
  /** Whether this device could be recognized by a passkey the next time, and what became of it. */
  passkey: 'none' | 'offered' | 'adding' | 'added' | 'failed' = 'none';
  #key: string;

  constructor(
    private readonly door: Door,
    private readonly drawn: () => void,
  ) {
    this.#key = door.newKey();
  }

  get words(): Words {
    return wordsIn(this.door.checkout.m.language);
  }

  get consent(): string {
    return this.words.passkey.consent(this.door.checkout.session.merchant);
  }

  async begin(): Promise<void> {
    await Promise.all([this.#askBack(), this.#offerPasskey()]);
    this.drawn();
  }

  get #feedbackPath(): string {
    return `/orders/${this.door.checkout.session.order?.id}/feedback`;
  }

  /** A question nobody can be asked now is not missed. */
  async #askBack(): Promise<void> {
    const feedback = await this.door.checkout.ask<OrderFeedback>(this.#feedbackPath).catch(() => null);
    if (feedback?.asks) this.feedback = feedback;
  }

  /** One key for one answer, so that one that got lost is sent again and counts once. */
  async answer(score: number, text: string): Promise<void> {
    try {
      this.feedback = await this.door.checkout.ask<OrderFeedback>(this.#feedbackPath, { score, text }, this.#key);
      this.unsent = false;
    } catch (error) {
      // Given in another tab: that is the answer.
      if ((error as Problem).status === 409 && this.feedback) this.feedback = { ...this.feedback, asks: false };
      else this.unsent = true;
    }
    this.drawn();
  }

  async #offerPasskey(): Promise<void> {
    const { session, state } = this.door.checkout;
    // Who only looks on is not the one who bought.
    if (state.following || session.recognized_by === 'passkey' || !session.buyer?.email) return;
    const known = globalThis.PublicKeyCredential;
    if (!known?.parseCreationOptionsFromJSON) return;
    if (await known.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false)) this.passkey = 'offered';
  }

  async addPasskey(): Promise<void> {
    if (this.passkey === 'adding') return;
    const { checkout } = this.door;
    this.passkey = 'adding';
    this.drawn();
    try {
      const challenge = await checkout.ask<Challenge>(`${checkout.path}/passkey-challenges`, {
        purpose: 'registration',
      });
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(challenge.public_key);
      const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
      if (!made) throw new Error('The browser made no passkey');
      const body = { credential: made.toJSON(), label: deviceIn(navigator.userAgent), consent_text: this.consent };
      await checkout.ask(`${checkout.path}/passkeys`, body);
      this.passkey = 'added';
    } catch (error) {
      // Whoever has changed their mind knows.
      this.passkey = (error as Error).name === 'NotAllowedError' ? 'offered' : 'failed';
    }
    this.drawn();
  }
}

/** What the owner calls it, to find it among their passkeys. */
export const deviceIn = (userAgent: string): string =>
  ['iPhone', 'iPad', 'Android', 'Windows', 'Mac', 'Linux'].find((it) => userAgent.includes(it)) ?? 'Browser';
