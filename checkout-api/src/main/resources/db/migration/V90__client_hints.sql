-- How often what happened in a field of a page, by day. Counts alone: no person and no session stands behind a row.
create table client_hint_count (
    merchant_id  uuid not null references merchant,
    day          date not null,                 -- by UTC
    channel_id   text not null,
    field        text not null,
    kind         text not null check (kind in ('focused', 'filled', 'error_shown', 'left_empty', 'rage_clicked', 'hesitated')),
    detail       text not null,                 -- filled: the bucket of its time; error_shown: what was wrong; or empty
    n            bigint not null check (n > 0),
    primary key (merchant_id, day, channel_id, field, kind, detail),
    foreign key (merchant_id, channel_id) references channel
);
call wall_off('client_hint_count');
