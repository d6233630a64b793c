-- What is asked after a purchase in a channel, and whether buyers are invited to a review. Without a row: the usual question, no invitation.
create table feedback_policy (
    merchant_id           uuid not null,
    channel_id            text not null,
    asks                  boolean not null,
    question              text,                 -- null for the usual one in the buyer's language
    review_after_seconds  bigint check (review_after_seconds > 0),
    review_since          timestamptz,          -- orders from before are nobody's to be asked about
    updated_at            timestamptz not null,
    primary key (merchant_id, channel_id),
    foreign key (merchant_id, channel_id) references channel,
    check ((review_after_seconds is null) = (review_since is null))
);
call wall_off('feedback_policy');

-- One answer for each order.
create table feedback (
    merchant_id  uuid not null,
    order_id     uuid not null,
    session_id   uuid not null,
    channel_id   text not null,
    question     text not null,
    score        int not null check (score between 1 and 5),
    text         text,                          -- why, in the buyer's words. Encrypted
    actor        text not null,
    given_at     timestamptz not null,
    primary key (merchant_id, order_id),
    foreign key (merchant_id, order_id) references orders
);
create index feedback_by_time on feedback (merchant_id, given_at);
create index feedback_by_session on feedback (merchant_id, session_id);
call wall_off('feedback');

-- What was decided about inviting the buyer of an order to a review: once, for good.
create table review_invitation (
    merchant_id  uuid not null,
    order_id     uuid not null,
    outcome      text not null check (outcome in ('invited', 'no_consent', 'money_went_back')),
    decided_at   timestamptz not null,
    primary key (merchant_id, order_id),
    foreign key (merchant_id, order_id) references orders
);
call wall_off('review_invitation');
create index orders_by_channel_and_time on orders (merchant_id, channel_id, placed_at);

-- Which merchants have buyers to be decided about, or words that are over: one question for all of them.
create function find_feedback_work(now_is timestamptz, texts_before timestamptz) returns table (merchant_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select m.merchant_id from merchant m
    where m.closed_at is null and (
        exists (select 1 from feedback f where f.merchant_id = m.merchant_id and f.given_at < texts_before and f.text is not null)
        or exists (
            select 1 from feedback_policy p
            join orders o on o.merchant_id = p.merchant_id and o.channel_id = p.channel_id
            where p.merchant_id = m.merchant_id and o.placed_at >= p.review_since
              and o.placed_at <= now_is - p.review_after_seconds * interval '1 second'
              and o.placed_at > now_is - p.review_after_seconds * interval '1 second' - interval '7 days'
              and not exists (select 1 from review_invitation r
                where r.merchant_id = o.merchant_id and r.order_id = o.order_id)))
$$;
revoke all on function find_feedback_work(timestamptz, timestamptz) from public;
grant execute on function find_feedback_work(timestamptz, timestamptz) to ${app_role};
