import type { IssuedReceipt } from '../shared/api';
import { NoAnswer, problemOf } from '../shared/http';
import { Wishes } from './wishes';

const TIMEOUT_MS = 20_000;

/** A receipt as the server prints it: its page, taken apart, because no page but the till's own is shown here. */
export interface Paper {
  orderId: string;
  language: string;
  css: string;
  /** Without its style. */
  html: string;
}

/** The receipts of the server: each one that is handed out counts, so a lost answer is asked for again under its key. */
export class Receipts {
  readonly #wishes = new Wishes(() => this.token());
  /** Handed out, but its page has not come yet. */
  #handedOut: IssuedReceipt | null = null;

  constructor(private readonly token: () => string) {}

  async onPaper(orderId: string): Promise<Paper> {
    if (this.#handedOut?.order_id !== orderId) {
      this.#handedOut = await this.#issue(orderId, { medium: 'print' });
    }
    const page = await this.#page(`/api/v1/orders/${orderId}/receipts/${this.#handedOut.id}`);
    this.#handedOut = null;
    return paperOf(orderId, page);
  }

  async byMail(orderId: string, to: string): Promise<void> {
    await this.#issue(orderId, { medium: 'email', to });
  }

  async #issue(orderId: string, body: object): Promise<IssuedReceipt> {
    return (await this.#wishes.send<{ issued: IssuedReceipt }>(`/orders/${orderId}/receipts`, body)).issued;
  }

  async #page(path: string): Promise<string> {
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(path, {
        headers: { Authorization: `Bearer ${this.token()}`, Accept: 'text/html' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        cache: 'no-store',
      });
      text = await answer.text();
    } catch (cause) {
      throw new NoAnswer(cause);
    }
    if (!answer.ok) throw problemOf(answer, text);
    return text;
  }
}

const STYLE = /<style>([\s\S]*?)<\/style>/;

export function paperOf(orderId: string, page: string): Paper {
  const language = /<html lang="([\w-]+)"/.exec(page)?.[1] ?? '';
  return { orderId, language, css: STYLE.exec(page)?.[1] ?? '', html: page.replace(STYLE, '') };
}
