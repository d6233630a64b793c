-- A session is paid with any number of tenders. The attempts of one intent are asked for one after the other.
alter table payment_attempt
    add column intent_id      uuid,
    add column position       int not null default 0,       -- the order in which the tenders of an intent are asked for
    add column is_last        boolean not null default true, -- all others of the intent are held when this one is asked for
    add column deposit        boolean not null default false,
    add column unwanted_at    timestamptz,                  -- nobody waits for this money any more: it goes back
    add column unwanted_for   text,
    add column checks         int not null default 0,       -- how often the resolver has asked
    add column capture_before timestamptz,                  -- when the provider lets a held amount go
    add column warned_at      timestamptz;
update payment_attempt a set intent_id = t.intent_id from tender t
    where t.merchant_id = a.merchant_id and t.tender_id = a.tender_id;
alter table payment_attempt alter column intent_id set not null;
create index payment_attempt_by_intent on payment_attempt (merchant_id, intent_id);
create index payment_attempt_lapsing on payment_attempt (merchant_id, capture_before)
    where state = 'authorized' and warned_at is null;

alter table checkout_session
    add column deposit_minor bigint not null default 0 check (deposit_minor >= 0),
    add column tip_minor     bigint not null default 0 check (tip_minor >= 0);

-- The smallest coin of a channel; null is that of its country, 1 is no rounding.
alter table channel
    add column cash_rounding_minor bigint check (cash_rounding_minor > 0),
    add column takes_tips boolean not null default false;

alter table orders add column tip_minor bigint not null default 0 check (tip_minor >= 0);
alter table orders drop constraint orders_state_check;
alter table orders add constraint orders_state_check
    check (state in ('authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided'));

-- One wish to take held money, written before the provider is asked; its id is in the key of the call.
create table capture (
    merchant_id   uuid not null,
    capture_id    uuid not null,
    attempt_id    uuid not null,
    order_id      uuid not null,
    amount_minor  bigint not null check (amount_minor > 0),
    currency      char(3) not null,
    is_final      boolean not null,          -- what is left of the authorization is released
    state         text not null check (state in ('sent', 'pending', 'unknown', 'captured', 'declined')),
    actor         text not null,
    created_at    timestamptz not null,
    answered_at   timestamptz,
    primary key (merchant_id, capture_id),
    foreign key (merchant_id, attempt_id) references payment_attempt,
    foreign key (merchant_id, order_id) references orders
);
create index capture_by_order on capture (merchant_id, order_id);
create unique index one_capture_at_a_time on capture (merchant_id, attempt_id) where state in ('sent', 'pending', 'unknown');
call wall_off('capture');

-- One wish to give money back may concern several tenders: their refunds share its id.
alter table refund add column request_id uuid;
update refund set request_id = refund_id;
alter table refund alter column request_id set not null;

-- What of an order's lines was given back, for refunds by line.
create table refund_line (
    merchant_id   uuid not null,
    request_id    uuid not null,
    order_id      uuid not null,
    line          int not null,
    quantity      bigint not null check (quantity > 0),
    amount_minor  bigint not null check (amount_minor >= 0),
    primary key (merchant_id, request_id, line),
    foreign key (merchant_id, order_id, line) references order_line
);
create index refund_line_by_order on refund_line (merchant_id, order_id);
call wall_off('refund_line');
revoke update, delete on refund_line from ${app_role};
