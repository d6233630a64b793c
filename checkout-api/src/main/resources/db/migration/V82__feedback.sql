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
