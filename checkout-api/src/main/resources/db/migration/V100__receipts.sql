-- That the receipt of an order was handed out: the first one is the original, each later one a copy. Only ever added to.
-- Where one was sent stands in its notification alone, encrypted, and is forgotten with it.
create table receipt (
    merchant_id      uuid not null,
    receipt_id       uuid not null,
    order_id         uuid not null,
    copy             int not null check (copy >= 0),  -- how often it was handed out before
    medium           text not null check (medium in ('print', 'email')),
    notification_id  uuid,                            -- gone before this row is
    seller           jsonb not null,                  -- who sold where, as the original says it
    issued_by        text not null,
    issued_at        timestamptz not null,
    primary key (merchant_id, receipt_id),
    foreign key (merchant_id, order_id) references orders,
    unique (merchant_id, order_id, copy),
    check ((medium = 'email') = (notification_id is not null))
);
call wall_off('receipt');
revoke update, delete on receipt from ${app_role};
