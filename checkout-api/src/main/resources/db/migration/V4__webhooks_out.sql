-- Where a merchant wants to be told what happens, and how far it has been told: a cursor into the merchant's events.
-- The secrets are readable here, because each call is signed with them.
create table webhook_endpoint (
    merchant_id      uuid not null references merchant,
    endpoint_id      uuid not null,
    url              text not null,
    description      text not null,
    event_types      text not null,            -- patterns, one a line: session.completed, order.*, *
    enabled          boolean not null,
    disabled_reason  text check (disabled_reason in ('by_hand', 'gone', 'failing')),
    disabled_at      timestamptz,
    failing_since    timestamptz,              -- nothing but failures since then
    secret           text not null,
    old_secret       text,
    old_secret_until timestamptz,
    told_position    bigint not null,          -- events up to here have their deliveries
    last_ordinal     bigint not null default 0,
    seq              bigint not null default 0,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    primary key (merchant_id, endpoint_id)
);
call wall_off('webhook_endpoint');

create table webhook_delivery (
    merchant_id    uuid not null,
    delivery_id    uuid not null,
    endpoint_id    uuid not null,
    ordinal        bigint not null,            -- the order at this endpoint
    kind           text not null check (kind in ('event', 'replay', 'test')),
    message_id     uuid not null,              -- the event's id; the same in each try and each replay
    event_type     text not null,
    aggregate_id   uuid not null,
    body           text not null,
    state          text not null check (state in ('pending', 'delivered', 'failed')),
    attempts       int not null default 0,     -- counts claims, so that whoever was overtaken can see it
    next_at        timestamptz,
    last_status    int,
    last_error     text,
    created_at     timestamptz not null,
    attempted_at   timestamptz,
    delivered_at   timestamptz,
    primary key (merchant_id, delivery_id),
    foreign key (merchant_id, endpoint_id) references webhook_endpoint on delete cascade,
    unique (merchant_id, endpoint_id, ordinal),
    check ((next_at is null) = (state <> 'pending'))
);
create index webhook_delivery_due on webhook_delivery (merchant_id, endpoint_id, next_at) where state = 'pending';
create index webhook_delivery_in_order on webhook_delivery (merchant_id, endpoint_id, aggregate_id, ordinal) where state = 'pending';
create index event_by_time on event (merchant_id, occurred_at);
call wall_off('webhook_delivery');
