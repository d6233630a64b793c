import { useQuery } from '@tanstack/react-query';
import type { Order } from '../shared/api';
import { moment } from '../shared/dates';
import { OrderLedger } from './OrderLedger';
import { OrderFulfillments } from './orders/OrderFulfillments';
import { Amount, ChannelMark, Failed, Lines, LOCALE, Loading, OrderMark } from './parts';
import { RefundForm } from './RefundForm';
import { RowLink } from './RowLink';
import { Side } from './Side';
import { useDesk } from './staff';
import { words } from './words';

export function OrderDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { ask } = useDesk();
  const { data, error, refetch } = useQuery({
    queryKey: ['order', id],
    queryFn: () => ask<Order>(`/orders/${encodeURIComponent(id)}`),
  });
  return (
    <Side title={data ? `${words.order} ${data.number}` : words.order} onClose={onClose}>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading rows={8} />}
      {data && <OrderDetails order={data} />}
    </Side>
  );
}

function OrderDetails({ order }: { order: Order }) {
  const { buyer, fulfillment, currency, payments, refunds } = order;
  const { staff } = useDesk();
  const mayReadBooks = staff.roles.some((role) => ['agent', 'manager', 'admin'].includes(role));
  const address = fulfillment?.address;
  const place = [
    address?.name,
    address?.line1,
    address?.line2,
    [address?.postal_code, address?.city].filter(Boolean).join(' '),
  ];
  return (
    <>
      <p className="facts">
        <OrderMark state={order.state} /> <ChannelMark channel={order.channel} />
        <span className="muted">{moment(order.placed_at, LOCALE)}</span>
      </p>
      <p>
        <RowLink href={`/admin/sessions?session=${order.session_id}`}>{words.openSession}</RowLink>
      </p>
      <h3>{words.lines}</h3>
      <Lines lines={order.lines} totals={order.totals} currency={currency} />
      <h3>{words.payments}</h3>
      <ul>
        {payments.map((payment) => (
          <li key={payment.id}>
            {payment.label ?? payment.type} <Amount minor={payment.amount_minor} currency={currency} />{' '}
            <span className="muted">{[payment.state, payment.provider_ref].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {refunds.length > 0 && (
        <>
          <h3>{words.refunds}</h3>
          <ul>
            {refunds.map((refund) => (
              <li key={refund.id}>
                <Amount minor={refund.amount_minor} currency={currency} /> {refund.reason}{' '}
                <span className="muted">
                  {refund.state} · {refund.actor} · {moment(refund.created_at, LOCALE)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <OrderFulfillments orderId={order.id} />
      <RefundForm key={`${order.id} ${refunds.length}`} order={order} />
      {mayReadBooks && (
        <>
          <h3>{words.ledger}</h3>
          <OrderLedger id={order.id} />
        </>
      )}
      {(buyer?.email || buyer?.phone) && (
        <>
          <h3>{words.buyer}</h3>
          <p>{[buyer.name, buyer.email, buyer.phone].filter(Boolean).join(' · ')}</p>
        </>
      )}
      {fulfillment?.title && (
        <>
          <h3>{words.delivery}</h3>
          <p>{[fulfillment.title, ...place].filter(Boolean).join(', ')}</p>
        </>
      )}
    </>
  );
}
