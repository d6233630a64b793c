-- Which merchants have events without a position: one question for all of them, so that those to whom nothing happens cost nothing.
create function find_unpublished() returns setof uuid
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select distinct merchant_id from event where position is null
$$;
revoke all on function find_unpublished() from public;
grant execute on function find_unpublished() to ${app_role};

-- A running process somebody listens to. What it has written about them is true for as long as its lease lasts.
create table stream_node (
    run_id       uuid primary key,
    node_id      text not null,
    lease_until  timestamptz not null,
    changes      bigint not null default 0      -- counts up with each change of its rows in presence
);
grant select, insert, update, delete on stream_node to ${app_role};

-- Who looks at a session, by way of which process. Kinds only, nobody's name.
create table presence (
    merchant_id     uuid not null references merchant,
    session_id      uuid not null,
    participant_id  uuid not null,
    run_id          uuid not null references stream_node on delete cascade,
    kind            text not null check (kind in ('buyer', 'till', 'agent', 'staff', 'server')),
    channel_id      text,
    since           timestamptz not null,
    primary key (merchant_id, session_id, participant_id, run_id)
);
create index presence_by_run on presence (run_id);
call wall_off('presence');

-- The events of a session's disputes are told with its own.
create index dispute_by_session on dispute (merchant_id, session_id);
