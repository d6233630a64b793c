-- What the provider calls the source of an entry: a balance transaction, a payout.
alter table ledger_entry add column source_ref text;
create index ledger_entry_by_tx on ledger_entry (merchant_id, tx_id);

-- How far a provider's list was read and compared, and until when somebody is at it. Of the installation, not of a merchant.
create table provider_statement (
    provider     text primary key,
    read_from    timestamptz not null,        -- what happened before was never read
    read_until   timestamptz not null,
    read_at      timestamptz,
    lease_until  timestamptz not null
);
grant select, insert, update on provider_statement to ${app_role};

-- Each movement of money as the provider's list has it. What belongs to no merchant of ours is under the nil merchant.
create table provider_transaction (
    merchant_id      uuid not null,
    provider         text not null,
    transaction_ref  text not null,
    kind             text not null check (kind in ('charge', 'refund', 'dispute', 'payout', 'other')),
    amount_minor     bigint not null,         -- what it adds to our account there, before the fee; negative takes away
    fee_minor        bigint not null,         -- negative when a fee is given back
    currency         char(3) not null,
    source_ref       text not null,
    payment_ref      text,
    attempt_id       uuid,
    payout_ref       text,
    moved_at         timestamptz not null,
    read_at          timestamptz not null,
    primary key (merchant_id, provider, transaction_ref)
);
create index provider_transaction_by_attempt on provider_transaction (merchant_id, attempt_id) where attempt_id is not null;
create index provider_transaction_read on provider_transaction (merchant_id, provider, read_at);
call wall_off('provider_transaction');

-- What may have changed since the last comparison is found by when it was answered.
create index payment_attempt_answered on payment_attempt (merchant_id, answered_at) where captured_minor > 0;
create index refund_answered on refund (merchant_id, answered_at);

-- Where our books and the provider's list differ. It ends when a later comparison finds them equal, or by a person.
create table reconciliation_break (
    merchant_id     uuid not null,
    break_id        uuid not null,
    provider        text not null,
    kind            text not null check (kind in ('missing_here', 'missing_there', 'amount_differs', 'refund_differs',
                        'duplicate_charge', 'unknown_movement', 'payout_differs')),
    provider_ref    text not null,
    attempt_id      uuid,
    here_minor      bigint not null,
    there_minor     bigint not null,
    currency        char(3) not null,
    found_at        timestamptz not null,
    explained_at    timestamptz,
    explained_by    text,
    explanation     text,
    primary key (merchant_id, break_id),
    check ((explained_at is null) = (explanation is null))
);
create unique index one_open_break on reconciliation_break (merchant_id, provider, kind, provider_ref) where explained_at is null;
create index reconciliation_break_by_attempt on reconciliation_break (merchant_id, attempt_id) where explained_at is null;
call wall_off('reconciliation_break');

-- Buyers who had their bank take the money back.
create table dispute (
    merchant_id     uuid not null references merchant,
    dispute_id      uuid not null,
    provider        text not null,
    provider_ref    text not null,
    attempt_id      uuid not null,
    session_id      uuid not null,
    amount_minor    bigint not null check (amount_minor >= 0),
    currency        char(3) not null,
    reason          text not null,
    state           text not null check (state in ('needs_response', 'under_review', 'won', 'lost', 'closed')),
    respond_by      timestamptz,
    opened_at       timestamptz not null,
    closed_at       timestamptz,
    seq             bigint not null,
    primary key (merchant_id, dispute_id),
    unique (merchant_id, provider, provider_ref),
    foreign key (merchant_id, attempt_id) references payment_attempt
);
call wall_off('dispute');

create view check_break as
    select merchant_id, break_id, provider, kind, provider_ref, attempt_id, here_minor, there_minor, currency, found_at,
           explained_at, explanation
    from reconciliation_break;
create view check_dispute as
    select merchant_id, dispute_id, provider, provider_ref, attempt_id, amount_minor, currency, state from dispute;
grant select on check_break, check_dispute to ${check_role};
