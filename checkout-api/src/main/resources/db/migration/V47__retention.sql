-- What is left of sessions that came to nothing: 0 all, 1 no personal data, 2 no events either. Their rows stay, with ids only.
alter table checkout_session add column forgotten smallint not null default 0 check (forgotten between 0 and 2);
create index checkout_session_to_forget on checkout_session (merchant_id, forgotten, updated_at)
    where status = 'canceled' and forgotten < 2;

-- The application may not delete events; it may have those forgotten that are of sessions which came to nothing long ago.
-- Events of sessions with an order, and of orders, stay.
create function forget_session_events(m uuid, before timestamptz, most int) returns int
    language plpgsql security definer set search_path = ${flyway:defaultSchema}, pg_temp as
$$
declare those uuid[];
begin
    if before > now() - interval '30 days' then
        raise exception 'events are kept for thirty days at least' using errcode = 'insufficient_privilege';
    end if;
    -- What nobody was told yet is told first: the events of a session go together, or the rest would have a gap.
    those := array(select s.session_id from checkout_session s
                   where s.merchant_id = m and s.status = 'canceled' and s.forgotten = 1 and s.order_id is null and s.updated_at < before
                     and not exists (select 1 from event e
                                     where e.merchant_id = m and e.aggregate_id = s.session_id and e.position is null)
                   order by s.updated_at limit most for update skip locked);
    delete from event where merchant_id = m and aggregate_id = any(those);
    update checkout_session set forgotten = 2 where merchant_id = m and session_id = any(those);
    return cardinality(those);
end
$$;
revoke all on function forget_session_events(uuid, timestamptz, int) from public;
grant execute on function forget_session_events(uuid, timestamptz, int) to ${app_role};
