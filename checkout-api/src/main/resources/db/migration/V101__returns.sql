-- Goods that came back: where, in what condition, and with which refund.
create table order_return (
    merchant_id  uuid not null,
    return_id    uuid not null,
    order_id     uuid not null,
    request_id   uuid not null,              -- that of its refunds
    channel_id   text not null,
    location_id  text,                       -- where the goods are now; null when nobody has said
    reason       text not null,
    actor        text not null,
    manager_id   uuid,                       -- who has approved it at a register
    created_at   timestamptz not null,
    primary key (merchant_id, return_id),
    unique (merchant_id, request_id),
    foreign key (merchant_id, order_id) references orders
);
create index order_return_by_order on order_return (merchant_id, order_id);
call wall_off('order_return');
revoke update, delete on order_return from ${app_role};

create table order_return_line (
    merchant_id  uuid not null,
    return_id    uuid not null,
    order_id     uuid not null,
    line         int not null,
    quantity     bigint not null check (quantity > 0),
    condition    text not null check (condition in ('sellable', 'damaged')),
    restocked    boolean not null,           -- whether it can be sold again at the location
    primary key (merchant_id, return_id, line),
    foreign key (merchant_id, return_id) references order_return,
    foreign key (merchant_id, order_id, line) references order_line
);
call wall_off('order_return_line');
revoke update, delete on order_return_line from ${app_role};
