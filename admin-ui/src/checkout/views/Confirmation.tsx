import type { Session } from '../../shared/api';
import type { ViewProps } from './App';
import { arrival, Lines, Totals } from './Summary';

/** Whoever listens hears the good news first. */
function arrived(heading: HTMLElement | null) {
  heading?.focus();
  if (heading) scrollTo(0, 0);
}

export function Confirmation({ checkout, session }: Pick<ViewProps, 'checkout'> & { session: Session }) {
  const { m } = checkout;
  const { buyer, fulfillment, locale, order, payment } = session;
  const when = arrival(fulfillment, locale, m);
  const address = fulfillment?.kind === 'pickup' || !fulfillment?.address?.line1 ? null : fulfillment.address;
  return (
    <main class="page narrow confirmation">
      <p class="thanks">{m.thanks}</p>
      <h1 ref={arrived} tabIndex={-1}>
        {m.confirmed(order?.number ?? '')}
      </h1>
      <div role="status">
        {when && (
          <p class="when">
            <strong>{when}</strong>
            {fulfillment?.title && <span class="muted"> · {fulfillment.title}</span>}
          </p>
        )}
        {buyer?.email && <p>{m.confirmationFor(buyer.email)}</p>}
        {payment.state === 'authorized' && <p>{m.authorized}</p>}
      </div>
      {address && (
        <address>
          {[address.name, address.line1, address.line2, [address.postal_code, address.city].filter(Boolean).join(' ')]
            .filter(Boolean)
            .map((line) => (
              <span key={line}>{line}</span>
            ))}
        </address>
      )}
      <section class="summary" aria-label={m.summary}>
        <Lines session={session} />
        <Totals session={session} m={m} />
      </section>
      <button type="button" class="quiet no-print" onClick={() => print()}>
        {m.print}
      </button>
      <div id="afterwards" class="no-print" />
    </main>
  );
}
