/**
 * A button for any page that opens the hosted checkout with one item or a few:
 *
 *     <script type="module" src="https://checkout.shop.example/embed/buy-button.js"></script>
 *     <onetill-buy-button publishable-key="pk_…" items="TEA-EARL-100 CUP-ROSE:2"></onetill-buy-button>
 *
 * Attributes: `publishable-key`; `items`, skus with `:quantity` unless it is one; `channel`, else `web`; `locale`, else that of the page.
 * What stands between the tags is what the button says. `::part(button)` and `::part(message)` can be styled.
 *
 * Events, which bubble: `onetill-open` before the browser goes to the checkout, with `{ url, session_id }`; who prevents its default goes
 * there in a way of their own. `onetill-failed` with `{ text }`.
 */

const SERVER = new URL('../api/v1/', /* @vite-ignore */ import.meta.url);
const NEVER_HEARD = 0;

const STYLE = new CSSStyleSheet();
STYLE.replaceSync(
  ':host{display:inline-block}button{min-height:48px;padding:8px 24px;border:0;border-radius:8px;background:var(--onetill-brand,#1f5fd0);' +
    'color:var(--onetill-on-brand,#fff);font:600 1rem/1.4 system-ui,sans-serif;cursor:pointer}' +
    'button:focus-visible{outline:3px solid;outline-offset:2px}button[aria-busy=true]{cursor:progress}p{margin:4px 0 0}p:empty{display:none}',
);

const WORDS = {
  en: {
    buy: 'Buy now',
    offline: 'No connection. Press again: nothing is ordered twice.',
    failed: 'This did not work.',
  },
  de: {
    buy: 'Jetzt kaufen',
    offline: 'Keine Verbindung. Drücken Sie noch einmal: Nichts wird doppelt bestellt.',
    failed: 'Das hat nicht geklappt.',
  },
};

interface Opened {
  url: string;
  session: { id: string };
}

export class BuyButton extends HTMLElement {
  readonly #button = document.createElement('button');
  readonly #slot = document.createElement('slot');
  readonly #message = document.createElement('p');
  /** Of the press that has not been answered. */
  #key: string | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    root.adoptedStyleSheets = [STYLE];
    this.#button.type = 'button';
    this.#button.part = 'button';
    this.#button.append(this.#slot);
    this.#button.onclick = () => void this.#buy();
    this.#message.part = 'message';
    this.#message.setAttribute('role', 'alert');
    root.append(this.#button, this.#message);
  }

  connectedCallback(): void {
    this.#slot.textContent = this.#words.buy;
    // Whoever comes back finds a button that can be pressed.
    addEventListener('pageshow', this.#rest);
  }

  disconnectedCallback(): void {
    removeEventListener('pageshow', this.#rest);
  }

  get #locale(): string {
    return this.getAttribute('locale') ?? (document.documentElement.lang || navigator.language);
  }

  get #words(): typeof WORDS.en {
    return this.#locale.startsWith('de') ? WORDS.de : WORDS.en;
  }

  readonly #rest = () => this.#button.removeAttribute('aria-busy');

  async #buy(): Promise<void> {
    if (this.#button.hasAttribute('aria-busy')) return;
    this.#button.setAttribute('aria-busy', 'true');
    this.#message.textContent = '';
    this.#key ??= crypto.randomUUID();
    const channel = this.getAttribute('channel') ?? 'web';
    let status = NEVER_HEARD;
    try {
      const response = await fetch(new URL(`channels/${encodeURIComponent(channel)}/hosted-checkouts`, SERVER), {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${this.getAttribute('publishable-key')}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': this.#key,
        },
        body: JSON.stringify({ line_items: this.#lines(), locale: this.#locale }),
      });
      status = response.status;
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.detail ?? answer.title);
      this.#key = null;
      this.#go(answer);
    } catch (error) {
      // Who is not heard, or is ill, may have opened it all the same: the next press is the same one.
      if (status && status < 500) this.#key = null;
      this.#rest();
      this.#fail(status ? (error as Error).message || this.#words.failed : this.#words.offline);
    }
  }

  #lines(): { sku: string; quantity: number }[] {
    const items = this.getAttribute('items')?.match(/\S+/g) ?? [];
    return items.map((it) => {
      const [, sku = it, quantity = '1'] = it.match(/^(.+):(\d+)$/) ?? [];
      return { sku, quantity: Number(quantity) };
    });
  }

  #go({ url, session }: Opened): void {
    if (this.#tell('onetill-open', { url, session_id: session.id })) location.assign(url);
    else this.#rest();
  }

  #fail(text: string): void {
    this.#message.textContent = text;
    this.#tell('onetill-failed', { text });
  }

  /** False when somebody has prevented what comes next. */
  #tell(type: string, detail: object): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }));
  }
}

customElements.define('onetill-buy-button', BuyButton);
