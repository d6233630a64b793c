-- Where a telephony that captures keys is told to begin.
alter table telephony_connection add column capture_url text;

-- A caller types a card on the keys of their phone. Only how far they are comes here, and at the end a token of the payment provider,
-- encrypted and forgotten when it has paid.
create table keypad_entry (
    merchant_id      uuid not null,
    entry_id         uuid not null,
    session_id       uuid not null,
    call_id          uuid,
    connection_id    uuid not null,
    agent            text not null,
    state            text not null check (state in ('starting', 'typing', 'captured', 'paid', 'declined', 'canceled', 'expired', 'failed')),
    revision         bigint not null,
    amount_minor     bigint not null,
    currency         char(3) not null,
    consent          text not null,
    fields           jsonb not null,
    told             bigint not null default 0,   -- the number of the last word about the fields
    token            text,
    problem          text,
    started_at       timestamptz not null,
    expires_at       timestamptz not null,
    captured_at      timestamptz,
    ended_at         timestamptz,
    seq              bigint not null,
    primary key (merchant_id, entry_id),
    foreign key (merchant_id, session_id) references checkout_session
);
create unique index one_live_keypad_entry on keypad_entry (merchant_id, session_id) where state in ('starting', 'typing', 'captured');
create index keypad_entry_live on keypad_entry (merchant_id, expires_at) where state in ('starting', 'typing', 'captured');
create index keypad_entry_by_session on keypad_entry (merchant_id, session_id);
call wall_off('keypad_entry');
