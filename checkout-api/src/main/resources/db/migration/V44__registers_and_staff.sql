-- A device that works as a till: enrolled by a code, known by its credential until that is revoked.
create table register (
    merchant_id      uuid not null references merchant,
    register_id      uuid not null,
    name             text not null,
    channel_id       text not null,
    location_id      text,
    code_hash        text,                    -- of the code that enrolls the device, once
    code_expires_at  timestamptz,
    credential_id    uuid,                    -- once it is enrolled
    created_by       text not null,
    created_at       timestamptz not null,
    enrolled_at      timestamptz,
    revoked_at       timestamptz,
    revision         bigint not null default 1,
    primary key (merchant_id, register_id),
    foreign key (merchant_id, channel_id) references channel,
    foreign key (merchant_id, location_id) references location,
    foreign key (merchant_id, credential_id) references credential
);
create unique index register_by_code on register (code_hash) where code_hash is not null;
create unique index register_by_credential on register (merchant_id, credential_id) where credential_id is not null;
-- One device at a time is the till of a channel.
create unique index one_register_per_channel on register (merchant_id, channel_id)
    where enrolled_at is not null and revoked_at is null;
call wall_off('register');

-- A device that has only a code is looked for before its merchant is known.
create function find_register_enrollment(hash text)
    returns table (merchant_id uuid, register_id uuid)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select merchant_id, register_id from register where code_hash = hash and revoked_at is null and code_expires_at > now()
$$;

-- People of the merchant's. The PIN is for an enrolled register only.
create table staff_member (
    merchant_id      uuid not null references merchant,
    staff_member_id  uuid not null,
    name             text not null,
    roles            text not null,           -- "cashier manager"
    subject          text,                    -- as the OpenID Connect issuer names them
    pin_hash         text,                    -- pbkdf2-sha512$iterations$salt$hash
    pin_set_at       timestamptz,
    pin_set_by       text,
    active           boolean not null default true,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    revision         bigint not null default 1,
    primary key (merchant_id, staff_member_id)
);
create unique index staff_member_by_subject on staff_member (merchant_id, subject) where subject is not null;
call wall_off('staff_member');

-- Who has signed in at a register. One at a time: the next ends the one before.
create table cashier_session (
    merchant_id         uuid not null,
    cashier_session_id  uuid not null,
    token_hash          text not null,
    credential_id       uuid not null,
    staff_member_id     uuid not null,
    created_at          timestamptz not null,
    expires_at          timestamptz not null,
    ended_at            timestamptz,
    primary key (merchant_id, cashier_session_id),
    foreign key (merchant_id, credential_id) references credential,
    foreign key (merchant_id, staff_member_id) references staff_member
);
create unique index cashier_session_by_token on cashier_session (token_hash);
create unique index one_cashier_per_register on cashier_session (merchant_id, credential_id) where ended_at is null;
call wall_off('cashier_session');

create function find_cashier(hash text)
    returns table (merchant_id uuid, credential_id uuid, channel_id text, staff_member_id uuid, roles text)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select s.merchant_id, s.credential_id, c.channel_id, s.staff_member_id, m.roles
    from cashier_session s
    join credential c on c.merchant_id = s.merchant_id and c.credential_id = s.credential_id
    join staff_member m on m.merchant_id = s.merchant_id and m.staff_member_id = s.staff_member_id
    where s.token_hash = hash and s.ended_at is null and s.expires_at > now() and m.active
      and c.revoked_at is null and (c.expires_at is null or c.expires_at > now())
$$;

-- A manager has agreed to something at a register, once, with a reason.
create table approval (
    merchant_id      uuid not null references merchant,
    approval_id      uuid not null,
    token_hash       text not null,
    credential_id    uuid not null,
    session_id       uuid,
    staff_member_id  uuid not null,
    action           text not null,
    reason           text not null,
    created_by       text not null,
    created_at       timestamptz not null,
    expires_at       timestamptz not null,
    used_at          timestamptz,
    used_by          text,
    used_for         uuid,
    primary key (merchant_id, approval_id),
    foreign key (merchant_id, credential_id) references credential,
    foreign key (merchant_id, staff_member_id) references staff_member
);
create unique index approval_by_token on approval (merchant_id, token_hash);
create index approval_newest on approval (merchant_id, created_at desc);
call wall_off('approval');

revoke all on function find_register_enrollment(text), find_cashier(text) from public;
grant execute on function find_register_enrollment(text), find_cashier(text) to ${app_role};

-- Wrong codes of devices that belong to nobody yet are counted under the nil merchant, behind the same wall.
alter table code_try drop constraint gift_card_try_merchant_id_fkey;
