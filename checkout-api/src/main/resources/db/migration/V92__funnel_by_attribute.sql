-- What reports by an attribute read: numbers by hour and by day, as funnel_count, for each value of each attribute. Made of events as the
-- rest of the funnel.

-- The values that are counted apart, those that came first; of an attribute that has more, the others are counted together.
create table funnel_attribute_value (
    merchant_id  uuid not null references merchant,
    attribute    text not null,
    value        text not null,
    primary key (merchant_id, attribute, value)
);
call wall_off('funnel_attribute_value');

-- Sessions that do not have the attribute are in none of its rows: they are what is left of funnel_count.
create table funnel_attribute_count (
    merchant_id  uuid not null references merchant,
    attribute    text not null,
    grain        text not null check (grain in ('hour', 'day')),
    at           timestamptz not null,           -- when the stay began
    value        text not null,
    channel_id   text not null,
    step         text not null,
    entered      int not null,
    advanced     int not null,
    handed_on    int not null,
    went_back    int not null,
    waiting      int not null,
    lost         int not null,
    sessions     int not null,
    won          int not null,
    primary key (merchant_id, attribute, grain, at, value, channel_id, step)
) with (fillfactor = 80);                        -- numbers of the hour that runs change all the time
call wall_off('funnel_attribute_count');
