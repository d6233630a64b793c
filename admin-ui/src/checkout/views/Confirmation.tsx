import type { Session } from '../../shared/api';
import { newKey } from '../../shared/http';
import type { ViewProps } from './App';
import { arrival, Lines, Totals } from './Summary';

/** Whoever listens hears the good news first. */
function arrived(heading: HTMLElement | null) {
  heading?.focus();
  if (heading) scrollTo(0, 0);
}

export function Confirmation({ checkout, state, session }: ViewProps & { session: Session }) {
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
      <Feedback checkout={checkout} state={state} />
    </main>
  );
}

/** How easy it was, once. The key stays with the form, so that an answer that got lost is sent again and not twice. */
function Feedback({ checkout, state: { feedback, feedbackProblem } }: ViewProps) {
  if (!feedback) return null;
  const m = checkout.m.feedback;
  if (!feedback.asks) return <p role="status">{m.given}</p>;
  return (
    <form
      class="feedback no-print"
      ref={(form) => {
        if (form) form.dataset.key ??= newKey();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const said = new FormData(form);
        void checkout.giveFeedback(Number(said.get('score')), String(said.get('why')), form.dataset.key ?? '');
      }}
    >
      <fieldset>
        <legend>{feedback.question}</legend>
        <div class="options">
          {[1, 2, 3, 4, 5].map((score) => (
            <label key={score}>
              <input type="radio" name="score" value={score} required />
              {score}
              <small class="muted">{score === 1 ? m.hard : score === 5 ? m.easy : ''}</small>
            </label>
          ))}
        </div>
      </fieldset>
      <div class="field">
        <label for="why">{m.why}</label>
        <input id="why" name="why" maxLength={1000} />
      </div>
      {feedbackProblem && (
        <p class="wrong" role="alert">
          {feedbackProblem}
        </p>
      )}
      <button type="submit" class="quiet">
        {m.send}
      </button>
    </form>
  );
}
