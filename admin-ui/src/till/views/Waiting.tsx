import { datedDay, moment } from '../../shared/dates';
import { money } from '../../shared/money';
import type { KeptSale } from '../alone/store';
import type { Messages } from '../messages';
import type { Shown } from './App';

/** What was sold without the server, the newest first, and what has become of it. */
export function Waiting({ till, state }: Shown) {
  const { m } = till;
  const currency = state.channel?.currency ?? 'EUR';
  return (
    <>
      <div class="folders">
        <p>{m.soldAloneHow}</p>
        <button type="button" onClick={() => till.open(null)}>
          {m.close}
        </button>
      </div>
      <ul class="alone" aria-label={m.soldAlone}>
        {[...state.alone.sales].reverse().map(({ sale, fate }) => (
          <li key={`${sale.business_day} ${sale.sequence}`}>
            <strong>{money(sale.total_minor, currency, m.language)}</strong>
            <span>
              {moment(sale.taken_at, m.language)} ·{' '}
              {m.cashSaleNumber(datedDay(sale.business_day, m.language), sale.sequence)}
            </span>
            <span class={fate.state === 'refused' ? 'bad' : 'muted'}>{said(fate, m)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function said(fate: KeptSale['fate'], m: Messages): string {
  if (fate.state === 'waiting') return m.fateWaiting;
  if (fate.state === 'refused') return m.fateRefused(fate.why);
  return m.fateRecorded(fate.order_number ?? '', fate.variances);
}
