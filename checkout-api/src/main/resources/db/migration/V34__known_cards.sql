-- With what the provider's names of cards are hashed, so that those of two merchants cannot be compared.
create table card_hash_key (
    merchant_id  uuid not null primary key,
    hash_key     text not null,
    created_at   timestamptz not null
);
call wall_off('card_hash_key');

-- A card by which a customer has agreed to be recognized.
create table customer_card (
    merchant_id   uuid not null,
    card_id       uuid not null,
    customer_id   uuid not null,
    consent_id    uuid not null,
    card_hash     text not null,
    label         text,
    channel_id    text,
    created_at    timestamptz not null,
    last_seen_at  timestamptz not null,
    primary key (merchant_id, card_id),
    unique (merchant_id, card_hash, customer_id),
    foreign key (merchant_id, customer_id) references customer,
    foreign key (merchant_id, consent_id) references customer_consent
);
create index customer_card_by_customer on customer_card (merchant_id, customer_id);
create index customer_card_by_consent on customer_card (merchant_id, consent_id);
call wall_off('customer_card');

-- Customers who were erased here and that a provider still knows. A row goes when the provider has forgotten them.
create table provider_customer_removal (
    merchant_id   uuid not null,
    removal_id    uuid not null,
    provider      text not null,
    provider_ref  text not null,
    tries         int not null default 0,
    created_at    timestamptz not null,
    due_at        timestamptz not null,
    primary key (merchant_id, removal_id)
);
create index provider_customer_removal_due on provider_customer_removal (merchant_id, due_at);
call wall_off('provider_customer_removal');
