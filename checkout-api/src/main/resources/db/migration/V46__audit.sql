-- Who did what to money and settings, when and why. Ids only: nothing here has to change when a person is erased, but for the
-- words of a reason, which the chain covers by a salted hash. Entries are written with the action and sealed a moment later.
create table audit_entry (
    merchant_id    uuid not null references merchant,
    entry_id       uuid not null,
    occurred_at    timestamptz not null,
    action         text not null,
    actor          text not null,
    resource_type  text not null,
    resource_id    text,                      -- null for what a merchant has one of, such as the tax rates
    request_id     text,
    changes        jsonb not null,            -- {"tax_rounding": {"before": "line", "after": "total"}}
    reason         text,
    reason_salt    text,
    reason_digest  text,                      -- SHA-256 of salt and reason; stays when the words are forgotten
    day            date,                      -- on which it was sealed (UTC), and its place in the chain of that day
    seq            bigint,
    hash           text,
    primary key (merchant_id, entry_id),
    check ((reason is null) = (reason_salt is null) and (reason is null or reason_digest is not null)),
    check ((day is null) = (seq is null) and (day is null) = (hash is null))
);
create unique index audit_entry_sealed on audit_entry (merchant_id, day, seq) where day is not null;
create index audit_entry_unsealed on audit_entry (merchant_id, entry_id) where day is null;
create index audit_entry_by_resource on audit_entry (merchant_id, resource_id, entry_id) where resource_id is not null;
create index audit_entry_by_action on audit_entry (merchant_id, action, entry_id);
create index audit_entry_by_actor on audit_entry (merchant_id, actor, entry_id);
call wall_off('audit_entry');
revoke update, delete on audit_entry from ${app_role};
grant update (day, seq, hash, reason, reason_salt) on audit_entry to ${app_role};

-- A day that is over: how long its chain is, what it began with and how it ended.
create table audit_day (
    merchant_id  uuid not null references merchant,
    day          date not null,
    entries      bigint not null check (entries > 0),
    previous     text not null,               -- the root of the day before it
    root         text not null,
    closed_at    timestamptz not null,
    primary key (merchant_id, day)
);
call wall_off('audit_day');
revoke update, delete on audit_day from ${app_role};

-- Also whoever owns the tables has to take this trigger away first.
create function keep_audit() returns trigger language plpgsql as
$$
begin
    if tg_op = 'UPDATE' and tg_table_name = 'audit_entry' then
        if old.day is null and (to_jsonb(new) - '{day,seq,hash}'::text[]) = (to_jsonb(old) - '{day,seq,hash}'::text[]) then
            return new; -- it is sealed, once
        end if;
        if new.reason is null and (to_jsonb(new) - '{reason,reason_salt}'::text[]) = (to_jsonb(old) - '{reason,reason_salt}'::text[]) then
            return new; -- the words of its reason are forgotten
        end if;
    end if;
    if tg_op = 'DELETE' and tg_table_name = 'audit_entry' and current_setting('app.audit_forgets', true) = 'yes'
       and old.day is not null then
        return old;
    end if;
    raise exception 'the audit is only ever added to' using errcode = 'insufficient_privilege';
end
$$;
create trigger keep_audit_entry before update or delete on audit_entry for each row execute function keep_audit();
create trigger keep_audit_entries before truncate on audit_entry for each statement execute function keep_audit();
create trigger keep_audit_day before update or delete on audit_day for each row execute function keep_audit();
create trigger keep_audit_days before truncate on audit_day for each statement execute function keep_audit();

-- Forgets the oldest day that is over before the given one; nothing that is younger than a year. Its root stays.
create function forget_audit_day(m uuid, before date) returns bigint
    language plpgsql security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
declare gone bigint;
begin
    if before > current_date - 365 then
        raise exception 'audit entries are kept for a year at least' using errcode = 'insufficient_privilege';
    end if;
    perform set_config('app.audit_forgets', 'yes', true);
    delete from audit_entry e using audit_day d
    where e.merchant_id = m and d.merchant_id = m and d.day = e.day and d.day < before
      and e.day = (select min(f.day) from audit_entry f where f.merchant_id = m);
    get diagnostics gone = row_count;
    perform set_config('app.audit_forgets', '', true);
    return gone;
end
$$;
revoke all on function forget_audit_day(uuid, date) from public;
grant execute on function forget_audit_day(uuid, date) to ${app_role};

-- For whoever checks the chains: all but the words of reasons.
create view check_audit as
    select merchant_id, entry_id, occurred_at, action, actor, resource_type, resource_id, request_id, changes, reason_digest,
           day, seq, hash
    from audit_entry;
create view check_audit_day as
    select merchant_id, day, entries, previous, root from audit_day;
grant select on check_audit, check_audit_day to ${check_role};
