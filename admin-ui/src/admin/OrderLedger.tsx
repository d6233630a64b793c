import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { OrderBooks } from '../shared/api';
import { moment } from '../shared/dates';
import { Amount, Failed, LOCALE, Loading } from './parts';
import { useDesk } from './staff';
import { ENTRY, words } from './words';

const EVERY_MS = 5_000;

/** What an order means for the books, from the sale down to the provider's fee. */
export function OrderLedger({ id }: { id: string }) {
  const { ask } = useDesk();
  const { data, error, refetch } = useQuery({
    queryKey: ['order', id, 'ledger'],
    queryFn: () => ask<OrderBooks>(`/orders/${encodeURIComponent(id)}/ledger`),
    refetchInterval: EVERY_MS, // fees come moments later, and no event tells of them
  });
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={3} />;
  if (data.entries.length === 0) return <p className="muted">{words.noEntries}</p>;
  return (
    <Table.ScrollContainer minWidth={420} tabIndex={0} role="region" aria-label={words.ledger}>
      <table className="lines books">
        <caption className="unseen">{words.ledger}</caption>
        <thead>
          <tr>
            <th scope="col">{words.entry}</th>
            <th scope="col">{words.debit}</th>
            <th scope="col">{words.credit}</th>
            <th scope="col" className="amount">
              {words.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.entries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row">
                {ENTRY[entry.kind.split(':')[0] ?? ''] ?? entry.kind}{' '}
                <span className="muted">{moment(entry.posted_at, LOCALE)}</span>
              </th>
              <td>
                <code>{entry.debit_account}</code>
              </td>
              <td>
                <code>{entry.credit_account}</code>
              </td>
              <td>
                <Amount minor={entry.amount_minor} currency={entry.currency} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {data.balances.map(({ account, currency, amount_minor }) => (
            <tr key={`${account} ${currency}`} className="muted">
              <th scope="row" colSpan={3}>
                {words.balance} <code>{account}</code>
              </th>
              <td>
                <Amount minor={amount_minor} currency={currency} />
              </td>
            </tr>
          ))}
        </tfoot>
      </table>
    </Table.ScrollContainer>
  );
}
