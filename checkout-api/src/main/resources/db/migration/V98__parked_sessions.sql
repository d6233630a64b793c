-- A sale that somebody at a till has put aside, to go on with it at any till of the same place.
alter table checkout_session
    add column parked_at     timestamptz,
    add column parked_by     text,
    add column parked_label  text,             -- how the people there tell it from others
    add check ((parked_at is null) = (parked_by is null));
create index checkout_session_parked on checkout_session (merchant_id, parked_at) where parked_at is not null;
