-- A purchase may reach its buyer in several parts: taken along, sent from several places, digital.
alter table orders add column fulfillments jsonb not null default '[]';

update checkout_session s set line_items =
    (select coalesce(jsonb_agg(line || '{"handed_over": 0}'), '[]') from jsonb_array_elements(s.line_items) line);
