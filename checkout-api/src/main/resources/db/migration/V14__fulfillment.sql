-- A way of fulfillment, and separately what it costs and how long it takes to where.
create temporary table rates_before as select * from fulfillment_rate;
drop table fulfillment_rate;

create table fulfillment_option (
    merchant_id    uuid not null references merchant,
    option_id      text not null,
    kind           text not null check (kind in ('shipping', 'pickup', 'local_delivery', 'digital')),
    title          text not null,
    location_id    text,                                -- pickup and local delivery: where from
    cutoff         time not null default '24:00',       -- later orders leave a day later; in the merchant's time
    handling_days  int not null default 0 check (handling_days between 0 and 60),
    rest_days      jsonb not null default '["sun"]',    -- when nothing is sent or brought
    radius_km      numeric(7,2) check (radius_km > 0),  -- local delivery: how far
    active         boolean not null default true,
    primary key (merchant_id, option_id),
    foreign key (merchant_id, location_id) references location,
    check (kind <> 'pickup' or location_id is not null),
    check (radius_km is null or location_id is not null)
);
call wall_off('fulfillment_option');

-- Of several that fit, the one with the longest postal prefix counts, then the one for the country, then the cheapest.
create table fulfillment_rate (
    merchant_id       uuid not null,
    option_id         text not null,
    rate_no           int not null,
    currency          char(3) not null,
    country           char(2),                          -- where to; null is everywhere
    postal_prefix     text not null default '',
    min_weight_grams  bigint not null default 0,
    max_weight_grams  bigint,
    min_value_minor   bigint not null default 0,        -- of the goods, before discounts
    max_value_minor   bigint,
    amount_minor      bigint not null check (amount_minor >= 0),
    per_kg_minor      bigint not null default 0 check (per_kg_minor >= 0), -- for each kilogram begun
    min_days          int not null default 0 check (min_days >= 0),
    max_days          int not null default 0,
    primary key (merchant_id, option_id, rate_no),
    foreign key (merchant_id, option_id) references fulfillment_option on delete cascade,
    check (max_days >= min_days)
);
call wall_off('fulfillment_rate');

insert into fulfillment_option (merchant_id, option_id, kind, title, location_id)
    select distinct on (merchant_id, option_id) merchant_id, option_id, kind, title, location_id from rates_before
    where kind <> 'pickup' or location_id is not null order by merchant_id, option_id, currency;
insert into fulfillment_rate (merchant_id, option_id, rate_no, currency, country, amount_minor, min_days, max_days)
    select b.merchant_id, b.option_id, row_number() over (partition by b.merchant_id, b.option_id order by b.currency),
           b.currency, b.country, b.amount_minor, b.min_days, greatest(b.min_days, b.max_days)
    from rates_before b join fulfillment_option o on o.merchant_id = b.merchant_id and o.option_id = b.option_id;
drop table rates_before;

-- Days on which nobody works, by country.
create table holiday (
    merchant_id  uuid not null references merchant,
    country      char(2) not null,
    day          date not null,
    name         text not null,
    primary key (merchant_id, country, day)
);
call wall_off('holiday');

-- Where postal codes are, as far as the merchant has told: for distances.
create table postal_place (
    merchant_id  uuid not null references merchant,
    country      char(2) not null,
    postal_code  text not null,
    latitude     numeric(9,6) not null check (latitude between -90 and 90),
    longitude    numeric(9,6) not null check (longitude between -180 and 180),
    primary key (merchant_id, country, postal_code)
);
call wall_off('postal_place');

-- What is preferred or left out, and when; read as a whole.
create table fulfillment_rules (
    merchant_id  uuid primary key references merchant,
    rules        jsonb not null
);
call wall_off('fulfillment_rules');

alter table location
    add column opening_hours   jsonb not null default '{}',  -- {"mon":[["09:00","18:00"]]}; empty is always open
    add column closed_on       jsonb not null default '[]',  -- single days
    add column pickup_minutes  int not null default 0 check (pickup_minutes >= 0), -- from the order to the shelf
    add column latitude        numeric(9,6) check (latitude between -90 and 90),
    add column longitude       numeric(9,6) check (longitude between -180 and 180);

alter table item add column weight_grams bigint not null default 0 check (weight_grams >= 0);

-- Great-circle distance by the haversine formula, on a sphere of 6371 km.
create function km_between(lat1 numeric, lon1 numeric, lat2 numeric, lon2 numeric) returns numeric language sql immutable as
$$
    select cast(12742 * asin(least(1, sqrt(power(sin(radians(lat2 - lat1) / 2), 2)
        + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lon2 - lon1) / 2), 2)))) as numeric(8,2))
$$;

update checkout_session set line_items =
    (select coalesce(jsonb_agg(line || '{"weight_grams":0}'::jsonb), '[]') from jsonb_array_elements(line_items) line);
