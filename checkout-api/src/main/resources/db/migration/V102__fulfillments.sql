-- What becomes of the goods of an order: which lines leave from where, and how far they are. A line may be in several.
create table fulfillment (
    merchant_id      uuid not null,
    fulfillment_id   uuid not null,
    order_id         uuid not null,
    kind             text not null check (kind in ('handed_over', 'digital', 'shipping', 'pickup', 'local_delivery')),
    status           text not null check (status in ('backordered', 'allocated', 'picked', 'packed', 'shipped', 'ready_for_pickup',
                         'out_for_delivery', 'delivery_failed', 'delivered', 'collected', 'handed_over', 'canceled')),
    location_id      text,                      -- where the goods are; null while that is open, and for what has no place
    option_id        text,
    earliest         date,
    latest           date,
    ready_at         timestamptz,
    carrier          text,
    tracking_number  text,
    tracking_url     text,
    code             text,                      -- what the buyer says at the counter; encrypted
    reason           text,                      -- why it failed, was canceled or was collected without the code
    handed_over_at   timestamptz,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    primary key (merchant_id, fulfillment_id),
    foreign key (merchant_id, order_id) references orders
);
create index fulfillment_by_order on fulfillment (merchant_id, order_id);
create index fulfillment_to_do on fulfillment (merchant_id, fulfillment_id)
    where status in ('backordered', 'allocated', 'picked', 'packed', 'ready_for_pickup', 'delivery_failed');
call wall_off('fulfillment');
revoke delete on fulfillment from ${app_role};

create table fulfillment_line (
    merchant_id     uuid not null,
    fulfillment_id  uuid not null,
    order_id        uuid not null,
    line            int not null,
    quantity        bigint not null check (quantity > 0),
    primary key (merchant_id, fulfillment_id, line),
    foreign key (merchant_id, fulfillment_id) references fulfillment,
    foreign key (merchant_id, order_id, line) references order_line
);
create index fulfillment_line_by_order on fulfillment_line (merchant_id, order_id);
call wall_off('fulfillment_line');

-- Null for orders from before: nobody knows what of them was handed over.
alter table orders add column fulfillment_status text
    check (fulfillment_status in ('unfulfilled', 'partially_fulfilled', 'fulfilled'));
