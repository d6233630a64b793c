-- The demo merchant itself. Run at each start, so everything in here must be repeatable: what a person may have changed
-- by hand stays, what belongs to the catalog is brought up to date. ${merchant} is put in by the launcher.

insert into merchant (merchant_id, name, country, time_zone)
values ('${merchant}', 'Leaf & Kettle', 'DE', 'Europe/Berlin')
on conflict do nothing;

insert into location (merchant_id, location_id, name, line1, postal_code, city, country, time_zone) values
    ('${merchant}', 'berlin-mitte', 'Berlin Mitte', 'Kesselgasse 7', '10119', 'Berlin', 'DE', 'Europe/Berlin'),
    ('${merchant}', 'hamburg', 'Hamburg Speicherstadt', 'Teespeicher 3', '20457', 'Hamburg', 'DE', 'Europe/Berlin')
on conflict do nothing;

insert into channel (merchant_id, channel_id, kind, name, country, currency, locale, location_id, tenders) values
    ('${merchant}', 'web', 'web', 'Web shop', 'DE', 'EUR', 'en', null, '["card","ideal","sepa_debit","gift_card"]'),
    ('${merchant}', 'app', 'in_app', 'Mobile app', 'DE', 'EUR', 'en', null, '["card","saved","gift_card"]'),
    ('${merchant}', 'till-1', 'pos', 'Till 1, Berlin Mitte', 'DE', 'EUR', 'en', 'berlin-mitte', '["cash","card_present","gift_card"]'),
    ('${merchant}', 'phone', 'phone', 'Phone orders', 'DE', 'EUR', 'en', null, '["card","saved","gift_card","store_credit"]')
on conflict do nothing;

-- "reduced" is food and books. In Great Britain both are zero-rated.
insert into tax_rate (merchant_id, country, tax_category, percent) values
    ('${merchant}', 'DE', 'standard', 19), ('${merchant}', 'DE', 'reduced', 7),
    ('${merchant}', 'AT', 'standard', 20), ('${merchant}', 'AT', 'reduced', 10),
    ('${merchant}', 'FR', 'standard', 20), ('${merchant}', 'FR', 'reduced', 5.5),
    ('${merchant}', 'NL', 'standard', 21), ('${merchant}', 'NL', 'reduced', 9),
    ('${merchant}', 'GB', 'standard', 20), ('${merchant}', 'GB', 'reduced', 0)
on conflict (merchant_id, country, tax_category, region, postal_prefix, valid_from) do update set percent = excluded.percent;

insert into fulfillment_rate
    (merchant_id, option_id, kind, title, country, location_id, currency, amount_minor, min_days, max_days) values
    ('${merchant}', 'standard', 'shipping', 'Standard delivery', 'DE', null, 'EUR', 490, 1, 2),
    ('${merchant}', 'express', 'shipping', 'Express delivery', 'DE', null, 'EUR', 990, 1, 1),
    ('${merchant}', 'standard-at', 'shipping', 'Standard delivery to Austria', 'AT', null, 'EUR', 990, 2, 4),
    ('${merchant}', 'standard-fr', 'shipping', 'Standard delivery to France', 'FR', null, 'EUR', 990, 3, 5),
    ('${merchant}', 'standard-nl', 'shipping', 'Standard delivery to the Netherlands', 'NL', null, 'EUR', 990, 2, 4),
    ('${merchant}', 'standard-gb', 'shipping', 'Standard delivery to Great Britain', 'GB', null, 'EUR', 1490, 4, 7),
    ('${merchant}', 'pickup-mitte', 'pickup', 'Pick up in Berlin Mitte', 'DE', 'berlin-mitte', 'EUR', 0, 0, 0),
    ('${merchant}', 'pickup-hamburg', 'pickup', 'Pick up in Hamburg', 'DE', 'hamburg', 'EUR', 0, 0, 0),
    ('${merchant}', 'digital', 'digital', 'By e-mail', null, null, 'EUR', 0, 0, 0)
on conflict (merchant_id, option_id, currency) do update set
    kind = excluded.kind, title = excluded.title, country = excluded.country, location_id = excluded.location_id,
    amount_minor = excluded.amount_minor, min_days = excluded.min_days, max_days = excluded.max_days;
