-- Who has left and agreed to it is written to once.
alter table channel add column recovery_after_seconds bigint check (recovery_after_seconds > 0);
alter table checkout_session
    add column reminded_at   timestamptz,
    add column recovered_at  timestamptz;
create index checkout_session_to_remind on checkout_session (merchant_id, updated_at)
    where reminded_at is null and status in ('incomplete', 'ready_for_complete') and buyer ->> 'reminder_consent' is not null;
create index orders_by_customer on orders (merchant_id, customer_id) where customer_id is not null;
create index orders_by_email on orders (merchant_id, lower(buyer ->> 'email'));
