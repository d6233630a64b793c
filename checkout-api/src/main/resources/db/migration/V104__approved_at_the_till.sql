-- What coins could not pay of a refund in cash: by how much more it is than what was asked for.
alter table refund add column rounding_minor bigint not null default 0;

-- Which request has used an approval: when it comes again it goes on.
alter table approval add column used_in uuid;

-- That a drawer was opened without a sale. Only ever added to.
create table drawer_opening (
    merchant_id  uuid not null,
    opening_id   uuid not null,
    shift_id     uuid not null,
    reason       text not null,
    actor        text not null,
    manager_id   uuid,                       -- who has agreed to it
    created_at   timestamptz not null,
    primary key (merchant_id, opening_id),
    foreign key (merchant_id, shift_id) references shift
);
create index drawer_opening_by_shift on drawer_opening (merchant_id, shift_id, opening_id);
call wall_off('drawer_opening');
revoke update, delete on drawer_opening from ${app_role};
