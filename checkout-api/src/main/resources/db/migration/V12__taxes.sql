-- Rates by where goods go: the country, in some a region, in some the beginning of the postal code; and from a day on.
alter table tax_rate
    add column region         text not null default '',
    add column postal_prefix  text not null default '',
    add column valid_from     date not null default '1970-01-01';
alter table tax_rate drop constraint tax_rate_pkey;
alter table tax_rate add primary key (merchant_id, country, tax_category, region, postal_prefix, valid_from);

alter table channel
    add column prices_include_tax boolean not null default true,
    add column tax_rounding       text not null default 'line' check (tax_rounding in ('line', 'total')),
    add column delivery_tax       text not null default 'highest' check (delivery_tax in ('highest', 'proportional'));

-- How the tax of a session and of its order comes about.
alter table checkout_session
    add column taxes jsonb not null default '{"included":true,"reason":null,"parts":[]}';
alter table orders
    add column taxes jsonb not null default '{"included":true,"reason":null,"parts":[]}';
