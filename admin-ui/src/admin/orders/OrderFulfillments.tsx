import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from '../Form';
import { Failed } from '../parts';
import { useSend } from '../send';
import { rowsOf, useDesk, useList } from '../staff';
import { FulfillmentMark } from './FulfillmentMark';
import { bodyOf, eventsOf, type Fulfillment, type FulfillmentEvent, fieldsOf, mayCancel } from './fulfillments';
import { words } from './words';

const MAY_MOVE_GOODS = ['manager', 'admin'];

/** What becomes of the goods of an order, and what can happen to them next. */
export function OrderFulfillments({ orderId }: { orderId: string }) {
  const { ask } = useDesk();
  const path = `/orders/${encodeURIComponent(orderId)}/fulfillments`;
  const { data, error, refetch } = useQuery({
    queryKey: ['order', orderId, 'fulfillments'],
    queryFn: () => ask<{ data: Fulfillment[] }>(path),
  });
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data || data.data.length === 0) return null;
  return (
    <>
      <h3>{words.fulfillments}</h3>
      <ul className="fulfillments">
        {data.data.map((it) => (
          <li key={it.id}>
            <OneFulfillment fulfillment={it} path={`${path}/${it.id}`} />
          </li>
        ))}
      </ul>
    </>
  );
}

function OneFulfillment({ fulfillment, path }: { fulfillment: Fulfillment; path: string }) {
  const { kind, status, lines, location_id, tracking, reason } = fulfillment;
  const { staff } = useDesk();
  const sending = useSend('order', 'fulfillments', 'orders');
  const [asked, setAsked] = useState<FulfillmentEvent | 'cancel' | null>(null);
  const places = useList<{ id: string; name: string }>('locations', {});
  const options = rowsOf(places).map(({ id, name }) => ({ value: id, label: name }));
  const mayMove = staff.roles.some((role) => MAY_MOVE_GOODS.includes(role));

  const tell = async (event: FulfillmentEvent | 'cancel', typed: Record<string, unknown>): Promise<boolean> => {
    const answer =
      event === 'cancel'
        ? await sending.send('POST', `${path}/cancel`, typed)
        : await sending.send('POST', `${path}/events`, bodyOf(event, typed));
    if (answer) setAsked(null);
    return answer !== null;
  };
  const press = (event: FulfillmentEvent | 'cancel') => {
    sending.forget();
    if (fieldsOf(event, options).length > 0) setAsked(event);
    else void tell(event, {});
  };
  const [usual, ...others] = eventsOf(fulfillment);

  return (
    <>
      <p className="facts">
        <FulfillmentMark status={status} /> {words.kinds[kind]}
        {location_id && <span className="muted">{location_id}</span>}
      </p>
      <p>{lines.map((it) => `${it.quantity} × ${it.name}`).join(', ')}</p>
      {tracking && (
        <p className="muted">
          {[tracking.carrier, tracking.number].filter(Boolean).join(' ')}{' '}
          {tracking.url && (
            <a href={tracking.url} rel="noreferrer" target="_blank">
              {words.trackingUrl}
            </a>
          )}
        </p>
      )}
      {reason && <p className="muted">{reason}</p>}
      {mayMove && !asked && (usual || mayCancel(fulfillment)) && (
        <Group gap="xs">
          {usual && (
            <Button size="xs" aria-disabled={sending.busy} onClick={() => press(usual)}>
              {sending.busy ? words.sending : words.events[usual]}
            </Button>
          )}
          {others.map((event) => (
            <Button key={event} size="xs" variant="default" aria-disabled={sending.busy} onClick={() => press(event)}>
              {words.events[event]}
            </Button>
          ))}
          {mayCancel(fulfillment) && (
            <Button size="xs" variant="subtle" aria-disabled={sending.busy} onClick={() => press('cancel')}>
              {words.cancel}
            </Button>
          )}
        </Group>
      )}
      {asked && (
        <Form
          name={`fulfillment ${fulfillment.id} ${asked}`}
          fields={fieldsOf(asked, options)}
          object={null}
          sending={sending}
          button={asked === 'cancel' ? words.cancel : words.events[asked]}
          onSend={(typed) => tell(asked, typed)}
          onCancel={() => setAsked(null)}
        />
      )}
      {!asked && sending.error && <Failed error={sending.error} />}
    </>
  );
}
