-- What is written to people. The words are forgotten once it was sent or given up.
create table notification (
    merchant_id      uuid not null references merchant,
    notification_id  uuid not null,
    medium           text not null check (medium in ('email', 'sms')),
    recipient        text not null,
    purpose          text not null,
    subject          text,
    text             text,
    state            text not null check (state in ('pending', 'sent', 'failed')),
    attempts         int not null default 0,
    next_at          timestamptz not null,
    created_at       timestamptz not null,
    expires_at       timestamptz not null,
    settled_at       timestamptz,
    error            text,
    primary key (merchant_id, notification_id),
    check ((state = 'pending') = (text is not null))
);
create index notification_due on notification (merchant_id, next_at) where state = 'pending';
create index notification_settled on notification (merchant_id, settled_at) where settled_at is not null;
call wall_off('notification');
