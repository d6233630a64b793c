-- What makes a basket cheaper. One that needs a code is found by it; the others by what is in the basket.
create table promotion (
    merchant_id         uuid not null references merchant,
    promotion_id        uuid not null,
    name                text not null,
    code                text check (code = upper(code)),
    kind                text not null check (kind in ('amount_off', 'percent_off', 'buy_x_get_y', 'tiered', 'free_delivery')),
    currency            char(3),                 -- of its amounts; null where it has none
    amount_minor        bigint check (amount_minor > 0),
    percent             numeric(6,3) check (percent > 0 and percent <= 100),
    buy_quantity        int check (buy_quantity > 0),
    get_quantity        int check (get_quantity > 0),
    tiers               jsonb not null default '[]',
    min_subtotal_minor  bigint check (min_subtotal_minor > 0),
    min_quantity        bigint check (min_quantity > 0),
    channels            jsonb,                   -- null is all
    customer_group      text,
    starts_at           timestamptz,
    ends_at             timestamptz,
    combinable          boolean not null,
    priority            int not null,            -- the lowest first
    active              boolean not null,
    limit_total         bigint check (limit_total > 0),
    limit_per_customer  bigint check (limit_per_customer > 0),
    used                bigint not null default 0 check (used >= 0 and (limit_total is null or used <= limit_total)),
    created_at          timestamptz not null,
    seq                 bigint not null,
    primary key (merchant_id, promotion_id),
    check (ends_at > starts_at)
);
create unique index promotion_by_code on promotion (merchant_id, code) where code is not null;
call wall_off('promotion');

-- What it is about. The key finds, by what is in a basket, what may apply without a code, and nothing else.
create table promotion_target (
    merchant_id   uuid not null,
    automatic     boolean not null,
    kind          text not null check (kind in ('all', 'sku', 'category')),
    value         text not null,
    promotion_id  uuid not null,
    primary key (merchant_id, automatic, kind, value, promotion_id),
    foreign key (merchant_id, promotion_id) references promotion on delete cascade
);
create index promotion_target_by_promotion on promotion_target (merchant_id, promotion_id);
call wall_off('promotion_target');

-- Who uses it: kept for a session from its submit, for good from its order.
create table promotion_use (
    merchant_id   uuid not null,
    promotion_id  uuid not null,
    session_id    uuid not null,
    customer_key  text,                          -- null is somebody of whom nothing is known
    counted       boolean not null,              -- whether it is in promotion.used
    state         text not null check (state in ('held', 'used')),
    amount_minor  bigint not null,
    created_at    timestamptz not null,
    primary key (merchant_id, session_id, promotion_id),
    foreign key (merchant_id, promotion_id) references promotion
);
create index promotion_use_by_customer on promotion_use (merchant_id, promotion_id, customer_key);
call wall_off('promotion_use');

alter table customer add column customer_group text;

alter table checkout_session
    add column discount_codes jsonb not null default '[]',
    add column discounts      jsonb not null default '{"applied":[],"refused":[]}';
update checkout_session set line_items =
    (select coalesce(jsonb_agg(line || '{"discount_minor":0}'::jsonb), '[]') from jsonb_array_elements(line_items) line);
alter table order_line add column discount_minor bigint not null default 0 check (discount_minor >= 0);

-- What may make this basket cheaper, and what its codes stand for, in one value. Costs index look-ups of what is in the basket,
-- however many promotions there are.
create function promotions_for(m uuid, skus text[], categories text[], chan text, cur text, codes text[], cust uuid,
                               cust_key text, at timestamptz)
    returns jsonb language sql stable as
$$
    select coalesce(jsonb_agg(
        (to_jsonb(p) - 'merchant_id' - 'created_at' - 'seq') || jsonb_build_object(
            'targets', (select jsonb_agg(jsonb_build_object('kind', t.kind, 'value', t.value)) from promotion_target t
                        where t.merchant_id = m and t.promotion_id = p.promotion_id),
            'used_by_customer', case when p.limit_per_customer is null or cust_key is null then 0 else
                (select count(*) from promotion_use u where u.merchant_id = m and u.promotion_id = p.promotion_id
                    and u.customer_key = cust_key) end,
            'for_this_customer', p.customer_group is null or coalesce(p.customer_group =
                (select c.customer_group from customer c where c.merchant_id = m and c.customer_id = cust), false))), '[]')
    from promotion p
    where p.merchant_id = m and p.promotion_id in (
        select t.promotion_id
        from (select 'all' as kind, '' as value union all select 'sku', unnest(skus)
              union all select 'category', unnest(categories)) basket
        join promotion_target t on t.merchant_id = m and t.automatic and t.kind = basket.kind and t.value = basket.value
        union
        select c.promotion_id from promotion c where c.merchant_id = m and c.code = any(codes))
      and (p.code is not null or p.active
           and (p.starts_at is null or p.starts_at <= at) and (p.ends_at is null or p.ends_at > at)
           and (p.channels is null or p.channels @> to_jsonb(chan)) and (p.currency is null or p.currency = cur))
$$;

create or replace view check_coupon as
    select merchant_id, coalesce(code, cast(promotion_id as text)) as code, limit_total as max_uses, used from promotion;
