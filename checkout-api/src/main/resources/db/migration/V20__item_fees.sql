-- What goes along with an item and is paid with it, such as the deposit on a bottle: how many of which other item.
alter table item add column fees jsonb not null default '{}';

-- Sessions say which of their lines are such.
update checkout_session s set line_items =
    (select coalesce(jsonb_agg(line || '{"fee": false}'), '[]') from jsonb_array_elements(s.line_items) line);
