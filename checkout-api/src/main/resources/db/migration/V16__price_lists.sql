-- Other prices than the usual ones: in some channels, for some customers, for some time. The usual ones are in item_price.
create table price_list (
    merchant_id     uuid not null references merchant,
    price_list_id   text not null,
    name            text not null,
    currency        char(3) not null,
    channels        jsonb,                              -- null is all
    customer_group  text,                               -- null is everybody
    starts_at       timestamptz,
    ends_at         timestamptz,
    priority        int not null default 0,             -- the lowest first
    active          boolean not null default true,
    primary key (merchant_id, price_list_id),
    check (ends_at > starts_at)
);
call wall_off('price_list');

create table price_list_price (
    merchant_id    uuid not null,
    sku            text not null,
    price_list_id  text not null,
    min_quantity   bigint not null default 1 check (min_quantity > 0),
    amount_minor   bigint not null check (amount_minor >= 0),
    primary key (merchant_id, sku, price_list_id, min_quantity),
    foreign key (merchant_id, sku) references item,
    foreign key (merchant_id, price_list_id) references price_list on delete cascade
);
create index price_list_price_by_list on price_list_price (merchant_id, price_list_id, sku);
call wall_off('price_list_price');

-- What one of an item costs here and now, when so many are bought; null when it is not sold in this currency. Of several lists
-- that apply the one with the lowest priority number decides, then the lower price.
create function price_of(m uuid, item text, cur text, chan text, cust_group text, quantity bigint, at timestamptz)
    returns bigint language sql stable as
$$
    select coalesce(
        (select p.amount_minor from price_list_price p
         join price_list l on l.merchant_id = p.merchant_id and l.price_list_id = p.price_list_id
         where p.merchant_id = m and p.sku = item and p.min_quantity <= quantity and l.active and l.currency = cur
           and (l.channels is null or l.channels @> to_jsonb(chan))
           and (l.customer_group is null or l.customer_group = cust_group)
           and (l.starts_at is null or l.starts_at <= at) and (l.ends_at is null or l.ends_at > at)
         order by l.priority, p.amount_minor limit 1),
        (select u.amount_minor from item_price u where u.merchant_id = m and u.sku = item and u.currency = cur))
$$;

-- An item that comes in several kinds is several items of one group; each tells what makes it another.
alter table item
    add column item_group         text,
    add column variant            jsonb not null default '{}',  -- {"size":"M","color":"red"}
    add column store_product_ids  jsonb not null default '{}';  -- {"app_store":"…","google_play":"…"}
create index item_by_group on item (merchant_id, item_group) where item_group is not null;
