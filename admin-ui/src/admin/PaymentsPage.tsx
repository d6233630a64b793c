import { Button, Table } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Page, PaymentAttempt } from '../shared/api';
import { moment } from '../shared/dates';
import { call } from '../shared/http';
import { Amount, Empty, Failed, ListState, LOCALE } from './parts';
import { RowLink } from './RowLink';
import { useDesk } from './staff';
import { ATTEMPT_STATE, words } from './words';

const EVERY_MS = 2_000;

/** Payments whose money is on its way: they resolve themselves while one looks on, or when asked to. */
export function PaymentsPage() {
  const { ask } = useDesk();
  const list = useQuery({
    queryKey: ['payment-attempts'],
    queryFn: () => ask<Page<PaymentAttempt>>('/payment-attempts?state=open&limit=100'),
    refetchInterval: EVERY_MS,
  });
  const open = list.data?.data;
  const { known, resolved } = useSeen(open);
  const rows = [...(open ?? []), ...resolved];
  return (
    <ListState
      query={list}
      isEmpty={rows.length === 0}
      empty={
        <Empty title={words.noOpenPayments}>
          <p>{words.noOpenPaymentsMore}</p>
        </Empty>
      }
    >
      <p className="muted">{words.openPaymentsMore}</p>
      <p className="unseen" role="status">
        {known > 0 && words.becameKnown(known)}
      </p>
      <Table.ScrollContainer minWidth={640} tabIndex={0} role="region" aria-label={words.paymentsUnderWay}>
        <Table highlightOnHover verticalSpacing={6} className="rows">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.state}</Table.Th>
              <Table.Th>{words.provider}</Table.Th>
              <Table.Th className="amount">{words.amount}</Table.Th>
              <Table.Th>{words.sent}</Table.Th>
              <Table.Th>{words.asked}</Table.Th>
              <Table.Th>{words.session}</Table.Th>
              <Table.Th>
                <span className="unseen">{words.askNow}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  <State attempt={row} />
                </Table.Td>
                <Table.Td>
                  {row.provider} <span className="muted">{row.provider_ref}</span>
                </Table.Td>
                <Table.Td>
                  <Amount minor={row.amount_minor} currency={row.currency} />
                </Table.Td>
                <Table.Td>{row.sent_at && moment(row.sent_at, LOCALE)}</Table.Td>
                <Table.Td>{words.times(row.checks)}</Table.Td>
                <Table.Td>
                  <RowLink href={`/admin/sessions?session=${row.session_id}`}>{words.openSession}</RowLink>
                </Table.Td>
                <Table.Td>
                  {isOpen(row) ? <AskNow attempt={row} /> : <span className="muted">{words.nowKnown}</span>}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </ListState>
  );
}

const KNOWN = ['captured', 'declined', 'voided', 'refunded', 'authorized'];

const isOpen = ({ state, unwanted_for }: PaymentAttempt): boolean =>
  unwanted_for ? state !== 'voided' && state !== 'refunded' && state !== 'declined' : !KNOWN.includes(state);

function State({ attempt }: { attempt: PaymentAttempt }) {
  const { state } = attempt;
  if (attempt.unwanted_for && isOpen(attempt)) return <span className="mark brand">{words.goingBack}</span>;
  const tone = state === 'captured' || state === 'authorized' ? 'ok' : isOpen(attempt) ? 'warn' : 'muted';
  return <span className={`mark ${tone}`}>{ATTEMPT_STATE[state] ?? state}</span>;
}

/** What was open while somebody looked stays, with what became of it. */
function useSeen(open: PaymentAttempt[] | undefined): { known: number; resolved: PaymentAttempt[] } {
  const { ask } = useDesk();
  const [seen, setSeen] = useState<string[]>([]);
  const fresh = (open ?? []).map(({ id }) => id).filter((id) => !seen.includes(id));
  if (fresh.length > 0) setSeen([...seen, ...fresh]);
  const gone = open ? seen.filter((id) => !open.some((row) => row.id === id)) : [];
  const latest = useQuery({
    queryKey: ['payment-attempts', 'latest', gone.join(' ')],
    queryFn: () => ask<Page<PaymentAttempt>>('/payment-attempts?limit=100'),
    enabled: gone.length > 0,
    placeholderData: (before) => before,
  });
  const resolved = (latest.data?.data ?? []).filter(({ id }) => gone.includes(id));
  return { known: resolved.length, resolved };
}

function AskNow({ attempt }: { attempt: PaymentAttempt }) {
  const { staff } = useDesk();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const askNow = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await call('POST', `/payment-attempts/${encodeURIComponent(attempt.id)}/check`, { token: staff.token });
      await queries.invalidateQueries({ queryKey: ['payment-attempts'] });
    } catch (thrown) {
      setError(thrown as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="default" size="xs" aria-disabled={busy} onClick={() => void askNow()}>
        {busy ? words.asking : words.askNow}
      </Button>
      {error && <Failed error={error} />}
    </>
  );
}
