-- Goods of an order come back and others go out. It has the id of the checkout session of what goes out: there the goods that come back
-- pay, and only when that session is paid have they come back.
create table exchange (
    merchant_id       uuid not null,
    exchange_id       uuid not null,             -- and that of its checkout session
    order_id          uuid not null,             -- whose goods come back
    state             text not null check (state in ('open', 'held', 'completed')),
    credit_minor      bigint not null check (credit_minor >= 0),
    used_minor        bigint not null default 0, -- what of it has paid; the rest was refunded
    given_back_minor  bigint not null default 0, -- what of that was refunded since
    currency          char(3) not null,
    new_order_id      uuid,
    channel_id        text not null,
    location_id       text,
    reason            text not null,
    actor             text not null,
    manager_id        uuid,                      -- who has approved it at a register
    created_at        timestamptz not null,
    completed_at      timestamptz,
    primary key (merchant_id, exchange_id),
    foreign key (merchant_id, order_id) references orders,
    check (used_minor between 0 and credit_minor),
    check (given_back_minor between 0 and used_minor),
    check ((state = 'completed') = (num_nonnulls(new_order_id, completed_at) = 2))
);
create index exchange_by_order on exchange (merchant_id, order_id);
call wall_off('exchange');
revoke delete on exchange from ${app_role};

create table exchange_line (
    merchant_id  uuid not null,
    exchange_id  uuid not null,
    order_id     uuid not null,
    line         int not null,
    quantity     bigint not null check (quantity > 0),
    condition    text not null check (condition in ('sellable', 'damaged')),
    primary key (merchant_id, exchange_id, line),
    foreign key (merchant_id, exchange_id) references exchange,
    foreign key (merchant_id, order_id, line) references order_line
);
create index exchange_line_by_order on exchange_line (merchant_id, order_id);
call wall_off('exchange_line');
revoke update, delete on exchange_line from ${app_role};

-- Of which payments of the order the credit is, while it pays and after.
create table exchange_part (
    merchant_id   uuid not null,
    exchange_id   uuid not null,
    attempt_id    uuid not null,
    position      int not null,
    amount_minor  bigint not null check (amount_minor >= 0),
    primary key (merchant_id, exchange_id, attempt_id),
    foreign key (merchant_id, exchange_id) references exchange,
    foreign key (merchant_id, attempt_id) references payment_attempt
);
call wall_off('exchange_part');

-- What attempts to pay with it have become: what a provider would know.
create table exchange_hold (
    merchant_id   uuid not null,
    attempt_id    uuid not null,
    exchange_id   uuid not null,
    state         text not null check (state in ('held', 'captured', 'withdrawn')),
    amount_minor  bigint not null,
    primary key (merchant_id, attempt_id),
    foreign key (merchant_id, exchange_id) references exchange
);
create unique index one_hold_of_an_exchange on exchange_hold (merchant_id, exchange_id) where state <> 'withdrawn';
call wall_off('exchange_hold');
revoke delete on exchange_hold from ${app_role};

-- What has gone back of it, each once.
create table exchange_refund (
    merchant_id   uuid not null,
    request_id    uuid not null,              -- that of the refunds of the order
    exchange_id   uuid not null,
    amount_minor  bigint not null check (amount_minor > 0),
    primary key (merchant_id, request_id),
    foreign key (merchant_id, exchange_id) references exchange
);
call wall_off('exchange_refund');
revoke update, delete on exchange_refund from ${app_role};

-- What of a payment pays for other goods now: it was not refunded, and cannot be.
alter table payment_attempt add column exchanged_minor bigint not null default 0 check (exchanged_minor >= 0),
    add check (refunded_minor + exchanged_minor <= captured_minor);

-- What goods that come back are worth in this session; null where none do.
alter table checkout_session add column exchange_credit_minor bigint check (exchange_credit_minor >= 0);

-- Goods that came back at a till without a receipt: no order is known of them.
create table unreceipted_return (
    merchant_id      uuid not null,
    return_id        uuid not null,
    channel_id       text not null,
    location_id      text,
    refund           text not null check (refund in ('cash', 'gift_card', 'store_credit')),
    customer_id      uuid,                     -- who has brought it, where that is known
    gift_card_id     uuid,
    gift_card_last4  text,
    currency         char(3) not null,
    total_minor      bigint not null check (total_minor > 0),
    rounding_minor   bigint not null,
    reason           text not null,
    actor            text not null,
    manager_id       uuid,                     -- who has approved it
    created_at       timestamptz not null,
    primary key (merchant_id, return_id),
    foreign key (merchant_id, channel_id) references channel,
    check (rounding_minor = 0 or refund = 'cash')
);
create index unreceipted_return_by_customer on unreceipted_return (merchant_id, customer_id, created_at) where customer_id is not null;
create index unreceipted_return_by_channel on unreceipted_return (merchant_id, channel_id, return_id desc);
call wall_off('unreceipted_return');
revoke delete on unreceipted_return from ${app_role};

create table unreceipted_return_line (
    merchant_id       uuid not null,
    return_id         uuid not null,
    line              int not null,
    sku               text not null,
    name              text not null,
    quantity          bigint not null check (quantity > 0),
    unit_price_minor  bigint not null check (unit_price_minor >= 0),
    total_minor       bigint not null check (total_minor >= 0),
    tax_percent       numeric not null,
    tax_minor         bigint not null check (tax_minor between 0 and total_minor),
    condition         text not null check (condition in ('sellable', 'damaged')),
    restocked         boolean not null,
    primary key (merchant_id, return_id, line),
    foreign key (merchant_id, return_id) references unreceipted_return
);
call wall_off('unreceipted_return_line');
revoke update, delete on unreceipted_return_line from ${app_role};

-- What an item was sold for lately is asked for when it comes back without a receipt.
create index order_line_by_sku on order_line (merchant_id, sku);
