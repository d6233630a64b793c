-- Which people of the merchant's the buyer has let into a session, or is asked to.
alter table checkout_session add column assistance jsonb not null default '[]';

-- Who looked at the session of a buyer without being let in, as managers may; told once in a while, not at each look.
create table session_viewing (
    merchant_id  uuid not null,
    session_id   uuid not null,
    actor        text not null,
    viewed_at    timestamptz not null,
    primary key (merchant_id, session_id, actor),
    foreign key (merchant_id, session_id) references checkout_session
);
call wall_off('session_viewing');

-- A buyer wants to be called. The number is known for as long as it is needed.
create table call_request (
    merchant_id      uuid not null,
    call_request_id  uuid not null,
    session_id       uuid not null,
    number           text,
    state            text not null check (state in ('waiting', 'taken', 'finished', 'canceled', 'expired')),
    outcome          text check (outcome in ('reached', 'not_reached', 'wrong_number', 'not_wanted')),
    tries            int not null default 0,
    agent            text,
    requested_at     timestamptz not null,
    queued_at        timestamptz not null,
    queued_ahead     int not null,
    taken_at         timestamptz,
    ended_at         timestamptz,
    expires_at       timestamptz not null,
    seq              bigint not null,
    primary key (merchant_id, call_request_id),
    foreign key (merchant_id, session_id) references checkout_session,
    check ((state in ('waiting', 'taken')) = (number is not null)),
    check ((state in ('waiting', 'taken')) = (ended_at is null))
);
create unique index one_open_call_request on call_request (merchant_id, session_id) where state in ('waiting', 'taken');
create index call_request_queue on call_request (merchant_id, queued_at, call_request_id) where state = 'waiting';
create index call_request_by_session on call_request (merchant_id, session_id, requested_at);
create index call_request_by_wait on call_request (merchant_id, taken_at) where taken_at is not null;
create index call_request_open on call_request (merchant_id, expires_at) where state in ('waiting', 'taken');
call wall_off('call_request');
