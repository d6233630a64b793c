-- A code that was sent to an address or number, to prove that whoever reads it is here.
create table verification (
    merchant_id      uuid not null,
    verification_id  uuid not null,
    session_id       uuid not null,
    medium           text not null check (medium in ('email', 'sms', 'fact')),
    recipient        text not null,
    code_hash        text,
    wrong            int not null default 0,
    created_at       timestamptz not null,
    expires_at       timestamptz not null,
    used_at          timestamptz,
    primary key (merchant_id, verification_id)
);
create index verification_by_recipient on verification (merchant_id, recipient, created_at);
create index verification_by_session on verification (merchant_id, session_id, created_at);
create index verification_by_age on verification (merchant_id, created_at);
call wall_off('verification');

-- Whether an address was proven to be theirs: by a code, or by the word of the merchant's own server or staff.
alter table customer
    add column loyalty_id   text,
    add column proven_at    timestamptz default now(),
    add column erased_at    timestamptz;
create unique index customer_by_loyalty_id on customer (merchant_id, loyalty_id) where loyalty_id is not null;

create table customer_address (
    merchant_id  uuid not null,
    address_id   uuid not null,
    customer_id  uuid not null,
    address      jsonb not null,
    used_at      timestamptz not null,
    primary key (merchant_id, address_id),
    unique (merchant_id, customer_id, address),
    foreign key (merchant_id, customer_id) references customer
);
call wall_off('customer_address');

-- What a person has agreed to, in the words they saw.
create table customer_consent (
    merchant_id   uuid not null,
    consent_id    uuid not null,
    customer_id   uuid not null,
    purpose       text not null,
    text          text not null,
    channel_id    text,
    actor         text not null,
    given_at      timestamptz not null,
    withdrawn_at  timestamptz,
    primary key (merchant_id, consent_id),
    foreign key (merchant_id, customer_id) references customer
);
create index customer_consent_by_customer on customer_consent (merchant_id, customer_id);
call wall_off('customer_consent');

-- A browser or app that a person wants to be recognized by.
create table customer_device (
    merchant_id   uuid not null,
    device_id     uuid not null,
    customer_id   uuid not null,
    token_hash    text not null,
    channel_id    text,
    created_at    timestamptz not null,
    last_used_at  timestamptz not null,
    expires_at    timestamptz not null,
    primary key (merchant_id, device_id),
    foreign key (merchant_id, customer_id) references customer
);
create unique index customer_device_by_token on customer_device (merchant_id, token_hash);
create index customer_device_by_customer on customer_device (merchant_id, customer_id);
call wall_off('customer_device');

-- By what the customer of a session was recognized; null for somebody they may be, but have not proven to be.
alter table checkout_session add column recognized_by text;
