-- Every later table with a merchant_id gets its walls by one line: call wall_off('its_name').
create procedure wall_off(t text) language plpgsql as
$$
begin
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_merchant on %I to ${app_role} '
        'using (merchant_id = nullif(current_setting(''app.merchant_id'', true), '''')::uuid) '
        'with check (merchant_id = nullif(current_setting(''app.merchant_id'', true), '''')::uuid)', t);
    execute format('create policy owner on %I to current_user using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to ${app_role}', t);
end
$$;
revoke all on procedure wall_off(text) from public;
