-- One stretch of work with one drawer: opened with a float, closed by counting. What its money did stands in the ledger.
create table shift (
    merchant_id       uuid not null references merchant,
    shift_id          uuid not null,
    register_id       uuid not null,
    channel_id        text not null,
    currency          char(3) not null,
    float_minor       bigint not null check (float_minor >= 0),
    opened_by         text not null,
    opened_at         timestamptz not null,
    closed_by         text,
    closed_at         timestamptz,
    z_number          bigint check (z_number > 0),
    expected_minor    bigint,                  -- what the ledger says was in the drawer when it was counted
    counted_minor     bigint check (counted_minor >= 0),
    difference_minor  bigint,
    counts            jsonb,                   -- [{"value_minor": 5000, "count": 3}]
    revision          bigint not null default 1,
    primary key (merchant_id, shift_id),
    foreign key (merchant_id, register_id) references register,
    foreign key (merchant_id, channel_id) references channel,
    unique (merchant_id, register_id, z_number),
    check (difference_minor = counted_minor - expected_minor),
    check (num_nonnulls(closed_by, closed_at, z_number, expected_minor, counted_minor, difference_minor, counts) in (0, 7))
);
create unique index one_open_shift_per_register on shift (merchant_id, register_id) where closed_at is null;
-- A device that takes the place of another stands at the same drawer.
create unique index one_open_shift_per_till on shift (merchant_id, channel_id) where closed_at is null;
create index shift_newest on shift (merchant_id, shift_id desc);
call wall_off('shift');
revoke delete on shift from ${app_role};

-- Cash that went into a drawer or out of it without a sale. Only ever added to.
create table cash_movement (
    merchant_id   uuid not null,
    movement_id   uuid not null,
    shift_id      uuid not null,
    direction     text not null check (direction in ('pay_in', 'pay_out')),
    kind          text not null,
    amount_minor  bigint not null check (amount_minor > 0),
    reason        text not null,
    actor         text not null,
    created_at    timestamptz not null,
    primary key (merchant_id, movement_id),
    foreign key (merchant_id, shift_id) references shift
);
create index cash_movement_by_shift on cash_movement (merchant_id, shift_id, movement_id);
call wall_off('cash_movement');
revoke update, delete on cash_movement from ${app_role};

-- Whose drawer an entry moves. The reports of a shift are sums of these.
alter table ledger_entry add column shift_id uuid,
    add check (shift_id is null or 'cash_drawer' in (debit_account, credit_account)),
    add foreign key (merchant_id, shift_id) references shift;
create index ledger_entry_by_shift on ledger_entry (merchant_id, shift_id) where shift_id is not null;

-- Known before the money moves, so that a shift with money on its way is not closed.
alter table payment_attempt add column shift_id uuid,
    add foreign key (merchant_id, shift_id) references shift;
create index payment_attempt_by_shift on payment_attempt (merchant_id, shift_id) where shift_id is not null;
alter table refund add column shift_id uuid,
    add foreign key (merchant_id, shift_id) references shift;
create index refund_by_shift on refund (merchant_id, shift_id) where shift_id is not null;
alter table orders add column shift_id uuid,
    add foreign key (merchant_id, shift_id) references shift;
create index orders_by_shift on orders (merchant_id, shift_id) where shift_id is not null;

-- For auditors: in_drawer_minor is expected_minor before the count and nothing after it.
create view check_shift as
    select s.merchant_id, s.shift_id, s.register_id, s.channel_id, s.currency, s.float_minor, s.z_number, s.expected_minor,
           s.counted_minor, s.difference_minor, s.opened_at, s.closed_at,
           (select cast(coalesce(sum(case when e.debit_account = 'cash_drawer' then e.amount_minor else -e.amount_minor end), 0) as bigint)
            from ledger_entry e where e.merchant_id = s.merchant_id and e.shift_id = s.shift_id) as in_drawer_minor
    from shift s;
grant select on check_shift to ${check_role};
