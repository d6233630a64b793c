-- Taxes that somebody else computes: what they said, and what they were told of.
alter table channel add column tax_calculator text;

create table tax_answer (
    merchant_id   uuid not null references merchant,
    question_hash text not null,
    answer        jsonb not null,
    valid_until   timestamptz not null,
    primary key (merchant_id, question_hash)
);
create index tax_answer_by_end on tax_answer (merchant_id, valid_until);
call wall_off('tax_answer');

alter table orders add column tax_record text;
alter table refund add column tax_record text;
create index orders_to_report on orders (merchant_id, placed_at)
    where tax_record is null and taxes ->> 'calculation' is not null;
create index orders_reported on orders (merchant_id, order_id) where tax_record is not null;
