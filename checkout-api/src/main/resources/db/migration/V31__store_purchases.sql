-- Digital goods bought through app stores: which app of which store belongs to a channel, what was bought there, and what
-- somebody may use because of it.
create table store_app (
    merchant_id    uuid not null,
    channel_id     text not null,
    store          text not null check (store in ('app_store', 'google_play')),
    app_id         text not null,               -- Apple's bundle id, Google's package name
    environment    text not null check (environment in ('production', 'sandbox')),
    apple_app_id   bigint,
    push_audience  text,
    push_email     text,
    primary key (merchant_id, channel_id, store),
    unique (merchant_id, store, app_id, environment),
    foreign key (merchant_id, channel_id) references channel,
    check (store <> 'app_store' or environment <> 'production' or apple_app_id is not null),
    check (store <> 'google_play' or push_audience is not null and push_email is not null)
);
call wall_off('store_app');

-- One payment in a store. Its natural key is the store's own: told twice, by whomever, it is there once.
create table store_purchase (
    merchant_id      uuid not null,
    purchase_id      uuid not null,
    channel_id       text not null,
    store            text not null check (store in ('app_store', 'google_play')),
    app_id           text not null,
    environment      text not null check (environment in ('production', 'sandbox')),
    transaction_id   text not null,
    original_id      text not null,             -- what it renews or restores: an entitlement hangs on it
    product_id       text not null,
    kind             text not null check (kind in ('consumable', 'non_consumable', 'subscription', 'non_renewing', 'one_time')),
    sku              text not null,
    known_item       boolean not null,          -- whether our catalog has the product
    quantity         bigint not null check (quantity > 0),
    price_minor      bigint not null check (price_minor >= 0),
    currency         char(3) not null,
    catalog_minor    bigint,                    -- what our catalog asked for as many; null: it has no price in this currency
    session_id       uuid,
    order_id         uuid,
    state            text not null check (state in ('purchased', 'refunded')),
    state_as_of      timestamptz not null,      -- when the store said so: older news changes nothing
    purchased_at     timestamptz not null,
    expires_at       timestamptz,
    recorded_at      timestamptz not null,
    acknowledge_at   timestamptz,               -- when to tell the store next that we have it; null: nothing to tell
    acknowledge_by   timestamptz,
    acknowledge_tries int not null default 0,
    primary key (merchant_id, purchase_id),
    unique (merchant_id, store, environment, transaction_id)
);
create index store_purchase_by_original on store_purchase (merchant_id, store, environment, original_id, purchased_at);
create index store_purchase_by_order on store_purchase (merchant_id, order_id);
create index store_purchase_to_acknowledge on store_purchase (merchant_id, acknowledge_at) where acknowledge_at is not null;
call wall_off('store_purchase');

-- What somebody may use: a function of the purchases of its original and of what the store has said besides.
create table entitlement (
    merchant_id     uuid not null,
    entitlement_id  uuid not null,
    channel_id      text not null,
    store           text not null,
    environment     text not null,
    original_id     text not null,
    product_id      text not null,
    sku             text not null,
    kind            text not null,
    customer_id     uuid,
    account_token   text,                       -- what the app calls the account; opaque to the store
    state           text not null check (state in ('active', 'revoked', 'expired')),
    expires_at      timestamptz,
    ended_at        timestamptz,                -- the store said that it ended
    withdrawn_at    timestamptz,                -- the store took it away without giving money back
    extended_to     timestamptz,                -- the store lets it run on
    as_of           timestamptz,                -- of the last news that tells the state as a whole
    seq             bigint not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    primary key (merchant_id, entitlement_id),
    unique (merchant_id, store, environment, original_id),
    foreign key (merchant_id, customer_id) references customer
);
create index entitlement_by_customer on entitlement (merchant_id, customer_id) where customer_id is not null;
create index entitlement_by_account on entitlement (merchant_id, account_token) where account_token is not null;
call wall_off('entitlement');

create index item_by_app_store on item (merchant_id, (store_product_ids ->> 'app_store'))
    where store_product_ids ->> 'app_store' is not null;
create index item_by_google_play on item (merchant_id, (store_product_ids ->> 'google_play'))
    where store_product_ids ->> 'google_play' is not null;
