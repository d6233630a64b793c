-- Who is at the desk. That somebody is busy is known from the calls.
create table desk_agent (
    merchant_id  uuid not null references merchant,
    agent        text not null,                -- staff:alex
    agent_id     uuid not null,                -- names them in events
    available    boolean not null,
    extension    text,
    since        timestamptz not null,
    expires_at   timestamptz not null,
    seq          bigint not null,
    primary key (merchant_id, agent)
);
create unique index one_agent_per_extension on desk_agent (merchant_id, extension) where extension is not null;
call wall_off('desk_agent');

-- A telephony that tells of a channel's calls. Secrets are encrypted.
create table telephony_connection (
    merchant_id       uuid not null,
    connection_id     uuid not null,
    channel_id        text not null,
    kind              text not null check (kind in ('generic', 'twilio')),
    secret            text not null,
    old_secret        text,
    old_secret_until  timestamptz,
    created_at        timestamptz not null,
    primary key (merchant_id, connection_id),
    foreign key (merchant_id, channel_id) references channel
);
call wall_off('telephony_connection');

-- Whose a callback is, before it is proven.
create function find_telephony_connection(connection uuid) returns uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select c.merchant_id from telephony_connection c join merchant m on m.merchant_id = c.merchant_id
    where c.connection_id = connection and m.closed_at is null
$$;
revoke all on function find_telephony_connection(uuid) from public;
grant execute on function find_telephony_connection(uuid) to ${app_role};

-- A call, as far as its events have told. Number and note are encrypted.
create table phone_call (
    merchant_id       uuid not null,
    call_id           uuid not null,
    channel_id        text not null,
    connection_id     uuid,
    provider_call_id  text,
    direction         text not null check (direction in ('inbound', 'outbound')),
    state             text not null check (state in ('ringing', 'active', 'held', 'wrap_up', 'done', 'missed')),
    number            text,
    number_index      text,
    extension         text,
    agent             text,
    session_id        uuid,
    call_request_id   uuid,
    started_at        timestamptz not null,
    answered_at       timestamptz,
    held_since        timestamptz,
    hold_seconds      bigint not null default 0,
    ended_at          timestamptz,
    ending            text check (ending in ('completed', 'busy', 'no_answer', 'failed', 'canceled')),
    wrapped_up_at     timestamptz,
    reason            text,
    note              text,
    keystrokes        int check (keystrokes >= 0),
    asks_put          int check (asks_put >= 0),
    seq               bigint not null,
    primary key (merchant_id, call_id),
    foreign key (merchant_id, channel_id) references channel,
    foreign key (merchant_id, session_id) references checkout_session
);
create unique index one_phone_call on phone_call (merchant_id, connection_id, provider_call_id) where provider_call_id is not null;
create index phone_call_live on phone_call (merchant_id, state, started_at) where state in ('ringing', 'active', 'held', 'wrap_up');
create index phone_call_by_start on phone_call (merchant_id, started_at);
create index phone_call_by_end on phone_call (merchant_id, ended_at) where state = 'done';
create index phone_call_by_session on phone_call (merchant_id, session_id) where session_id is not null;
create index phone_call_by_request on phone_call (merchant_id, call_request_id) where call_request_id is not null;
create index phone_call_by_number on phone_call (merchant_id, number_index) where number_index is not null;
call wall_off('phone_call');

-- What was told of a call: each once, in whatever order it came.
create table phone_call_event (
    merchant_id  uuid not null,
    call_id      uuid not null,
    event_id     text not null,
    type         text not null check (type in ('ringing', 'answered', 'held', 'resumed', 'ended')),
    agent        text,
    extension    text,
    ending       text,
    occurred_at  timestamptz not null,
    primary key (merchant_id, call_id, event_id),
    foreign key (merchant_id, call_id) references phone_call
);
call wall_off('phone_call_event');

-- What a channel's agents may say about how a call went. Without a row: the usual list.
create table call_reasons (
    merchant_id  uuid not null,
    channel_id   text not null,
    reasons      jsonb not null,
    primary key (merchant_id, channel_id),
    foreign key (merchant_id, channel_id) references channel
);
call wall_off('call_reasons');

-- A caller is found in the sessions they have begun elsewhere by a keyed hash of their number.
alter table checkout_session add column phone_index text;
create index checkout_session_open_by_phone on checkout_session (merchant_id, phone_index)
    where phone_index is not null and status not in ('completed', 'canceled');
create index checkout_session_open_by_customer on checkout_session (merchant_id, customer_id)
    where customer_id is not null and status not in ('completed', 'canceled');
