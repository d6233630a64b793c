-- What is known of a tender a customer agreed to keep: never more than the end of a number.
alter table saved_tender
    add column type             text not null default 'card',
    add column brand            text,
    add column last4            text check (length(last4) <= 4),
    add column exp_month        int check (exp_month between 1 and 12),
    add column exp_year         int,
    add column consent_channel  text,
    add column consent_actor    text,
    add column removed_by       text,
    add column forgotten_at     timestamptz,          -- the provider has let go of it too
    add column expiry_told      text,                 -- of which expiry the merchant was told: 2027-03
    add column seq              bigint not null default 0;
create unique index one_saved_tender on saved_tender (merchant_id, provider, provider_ref) where removed_at is null;
create index saved_tender_by_customer on saved_tender (merchant_id, customer_id) where removed_at is null;
create index saved_tender_to_forget on saved_tender (merchant_id, removed_at) where removed_at is not null and forgotten_at is null;

-- On the way to one: written, with the consent, before the provider is asked.
create table tender_setup (
    merchant_id      uuid not null,
    setup_id         uuid not null,
    customer_id      uuid not null,
    provider         text not null,
    provider_ref     varchar(255),
    method_ref       text,                        -- of a server that has a payment method already
    customer_ref     text not null,
    state            text not null check (state in ('sent', 'requires_action', 'kept', 'declined', 'canceled')),
    consent_text     text not null,
    channel_id       text,
    actor            text not null,
    decline_code     text,
    saved_tender_id  uuid,
    created_at       timestamptz not null,
    answered_at      timestamptz,
    primary key (merchant_id, setup_id),
    foreign key (merchant_id, customer_id) references customer,
    foreign key (merchant_id, saved_tender_id) references saved_tender
);
create index tender_setup_open on tender_setup (merchant_id, created_at) where state in ('sent', 'requires_action');
call wall_off('tender_setup');

-- Whose a saved tender is, by the provider's name for it: its events carry nothing else.
create index saved_tender_by_provider_ref on saved_tender (provider, provider_ref);
create function find_saved_tender(by_provider text, ref text)
    returns table (merchant_id uuid, saved_tender_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select merchant_id, saved_tender_id from saved_tender where provider = by_provider and provider_ref = ref and removed_at is null
$$;
revoke all on function find_saved_tender(text, text) from public;
grant execute on function find_saved_tender(text, text) to ${app_role};

-- The one saved tender that whoever opens a link may use, because the bank asks the cardholder.
alter table handoff add column saved_tender_id uuid;
alter table checkout_session
    add column offered_tender_id    uuid,
    add column offered_tender_label text;
