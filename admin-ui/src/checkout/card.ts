import type { Session } from '../shared/api';

/** The part of Stripe.js that this page uses; whatever the server names as script_url has this shape. */
interface PaymentElement {
  mount(target: HTMLElement): void;
  on(event: 'ready' | 'loaderror', listener: () => void): void;
  focus(): void;
  destroy(): void;
}

interface Elements {
  create(type: 'payment', options: object): PaymentElement;
  update(options: object): void;
  submit(): Promise<{ error?: { message?: string } }>;
}

interface Stripe {
  elements(options: object): Elements;
  createConfirmationToken(options: {
    elements: Elements;
    params: { payment_method_data: { billing_details: object } };
  }): Promise<{ confirmationToken?: { id: string }; error?: { message?: string } }>;
}

declare global {
  interface Window {
    Stripe?: (publishableKey: string, options?: { locale: string }) => Stripe;
  }
}

export interface CardSetup {
  publishableKey: string;
  scriptUrl: string;
  amountMinor: number;
  currency: string;
  locale: string;
  onReady: () => void;
  onFailed: () => void;
}

const LOAD_TIMEOUT_MS = 20_000;

/** The provider's own card fields. They stay mounted for the whole visit, so that nothing typed in them is lost. */
export class CardForm {
  private constructor(
    private readonly stripe: Stripe,
    private readonly elements: Elements,
    private readonly element: PaymentElement,
  ) {}

  static async open(target: HTMLElement, setup: CardSetup): Promise<CardForm> {
    await load(setup.scriptUrl);
    if (!window.Stripe) throw new Error('The script of the payment provider brought nothing');
    const stripe = window.Stripe(setup.publishableKey, { locale: setup.locale });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const elements = stripe.elements({
      mode: 'payment',
      amount: setup.amountMinor,
      currency: setup.currency.toLowerCase(),
      paymentMethodTypes: ['card'],
      appearance: appearance(dark.matches),
    });
    const element = elements.create('payment', {
      fields: { billingDetails: { address: 'if_required' } },
      wallets: { applePay: 'never', googlePay: 'never' },
    });
    element.on('ready', setup.onReady);
    element.on('loaderror', setup.onFailed);
    element.mount(target);
    dark.addEventListener('change', () => elements.update({ appearance: appearance(dark.matches) }));
    return new CardForm(stripe, elements, element);
  }

  update(amountMinor: number, currency: string): void {
    this.elements.update({ amount: amountMinor, currency: currency.toLowerCase() });
  }

  captureBy(method: string): void {
    this.elements.update({ captureMethod: method });
  }

  focus(): void {
    this.element.focus();
  }

  close(): void {
    this.element.destroy();
  }

  /** The card as a token that only our server can use, or null when the form shows what is wrong with it. */
  async token(session: Session): Promise<{ id: string } | { message: string | null }> {
    const checked = await this.elements.submit();
    if (checked.error) return { message: null };
    const { confirmationToken, error } = await this.stripe.createConfirmationToken({
      elements: this.elements,
      params: { payment_method_data: { billing_details: billingDetails(session) } },
    });
    return confirmationToken ? { id: confirmationToken.id } : { message: error?.message ?? null };
  }
}

/** What the bank may compare with what it knows; the provider asks for what is not here and is needed. */
export function billingDetails({ buyer, fulfillment, country }: Session): object {
  const address = fulfillment?.kind === 'pickup' ? null : fulfillment?.address;
  return given({
    name: buyer?.name ?? fulfillment?.address?.name,
    email: buyer?.email,
    phone: buyer?.phone,
    address: given({
      line1: address?.line1,
      line2: address?.line2,
      postal_code: address?.postal_code,
      city: address?.city,
      state: address?.region,
      country: address?.country ?? country,
    }),
  });
}

const given = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));

const loading = new Map<string, Promise<void>>();

/** The provider's script, once per address; a script that did not come may be asked for again. */
function load(src: string): Promise<void> {
  const known = loading.get(src);
  if (known) return known;
  const loaded = new Promise<void>((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.async = true;
    const fail = () => {
      loading.delete(src);
      script.remove();
      reject(new Error(`${src} did not load`));
    };
    const timer = setTimeout(fail, LOAD_TIMEOUT_MS);
    script.addEventListener('load', () => {
      clearTimeout(timer);
      resolve();
    });
    script.addEventListener('error', fail);
    document.head.append(script);
  });
  loading.set(src, loaded);
  return loaded;
}

function appearance(dark: boolean): object {
  return {
    theme: dark ? 'night' : 'stripe',
    variables: {
      colorPrimary: dark ? '#7fb0ff' : '#1f5fd0',
      colorBackground: dark ? '#14171c' : '#ffffff',
      colorText: dark ? '#eef0f4' : '#14171c',
      colorDanger: dark ? '#ff9d94' : '#b3261e',
      borderRadius: '8px',
      fontSizeBase: '16px',
      spacingUnit: '4px',
    },
  };
}
