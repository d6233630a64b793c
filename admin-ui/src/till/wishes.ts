import { call, NoAnswer, newKey, Problem } from '../shared/http';

/** Calls that count once: the same wish goes out under the same key until it is answered. Calls throw what they were refused with. */
export class Wishes {
  #unanswered: { wish: string; key: string } | null = null;

  constructor(private readonly token: () => string) {}

  async send<T>(path: string, body: object): Promise<T> {
    const wish = `${path} ${JSON.stringify(body)}`;
    if (this.#unanswered?.wish !== wish) this.#unanswered = { wish, key: newKey() };
    try {
      const { value } = await call<T>('POST', path, {
        token: this.token(),
        body,
        idempotencyKey: this.#unanswered.key,
      });
      this.#unanswered = null;
      return value;
    } catch (error) {
      const isOpen =
        error instanceof NoAnswer || (error instanceof Problem && (error.status >= 500 || error.status === 401));
      if (!isOpen) this.#unanswered = null;
      throw error;
    }
  }
}
