-- A request that died on the way and comes again under its key goes on with what it began: its rows bear its name.
alter table capture add column request_id uuid;
update capture set request_id = capture_id;
alter table capture alter column request_id set not null;
create index capture_by_request on capture (merchant_id, request_id);
create index refund_by_request on refund (merchant_id, request_id);
alter table checkout_session add column submitted_run uuid;
