import type { WalletType } from '../shared/api';
import { openElements, type Setup } from './provider';

/** What a wallet's sheet shows, and what it has to ask for. */
export interface Sheet {
  amountMinor: number;
  lineItems: { name: string; amount: number }[];
  shippingRates: { id: string; amount: number; displayName: string; deliveryEstimate?: string }[];
  shippingAddressRequired?: boolean;
  emailRequired?: boolean;
  phoneNumberRequired?: boolean;
}

/** As wallets write it, before the buyer has said yes without street and house. */
export interface WalletAddress {
  line1?: string;
  line2?: string | null;
  postal_code: string;
  city: string;
  state: string;
  country: string;
}

/** The buyer's yes, with everything the sheet knows. */
export interface Yes {
  expressPaymentType: WalletType;
  billingDetails?: { name?: string; email?: string; phone?: string };
  shippingAddress?: { name: string; address: WalletAddress };
  shippingRate?: { id: string };
}

export interface ExpressSetup extends Setup {
  wallets: string[];
  onReady: () => void;
  /** The sheet that is to open; null when something has to be done here first. */
  begin: () => Sheet | null;
  /** The sheet for another address or way of delivery; null when nothing is delivered there. */
  quote: (address: WalletAddress, optionId?: string) => Promise<Sheet | null>;
  /** Pays with the token; null when the wallet made none. */
  confirm: (yes: Yes, token: string | null) => void;
}

type Resolve = (details: Omit<Sheet, 'amountMinor'>) => void;

/** The buttons of the buyer's wallets, where the provider finds any. */
export async function drawWallets(target: HTMLElement, setup: ExpressSetup): Promise<void> {
  const { wallets, begin, quote } = setup;
  const { stripe, elements } = await openElements(setup, wallets.includes('link') ? ['card', 'link'] : ['card']);
  const shows = (wallet: string) => (wallets.includes(wallet) ? 'auto' : 'never');
  const element = elements.create('expressCheckout', {
    buttonHeight: 48,
    layout: { maxColumns: 3, maxRows: 1, overflow: 'never' },
    paymentMethods: {
      applePay: shows('apple_pay'),
      googlePay: shows('google_pay'),
      link: shows('link'),
    },
  });
  let goesTo: WalletAddress;
  const show = (sheet: Sheet | null, resolve: Resolve, reject: () => void) => {
    if (!sheet) return reject();
    const { amountMinor, ...details } = sheet;
    elements.update({ amount: amountMinor });
    resolve(details);
  };
  element.on('ready', ({ availablePaymentMethods }) => availablePaymentMethods && setup.onReady());
  element.on('click', ({ resolve, reject }) => show(begin(), resolve, reject));
  element.on('shippingaddresschange', async ({ address, resolve, reject }) => {
    goesTo = address;
    show(await quote(goesTo), resolve, reject);
  });
  // The rates stay as they are: another order would choose another one.
  element.on('shippingratechange', async ({ shippingRate, resolve, reject }) =>
    show(await quote(goesTo, shippingRate.id), ({ lineItems }) => resolve({ lineItems }), reject),
  );
  element.on('confirm', async (yes) => {
    await elements.submit();
    const { confirmationToken } = await stripe.createConfirmationToken({ elements });
    if (!confirmationToken) yes.paymentFailed();
    setup.confirm(yes, confirmationToken?.id ?? null);
  });
  element.mount(target);
}
