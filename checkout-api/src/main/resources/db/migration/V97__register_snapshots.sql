-- With what snapshots for tills are signed. Tills keep the public half.
create table snapshot_key (
    merchant_id  uuid not null references merchant,
    key_id       uuid not null,
    public_key   jsonb not null,               -- as a JSON Web Key
    private_key  text not null,                -- PKCS #8, sealed
    created_at   timestamptz not null,
    primary key (merchant_id, key_id)
);
create unique index one_snapshot_key on snapshot_key (merchant_id);
call wall_off('snapshot_key');

-- Prices, items, promotions and taxes as a till needs them to sell alone. A version for each change.
create table register_snapshot (
    merchant_id  uuid not null,
    channel_id   text not null,
    version      bigint not null check (version > 0),
    digest       text not null,                -- SHA-256 of the content without version and time
    signature    text not null,                -- JWS with a detached payload, which is the body
    body         bytea,                        -- gzip; only the newest ones are kept
    created_at   timestamptz not null,
    checked_at   timestamptz not null,         -- when it was last found to be as things are
    primary key (merchant_id, channel_id, version),
    foreign key (merchant_id, channel_id) references channel
);
call wall_off('register_snapshot');
