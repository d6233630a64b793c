-- Secrets and personal data are stored encrypted under keys the database does not have (DATA_KEYS). What is there already is
-- encrypted by the application, row by row, soon after it has started; until then it is read as it is. The columns stay: a value reads
-- enc1:<key>:<base64url>, in jsonb as a JSON text. Where rows are found by such a value, a keyed hash stands beside it: its blind index.
alter table customer
    add column email_index  text,
    add column phone_index  text;
create index customer_by_email_index on customer (merchant_id, email_index) where email_index is not null;
create index customer_by_phone_index on customer (merchant_id, phone_index) where phone_index is not null;
drop index customer_by_phone, customer_by_email;
create index customer_by_clear_phone on customer (merchant_id, phone) where phone_index is null and phone is not null;
create index customer_by_clear_email on customer (merchant_id, lower(email)) where email_index is null and email is not null;

-- Each encryption of an address is another text: what makes it one row is its blind index.
alter table customer_address drop constraint customer_address_merchant_id_customer_id_address_key;
alter table customer_address add column address_index text;
create unique index one_customer_address on customer_address (merchant_id, customer_id, address_index);

alter table notification add column recipient_index text;
create index notification_by_recipient on notification (merchant_id, recipient_index) where recipient_index is not null;

drop index verification_by_recipient;
alter table verification add column recipient_index text;
create index verification_by_recipient on verification (merchant_id, recipient_index, created_at) where recipient_index is not null;

-- What is asked of all sessions at once stands outside of the document.
alter table checkout_session
    add column email_index      text,
    add column reminder_agreed  boolean not null default false;
update checkout_session set reminder_agreed = true where buyer ->> 'reminder_consent' is not null;
drop index checkout_session_to_remind;
create index checkout_session_to_remind on checkout_session (merchant_id, updated_at)
    where reminded_at is null and status in ('incomplete', 'ready_for_complete') and reminder_agreed;

alter table orders add column email_index text;
create index orders_by_email_index on orders (merchant_id, email_index) where email_index is not null;
drop index orders_by_email;
create index orders_by_clear_email on orders (merchant_id, lower(buyer ->> 'email'))
    where email_index is null and buyer ->> 'email' is not null;

-- Uses of guests were counted by their address in clear. Now by a keyed hash; cust_key is that hash and, after a space, the old form.
create or replace function promotions_for(m uuid, skus text[], categories text[], chan text, cur text, codes text[], cust uuid,
                                          cust_key text, at timestamptz)
    returns jsonb language sql stable as
$$
    select coalesce(jsonb_agg(
        (to_jsonb(p) - 'merchant_id' - 'created_at' - 'seq') || jsonb_build_object(
            'targets', (select jsonb_agg(jsonb_build_object('kind', t.kind, 'value', t.value)) from promotion_target t
                        where t.merchant_id = m and t.promotion_id = p.promotion_id),
            'used_by_customer', case when p.limit_per_customer is null or cust_key is null then 0 else
                (select count(*) from promotion_use u where u.merchant_id = m and u.promotion_id = p.promotion_id
                    and u.customer_key = any(string_to_array(cust_key, ' '))) end,
            'for_this_customer', p.customer_group is null or coalesce(p.customer_group =
                (select c.customer_group from customer c where c.merchant_id = m and c.customer_id = cust), false))), '[]')
    from promotion p
    where p.merchant_id = m and p.promotion_id in (
        select t.promotion_id
        from (select 'all' as kind, '' as value union all select 'sku', unnest(skus)
              union all select 'category', unnest(categories)) basket
        join promotion_target t on t.merchant_id = m and t.automatic and t.kind = basket.kind and t.value = basket.value
        union
        select c.promotion_id from promotion c where c.merchant_id = m and c.code = any(codes))
      and (p.code is not null or p.active
           and (p.starts_at is null or p.starts_at <= at) and (p.ends_at is null or p.ends_at > at)
           and (p.channels is null or p.channels @> to_jsonb(chan)) and (p.currency is null or p.currency = cur))
$$;
