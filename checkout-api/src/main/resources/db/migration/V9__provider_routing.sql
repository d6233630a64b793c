-- Which provider is asked for which payment: the first rule that fits, in order of priority. No rule fits: any that can.
create table routing_rule (
    merchant_id       uuid not null references merchant,
    rule_id           uuid not null,
    priority          int not null,
    channel_id        text,
    country           char(2),               -- of the buyer
    currency          char(3),
    tender_type       text,
    card_brand        text,
    min_amount_minor  bigint check (min_amount_minor >= 0),
    max_amount_minor  bigint check (max_amount_minor >= min_amount_minor),
    providers         jsonb not null,        -- names, the first is asked first
    primary key (merchant_id, rule_id),
    unique (merchant_id, priority)
);
call wall_off('routing_rule');

-- Who may still be asked when a provider surely was not reached.
alter table payment_attempt add column fallbacks jsonb not null default '[]';
