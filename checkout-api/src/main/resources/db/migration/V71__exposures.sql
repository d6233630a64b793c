-- Who was shown which arm, once for each session. Ids only: unit is a hash of who was dealt it, another in each experiment.
create table experiment_exposure (
    merchant_id    uuid not null,
    experiment_id  uuid not null,
    session_id     uuid not null,
    arm            text not null,
    unit           uuid not null,
    channel_id     text not null,
    exposed_at     timestamptz not null,
    primary key (merchant_id, experiment_id, session_id),
    foreign key (merchant_id, experiment_id) references experiment
);
create index experiment_exposure_by_session on experiment_exposure (merchant_id, session_id);
call wall_off('experiment_exposure');
