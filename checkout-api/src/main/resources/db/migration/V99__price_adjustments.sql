-- What a manager has let go of the price of a sale: prices of their own for items, and money off the whole.
alter table checkout_session add column price_adjustments jsonb not null default '[]';
