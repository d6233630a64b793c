/** The part of Stripe.js that this page uses; whatever the server names as script_url has this shape. */
export interface Element {
  mount(target: HTMLElement): void;
  // biome-ignore lint/suspicious/noExplicitAny: each event has a shape of its own
  on(event: string, listener: (event: any) => void): void;
  focus(): void;
  destroy(): void;
}

export interface Elements {
  create(type: 'payment' | 'expressCheckout', options: object): Element;
  update(options: object): void;
  submit(): Promise<{ error?: { message?: string } }>;
}

export interface Stripe {
  elements(options: object): Elements;
  createConfirmationToken(options: {
    elements: Elements;
    params?: { payment_method_data: { billing_details: object } };
  }): Promise<{ confirmationToken?: { id: string }; error?: { message?: string } }>;
}

declare global {
  interface Window {
    Stripe?: (publishableKey: string, options?: { locale: string }) => Stripe;
  }
}

export interface Setup {
  publishableKey: string;
  scriptUrl: string;
  amountMinor: number;
  currency: string;
  locale: string;
  capture: string | undefined;
}

const LOAD_TIMEOUT_MS = 20_000;

/** The provider's script, and a group of its elements that pays with these types of method. */
export async function openElements(
  setup: Setup,
  paymentMethodTypes: string[],
): Promise<{ stripe: Stripe; elements: Elements }> {
  await load(setup.scriptUrl);
  if (!window.Stripe) throw new Error(`${setup.scriptUrl} brought nothing`);
  const stripe = window.Stripe(setup.publishableKey, { locale: setup.locale });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const elements = stripe.elements({
    mode: 'payment',
    amount: setup.amountMinor,
    currency: setup.currency.toLowerCase(),
    captureMethod: setup.capture,
    paymentMethodTypes,
    appearance: appearance(dark.matches),
  });
  dark.addEventListener('change', () => elements.update({ appearance: appearance(dark.matches) }));
  return { stripe, elements };
}

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
