import { moment } from '../../shared/dates';
import { money } from '../../shared/money';
import type { Messages } from '../messages';
import { nameOf } from '../sold';
import type { Sold, State } from '../state';

/** What is printed of the sale before, on paper of 80 mm; on the screen it is not seen. */
export function Receipt({ session, state, m }: { session: Sold; state: State; m: Messages }) {
  const amount = (minor: number) => money(minor, session.currency, m.language);
  const percent = (value: number) =>
    new Intl.NumberFormat(m.language, { style: 'percent', maximumFractionDigits: 3 }).format(value / 100);
  const paid = session.tenders.filter(({ state: it }) => it === 'captured' || it === 'authorized' || it === 'paid');
  return (
    <section class="receipt" aria-hidden="true">
      <h2>{session.merchant}</h2>
      <p>
        {session.channel.name}
        <br />
        {moment(session.updated_at, m.language)}
        <br />
        {nameOf(session, m)}
      </p>
      <table>
        <tbody>
          {session.line_items.map((it, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is printed never changes
            <tr key={at}>
              <td>
                {it.quantity} × {it.name}
              </td>
              <td>{amount(it.total_minor)}</td>
            </tr>
          ))}
        </tbody>
        <tbody>
          {session.totals
            .filter(({ type, included }) => type !== 'subtotal' && type !== 'total' && !included)
            .map((it) => (
              <tr key={it.type}>
                <td>{m.totals[it.type] ?? it.type}</td>
                <td>{amount(it.amount_minor)}</td>
              </tr>
            ))}
          <tr class="sum">
            <td>{m.total}</td>
            <td>{amount(session.total_minor)}</td>
          </tr>
        </tbody>
        <tbody>
          {session.taxes?.parts.map((it) => (
            <tr key={it.percent}>
              <td>{m.taxOf(percent(it.percent), amount(it.base_minor))}</td>
              <td>{amount(it.tax_minor)}</td>
            </tr>
          ))}
        </tbody>
        <tbody>
          {(paid.length > 0 ? paid : session.tenders.slice(-1)).map((it) => (
            <tr key={it.id}>
              <td>{it.label ?? m.tenders[it.type] ?? it.type}</td>
              <td>{amount(it.amount_minor)}</td>
            </tr>
          ))}
          {session.tenders
            .filter(({ received_minor }) => received_minor != null)
            .map((it) => (
              <tr key={`${it.id}-change`}>
                <td>
                  {m.received} {amount(it.received_minor ?? 0)} · {m.change}
                </td>
                <td>{amount(it.change_minor ?? 0)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {state.cashier && <p>{m.servedBy(state.cashier.name)}</p>}
      <p>{m.thanks}</p>
    </section>
  );
}
