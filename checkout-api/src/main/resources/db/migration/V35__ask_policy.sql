-- What a merchant wants to be asked in a channel, beyond what an order needs.
alter table channel add column ask_policy jsonb not null default '{}';
