import type { Session } from '../shared/api';
import { type Element, type Elements, openElements, type Setup, type Stripe } from './provider';

export interface CardSetup extends Setup {
  onReady: () => void;
  onFailed: () => void;
}

/** The provider's own card fields. They stay mounted for the whole visit, so that nothing typed in them is lost. */
export class CardForm {
  private constructor(
    private readonly stripe: Stripe,
    private readonly elements: Elements,
    private readonly element: Element,
  ) {}

  static async open(target: HTMLElement, setup: CardSetup): Promise<CardForm> {
    const { stripe, elements } = await openElements(setup, ['card']);
    const element = elements.create('payment', {
      fields: { billingDetails: { address: 'if_required' } },
      wallets: { applePay: 'never', googlePay: 'never' },
    });
    element.on('ready', setup.onReady);
    element.on('loaderror', setup.onFailed);
    element.mount(target);
    return new CardForm(stripe, elements, element);
  }

  update(amountMinor: number, currency: string): void {
    this.elements.update({ amount: amountMinor, currency: currency.toLowerCase() });
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

export const given = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
