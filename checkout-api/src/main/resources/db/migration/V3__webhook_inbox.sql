-- What providers tell us by themselves, kept before it is answered. An event that names no merchant of ours lives under
-- the nil merchant: behind the same wall, seen by nobody's key, worked on like all others.
create table provider_event (
    merchant_id  uuid not null,
    inbox_id     uuid not null,
    provider     text not null,
    event_id     text not null,              -- as the provider, or its adapter, names it
    type         text not null,
    object_ref   text not null,              -- what it is about, as the provider names it
    headers      text not null,              -- those worth keeping, as JSON
    body         text not null,              -- as it was signed
    state        text not null check (state in ('received', 'parked', 'applied', 'ignored', 'dead')),
    tries        int not null default 0,     -- counts claims, so that whoever was overtaken can see it
    seq          bigint not null default 0,  -- how many facts were told of it
    next_at      timestamptz,                -- when it is due; null when nothing is left to do
    error        text,                       -- the class of the last error, or why it was parked or ignored
    received_at  timestamptz not null,
    applied_at   timestamptz,
    primary key (merchant_id, inbox_id),
    check ((next_at is null) = (state in ('applied', 'ignored', 'dead')))
);
-- Once per provider, whatever merchant it was taken for, on all nodes and after any restart.
create unique index provider_event_once on provider_event (provider, event_id);
create index provider_event_due on provider_event (merchant_id, next_at) where next_at is not null;
create index provider_event_by_state on provider_event (merchant_id, state, inbox_id desc);
call wall_off('provider_event');

-- Whose a payment is, by the provider's name for it: an event may carry nothing else. Like find_credential, it answers
-- nothing but what was asked for.
create index payment_attempt_by_provider_ref on payment_attempt (provider, provider_ref) where provider_ref is not null;
create function find_attempt(by_provider text, ref text)
    returns table (merchant_id uuid, attempt_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select merchant_id, attempt_id from payment_attempt where provider = by_provider and provider_ref = ref
$$;
revoke all on function find_attempt(text, text) from public;
grant execute on function find_attempt(text, text) to ${app_role};

-- For operators: what is stuck, also of nobody. No bodies.
create view check_provider_event as
    select merchant_id, inbox_id, provider, event_id, type, object_ref, state, tries, next_at, error, received_at, applied_at
    from provider_event;
grant select on check_provider_event to ${check_role};
