-- What a key may do, from which pages it is used, and what its owner sees of it later.
alter table credential
    add column scopes        text,             -- secret keys: "orders:read refunds:write"; null for everything
    add column origins       text,             -- publishable keys: "https://shop.example ..."; null for any page
    add column preview       text,             -- "sk_...x7Qz": what people recognize a key by
    add column family_id     uuid,             -- the first of the keys that replaced each other
    add column replaced_by   uuid,
    add column created_by    text,
    add column last_used_at  timestamptz,      -- to the minute
    add column revision      bigint not null default 0;
create index credential_keys on credential (merchant_id, created_at desc, credential_id desc)
    where kind in ('secret_key', 'publishable_key');
create index credential_by_session on credential (merchant_id, session_id) where session_id is not null;
create index credential_by_family on credential (merchant_id, family_id) where family_id is not null;
create index client_token_expiring on credential (merchant_id, expires_at) where kind = 'client_token';

-- A client token lives as long as its session, and for a while after, so that a buyer can still see what was bought.
drop function find_credential(text);
create function find_credential(hash text, grace_seconds bigint)
    returns table (merchant_id uuid, credential_id uuid, kind text, channel_id text, session_id uuid, actor_id uuid,
                   scopes text, origins text)
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select c.merchant_id, c.credential_id, c.kind, c.channel_id, c.session_id, coalesce(c.family_id, c.credential_id),
           c.scopes, c.origins
    from credential c
    where c.secret_hash = hash and c.revoked_at is null and (c.expires_at is null or c.expires_at > now())
      and (c.kind <> 'client_token' or exists (
            select from checkout_session s
            where s.merchant_id = c.merchant_id and s.session_id = c.session_id
              and (s.status not in ('completed', 'canceled') or s.updated_at > now() - make_interval(secs => grace_seconds))))
$$;

-- Whether a page of this origin may call with a browser: of this merchant, or of anybody where no merchant is known yet.
create function is_known_origin(origin text, merchant uuid)
    returns boolean
    language sql stable security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
    select exists (
        select from credential
        where kind = 'publishable_key' and revoked_at is null and (expires_at is null or expires_at > now())
          and (merchant is null or merchant_id = merchant)
          and (origins is null or origin = any (string_to_array(origins, ' '))))
$$;
revoke all on function find_credential(text, bigint), is_known_origin(text, uuid) from public;
grant execute on function find_credential(text, bigint), is_known_origin(text, uuid) to ${app_role};
