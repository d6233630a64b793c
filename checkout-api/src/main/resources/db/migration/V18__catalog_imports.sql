-- A file of items on its way into the catalog: its rows as they came, until they are written.
create table catalog_import (
    merchant_id   uuid not null references merchant,
    import_id     uuid not null,
    mode          text not null check (mode in ('all', 'report')),
    state         text not null check (state in ('receiving', 'running', 'done', 'refused')),
    rows_total    bigint not null default 0,
    rows_done     bigint not null default 0,
    rows_wrong    bigint not null default 0,
    rows_written  bigint not null default 0,
    actor         text not null,
    created_at    timestamptz not null,
    finished_at   timestamptz,
    primary key (merchant_id, import_id)
);
create index catalog_import_running on catalog_import (merchant_id) where state = 'running';
call wall_off('catalog_import');

create table catalog_import_row (
    merchant_id  uuid not null,
    import_id    uuid not null,
    row_no       bigint not null,
    sku          text not null,
    item         jsonb,                 -- null when it could not be read
    wrong        text,
    primary key (merchant_id, import_id, row_no),
    foreign key (merchant_id, import_id) references catalog_import on delete cascade
);
create index catalog_import_row_by_sku on catalog_import_row (merchant_id, import_id, sku);
call wall_off('catalog_import_row');
