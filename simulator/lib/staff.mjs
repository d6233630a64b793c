const EARLY_MS = 60_000;

/** Somebody of the demo's staff who signs in, and does so again before the token is too old. */
export class StaffMember {
  #name;
  #settings;
  #token;
  #until = 0;

  constructor(name, settings) {
    this.#name = name;
    this.#settings = settings;
  }

  async token() {
    if (Date.now() > this.#until - EARLY_MS) this.#token = this.#signIn();
    return this.#token;
  }

  async #signIn() {
    this.#until = Date.now() + 5 * EARLY_MS; // until the issuer says for how long it is good
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: this.#name,
      client_secret: this.#settings.issuerSecret,
    });
    const answer = await fetch(`${this.#settings.issuer}/token`, { method: 'POST', body: form });
    if (!answer.ok) throw new Error(`${this.#name} cannot sign in: the demo's issuer answered ${answer.status}`);
    const { access_token, expires_in } = await answer.json();
    if (expires_in) this.#until = Date.now() + expires_in * 1000;
    return access_token;
  }
}
