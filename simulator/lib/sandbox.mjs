/** Test cards of the provider, as people type them. Each declined one is used now and then, because a card that is declined too often is stopped. */
export const GOOD_CARDS = ['4242424242424242', '5555555555554444', '378282246310005', '4000056655665556'];
export const DECLINED_CARDS = [
  '4000000000000002',
  '4000000000009995',
  '4000000000009987',
  '4000000000009979',
  '4000000000006975',
  '4000000000000069',
  '4000000000000127',
];
export const ASKING_CARD = '4000000000003220';

/** The buyer's side of the payment sandbox: its card form, its bank, its reader. Needs no secret of the provider. */
export class Sandbox {
  #url;
  #key;
  #control;

  constructor(url, publishableKey, control) {
    this.#url = url.replace(/\/$/, '');
    this.#key = publishableKey;
    this.#control = control;
  }

  /** What the card form does when the shopper has typed a card: it becomes a token. */
  async confirmationToken(number) {
    const { id } = await this.#form('/v1/confirmation_tokens', cardFields(number));
    return id;
  }

  /** What an app's payment sheet does. A declined card is an answer: the sheet shows it. */
  async confirmSheet({ payment_intent_id, payment_intent_client_secret, publishable_key }, number) {
    const path = `/v1/payment_intents/${payment_intent_id}/confirm`;
    const fields = { client_secret: payment_intent_client_secret, ...cardFields(number) };
    const { status, body } = await this.#send(path, new URLSearchParams(fields), {
      Authorization: `Bearer ${publishable_key}`,
    });
    if (status === 402) return false;
    if (status !== 200) throw new Error(`The payment sheet was answered ${status}: ${JSON.stringify(body)}`);
    return true;
  }

  /** The bank asks its customer at this page; `complete` or `fail` is the answer. */
  answerBank(page, outcome) {
    return this.#page(`/pages-api/3ds/${page.split('/').pop()}`, { outcome });
  }

  holdCard(reader, number) {
    return this.#page(`/pages-api/readers/${reader}/present`, { number });
  }

  cancelAtReader(reader) {
    return this.#page(`/pages-api/readers/${reader}/cancel`, {});
  }

  /** Whether something can be made to go wrong between OneTill and the provider. */
  get canFail() {
    return Boolean(this.#control);
  }

  /** Lets something befall the next such call about a session; answers what takes it back. */
  async befall(rule) {
    const { body } = await this.#send('/faults', JSON.stringify(rule), {}, this.#control);
    return () => fetch(`${this.#control}/faults/${body.id}`, { method: 'DELETE' });
  }

  async #page(path, asked) {
    const { status, body } = await this.#send(path, JSON.stringify(asked), { 'Content-Type': 'application/json' });
    if (status !== 200) throw new Error(`The sandbox answered ${path} with ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  async #form(path, fields) {
    const { status, body } = await this.#send(path, new URLSearchParams(fields), {
      Authorization: `Bearer ${this.#key}`,
    });
    if (status !== 200) throw new Error(`The sandbox answered ${path} with ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  async #send(path, body, headers, url = this.#url) {
    const response = await fetch(url + path, { method: 'POST', headers, body, signal: AbortSignal.timeout(30_000) });
    return { status: response.status, body: await response.json() };
  }
}

function cardFields(number) {
  const card = { number, exp_month: '12', exp_year: '2034', cvc: number.startsWith('37') ? '1234' : '123' };
  const named = Object.entries(card).map(([name, value]) => [`payment_method_data[card][${name}]`, value]);
  return { 'payment_method_data[type]': 'card', ...Object.fromEntries(named) };
}
