-- Which asks were answered by the wallet the buyer paid or tried to pay with.
alter table checkout_session add column wallet_asks jsonb not null default '[]';
