import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ChannelRef, OrderState, SessionStatus, Total } from '../shared/api';
import { NoAnswer, Problem } from '../shared/http';
import { money } from '../shared/money';
import { span } from './reports';
import { useMinute } from './useMinute';
import { CHANNEL, ORDER_STATE, STATUS, words } from './words';

export const LOCALE = navigator.language.startsWith('en') ? navigator.language : 'en-GB';

const TONE: Record<SessionStatus | OrderState, string> = {
  incomplete: 'muted',
  ready_for_complete: 'brand',
  complete_in_progress: 'warn',
  requires_escalation: 'warn',
  completed: 'ok',
  canceled: 'bad',
  authorized: 'brand',
  partially_paid: 'warn',
  paid: 'ok',
  partially_refunded: 'warn',
  refunded: 'muted',
  voided: 'muted',
};

export const StatusMark = ({ status }: { status: SessionStatus }) => (
  <span className={`mark ${TONE[status]}`}>{STATUS[status] ?? status}</span>
);

export const OrderMark = ({ state }: { state: OrderState }) => (
  <span className={`mark ${TONE[state]}`}>{ORDER_STATE[state] ?? state}</span>
);

/** A channel keeps its colour and its word everywhere. */
export const ChannelMark = ({ channel }: { channel: ChannelRef }) => (
  <span className={`mark channel ${channel.kind}`}>{channel.name ?? CHANNEL[channel.kind] ?? channel.id}</span>
);

export const Amount = ({ minor, currency }: { minor: number; currency: string }) => (
  <span className="amount">{money(minor, currency, LOCALE)}</span>
);

interface ListStateProps {
  query: { isPending: boolean; error: Error | null; refetch: () => unknown; dataUpdatedAt?: number };
  isEmpty: boolean;
  empty: ReactNode;
  children: ReactNode;
}

/** The four faces of a list: loading, failed, empty, or there. What is there stays there when a refresh fails. */
export function ListState({ query, isEmpty, empty, children }: ListStateProps) {
  if (query.isPending) return <Loading rows={6} />;
  return (
    <>
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.error && !isEmpty && <Aged at={query.dataUpdatedAt ?? 0} />}
      {isEmpty ? !query.error && empty : children}
    </>
  );
}

/** How old what is shown is, where the newest could not be loaded: never silently old. */
export function Aged({ at }: { at: number }) {
  const now = useMinute();
  if (at === 0) return null;
  return (
    <p className="mark warn" role="status">
      {words.asOf(span(Math.max(now, Date.now()) - at))}
    </p>
  );
}

/** The next page of a list that comes page by page, while there is one. */
export function ShowMore({
  list,
}: {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}) {
  if (!list.hasNextPage) return null;
  return (
    <Button variant="default" mt="md" aria-disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {list.isFetchingNextPage ? words.loading : words.more}
    </Button>
  );
}

export function Loading({ rows }: { rows: number }) {
  return (
    <Stack gap="xs" aria-busy="true">
      <span className="unseen" role="status">
        {words.loading}
      </span>
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((row) => (
        <Skeleton key={row} height={32} radius="sm" />
      ))}
    </Stack>
  );
}

export function Failed({ error, onRetry, title }: { error: Error; onRetry?: () => void; title?: string }) {
  const id = error instanceof Problem ? error.requestId : null;
  return (
    <Alert title={title ?? words.failed} color="red" role="alert" className="failed">
      <p>{error instanceof NoAnswer ? words.noConnection : error.message}</p>
      {id && <p className="muted">{words.request(id)}</p>}
      {onRetry && (
        <Button variant="default" size="xs" mt="xs" onClick={onRetry}>
          {words.retry}
        </Button>
      )}
    </Alert>
  );
}

export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

interface LinesProps {
  lines: { sku: string; name: string; quantity: number; total_minor: number }[];
  totals: Total[];
  currency: string;
}

export function Lines({ lines, totals, currency }: LinesProps) {
  return (
    <table className="lines">
      <caption className="unseen">{words.lines}</caption>
      <tbody>
        {lines.map(({ sku, name, quantity, total_minor }) => (
          <tr key={sku}>
            <th scope="row">
              {quantity} × {name} <span className="muted">{sku}</span>
            </th>
            <td>
              <Amount minor={total_minor} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {totals
          .filter(({ type }) => type !== 'subtotal')
          .map(({ type, amount_minor, included }) => (
            <tr key={type} className={type === 'total' ? 'sum' : 'muted'}>
              <th scope="row">{included ? `including ${type}` : type}</th>
              <td>
                <Amount minor={amount_minor} currency={currency} />
              </td>
            </tr>
          ))}
      </tfoot>
    </table>
  );
}
