-- What was changed of an order before its goods left: who, why, what, and what the order is since. What was sold stays as it was sold.
create table order_edit (
    merchant_id         uuid not null,
    edit_id             uuid not null,
    order_id            uuid not null,
    request_id          uuid not null,             -- that of its refunds
    revision            bigint not null check (revision > 1),    -- an order is placed with the first
    reason              text not null,
    actor               text not null,
    changes             jsonb not null,            -- which lines, from how many to how many
    address_changed     boolean not null,          -- where to is kept with the order alone
    total_before_minor  bigint not null,
    total_minor         bigint not null check (total_minor between 0 and total_before_minor),
    lines               jsonb not null,
    totals              jsonb not null,
    taxes               jsonb not null,
    tax_percents        jsonb not null,            -- by line, where the new address has another rate than the sale
    created_at          timestamptz not null,
    primary key (merchant_id, edit_id),
    unique (merchant_id, order_id, revision),
    unique (merchant_id, request_id),
    foreign key (merchant_id, order_id) references orders
);
call wall_off('order_edit');
revoke update, delete on order_edit from ${app_role};

-- What is added to an order: sold by a checkout session of its own, at the prices of the day, and sent along while nobody has picked it.
create table order_addition (
    merchant_id   uuid not null,
    session_id    uuid not null,
    order_id      uuid not null,
    reason        text not null,
    actor         text not null,
    new_order_id  uuid,                          -- null until it is paid
    created_at    timestamptz not null,
    completed_at  timestamptz,
    primary key (merchant_id, session_id),
    foreign key (merchant_id, order_id) references orders,
    foreign key (merchant_id, new_order_id) references orders,
    check ((new_order_id is null) = (completed_at is null))
);
create index order_addition_by_order on order_addition (merchant_id, order_id);
create index order_addition_by_new_order on order_addition (merchant_id, new_order_id) where new_order_id is not null;
call wall_off('order_addition');
revoke delete on order_addition from ${app_role};

-- The order whose parcel this session's goods shall go along with; null where they go alone.
alter table checkout_session add column adds_to_order_id uuid;
