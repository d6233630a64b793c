-- A session knows what it was shown, wherever it goes on.
alter table checkout_session add column exposures jsonb not null default '[]';
