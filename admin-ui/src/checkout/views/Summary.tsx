import type { FulfillmentKind, LineItem, Session } from '../../shared/api';
import { days } from '../../shared/dates';
import { money } from '../../shared/money';
import type { Messages } from '../messages';

interface SummaryProps {
  session: Session;
  m: Messages;
}

/** As the window was when the page came: what the shopper has opened or closed since stays so. */
const WIDE = matchMedia('(min-width: 60rem)').matches;

/** What it costs and what it is: the total is on the first screen, always. */
export function Summary({ session, m }: SummaryProps) {
  const { currency, locale, total_minor, line_items } = session;
  const count = line_items.reduce((sum, { quantity, fee }) => (fee ? sum : sum + quantity), 0);
  const when = arrival(session.fulfillment, locale, m);
  return (
    <section class="summary" aria-labelledby="summary">
      <h2 id="summary">{m.summary}</h2>
      <p class="total">{money(total_minor, currency, locale)}</p>
      <details open={WIDE}>
        <summary>{[m.items(count), when].filter(Boolean).join(' · ')}</summary>
        <Lines session={session} />
        <Totals session={session} m={m} />
      </details>
    </section>
  );
}

export function Lines({ session: { line_items, currency, locale } }: { session: Session }) {
  return (
    <ul class="lines">
      {line_items.map((item) => (
        <li key={`${item.sku} ${item.name} ${item.unit_price_minor}`}>
          <Picture item={item} />
          <span>
            {item.name}
            <small class="muted">
              {item.quantity} × {money(item.unit_price_minor, currency, locale)}
            </small>
          </span>
          <span class="amount">{money(item.total_minor, currency, locale)}</span>
        </li>
      ))}
    </ul>
  );
}

function Picture({ item: { image_url } }: { item: LineItem }) {
  return image_url ? <img src={image_url} alt="" width="48" height="48" /> : <span class="picture" />;
}

export function Totals({ session: { totals, currency, locale, fulfillment }, m }: SummaryProps) {
  const shown = totals.filter(({ type }) => type !== 'fulfillment' || fulfillment?.kind !== 'digital');
  return (
    <dl class="totals">
      {shown.map(({ type, amount_minor, included }) => (
        <div key={type} class={type === 'total' ? 'sum' : included ? 'muted' : ''}>
          <dt>{included ? m.taxIncluded : (m.totals[type] ?? type)}</dt>
          <dd class="amount">
            {type === 'fulfillment' && amount_minor === 0 ? m.free : money(amount_minor, currency, locale)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface Arriving {
  kind?: FulfillmentKind | null;
  earliest?: string | null;
  latest?: string | null;
  ready_at?: string | null;
}

/** A date, not a number of working days; what is picked up also has an hour. */
export function arrival(option: Arriving | null, locale: string, m: Messages): string | null {
  if (!option?.earliest || option.kind === 'digital') return null;
  const when = days(option.earliest, option.latest ?? null, locale);
  if (option.kind !== 'pickup') return m.arrives(when);
  const time = option.ready_at && new Date(option.ready_at).toLocaleTimeString(locale, { timeStyle: 'short' });
  return m.pickup(time ? `${when}, ${time}` : when);
}
