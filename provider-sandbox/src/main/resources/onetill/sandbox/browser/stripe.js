/*
 * Stands in for Stripe.js while no Stripe account is configured, in the shape that a checkout page uses,
 * so that the same page works with the real one. Card data never passes through here: the fields live in a
 * frame of the sandbox's own origin, and that frame talks to the sandbox.
 */
(() => {
  'use strict';

  const PAGES = new URL('../pages/', document.currentScript.src);
  const SANDBOX = PAGES.origin;
  const LOAD_TIMEOUT_MS = 20_000;
  /** As high as the closed card form, so that the page does not jump when it appears. */
  const FIRST_HEIGHT_PX = 194;
  /** The page of each element's frame, and what a screen reader calls it. */
  const ELEMENTS = {
    payment: ['card.html', 'Secure card form'],
    card: ['card.html', 'Secure card form'],
    iban: ['iban.html', 'Secure bank account form'],
  };
  const ELEMENT_TYPES = [...Object.keys(ELEMENTS), 'expressCheckout'];
  /** How long a page may think about a click on a wallet, as with the real script. */
  const CLICK_LIMIT_MS = 1_000;
  /** What a wallet is called in options and events, and by people. */
  const WALLETS = {
    apple_pay: ['applePay', 'Apple Pay'],
    google_pay: ['googlePay', 'Google Pay'],
    link: ['link', 'Link'],
  };

  /** What a programmer did wrong, as opposed to what a shopper or a bank did. */
  class IntegrationError extends Error {
    name = 'IntegrationError';
  }

  function require(condition, message) {
    if (!condition) throw new IntegrationError(message);
  }

  /** One frame of the sandbox's origin, and the questions and answers between the page and it. */
  class Frame {
    node = document.createElement('iframe');
    #waiting = new Map();
    #asked = 0;
    #loaded;
    #configuration;
    #tell;

    constructor(page, title, configuration, tell = () => {}) {
      this.#configuration = configuration;
      this.#tell = tell;
      this.#loaded = new Promise((resolve, reject) => {
        this.#waiting.set('loaded', { resolve, reject });
      });
      this.#loaded.catch(() => {});
      this.node.src = addressed(page);
      this.node.title = title;
      addEventListener('message', this.#hear);
      setTimeout(() => this.#waiting.get('loaded')?.reject(new Error('The frame did not load')), LOAD_TIMEOUT_MS);
    }

    get loaded() {
      return this.#loaded;
    }

    set configuration(configuration) {
      this.#configuration = configuration;
      this.#send({ call: 'configure', argument: configuration });
    }

    async ask(call, argument) {
      try {
        await this.#loaded;
      } catch {
        return { error: unreachable() };
      }
      const id = ++this.#asked;
      return new Promise((resolve) => {
        this.#waiting.set(id, { resolve });
        this.#send({ id, call, argument });
      });
    }

    remove() {
      this.#waiting.clear();
      removeEventListener('message', this.#hear);
      this.node.remove();
    }

    #send(message) {
      this.node.contentWindow?.postMessage(message, SANDBOX);
    }

    #hear = ({ origin, source, data }) => {
      if (origin !== SANDBOX || source !== this.node.contentWindow) return;
      if (data.event === 'loaded') {
        this.#send({ call: 'configure', argument: this.#configuration });
        this.#settle('loaded');
      } else if (data.event) {
        this.#tell(data.event, data.detail);
      } else {
        this.#settle(data.reply, data.answer);
      }
    };

    #settle(id, answer) {
      this.#waiting.get(id)?.resolve(answer);
      this.#waiting.delete(id);
    }
  }

  /** The frame's address names every page around it: only these may hold it, and it talks to the first only. */
  function addressed(page) {
    const url = new URL(page, PAGES);
    for (const origin of new Set([location.origin, ...(location.ancestorOrigins ?? [])])) {
      url.searchParams.append('origin', origin);
    }
    return url.href;
  }

  /** What every element can do: tell whoever listens, and go for good. */
  class Telling {
    #listeners = new Map();

    on(event, listener) {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
      return this;
    }

    once(event, listener) {
      const first = (detail) => {
        this.off(event, first);
        listener(detail);
      };
      return this.on(event, first);
    }

    off(event, listener) {
      const others = (this.#listeners.get(event) ?? []).filter((it) => listener && it !== listener);
      this.#listeners.set(event, others);
      return this;
    }

    /** Not part of Stripe's shape, and not for pages. */
    listensFor(event) {
      return (this.#listeners.get(event) ?? []).length > 0;
    }

    /** Not part of Stripe's shape, and not for pages. */
    tell(event, detail) {
      for (const listener of this.#listeners.get(event) ?? []) listener(detail);
    }

    destroy() {
      this.unmount();
      this.#listeners.clear();
    }
  }

  function containerOf(target) {
    const container = typeof target === 'string' ? document.querySelector(target) : target;
    require(container instanceof Element, `mount() found no element for ${target}`);
    return container;
  }

  /** A frame that looks like a part of the page. */
  function blend({ style }, scheme) {
    style.colorScheme = scheme;
    style.border = '0';
    style.display = 'block';
    style.width = '100%';
  }

  const schemeOf = ({ appearance }) => (isDark(appearance) ? 'dark' : 'light');

  class PaymentElement extends Telling {
    #type;
    #configuration;
    #container;
    #frame;

    constructor(type, configuration) {
      super();
      this.#type = type;
      this.#configuration = configuration;
    }

    mount(target) {
      const container = containerOf(target);
      this.unmount();
      this.#container = container;
      this.#frame = new Frame(...ELEMENTS[this.#type], this.#shown(), this.#hear);
      this.#dress(this.#frame.node);
      this.#frame.loaded.catch(() => this.tell('loaderror', { error: unreachable() }));
      container.replaceChildren(this.#frame.node);
      return this;
    }

    unmount() {
      this.#frame?.remove();
      this.#frame = undefined;
      return this;
    }

    update(options) {
      this.configure({ ...this.#configuration, ...options });
      return this;
    }

    focus() {
      this.#frame?.ask('focus');
      return this;
    }

    blur() {
      this.#frame?.node.blur();
      return this;
    }

    clear() {
      this.#frame?.ask('clear');
      return this;
    }

    /** Not part of Stripe's shape, and not for pages. */
    configure(configuration) {
      this.#configuration = configuration;
      if (!this.#frame) return;
      this.#frame.configuration = this.#shown();
      this.#dress(this.#frame.node);
    }

    /** Not part of Stripe's shape, and not for pages. */
    ask(call, argument) {
      require(this.#frame, 'The element must be mounted first');
      return this.#frame.ask(call, argument);
    }

    #shown() {
      return { ...this.#configuration, surface: colourBehind(this.#container) };
    }

    #dress(frame) {
      blend(frame, schemeOf(this.#configuration));
      frame.style.height ||= `${FIRST_HEIGHT_PX}px`;
    }

    #hear = (event, detail) => {
      if (event === 'height') this.#frame.node.style.height = `${detail}px`;
      else if (event === 'enter') this.#frame.node.closest('form')?.requestSubmit();
      else this.tell(event, { elementType: this.#type, ...detail });
    };
  }

  /** The buttons of the wallets, and the sheet that a pressed one lays over the page. */
  class ExpressCheckoutElement extends Telling {
    #configuration;
    #container;
    #buttons;
    #sheet;

    constructor(configuration) {
      super();
      this.#configuration = configuration;
    }

    mount(target) {
      const container = containerOf(target);
      this.unmount();
      this.#container = container;
      this.#buttons = new Frame('express.html', 'Express checkout', this.#drawn(), this.#hearButtons);
      this.#buttons.loaded.catch(() => this.#emit('loaderror', { error: unreachable() }));
      blend(this.#buttons.node, schemeOf(this.#configuration));
      this.#buttons.node.style.height = '0';
      container.replaceChildren(this.#buttons.node);
      return this;
    }

    unmount() {
      this.#close();
      this.#buttons?.remove();
      this.#buttons = undefined;
      return this;
    }

    update(options) {
      this.configure({ ...this.#configuration, ...options });
      return this;
    }

    focus() {
      this.#buttons?.ask('focus');
      return this;
    }

    blur() {
      this.#buttons?.node.blur();
      return this;
    }

    /** Not part of Stripe's shape, and not for pages. */
    configure(configuration) {
      this.#configuration = configuration;
      if (!this.#buttons) return;
      this.#buttons.configuration = this.#drawn();
      this.#buttons.node.style.colorScheme = schemeOf(this.#configuration);
    }

    /** Not part of Stripe's shape, and not for pages. */
    async ask(call, argument) {
      require(this.#sheet, 'No wallet is open; call this in the confirm event');
      const answer = await this.#sheet.ask(call, argument);
      if (call === 'createConfirmationToken' && !answer.error) this.#close();
      return answer;
    }

    /** A wallet shows where the page wants it, and only with a payment method that pays what it holds. */
    #wallets() {
      const { paymentMethodTypes = ['card', 'link'], paymentMethods = {}, wallets = {} } = this.#configuration;
      return Object.entries(WALLETS).filter(([wallet, [option]]) => {
        const type = wallet === 'link' ? 'link' : 'card';
        return paymentMethodTypes.includes(type) && { ...wallets, ...paymentMethods }[option] !== 'never';
      });
    }

    #drawn() {
      const { appearance, locale, buttonHeight = 44, layout } = this.#configuration;
      const wallets = this.#wallets().map(([wallet, [, name]]) => ({ wallet, name }));
      return { appearance, locale, buttonHeight, layout, wallets, surface: colourBehind(this.#container) };
    }

    #hearButtons = (event, detail) => {
      if (event === 'height') this.#buttons.node.style.height = `${detail}px`;
      else if (event === 'click') this.#clicked(detail.expressPaymentType);
      else if (event === 'ready') this.#emit('ready', { availablePaymentMethods: this.#available() });
      else this.#emit(event, detail);
    };

    #available() {
      const there = this.#wallets();
      if (there.length === 0) return undefined;
      const none = { amazonPay: false, applePay: false, googlePay: false, klarna: false, link: false, paypal: false };
      return { ...none, ...Object.fromEntries(there.map(([, [option]]) => [option, true])) };
    }

    /** The page says within a second what the sheet is about, or nothing opens. */
    #clicked(wallet) {
      if (this.#sheet) return;
      if (!this.listensFor('click')) {
        this.#open(wallet, {});
        return;
      }
      let isAnswered = false;
      const first = (then) => (details) => {
        if (!isAnswered) then(details);
        isAnswered = true;
      };
      const reject = first(() => {});
      setTimeout(reject, CLICK_LIMIT_MS);
      const resolve = first((details) => this.#open(wallet, plain(details)));
      this.#emit('click', { expressPaymentType: wallet, resolve, reject });
    }

    #open(wallet, details) {
      const { key, appearance, locale, ...options } = this.#configuration;
      const wanted = { ...options, ...details };
      require(
        !wanted.shippingAddressRequired || wanted.shippingRates?.length > 0,
        'shippingRates are needed where shippingAddressRequired is true',
      );
      const name = WALLETS[wallet][1];
      const shown = { ...wanted, key, appearance, locale, wallet, name };
      this.#sheet = new Frame('wallet.html', `${name}, test wallet`, shown, (event, it) => this.#hearSheet(wallet, event, it));
      const { node } = this.#sheet;
      Object.assign(node.style, { border: '0', position: 'fixed', inset: '0', width: '100%', height: '100%' });
      node.style.zIndex = '2147483647';
      node.style.colorScheme = schemeOf(this.#configuration);
      document.body.append(node);
      node.focus();
    }

    #hearSheet(wallet, event, detail) {
      if (event === 'cancel') {
        this.#close();
        this.#emit('cancel');
      } else if (event === 'confirm') {
        const paymentFailed = (why) => this.#sheet?.ask('fail', plain(why));
        this.#emit('confirm', { expressPaymentType: wallet, paymentFailed, ...detail });
      } else if (!this.listensFor(event)) {
        this.#sheet.ask('accept', {});
      } else {
        const answer = (call) => (details) => this.#sheet?.ask(call, { amount: this.#configuration.amount, ...plain(details) });
        this.#emit(event, { ...detail, resolve: answer('accept'), reject: answer('refuse') });
      }
    }

    #close() {
      this.#sheet?.remove();
      this.#sheet = undefined;
    }

    #emit(event, detail) {
      this.tell(event, { elementType: 'expressCheckout', ...detail });
    }
  }

  class Elements {
    #key;
    #options;
    #elements = new Map();
    #submitted = false;

    constructor(key, options) {
      this.#key = key;
      this.#options = checked(options);
    }

    /** Not part of Stripe's shape, and not for pages. */
    get options() {
      return this.#options;
    }

    create(type, options = {}) {
      require(ELEMENT_TYPES.includes(type), `The sandbox has no ${type} element, only ${ELEMENT_TYPES.join(', ')}`);
      require(!this.#elements.has(type), `These elements have a ${type} element already`);
      const configuration = this.#configuration(options);
      const element =
        type === 'expressCheckout' ? new ExpressCheckoutElement(configuration) : new PaymentElement(type, configuration);
      this.#elements.set(type, { element, options });
      return element;
    }

    getElement(type) {
      return this.#elements.get(type)?.element ?? null;
    }

    update(options) {
      this.#options = checked({ ...this.#options, ...options });
      for (const { element, options: own } of this.#elements.values()) element.configure(this.#configuration(own));
    }

    async fetchUpdates() {
      return {};
    }

    /** Checks the fields and shows what is wrong with them; nothing leaves the frame. */
    async submit() {
      const answer = await this.card().ask('submit');
      this.#submitted = !answer.error;
      return answer;
    }

    /** Not part of Stripe's shape, and not for pages. */
    card() {
      const [first] = this.#elements.values();
      require(first, 'No element was created');
      return first.element;
    }

    /** The real one insists on this order too, so that mistakes are shown before anything is sent. */
    requireSubmitted(call) {
      require(this.#submitted, `elements.submit() must be called before stripe.${call}()`);
    }

    #configuration(own) {
      const { appearance, locale, amount, currency, paymentMethodTypes } = this.#options;
      return { key: this.#key, appearance, locale, amount, currency, paymentMethodTypes, ...own };
    }
  }

  function checked(options = {}) {
    if (options.clientSecret) return options;
    const { mode, amount, currency } = options;
    require(['payment', 'setup', 'subscription'].includes(mode), 'elements() needs a clientSecret or a mode');
    require(mode === 'setup' || (Number.isInteger(amount) && amount >= 0), 'elements() needs an amount in minor units');
    require(/^[a-z]{3}$/.test(currency ?? ''), 'elements() needs a currency of three lower-case letters');
    return options;
  }

  class StripeStandIn {
    #key;
    #locale;
    #controller;

    constructor(key, options) {
      this.#key = key;
      this.#locale = options.locale;
    }

    elements(options) {
      return new Elements(this.#key, { locale: this.#locale, ...options });
    }

    async createConfirmationToken({ elements, params = {} }) {
      elements.requireSubmitted('createConfirmationToken');
      const answer = await elements.card().ask('createConfirmationToken', plain(params));
      return named('confirmationToken', answer);
    }

    async createPaymentMethod({ elements, card, sepa_debit, params, billing_details, metadata }) {
      elements?.requireSubmitted('createPaymentMethod');
      const element = elements?.card() ?? card ?? sepa_debit;
      const answer = await element.ask('createPaymentMethod', plain(params ?? { billing_details, metadata }));
      return named('paymentMethod', answer);
    }

    async confirmPayment(options) {
      return this.#confirm('confirmPayment', 'paymentIntent', options);
    }

    async confirmSetup(options) {
      return this.#confirm('confirmSetup', 'setupIntent', options);
    }

    async #confirm(call, name, { elements, clientSecret, confirmParams = {}, redirect = 'always' }) {
      const secret = clientSecret ?? elements?.options.clientSecret;
      require(secret, `${call}() needs the clientSecret of an intent`);
      require(confirmParams.return_url || redirect === 'if_required', `${call}() needs a return_url`);
      if (!elements?.options.clientSecret) elements?.requireSubmitted(call);
      const where = elements?.card() ?? this.#frame();
      const answer = await where.ask('confirm', plain({ clientSecret: secret, confirmParams }));
      if (answer.error) return answer;
      if (answer.status === 'requires_action') return this.#goToBank(name, answer);
      if (redirect === 'always') return leaveFor(returnAddress(confirmParams.return_url, answer));
      return { [name]: answer };
    }

    async handleNextAction({ clientSecret }) {
      const { paymentIntent, error } = await this.retrievePaymentIntent(clientSecret);
      if (error) return { error };
      if (paymentIntent.status === 'requires_action') return this.#goToBank('paymentIntent', paymentIntent);
      return { paymentIntent };
    }

    async retrievePaymentIntent(clientSecret) {
      return named('paymentIntent', await this.#frame().ask('retrieve', { clientSecret }));
    }

    async retrieveSetupIntent(clientSecret) {
      return named('setupIntent', await this.#frame().ask('retrieve', { clientSecret }));
    }

    #goToBank(name, intent) {
      const url = intent.next_action?.redirect_to_url?.url;
      return url ? leaveFor(url) : { [name]: intent };
    }

    #frame() {
      if (!this.#controller) {
        this.#controller = new Frame('controller.html', 'Payment', { key: this.#key });
        this.#controller.node.hidden = true;
        document.body.append(this.#controller.node);
      }
      return this.#controller;
    }
  }

  /** The page is about to go: whoever waits for this answer waits for ever, as with the real script. */
  function leaveFor(url) {
    location.assign(url);
    return new Promise(() => {});
  }

  function returnAddress(returnUrl, intent) {
    const url = new URL(returnUrl, location.href);
    url.searchParams.set(intent.object, intent.id);
    url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret);
    url.searchParams.set('redirect_status', intent.status === 'processing' ? 'pending' : 'succeeded');
    return url.href;
  }

  function named(name, answer) {
    return answer.error ? { error: answer.error } : { [name]: answer };
  }

  function plain(value) {
    return JSON.parse(JSON.stringify(value ?? {}));
  }

  function isDark(appearance) {
    return appearance?.theme === 'night' || appearance?.theme === 'dark';
  }

  /** The frame paints what is behind it itself, so that its words have a known contrast. */
  function colourBehind(element) {
    if (!element) return undefined;
    const { backgroundColor } = getComputedStyle(element);
    return /^rgb\(/.test(backgroundColor) ? backgroundColor : colourBehind(element.parentElement);
  }

  function unreachable() {
    return {
      type: 'api_connection_error',
      code: 'sandbox_unreachable',
      message: 'The card form cannot be reached. Check the connection and try again.',
    };
  }

  window.Stripe = (key, options = {}) => {
    require(/^pk_test_/.test(key ?? ''), 'The sandbox takes publishable test keys only: pk_test_…');
    return new StripeStandIn(key, options);
  };
})();
