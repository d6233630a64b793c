-- What is left of limits that hold over all nodes. A bucket is counted for an address, a session, a card or a customer of whom
-- only a keyed hash is here, and many of them belong to no one merchant: all are kept under the nil merchant, where no
-- credential leads. The state is Bucket4j's own. Losing a row gives its tokens back, and nothing else.
create table limit_bucket (
    merchant_id  uuid not null,
    bucket       text not null,
    state        bytea,
    expires_at   timestamptz not null,
    primary key (merchant_id, bucket)
);
create index limit_bucket_by_end on limit_bucket (merchant_id, expires_at);
call wall_off('limit_bucket');
