-- What the buyer of one session has agreed to, in the words they saw: also of buyers who are nobody's customer.
create table session_consent (
    merchant_id   uuid not null,
    consent_id    uuid not null,
    session_id    uuid not null,
    purpose       text not null,               -- analytics, marketing_measurement, review
    text          text not null,
    channel_id    text,
    actor         text not null,
    given_at      timestamptz not null,
    withdrawn_at  timestamptz,
    withdrawn_by  text,
    primary key (merchant_id, consent_id),
    foreign key (merchant_id, session_id) references checkout_session
);
create index session_consent_by_session on session_consent (merchant_id, session_id, purpose);
call wall_off('session_consent');

-- By what those who measure know the buyer's browser: kept only under a consent, and gone with it. Encrypted.
create table measurement_ids (
    merchant_id  uuid not null,
    session_id   uuid not null,
    purpose      text not null,                -- the consent it is kept under
    ids          text not null,
    updated_at   timestamptz not null,
    primary key (merchant_id, session_id, purpose),
    foreign key (merchant_id, session_id) references checkout_session
);
create index measurement_ids_by_age on measurement_ids (merchant_id, updated_at);
call wall_off('measurement_ids');
