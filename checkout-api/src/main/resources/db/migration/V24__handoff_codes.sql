-- Wrong codes of any kind are counted in one place.
alter table gift_card_try rename to code_try;
update code_try set caller = 'gift card:' || caller;

-- A session is passed on by a link, or by a short code that is spoken to somebody of the merchant's.
alter table handoff add column code_hash text;
alter table handoff add column code_expires_at timestamptz;
create unique index handoff_by_code on handoff (merchant_id, code_hash) where code_hash is not null;
