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
