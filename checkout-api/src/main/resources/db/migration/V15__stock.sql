-- A hot item may lie in several buckets, so that buyers do not wait for each other at one row; and one session may take from
-- several locations.
alter table stock add column bucket int not null default 0 check (bucket >= 0);
alter table stock drop constraint stock_pkey;
alter table stock add primary key (merchant_id, sku, location_id, bucket);

alter table stock_hold
    add column bucket      int not null default 0,
    add column expires_at  timestamptz;                 -- null while a payment is under way
alter table stock_hold drop constraint stock_hold_pkey;
alter table stock_hold add primary key (merchant_id, session_id, sku, location_id, bucket);
create index stock_hold_by_expiry on stock_hold (merchant_id, expires_at) where expires_at is not null;

-- What may be promised beyond what is there.
create table backorder (
    merchant_id  uuid not null,
    sku          text not null,
    most         bigint not null check (most >= 0),
    held         bigint not null default 0 check (held >= 0),
    sold         bigint not null default 0 check (sold >= 0),
    primary key (merchant_id, sku),
    foreign key (merchant_id, sku) references item
);
call wall_off('backorder');

create table backorder_hold (
    merchant_id  uuid not null,
    session_id   uuid not null,
    sku          text not null,
    quantity     bigint not null check (quantity > 0),
    expires_at   timestamptz,
    primary key (merchant_id, session_id, sku)
);
call wall_off('backorder_hold');

-- Why there is more or less than there was. Only ever added to.
create table stock_adjustment (
    merchant_id    uuid not null,
    adjustment_id  uuid not null,
    sku            text not null,
    location_id    text not null,
    quantity       bigint not null check (quantity <> 0),
    reason         text not null check (reason in ('received', 'counted', 'damaged', 'lost', 'returned', 'moved', 'correction')),
    note           text,
    actor          text not null,
    created_at     timestamptz not null,
    primary key (merchant_id, adjustment_id),
    foreign key (merchant_id, sku) references item
);
create index stock_adjustment_by_sku on stock_adjustment (merchant_id, sku, adjustment_id);
call wall_off('stock_adjustment');
revoke update, delete on stock_adjustment from ${app_role};

alter table channel add column stock_hold text not null default 'submit' check (stock_hold in ('submit', 'add'));

create or replace view check_stock as
    select merchant_id, sku, location_id as location, cast(sum(initial) as bigint) as initial,
           cast(sum(available) as bigint) as available, cast(sum(held) as bigint) as held, cast(sum(sold) as bigint) as sold
    from stock group by merchant_id, sku, location_id;
