import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EventData, Session } from '../shared/api';
import { moment, timeOfDay } from '../shared/dates';
import { follow } from '../shared/events';
import { JourneyPath } from './JourneyPath';
import { ChannelMark, Failed, Lines, LOCALE, Loading, StatusMark } from './parts';
import { RowLink } from './RowLink';
import { Side } from './Side';
import { useDesk } from './staff';
import { EVENT, STEP, words } from './words';

export function SessionDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { ask } = useDesk();
  const { data, error, refetch } = useQuery({
    queryKey: ['session', id],
    queryFn: () => ask<Session>(`/checkout-sessions/${encodeURIComponent(id)}`),
  });
  return (
    <Side title={words.session} onClose={onClose}>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading rows={8} />}
      {data && <SessionDetails session={data} />}
    </Side>
  );
}

function SessionDetails({ session }: { session: Session }) {
  const { order, tenders, asks } = session;
  const { readsReports } = useDesk();
  return (
    <>
      <p className="facts">
        <StatusMark status={session.status} /> <ChannelMark channel={session.channel} />
        <span className="muted">{moment(session.created_at, LOCALE)}</span>
      </p>
      <p className="muted code">{session.id}</p>
      {order && (
        <p>
          <RowLink href={`/admin/orders?order=${order.id}`}>
            {words.order} {order.number}
          </RowLink>
        </p>
      )}
      <h3>{words.lines}</h3>
      <Lines lines={session.line_items} totals={session.totals} currency={session.currency} />
      {!['completed', 'canceled'].includes(session.status) && (
        <>
          <h3>{words.asks}</h3>
          {asks.length === 0 ? (
            <p className="muted">{words.nothingAsked}</p>
          ) : (
            <ul>
              {asks.map(({ id, reason }) => (
                <li key={id}>
                  <code>{id}</code> <span className="muted">{reason.text}</span>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <h3>{words.payments}</h3>
      {tenders.length === 0 ? (
        <p className="muted">{words.noPayments}</p>
      ) : (
        <ul>
          {tenders.map(({ id, label, type, state }) => (
            <li key={id}>
              {label ?? type} <span className="muted">{state}</span>
            </li>
          ))}
        </ul>
      )}
      {readsReports && <JourneyPath id={session.id} />}
      <h3>{words.timeline}</h3>
      <TimeLine id={session.id} />
    </>
  );
}

/** What happened, as it happens: the events from the first to the next. */
function TimeLine({ id }: { id: string }) {
  const { staff } = useDesk();
  const [events, setEvents] = useState<EventData[]>([]);
  useEffect(() => {
    setEvents([]);
    return follow(`/checkout-sessions/${encodeURIComponent(id)}/events`, {
      token: () => staff.token,
      after: '0',
      onEvent: ({ data }) => {
        const event = JSON.parse(data) as EventData;
        setEvents((known) => (known.some((it) => it.id === event.id) ? known : [...known, event]));
      },
      onState: () => {},
    });
  }, [id, staff]);
  return (
    <ol className="timeline" aria-live="polite">
      {events.map((event) => (
        <li key={event.id} className={event.type === 'session.declined' ? 'bad' : ''}>
          <time dateTime={event.occurred_at}>{timeOfDay(event.occurred_at, LOCALE)}</time>
          <span>{EVENT[event.type] ?? event.type}</span>
          <span className="muted">
            {[event.step && STEP[event.step], event.channel_id].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  );
}
