-- The foundation: every table is led by merchant_id and guarded by row-level security (see the end).
-- The server works as the role ${app_role}, which owns nothing; the role ${check_role} reads the check_* views.

create table merchant (
    merchant_id  uuid primary key,
    name         text not null,
    country      char(2) not null,
    time_zone    text not null default 'UTC',
    created_at   timestamptz not null default now()
);

create table location (
    merchant_id  uuid not null references merchant,
    location_id  text not null,
    name         text not null,
    line1        text not null,
    postal_code  text not null,
    city         text not null,
    country      char(2) not null,
    time_zone    text not null,
    primary key (merchant_id, location_id)
);

-- A configured place of sale. The kind decides which adapter serves it.
create table channel (
    merchant_id  uuid not null references merchant,
    channel_id   text not null,
    kind         text not null,
    name         text not null,
    country      char(2) not null,
    currency     char(3) not null,
    locale       text not null,
    location_id  text,
    tenders      jsonb not null,             -- ["card"], ["cash","card_present"] ...
    capture      text not null default 'automatic' check (capture in ('automatic', 'manual')),
    reader_ref   text,                       -- the card reader of a till, as the provider names it
    primary key (merchant_id, channel_id),
    foreign key (merchant_id, location_id) references location
);

create table item (
    merchant_id   uuid not null references merchant,
    sku           text not null,
    name          text not null,
    description   text not null default '',
    image_url     text,
    category      text not null default '',
    tax_category  text not null default 'standard',
    digital       boolean not null default false,
    active        boolean not null default true,
    primary key (merchant_id, sku)
);

create table item_barcode (
    merchant_id  uuid not null,
    barcode      text not null,
    sku          text not null,
    primary key (merchant_id, barcode),
    foreign key (merchant_id, sku) references item
);

create table item_price (
    merchant_id   uuid not null,
    sku           text not null,
    currency      char(3) not null,
    amount_minor  bigint not null check (amount_minor >= 0),
    primary key (merchant_id, sku, currency),
    foreign key (merchant_id, sku) references item
);

-- Prices include tax; the rate tells how much of them it is.
create table tax_rate (
    merchant_id   uuid not null references merchant,
    country       char(2) not null,
    tax_category  text not null,
    percent       numeric(6,3) not null check (percent >= 0),
    primary key (merchant_id, country, tax_category)
);

create table fulfillment_rate (
    merchant_id   uuid not null references merchant,
    option_id     text not null,
    kind          text not null check (kind in ('shipping', 'pickup', 'local_delivery', 'digital')),
    title         text not null,
    country       char(2),                   -- shipping: where to; null is everywhere
    location_id   text,                      -- pickup: where
    currency      char(3) not null,
    amount_minor  bigint not null check (amount_minor >= 0),
    min_days      int not null default 0,
    max_days      int not null default 0,
    primary key (merchant_id, option_id, currency),
    foreign key (merchant_id, location_id) references location
);

create table stock (
    merchant_id  uuid not null,
    sku          text not null,
    location_id  text not null,
    initial      bigint not null check (initial >= 0),
    available    bigint not null check (available >= 0),
    held         bigint not null default 0 check (held >= 0),
    sold         bigint not null default 0 check (sold >= 0),
    primary key (merchant_id, sku, location_id),
    foreign key (merchant_id, sku) references item,
    foreign key (merchant_id, location_id) references location,
    check (initial = available + held + sold)
);

-- What a session keeps aside from its submit until it is paid or given up.
create table stock_hold (
    merchant_id  uuid not null,
    session_id   uuid not null,
    sku          text not null,
    location_id  text not null,
    quantity     bigint not null check (quantity > 0),
    primary key (merchant_id, session_id, sku)
);

create table credential (
    merchant_id    uuid not null references merchant,
    credential_id  uuid not null,
    kind           text not null check (kind in ('secret_key', 'publishable_key', 'client_token', 'register')),
    secret_hash    text not null,            -- SHA-256, hex; the secret itself is never stored
    label          text not null,
    channel_id     text,                     -- register: its till
    session_id     uuid,                     -- client token: its session
    created_at     timestamptz not null default now(),
    expires_at     timestamptz,
    revoked_at     timestamptz,
    primary key (merchant_id, credential_id)
);
create unique index credential_by_hash on credential (secret_hash);

create table customer (
    merchant_id   uuid not null references merchant,
    customer_id   uuid not null,
    name          text,
    email         text,
    phone         text,
    provider      text,
    provider_ref  text,
    created_at    timestamptz not null default now(),
    primary key (merchant_id, customer_id)
);
create index customer_by_phone on customer (merchant_id, phone);
create index customer_by_email on customer (merchant_id, lower(email));

create table saved_tender (
    merchant_id      uuid not null,
    saved_tender_id  uuid not null,
    customer_id      uuid not null,
    provider         text not null,
    provider_ref     text not null,
    label            text not null,          -- "Visa ending in 4242"
    consent_text     text not null,
    consented_at     timestamptz not null,
    removed_at       timestamptz,
    primary key (merchant_id, saved_tender_id),
    foreign key (merchant_id, customer_id) references customer
);

create table checkout_session (
    merchant_id          uuid not null references merchant,
    session_id           uuid not null,
    channel_id           text not null,
    channel_kind         text not null,
    status               text not null,
    step                 text not null,
    revision             bigint not null,
    currency             char(3) not null,
    locale               text not null,
    country              char(2) not null,
    line_items           jsonb not null,
    buyer                jsonb not null,
    fulfillment          jsonb not null,
    totals               jsonb not null,
    total_minor          bigint not null check (total_minor >= 0),
    tender_type          text,
    messages             jsonb not null,
    customer_id          uuid,
    holder_channel_id    text not null,
    holder_actor         text not null,
    holder_fence         bigint not null,
    payment_intent_id    uuid,
    attempt_id           uuid,                 -- the attempt that is prepared, under way or done
    order_id             uuid,
    order_number         text,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    step_since           timestamptz not null,
    expires_at           timestamptz not null,
    primary key (merchant_id, session_id),
    foreign key (merchant_id, channel_id) references channel
);
create index checkout_session_newest on checkout_session (merchant_id, created_at desc, session_id desc);
create index checkout_session_expiring on checkout_session (merchant_id, expires_at)
    where status in ('incomplete', 'ready_for_complete', 'requires_escalation');

-- The aim to collect one total, the means it is paid with, and each try at a provider.
create table payment_intent (
    merchant_id   uuid not null references merchant,
    intent_id     uuid not null,
    reference     uuid not null,             -- who wants the money: the session
    amount_minor  bigint not null check (amount_minor >= 0),
    currency      char(3) not null,
    created_at    timestamptz not null,
    primary key (merchant_id, intent_id)
);
create index payment_intent_by_reference on payment_intent (merchant_id, reference);

create table tender (
    merchant_id     uuid not null,
    tender_id       uuid not null,
    intent_id       uuid not null,
    type            text not null,
    amount_minor    bigint not null check (amount_minor >= 0),
    received_minor  bigint,                  -- cash: what was handed over
    label           text,
    created_at      timestamptz not null,
    primary key (merchant_id, tender_id),
    foreign key (merchant_id, intent_id) references payment_intent
);
create index tender_by_intent on tender (merchant_id, intent_id);

create table payment_attempt (
    merchant_id     uuid not null,
    attempt_id      uuid not null,
    tender_id       uuid not null,
    reference       uuid not null,
    provider        text not null,
    state           text not null check (state in ('created', 'sent', 'requires_action', 'pending', 'unknown',
                        'authorized', 'captured', 'declined', 'voided', 'refunded')),
    amount_minor    bigint not null,
    currency        char(3) not null,
    capture_now     boolean not null,
    request         jsonb not null,          -- what the call carries, so that it can be repeated under the same key
    provider_ref    varchar(255),
    action          jsonb,
    authorized_minor bigint not null default 0,
    captured_minor  bigint not null default 0,
    refunded_minor  bigint not null default 0,
    decline_code    text,
    decline_retry   boolean,
    created_at      timestamptz not null,
    sent_at         timestamptz,
    answered_at     timestamptz,
    check_at        timestamptz,             -- when the resolver asks the provider next
    primary key (merchant_id, attempt_id),
    foreign key (merchant_id, tender_id) references tender,
    check (refunded_minor <= captured_minor and captured_minor <= authorized_minor)
);
create unique index one_live_attempt_per_tender on payment_attempt (merchant_id, tender_id)
    where state in ('created', 'sent', 'requires_action', 'pending', 'unknown', 'authorized', 'captured');
create index payment_attempt_by_reference on payment_attempt (merchant_id, reference);
create index payment_attempt_to_check on payment_attempt (merchant_id, check_at) where check_at is not null;

create table refund (
    merchant_id   uuid not null,
    refund_id     uuid not null,
    attempt_id    uuid not null,
    order_id      uuid not null,
    amount_minor  bigint not null check (amount_minor > 0),
    currency      char(3) not null,
    reason        text not null,
    state         text not null check (state in ('sent', 'pending', 'unknown', 'refunded', 'declined')),
    provider_ref  varchar(255),
    actor         text not null,
    created_at    timestamptz not null,
    answered_at   timestamptz,
    primary key (merchant_id, refund_id),
    foreign key (merchant_id, attempt_id) references payment_attempt
);
create index refund_by_order on refund (merchant_id, order_id);

create table order_number (
    merchant_id  uuid primary key references merchant,
    next_number  bigint not null
);

create table orders (
    merchant_id   uuid not null references merchant,
    order_id      uuid not null,
    number        text not null,
    session_id    uuid not null,
    channel_id    text not null,
    channel_kind  text not null,
    state         text not null check (state in ('authorized', 'paid', 'partially_refunded', 'refunded', 'voided')),
    currency      char(3) not null,
    total_minor   bigint not null,
    totals        jsonb not null,
    buyer         jsonb not null,
    fulfillment   jsonb not null,
    customer_id   uuid,
    placed_at     timestamptz not null,
    updated_at    timestamptz not null,
    primary key (merchant_id, order_id),
    unique (merchant_id, number),
    unique (merchant_id, session_id)
);
create index orders_newest on orders (merchant_id, placed_at desc, order_id desc);

create table order_line (
    merchant_id       uuid not null,
    order_id          uuid not null,
    line              int not null,
    sku               text not null,
    name              text not null,
    quantity          bigint not null check (quantity > 0),
    unit_price_minor  bigint not null,
    total_minor       bigint not null,
    tax_minor         bigint not null,
    primary key (merchant_id, order_id, line),
    foreign key (merchant_id, order_id) references orders
);

-- Double entry by construction: each row moves one amount from one account to another.
create table ledger_entry (
    merchant_id     uuid not null references merchant,
    entry_id        uuid not null,
    tx_id           uuid not null,
    debit_account   text not null,
    credit_account  text not null,
    amount_minor    bigint not null check (amount_minor > 0),
    currency        char(3) not null,
    source_type     text not null,
    source_id       uuid not null,
    kind            text not null,
    posted_at       timestamptz not null,
    primary key (merchant_id, entry_id),
    unique (merchant_id, source_type, source_id, kind),
    check (debit_account <> credit_account)
);

-- One fact about a session or an order, written with the fact. position is given by the relay after the commit.
create table event (
    merchant_id     uuid not null references merchant,
    event_id        uuid not null,
    aggregate_type  text not null,
    aggregate_id    uuid not null,
    seq             bigint not null,
    type            text not null,
    channel_id      text,
    channel_kind    text,
    step            text,
    actor           text not null,
    data            jsonb not null,
    occurred_at     timestamptz not null,
    position        bigint,
    primary key (merchant_id, event_id),
    unique (merchant_id, aggregate_id, seq)
);
create unique index event_by_position on event (merchant_id, position) where position is not null;
create index event_unpublished on event (merchant_id, event_id) where position is null;
-- One row: whoever holds its lock is the relay; positions are counted here, so they follow the commits.
create table event_relay (only_row boolean primary key default true check (only_row), last_position bigint not null default 0);
insert into event_relay default values;

create table idempotency (
    merchant_id   uuid not null references merchant,
    principal     text not null,
    operation     text not null,
    key           text not null,
    fingerprint   text not null,
    state         text not null check (state in ('running', 'finished')),
    fencing       bigint not null default 1,
    owner_node    text not null,
    lease_until   timestamptz not null,
    status        int,
    headers       jsonb,
    body          text,
    resource_id   uuid,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    primary key (merchant_id, principal, operation, key)
);
create index idempotency_expiring on idempotency (merchant_id, expires_at);

create table handoff (
    merchant_id   uuid not null,
    handoff_id    uuid not null,
    session_id    uuid not null,
    token_hash    text not null,
    to_kind       text not null,
    sent_to       text,
    created_by    text not null,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    claimed_at    timestamptz,
    primary key (merchant_id, handoff_id),
    foreign key (merchant_id, session_id) references checkout_session
);
create unique index handoff_by_token on handoff (token_hash);

-- Who calls is found by the hash of what they show, before the merchant is known. These two functions are the only
-- way around the walls below, and they answer nothing but the row that was asked for.
create function find_credential(hash text)
    returns table (merchant_id uuid, credential_id uuid, kind text, channel_id text, session_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select merchant_id, credential_id, kind, channel_id, session_id from credential
    where secret_hash = hash and revoked_at is null and (expires_at is null or expires_at > now())
$$;

create function find_handoff(hash text)
    returns table (merchant_id uuid, handoff_id uuid, session_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select merchant_id, handoff_id, session_id from handoff
    where token_hash = hash and claimed_at is null and expires_at > now()
$$;

-- The second wall: without a merchant set for the transaction, no row is seen and none can be written.
-- The owner may read everything, because the check_* views and the functions above run in its name.
do $$
declare t text;
begin
    for t in select table_name from information_schema.columns
             where table_schema = current_schema() and column_name = 'merchant_id'
               and table_name in (select tablename from pg_tables where schemaname = current_schema())
               and table_name <> 'merchant'
    loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy own_merchant on %I to ${app_role} '
            'using (merchant_id = nullif(current_setting(''app.merchant_id'', true), '''')::uuid) '
            'with check (merchant_id = nullif(current_setting(''app.merchant_id'', true), '''')::uuid)', t);
        execute format('create policy owner on %I to current_user using (true) with check (true)', t);
        execute format('grant select, insert, update, delete on %I to ${app_role}', t);
    end loop;
end $$;

grant select on merchant to ${app_role};
grant select, update on event_relay to ${app_role};
revoke all on function find_credential(text), find_handoff(text) from public;
grant execute on function find_credential(text), find_handoff(text) to ${app_role};

-- Append-only: what was posted or has happened is never changed. The relay may give an event its position, nothing else.
revoke update, delete on ledger_entry, event, order_line from ${app_role};
grant update (position) on event to ${app_role};

-- The contract for auditors and tests: fixed columns, all merchants, read-only.
create view check_session as
    select merchant_id, session_id, channel_id as channel, status as state, order_id, total_minor, currency
    from checkout_session;
create view check_order as
    select merchant_id, order_id, number, session_id, state, total_minor, currency from orders;
create view check_payment as
    select a.merchant_id, a.attempt_id, a.reference as session_id, o.order_id, a.provider as psp,
           a.provider_ref as psp_ref, a.merchant_id || ':' || a.attempt_id as our_ref, a.state,
           a.authorized_minor as authorised_minor, a.captured_minor, a.refunded_minor
    from payment_attempt a
    left join orders o on o.merchant_id = a.merchant_id and o.session_id = a.reference;
create view check_ledger as
    select merchant_id, tx_id, debit_account as account, currency, amount_minor from ledger_entry
    union all
    select merchant_id, tx_id, credit_account, currency, -amount_minor from ledger_entry;
create view check_stock as
    select merchant_id, sku, location_id as location, initial, available, held, sold from stock;
-- Nothing gives out coupons or gift cards yet, so these two have no rows; their columns are promised all the same.
create view check_coupon as
    select merchant_id, cast(null as text) as code, cast(null as bigint) as max_uses, cast(null as bigint) as used
    from merchant where false;
create view check_giftcard as
    select merchant_id, cast(null as text) as code, cast(null as bigint) as initial, cast(null as bigint) as balance
    from merchant where false;
create view check_outbox as
    select merchant_id, event_id, aggregate_id as aggregate, seq,
           case when position is null then 'pending' else 'published' end as state
    from event;
grant select on check_session, check_order, check_payment, check_ledger, check_stock, check_coupon, check_giftcard,
    check_outbox to ${check_role};
