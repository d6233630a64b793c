-- A key pair on a buyer's own device, of which the public half is kept here.
create table passkey (
    merchant_id      uuid not null,
    passkey_id       uuid not null,
    customer_id      uuid not null,
    consent_id       uuid not null,
    credential_id    text not null,              -- as the authenticator names it, base64url
    public_key       text not null,              -- the attested credential data, base64url
    label            text not null,
    proof            text not null check (proof in ('buyer', 'device')), -- what it was added on; it proves no more than that
    sign_count       bigint not null,
    backup_eligible  boolean not null,
    backed_up        boolean not null,
    channel_id       text,
    seq              bigint not null default 0,
    created_at       timestamptz not null,
    last_used_at     timestamptz,
    suspected_at     timestamptz,                -- its counter went back: there may be a copy, and it opens nothing any more
    primary key (merchant_id, passkey_id),
    unique (merchant_id, credential_id),
    foreign key (merchant_id, customer_id) references customer,
    foreign key (merchant_id, consent_id) references customer_consent
);
create index passkey_by_customer on passkey (merchant_id, customer_id);
create index passkey_by_consent on passkey (merchant_id, consent_id);
call wall_off('passkey');

-- A question to an authenticator, for one device in one session, answered once.
create table passkey_challenge (
    merchant_id     uuid not null,
    challenge_hash  text not null,
    session_id      uuid not null,
    actor           text not null,
    purpose         text not null check (purpose in ('registration', 'recognition')),
    customer_id     uuid,                        -- who the passkey is for; the id of a new customer, for a guest
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    used_at         timestamptz,
    primary key (merchant_id, challenge_hash)
);
create index passkey_challenge_by_session on passkey_challenge (merchant_id, session_id, created_at);
create index passkey_challenge_by_age on passkey_challenge (merchant_id, expires_at);
call wall_off('passkey_challenge');

-- What ends when a consent is withdrawn.
alter table customer_consent add column withdrawn_by text;
alter table customer_device add column consent_id uuid;
update customer_device d set consent_id = (
    select n.consent_id from customer_consent n
    where n.merchant_id = d.merchant_id and n.customer_id = d.customer_id and n.purpose = 'remember'
    order by abs(extract(epoch from n.given_at - d.created_at)) limit 1);
create index customer_device_by_consent on customer_device (merchant_id, consent_id);

-- Where a buyer has had something sent before, as hashes: other places are asked about when only a device is known.
alter table checkout_session add column known_addresses jsonb not null default '[]';
