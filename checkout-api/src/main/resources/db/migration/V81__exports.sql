-- Who measures for a merchant, and how far it has been told: a cursor into the merchant's events.
create table export_destination (
    merchant_id     uuid not null references merchant,
    destination_id  uuid not null,
    kind            text not null,              -- ga4, meta, google_ads, webhook
    name            text not null,
    settings        jsonb not null,             -- what may be shown
    credentials     text not null,              -- encrypted; never shown
    occasions       text not null,              -- which facts it is told, one a line
    enabled         boolean not null,
    told_position   bigint not null,            -- events up to here have their deliveries
    last_ordinal    bigint not null default 0,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (merchant_id, destination_id)
);
call wall_off('export_destination');

-- One fact for one destination. What is sent is written when it is sent, by what has been agreed to by then: here are ids alone.
create table export_delivery (
    merchant_id     uuid not null,
    delivery_id     uuid not null,
    destination_id  uuid not null,
    ordinal         bigint not null,            -- the order at this destination
    event_id        uuid not null,              -- by which the receiver knows it: the same in each try and everywhere
    occasion        text not null check (occasion in ('checkout_begun', 'payment_info_added', 'purchase', 'refund')),
    session_id      uuid not null,
    order_id        uuid,
    state           text not null check (state in ('pending', 'delivered', 'withheld', 'dead')),
    attempts        int not null default 0,     -- counts claims, so that whoever was overtaken can see it
    attempts_before int not null default 0,     -- those before it was last asked to be sent again
    next_at         timestamptz,
    last_status     int,
    last_answer     text,
    occurred_at     timestamptz not null,
    created_at      timestamptz not null,
    attempted_at    timestamptz,
    settled_at      timestamptz,
    primary key (merchant_id, delivery_id),
    foreign key (merchant_id, destination_id) references export_destination on delete cascade,
    unique (merchant_id, destination_id, event_id),
    check ((next_at is null) = (state <> 'pending'))
);
-- A buyer begins to pay several times; that they do is one fact.
create unique index one_payment_info_per_session on export_delivery (merchant_id, destination_id, session_id)
    where occasion = 'payment_info_added';
create index export_delivery_due on export_delivery (merchant_id, destination_id, next_at) where state = 'pending';
create index export_delivery_in_order on export_delivery (merchant_id, destination_id, session_id, ordinal) where state = 'pending';
create index export_delivery_listed on export_delivery (merchant_id, destination_id, ordinal);
create index export_delivery_by_age on export_delivery (merchant_id, settled_at) where state <> 'pending';
call wall_off('export_delivery');

-- Which merchants have facts to be told: one question for all of them.
create function find_export_work(now_is timestamptz) returns table (merchant_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select m.merchant_id from merchant m
    where m.closed_at is null and exists (
        select 1 from export_destination d
        where d.merchant_id = m.merchant_id and d.enabled and (
            d.told_position < (select coalesce(max(e.position), 0) from event e where e.merchant_id = d.merchant_id)
            or exists (select 1 from export_delivery x
                where x.merchant_id = d.merchant_id and x.destination_id = d.destination_id
                  and x.state = 'pending' and x.next_at <= now_is)))
$$;
revoke all on function find_export_work(timestamptz) from public;
grant execute on function find_export_work(timestamptz) to ${app_role};
