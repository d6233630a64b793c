-- Gift cards and store credit of our own. A code is a bearer secret: kept as a hash only, shown once.
create table gift_card (
    merchant_id    uuid not null references merchant,
    gift_card_id   uuid not null,
    kind           text not null check (kind in ('gift_card', 'store_credit')),
    code_hash      text,                      -- store credit has no code, it belongs to a customer
    last4          text,
    initial_minor  bigint not null,           -- what was ever put on it, less what has expired: initial - balance = redeemed
    balance_minor  bigint not null,
    currency       char(3) not null,
    customer_id    uuid,
    state          text not null check (state in ('active', 'disabled')),
    expires_at     timestamptz,               -- null is never
    created_by     text not null,
    reason         text not null,
    created_at     timestamptz not null,
    seq            bigint not null,           -- of its last event
    primary key (merchant_id, gift_card_id),
    unique (merchant_id, code_hash),
    foreign key (merchant_id, customer_id) references customer,
    check (balance_minor >= 0 and balance_minor <= initial_minor),
    check ((kind = 'gift_card') = (code_hash is not null)),
    check (kind = 'gift_card' or customer_id is not null)
);
create unique index one_store_credit_per_customer on gift_card (merchant_id, customer_id, currency)
    where kind = 'store_credit';
create index gift_card_by_customer on gift_card (merchant_id, customer_id) where customer_id is not null;
create index gift_card_expiring on gift_card (merchant_id, expires_at) where balance_minor > 0;
call wall_off('gift_card');

-- Each change of a balance. The sum of a card's entries is its balance.
create table gift_card_entry (
    merchant_id   uuid not null,
    entry_id      uuid not null,
    gift_card_id  uuid not null,
    kind          text not null check (kind in ('issue', 'top_up', 'redeem', 'capture', 'return', 'adjust', 'expire')),
    amount_minor  bigint not null,            -- what it adds to the balance
    attempt_id    uuid,                       -- of the payment it belongs to
    source_type   text not null,
    source_id     text not null,
    actor         text not null,
    reason        text not null,
    created_at    timestamptz not null,
    primary key (merchant_id, entry_id),
    unique (merchant_id, source_type, source_id, kind),
    foreign key (merchant_id, gift_card_id) references gift_card,
    check (case kind when 'issue' then amount_minor > 0
                     when 'top_up' then amount_minor > 0
                     when 'redeem' then amount_minor < 0
                     when 'expire' then amount_minor < 0
                     when 'adjust' then amount_minor = 0
                     else amount_minor >= 0 end),
    check ((kind in ('redeem', 'capture', 'return')) = (attempt_id is not null))
);
create index gift_card_entry_by_card on gift_card_entry (merchant_id, gift_card_id, entry_id);
create index gift_card_entry_by_attempt on gift_card_entry (merchant_id, attempt_id) where attempt_id is not null;
call wall_off('gift_card_entry');
revoke update, delete on gift_card_entry from ${app_role};

-- Wrong codes of a caller, and under '*' of all callers of the merchant, since the window began.
create table gift_card_try (
    merchant_id  uuid not null references merchant,
    caller       text not null,
    began_at     timestamptz not null,
    wrong        int not null check (wrong >= 0),
    primary key (merchant_id, caller)
);
create index gift_card_try_old on gift_card_try (merchant_id, began_at);
call wall_off('gift_card_try');

create or replace view check_giftcard as
    select merchant_id, cast(gift_card_id as text) as code, initial_minor as initial, balance_minor as balance
    from gift_card;
