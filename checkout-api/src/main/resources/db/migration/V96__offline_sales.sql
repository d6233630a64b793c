-- What tills have sold while they could not reach us. Register, business day and sequence are the till's own name for a sale;
-- whoever inserts the row records the sale, in the same transaction.
create table offline_sale (
    merchant_id       uuid not null references merchant,
    register_id       uuid not null,
    business_day      date not null,
    sequence          bigint not null check (sequence > 0),
    sale_id           uuid not null,
    fingerprint       text not null,           -- SHA-256 of what the till has told of it
    channel_id        text not null,
    shift_id          uuid,                    -- during which it was rung up
    late              boolean not null,        -- that shift was closed when it came
    snapshot_version  bigint,
    total_minor       bigint not null check (total_minor >= 0),
    currency          char(3) not null,
    taken_at          timestamptz not null,
    recorded_at       timestamptz not null,
    recorded_by       text not null,
    order_id          uuid,
    order_number      text,
    primary key (merchant_id, register_id, business_day, sequence),
    unique (merchant_id, sale_id),
    foreign key (merchant_id, register_id) references register,
    foreign key (merchant_id, shift_id) references shift
);
create index offline_sale_newest on offline_sale (merchant_id, sale_id desc);
create index offline_sale_late on offline_sale (merchant_id, shift_id) where late;
call wall_off('offline_sale');
revoke delete on offline_sale from ${app_role};

-- What of such a sale is not as we would have had it. It was recorded all the same.
create table sale_variance (
    merchant_id  uuid not null,
    variance_id  uuid not null,
    sale_id      uuid not null,
    kind         text not null,
    details      jsonb not null,               -- {"sku": "TEA", "charged_minor": 890, "list_minor": 950}
    fingerprint  text,                         -- of the other content, for a conflict
    found_at     timestamptz not null,
    explained_at timestamptz,
    explained_by text,
    explanation  text,
    primary key (merchant_id, variance_id),
    foreign key (merchant_id, sale_id) references offline_sale (merchant_id, sale_id),
    check (num_nonnulls(explained_at, explained_by, explanation) in (0, 3))
);
create unique index one_variance_for_each_other_content on sale_variance (merchant_id, sale_id, fingerprint)
    where fingerprint is not null;
create index sale_variance_open on sale_variance (merchant_id, variance_id desc) where explained_at is null;
create index sale_variance_by_sale on sale_variance (merchant_id, sale_id);
call wall_off('sale_variance');
revoke delete on sale_variance from ${app_role};

-- How far a register has counted its offline sales of a day. A shift is not closed while some of them are not here.
create table offline_day (
    merchant_id    uuid not null,
    register_id    uuid not null,
    business_day   date not null,
    last_sequence  bigint not null check (last_sequence > 0),
    given_up       bigint not null default 0 check (given_up >= 0), -- up to here nobody waits any more
    announced_at   timestamptz not null,
    primary key (merchant_id, register_id, business_day),
    foreign key (merchant_id, register_id) references register
);
call wall_off('offline_day');
revoke delete on offline_day from ${app_role};
