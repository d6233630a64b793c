-- Where buyers are lost. All of it is made of events and can be made anew: "update funnel_position set version = 0" does so.

-- How far each merchant's events are folded. Whoever holds the lock of the row folds.
create table funnel_position (
    merchant_id   uuid primary key references merchant,
    version       int not null,                 -- of the rules by which it was folded
    position      bigint not null default 0,
    counted       bigint not null default 0,    -- how far the meters have counted; making it anew leaves this as it is
    projected_at  timestamptz
);
call wall_off('funnel_position');

-- One session's way: one row for each, ids only.
create table funnel_session (
    merchant_id      uuid not null references merchant,
    session_id       uuid not null,
    opened_at        timestamptz not null,
    active_at        timestamptz not null,       -- the last sign of life
    entered_at       timestamptz not null,       -- when the last stay began
    channel_id       text not null,              -- of the last stay
    step             text not null,
    outcome          text not null check (outcome in ('open', 'completed', 'lost')),
    may_be_given_up  boolean not null,
    reason           text,                       -- of those that are lost
    total_minor      bigint not null,            -- what is left to pay
    currency         text not null,
    attributes       jsonb not null,
    path             jsonb not null,             -- the stays in short: step, channel, at (ms), fate, first
    journey          jsonb not null,             -- all that is known, to be folded on
    primary key (merchant_id, session_id)
);
create index funnel_session_by_time on funnel_session (merchant_id, opened_at);
create index funnel_session_lost on funnel_session (merchant_id, entered_at) include (reason, channel_id, step) where outcome = 'lost';
create index funnel_session_open on funnel_session (merchant_id, channel_id, step) where outcome = 'open';
create index funnel_session_active on funnel_session (merchant_id, active_at) include (outcome);
create index funnel_session_resting on funnel_session (active_at) where may_be_given_up;
call wall_off('funnel_session');

-- Numbers by hour and by day: reports of any length read few rows.
create table funnel_count (
    merchant_id  uuid not null references merchant,
    grain        text not null check (grain in ('hour', 'day')),
    at           timestamptz not null,           -- when the stay began, or the session
    measure      text not null,
    channel_id   text not null,
    step         text not null,
    detail       text not null,
    n            bigint not null,
    minor        bigint not null,
    primary key (merchant_id, grain, measure, at, channel_id, step, detail)
);
call wall_off('funnel_count');

-- Which merchants have something to be folded or given up: one question for all of them.
create function find_funnel_work(of_version int, now_is timestamptz, lost_after_seconds bigint)
    returns table (merchant_id uuid, oldest timestamptz)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select m.merchant_id, e.occurred_at
    from merchant m
    left join funnel_position p on p.merchant_id = m.merchant_id
    cross join lateral (
        select occurred_at from event
        where event.merchant_id = m.merchant_id
          and position > case when p.version = of_version then p.position else 0 end
        order by position limit 1) e
    where m.closed_at is null
    union all
    select f.merchant_id, null
    from (select distinct s.merchant_id from funnel_session s
          left join channel c on c.merchant_id = s.merchant_id and c.channel_id = s.channel_id
          where s.may_be_given_up
            and s.active_at <= now_is - coalesce(c.recovery_after_seconds, lost_after_seconds) * interval '1 second') f
    join merchant m on m.merchant_id = f.merchant_id and m.closed_at is null
$$;
revoke all on function find_funnel_work(int, timestamptz, bigint) from public;
grant execute on function find_funnel_work(int, timestamptz, bigint) to ${app_role};
