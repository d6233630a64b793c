-- A till's card reader: who drives it, and whether it asks the buyer for a tip.
alter table channel add column reader_provider text not null default 'stripe' check (reader_provider in ('stripe', 'nexo'));
alter table channel add column tips_on_reader boolean not null default false;

-- What the buyer added on the device: held and taken beyond what was asked for.
alter table payment_attempt add column tip_minor bigint not null default 0 check (tip_minor >= 0);
