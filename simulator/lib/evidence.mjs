import { OneTill, Problem } from './onetill.mjs';

const PAGE = 100;
const AT_ONCE = 8;

/** What OneTill, and where its key is at hand the sandbox, say about sessions. */
export class Evidence {
  #server;
  #settings;

  constructor(settings) {
    this.#settings = settings;
    this.#server = new OneTill(settings.baseUrl).as(settings.secretKey);
  }

  /** Session, order and timeline of each line, in their order. */
  async of(lines, charges) {
    const seen = new Array(lines.length);
    let next = 0;
    const worker = async () => {
      while (next < lines.length) {
        const index = next++;
        seen[index] = await this.#one(lines[index].session_id, charges);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return seen;
  }

  async #one(id, charges) {
    if (!id) return {};
    const session = await this.#found(`/checkout-sessions/${id}`);
    if (!session) return {};
    const timeline = await this.#found(`/reports/sessions/${id}`);
    const order = session.order ? await this.#found(`/orders/${session.order.id}`) : undefined;
    return { session, timeline, order, charged_minor: charges && (charges.get(id) ?? 0) };
  }

  async #found(path) {
    try {
      return await this.#server.get(path);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return undefined;
      throw error;
    }
  }

  async funnel(by) {
    return this.#server.get(`/reports/funnel?by=${by}`);
  }

  /** All sessions that were opened in this time. */
  async sessionsBetween(from, to) {
    const found = [];
    for (let cursor = ''; ; ) {
      const page = await this.#server.get(`/checkout-sessions?limit=${PAGE}${cursor}`);
      found.push(...page.data.filter((it) => new Date(it.created_at) >= from && new Date(it.created_at) <= to));
      const oldest = page.data.at(-1);
      if (!page.next_cursor || !oldest || new Date(oldest.created_at) < from) return found;
      cursor = `&cursor=${encodeURIComponent(page.next_cursor)}`;
    }
  }

  /** What the sandbox has taken for each session since then; undefined where its key is not at hand. */
  async charges(since) {
    const { sandboxSecretKey: key } = this.#settings;
    if (!key?.startsWith('sk_test_')) return undefined;
    const config = await new OneTill(this.#settings.baseUrl).as().get('/client-config');
    const url = this.#settings.sandboxUrl ?? new URL(config.provider.script_url).origin;
    const taken = new Map();
    for (let after = ''; ; ) {
      const answer = await fetch(`${url}/v1/payment_intents?limit=${PAGE}${after}`, {
        headers: { Authorization: `Bearer ${key}` },
      });
      if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} when it was asked for its payments.`);
      const { data, has_more } = await answer.json();
      for (const { metadata, amount_received } of data) {
        const id = metadata?.session_id;
        if (id) taken.set(id, (taken.get(id) ?? 0) + amount_received);
      }
      const oldest = data.at(-1);
      if (!has_more || !oldest || oldest.created * 1000 < since.getTime()) return taken;
      after = `&starting_after=${oldest.id}`;
    }
  }
}
