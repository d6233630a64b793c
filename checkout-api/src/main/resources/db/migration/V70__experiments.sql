-- What is varied to see what it does. Arms are dealt by a hash and stay as they are once it runs.
create table experiment (
    merchant_id             uuid not null references merchant,
    experiment_id           uuid not null,
    seq                     bigint not null,
    name                    text not null,
    hypothesis              text not null,
    varies                  text not null check (varies in
                                ('asks_order', 'default_tender', 'default_delivery', 'trust_message', 'recovery_delay')),
    arms                    jsonb not null,          -- the control first
    channels                jsonb,                   -- null is everywhere
    minimum_effect_percent  numeric(5, 2) not null check (minimum_effect_percent > 0),
    window_seconds          bigint not null check (window_seconds > 0),
    guardrails              jsonb not null,
    state                   text not null check (state in ('draft', 'running', 'stopped')),
    adopted_arm             text,
    conclusion              text,
    created_at              timestamptz not null,
    started_at              timestamptz,
    stopped_at              timestamptz,
    primary key (merchant_id, experiment_id)
);
create unique index one_running_experiment_per_thing on experiment (merchant_id, varies) where state = 'running';
call wall_off('experiment');
