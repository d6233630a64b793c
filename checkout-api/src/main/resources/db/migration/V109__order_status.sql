-- Where the buyer of an order sees how it is with it. The token is encrypted, so that the link can be handed out again, and found by its
-- hash. Orders from before have none until somebody sends their buyer one.
alter table orders add column status_token text, add column status_token_hash text;
create unique index orders_by_status_token on orders (status_token_hash) where status_token_hash is not null;

create function find_order_status(hash text) returns table (merchant_id uuid, order_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select o.merchant_id, o.order_id from orders o join merchant m on m.merchant_id = o.merchant_id
    where o.status_token_hash = hash and m.closed_at is null
$$;
revoke all on function find_order_status(text) from public;
grant execute on function find_order_status(text) to ${app_role};

-- Which messages of an order's life the buyers of a channel get, and how. Without a row: the usual ones of its kind.
create table notice_policy (
    merchant_id  uuid not null,
    channel_id   text not null,
    ways         jsonb not null,              -- {"placed":"either"}; what is missing is as usual
    updated_at   timestamptz not null,
    primary key (merchant_id, channel_id),
    foreign key (merchant_id, channel_id) references channel
);
call wall_off('notice_policy');

-- What a merchant says in such messages instead of our words.
create table notice_template (
    merchant_id  uuid not null references merchant,
    kind         text not null,
    locale       text not null,
    medium       text not null check (medium in ('email', 'sms')),
    subject      text,
    text         text not null,
    primary key (merchant_id, kind, locale, medium),
    check ((medium = 'email') = (subject is not null))
);
call wall_off('notice_template');

-- That the buyer of an order was told of something: once of each fact by each medium. To where stands in the message alone.
create table order_notice (
    merchant_id      uuid not null,
    notice_id        uuid not null,
    order_id         uuid not null,
    kind             text not null,
    medium           text not null check (medium in ('email', 'sms')),
    source           uuid not null,           -- the event it tells of; its own id when somebody had it sent
    notification_id  uuid not null,           -- gone before this row is
    actor            text not null,
    written_at       timestamptz not null,
    primary key (merchant_id, notice_id),
    unique (merchant_id, source, medium),
    foreign key (merchant_id, order_id) references orders
);
create index order_notice_by_order on order_notice (merchant_id, order_id);
call wall_off('order_notice');
revoke update, delete on order_notice from ${app_role};

-- How far the events of a merchant were looked through for what buyers are told of. What has happened before is old news.
create table notice_cursor (
    merchant_id    uuid primary key references merchant,
    told_position  bigint not null
);
call wall_off('notice_cursor');
insert into notice_cursor (merchant_id, told_position)
    select m.merchant_id, coalesce((select max(e.position) from event e where e.merchant_id = m.merchant_id), 0) from merchant m;

-- Which merchants have events that were not looked at: one question for all of them.
create function find_notice_work() returns table (merchant_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select m.merchant_id from merchant m left join notice_cursor c on c.merchant_id = m.merchant_id
    where m.closed_at is null
      and coalesce(c.told_position, 0) < (select coalesce(max(e.position), 0) from event e where e.merchant_id = m.merchant_id)
$$;
revoke all on function find_notice_work() from public;
grant execute on function find_notice_work() to ${app_role};
